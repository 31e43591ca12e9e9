import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Where one test run keeps its Azurite; test/globalSetup.ts makes it and names the run's process. */
export const runDirectory = (): string => {
  const directory = process.env['MENTORMAAT_TEST_RUN'];
  if (directory === undefined) throw new Error('run the tests with jest: test/globalSetup.ts prepares them');
  return directory;
};

const services = ['Blob', 'Queue', 'Table'] as const;
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/**
 * The connection string of the one Azurite of this test run, in memory, started by the first suite that asks
 * for it. Suites keep out of each other's way by table prefix.
 */
export async function sharedAzurite(): Promise<string> {
  const directory = runDirectory();
  const output = join(directory, 'azurite.txt');
  if (isFirst(directory)) start(directory, output);
  for (;;) {
    const found = addressesIn(output);
    if (found !== null) return found;
    await pause(20);
  }
}

/** Suites run in several processes: whoever makes the folder starts Azurite. */
function isFirst(directory: string): boolean {
  try {
    mkdirSync(join(directory, 'azurite'));
    return true;
  } catch {
    return false;
  }
}

/** It outlives the worker that starts it, and ends with the run (see endWithRun.js). */
function start(directory: string, output: string): void {
  const file = openSync(output, 'w');
  const guard = join(__dirname, 'endWithRun.js');
  const ports = services.flatMap((service) => [`--${service.toLowerCase()}Port`, '0']);
  const options = ['--inMemoryPersistence', '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  spawn(
    process.execPath,
    ['--require', guard, require.resolve('azurite/dist/src/azurite.js'), ...ports, ...options],
    { cwd: tmpdir(), stdio: ['ignore', file, file], detached: true },
  ).unref();
  closeSync(file);
}

function addressesIn(output: string): string | null {
  let text = '';
  try {
    text = readFileSync(output, 'utf8');
  } catch {
    return null;
  }
  if (text.includes('unhandled error')) throw new Error(text);
  const endpoints = services.flatMap((service) => {
    const address = new RegExp(`${service} service is successfully listening at (\\S+)\\n`).exec(text)?.[1];
    return address === undefined ? [] : [`${service}Endpoint=${address}/${account}`];
  });
  if (endpoints.length < services.length) return null;
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    ...endpoints,
    '',
  ].join(';');
}
