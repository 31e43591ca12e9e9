const { writeSync } = require('node:fs');

/** Prints `N passed, N failed` as the very last line of a run, after every other reporter. */
class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    process.once('exit', () => writeSync(1, `\n${results.numPassedTests} passed, ${failed} failed\n`));
  }
}

module.exports = ClosingLine;
