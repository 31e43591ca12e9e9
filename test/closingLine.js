/** Prints `N passed, N failed` as the last line of a run. */
class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    this.line = `${results.numPassedTests} passed, ${failed} failed`;
    process.stdout.write(`\n${this.line}\n`);
  }
}

module.exports = ClosingLine;
