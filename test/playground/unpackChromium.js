/** Unpacks the Chromium of @sparticuz/chromium, with its fonts and libraries, into this process's TMPDIR. */
const chromium = require('@sparticuz/chromium');

chromium.executablePath().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
