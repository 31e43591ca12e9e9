/** Loaded before a test run's helper process: ends it when the run has ended, however that came about. */
const run = Number(process.env.MENTORMAAT_TEST_RUN_PROCESS);

setInterval(() => {
  try {
    process.kill(run, 0);
  } catch {
    process.exit(0);
  }
}, 500).unref();
