#!/usr/bin/env node
/** The entry: the only file that reads the environment, the clock and chance. Wires everything by hand. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { warmCards } from '../cards/render';
import { composeMessage } from '../dialogs/outgoing';
import { failed, respond } from '../dialogs/respond';
import { runCli } from './cli/cli';
import { readConfig, type Config } from './config';
import { loop } from './delivery/loop';
import { pacer } from './delivery/pacer';
import { keepProgrammes } from './delivery/programmes';
import { sender } from './delivery/sender';
import { cardActivity, teamsAdapter, teamsMessenger, withoutHiddenRetries } from './delivery/teamsMessenger';
import { work } from './delivery/work';
import {
  askShownClock,
  demoClock,
  demoRoutes,
  keepClock,
  loadClock,
  type DemoClock,
  type DemoStart,
} from './demoClock';
import { jsonLog } from './log';
import type { Clock, Log, Random, Timer } from './ports';
import type { Storage } from './storagePorts';
import type { Moment } from './programme/model';
import { importFolder } from './roster/importFolder';
import { makeServer } from './server';
import { isAllowedAddress } from './serviceAddress';
import { openAzureStorage } from './storage/azure';
import { openEmbeddedStorage } from './storage/embedded';
import { teamsBot } from './teamsBot';

const machine: Clock = { now: () => Date.now() };
const random: Random = { uuid: () => randomUUID(), fraction: () => Math.random() };
const timer: Timer = {
  sleep: async (milliseconds, signal) => {
    await after(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

interface OpenStorage {
  readonly storage: Storage;
  close(): Promise<void>;
}

const openStorage = async (config: Config, log: Log): Promise<OpenStorage> => {
  const { storage: place, tablePrefix } = config;
  if (place.kind !== 'embedded') {
    return { storage: await openAzureStorage(place, tablePrefix, random, log), close: async () => undefined };
  }
  const embedded = await openEmbeddedStorage(place.dataDir, log);
  return {
    storage: await openAzureStorage(embedded, tablePrefix, random, log),
    close: () => embedded.close(),
  };
};

const clockFile = (config: Config): string => join(config.dataDir, 'demo-clock.json');

const openClock = async (config: Config, resume: boolean): Promise<DemoClock | null> => {
  if (config.demo === null) return null;
  const stored = resume ? await loadClock(clockFile(config)) : null;
  return demoClock({ ...config.demo, at: stored ?? config.demo.at }, machine);
};

/** Milliseconds of the machine between ticks: a minute of a demo clock, within reason. */
const tickEvery = (clock: DemoClock | null): number => {
  if (clock === null) return 5000;
  return clock.rate === 0 ? 300 : Math.min(5000, Math.max(200, 60_000 / clock.rate));
};

const makeBot = (config: Config, log: Log, storage: Storage, demo: DemoClock | null) => {
  const clock = demo ?? machine;
  const { appId } = config;
  const programmes = keepProgrammes(storage.programmes);
  const adapter = teamsAdapter(config);
  const isAllowedService = (url: string): boolean => isAllowedAddress(url, config.serviceHosts, appId === '');
  const pace = pacer(config.sendsPerSecond, machine, timer);
  const messenger = teamsMessenger(adapter, appId, isAllowedService);
  const compose = composeMessage(storage);
  const owner = random.uuid();
  const { outbox, contacts, records, queue } = storage;
  const send = sender({
    outbox,
    contacts,
    messenger,
    compose,
    pacer: pace,
    machine,
    timer,
    random,
    log,
    owner,
  });
  const works = work({ outbox, records, queue, programmes, sender: send, log });
  const loops = loop({ work: works, programmes, clock, timer, log, every: tickEvery(demo) });
  const isAllowedTenant = (tenant: string): boolean =>
    config.allowedTenants?.includes(tenant) ??
    programmes.all().some(({ head }) => head.tenants.includes(tenant));
  const onActivity = teamsBot({
    adapter,
    respond: respond({ ...storage, programmes, clock, machine, log, wake: () => loops.wake() }),
    failed,
    isAllowedTenant,
    isAllowedService,
    beforeLookUp: (tenant) => pace.turn(tenant, new AbortController().signal),
    prepare: (context) => withoutHiddenRetries(adapter, context),
    asActivity: cardActivity,
    needsToken: appId !== '',
    log,
  });
  return { onActivity, programmes, loops };
};

const withinSeconds = async (seconds: number, task: Promise<unknown>): Promise<void> => {
  const controller = new AbortController();
  await Promise.race([task, timer.sleep(seconds * 1000, controller.signal)]);
  controller.abort();
};

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });

/** What to do when the port cannot be had, in a line. */
const portProblem = (error: NodeJS.ErrnoException, { host, port }: Config): Error => {
  if (error.code !== 'EADDRINUSE') return error;
  return new Error(`port ${port} on ${host} is in use: stop what runs there, or set PORT to another one`, {
    cause: error,
  });
};

const runBot = async (config: Config, resume: boolean): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'info');
  const stopped = stopSignal();
  // A storage that does not answer must not keep us from ending.
  const opened = await Promise.race([openStorage(config, log), stopped.then(() => null)]);
  if (opened === null) return 0;
  const { storage } = opened;
  await mkdir(config.dataDir, { recursive: true });
  const demo = await openClock(config, resume);
  warmCards();
  const { onActivity, programmes, loops } = makeBot(config, log, storage, demo);
  await programmes.refresh();
  let stopping = false;
  const notReady = async (): Promise<string | null> => {
    if (stopping) return 'stopping';
    if (loops.health() === 'failing') return 'the work loop fails';
    return storage.ping().then(
      () => null,
      () => 'storage cannot be reached',
    );
  };
  const routes = demo === null ? null : demoRoutes(demo, (target, arrived) => loops.moveTo(target, arrived));
  const server = makeServer({ onActivity, notReady, demo: routes, log });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portProblem(error, config)));
    server.listen(config.port, config.host, () => resolve());
  });
  log.info('listening', { port: server.address().port, host: config.host });
  const running = loops.run();
  const stopKeeping = demo === null ? null : keepClock(clockFile(config), demo, log);
  log.info('stopping', { signal: await stopped });
  stopping = true;
  await stopKeeping?.();
  server.close();
  const worked = withinSeconds(5, Promise.all([loops.stop(), running]));
  await withinSeconds(
    8,
    worked.then(() => opened.close()),
  );
  return 0;
};

/** What a bot that runs at the configured place shows as its demo clock, or null. */
const shownClock = async ({ host, port, appId }: Config): Promise<DemoStart | null> => {
  if (appId !== '') return null;
  return askShownClock(`http://${host === '::1' ? '[::1]' : host}:${port}/demo/clock`);
};

/** The tool's time: that of a standing clock beside it, else what the environment says. */
const toolNow = async (config: Config): Promise<Moment> => {
  const shown = await shownClock(config);
  if (config.demo === null) return shown?.at ?? machine.now();
  return shown?.rate === 0 ? shown.at : config.demo.at;
};

/** Resolves when the stream has taken the text, so that output is whole even through a slow pipe. */
const writeTo =
  (stream: NodeJS.WriteStream) =>
  (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });

const placeOf = ({ storage }: Config): string => {
  if (storage.kind === 'embedded') return `embedded in ${storage.dataDir}`;
  return storage.kind === 'account'
    ? `storage account ${storage.accountName}`
    : 'storage account of the connection string';
};

const runTool = (config: Config, args: readonly string[]): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'warn');
  return runCli(args, {
    openStorage: () => openStorage(config, log),
    now: () => toolNow(config),
    importFolder,
    doctor: {
      configuration: [],
      storage: placeOf(config),
      hasAppId: config.appId !== '',
      clock: config.demo === null ? 'system' : 'demo',
    },
    out: writeTo(process.stdout),
    err: writeTo(process.stderr),
  });
};

/** Whoever reads our output may stop reading: that is no fault. */
process.stdout.on('error', () => process.exit(0));

/** `bot [--resume-clock]` runs the bot; everything else is a command of the operator's tool. */
const main = async (args: readonly string[]): Promise<number> => {
  const result = readConfig(process.env);
  if (!result.ok) {
    await writeTo(process.stderr)(result.problems.map((problem) => `${problem}\n`).join(''));
    return 1;
  }
  const [command, ...rest] = args;
  return command === 'bot'
    ? runBot(result.config, rest.includes('--resume-clock'))
    : runTool(result.config, args);
};

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
