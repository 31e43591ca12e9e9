#!/usr/bin/env node
/** The entry: the only file that reads the environment, the clock and chance. Wires everything by hand. */
import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { warmCards } from '../cards/render';
import { composeMessage } from '../dialogs/outgoing';
import { failed, respond } from '../dialogs/respond';
import { readConfig, type Config } from './config';
import { loop } from './delivery/loop';
import { pacer } from './delivery/pacer';
import { keepProgrammes } from './delivery/programmes';
import { sender } from './delivery/sender';
import { cardActivity, teamsAdapter, teamsMessenger, withoutHiddenRetries } from './delivery/teamsMessenger';
import { work } from './delivery/work';
import { demoClock, demoRoutes, loadClock, storeClock, type DemoClock } from './demoClock';
import { jsonLog } from './log';
import type { Clock, Log, Random, Storage, Timer } from './ports';
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

const runBot = async (config: Config, resume: boolean): Promise<number> => {
  const log = jsonLog(config.logLevel);
  const stopped = stopSignal();
  await mkdir(config.dataDir, { recursive: true });
  const { storage, close } = await openStorage(config, log);
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
  const server = makeServer({ onActivity, notReady, demo: routes });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, () => resolve());
  });
  log.info('listening', { port: server.address().port, host: config.host });
  const running = loops.run();
  const saving = demo === null ? null : setInterval(() => void storeClock(clockFile(config), demo), 1000);
  log.info('stopping', { signal: await stopped });
  stopping = true;
  if (saving !== null) clearInterval(saving);
  if (demo !== null) await storeClock(clockFile(config), demo);
  server.close();
  await withinSeconds(8, Promise.all([loops.stop(), running]));
  await withinSeconds(9, close());
  return 0;
};

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

const main = async (args: readonly string[]): Promise<number> => {
  const result = readConfig(process.env);
  if (!result.ok) {
    for (const problem of result.problems) say(problem);
    return 1;
  }
  return runBot(result.config, args.includes('--resume-clock'));
};

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
