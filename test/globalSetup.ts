import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Every test runs under a process time zone that is not the programme's, so that nothing leans on it. A run
 * has a folder for what its suites share, which goes when the run ends.
 */
export const setup = (): void => {
  process.env['TZ'] = 'America/St_Johns';
  const directory = mkdtempSync(join(tmpdir(), 'mentormaat-test-'));
  process.env['MENTORMAAT_TEST_RUN'] = directory;
  process.env['MENTORMAAT_TEST_RUN_PROCESS'] = String(process.pid);
  process.once('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 5 }));
};

module.exports = setup;
