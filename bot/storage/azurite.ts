import { EventEmitter, on } from 'node:events';
import { pathToFileURL } from 'node:url';
import { Mendable } from '../programme/failure';

/** The account every Azurite knows, with its published key: it protects nothing and listens on loopback only. */
const account = 'devstoreaccount1';
const key = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

const script = 'azurite/dist/src/azurite.js';
const services = ['Blob', 'Queue', 'Table'];

/** On which port each service listens. */
export type ServicePorts = Readonly<Record<string, number>>;

/** Azurite running inside this process. */
export interface RunningAzurite {
  readonly connectionString: string;
  readonly ports: ServicePorts;
  /** Saves everything and stops; `closed` follows. */
  stop(): void;
  /** Resolves once all services have saved and stopped, whoever asked for it. */
  readonly closed: Promise<unknown>;
}

/**
 * Runs Azurite's three services in this process, on these loopback ports, others chosen by the system, with its data in
 * `location`. It takes over the process: its arguments, its console and its signals. When Azurite cannot
 * start it says why on standard error and ends the process.
 */
export async function runAzurite(location: string, wanted: ServicePorts): Promise<RunningAzurite> {
  const file = find();
  const ports = services.flatMap((service) => [
    `--${service.toLowerCase()}Port`,
    String(wanted[service] ?? 0),
  ]);
  const options = ['--location', location, '--silent', '--disableTelemetry', '--skipApiVersionCheck'];
  process.argv = [process.execPath, file, ...ports, ...options];
  const said = listenToConsole();
  const started = oneOfEach(said, /Azurite (\w+) service is successfully listening at (\S+)/);
  const closed = oneOfEach(said, /Azurite (\w+) service successfully closed/);
  await import(pathToFileURL(file).href);
  const addresses = await started;
  const connectionString = connectionStringOf(addresses);
  const listening = Object.fromEntries([...addresses].map(([name, at]) => [name, Number(new URL(at).port)]));
  return { connectionString, ports: listening, closed, stop: () => process.emit('SIGTERM', 'SIGTERM') };
}

function find(): string {
  try {
    return require.resolve(script);
  } catch (cause) {
    throw new Mendable(
      'the package azurite is missing or damaged: install the optional dependencies too (npm ci), ' +
        'or set AZURE_STORAGE_CONNECTION_STRING or AZURE_STORAGE_ACCOUNT',
      { cause },
    );
  }
}

/** Codes of the system that say what to mend. */
const codes = /\b(?:EACCES|EADDRINUSE|EMFILE|ENOENT|ENOSPC|EPERM|EROFS)\b/;

/** Why Azurite ends, without its words: those quote the data that it cannot read, and these are names. */
const endOf = (said: string): string =>
  codes.exec(said)?.[0] ??
  'its data may be damaged: put a copy of the folder back, or set DATA_DIR to another one';

/** Azurite tells its addresses, that it has saved and closed, and why it cannot start, only on the console. */
function listenToConsole(): EventEmitter {
  const said = new EventEmitter();
  Object.assign(console, {
    log: (line: unknown) => said.emit('line', String(line)),
    error: (line: unknown) => process.stderr.write(`${endOf(String(line))}\n`),
  });
  return said;
}

/** What the pattern catches in the first three lines that match it: one a service. */
async function oneOfEach(said: EventEmitter, pattern: RegExp): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const [line] of on(said, 'line')) {
    const [, service, rest] = pattern.exec(String(line)) ?? [];
    if (service !== undefined) found.set(service, rest ?? '');
    if (found.size === services.length) break;
  }
  return found;
}

function connectionStringOf(addresses: ReadonlyMap<string, string>): string {
  const endpoints = [...addresses].map(([service, address]) => `${service}Endpoint=${address}/${account}`);
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${account}`,
    `AccountKey=${key}`,
    ...endpoints,
    '',
  ].join(';');
}
