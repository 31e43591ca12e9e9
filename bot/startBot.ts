/** Starts the bot. An embedded storage needs a second to start: it begins first, and the libraries load meanwhile. */
import type { Config } from './config';
import { beginDemoClock, openDemoClock } from './demoClock';
import { endOnFault, jsonLog } from './log';
import { beginStorage } from './openStorage';
import { usableFolder } from './storage/folder';
import type { Log, Metrics } from './ports';
import type { OpenStorage } from './runBot';
import { version } from './cli/version';
import type { Parts } from './wiring';
import type { World } from './world';

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });

/** What a start is told. */
interface Start {
  readonly config: Config;
  readonly world: World;
  /** Whether a demo clock goes on from where it was stored. */
  readonly resume: boolean;
  readonly stopped: Promise<string>;
  readonly log: Log;
}

/** What there is once nothing but the bot itself is to be begun. */
interface Ready {
  readonly parts: Parts;
  readonly openStorage: () => Promise<OpenStorage>;
  readonly close: () => Promise<void>;
}

const partsOf = async ({ config, world, resume, log }: Start, metrics: Metrics): Promise<Parts> => {
  const { teamsAdapter } = await import('./delivery/teamsMessenger.js');
  if (config.demo !== null) await usableFolder(config.dataDir);
  const demo = config.demo && (await openDemoClock(config.demo, config.dataDir, resume, world.machine));
  const { botFrameworkMetadata, signingKeys } = await import('./callers/signingKeys.js');
  const asked = { metadata: botFrameworkMetadata, machine: world.machine, log };
  const keys = config.appId === '' ? null : signingKeys(asked);
  const adapter = teamsAdapter(config, { machine: world.machine, log });
  return { config, world, demo, adapter, keys, metrics, log };
};

const makeReady = async (start: Start): Promise<Ready> => {
  const { config, world, log } = start;
  const openStorage = await beginStorage(config, world.random, log);
  const { openMetrics } = await import('./metrics/metrics.js');
  const about = { instance: world.random.uuid(), version };
  const { metrics, close } = await openMetrics(config.metrics, about, log);
  return { parts: await partsOf(start, metrics), openStorage, close };
};

const run = async (start: Start, { parts, openStorage }: Ready): Promise<void> => {
  const { runBot } = await import('./runBot.js');
  const { makeBot, makeTeamsBot } = await import('./wiring.js');
  // Only now are all templates there.
  const { warmCards } = await import('../cards/render.js');
  warmCards();
  const { config, world, stopped, log } = start;
  const { demo } = parts;
  await runBot({
    host: config.host,
    port: config.port,
    machine: world.machine,
    timer: world.timer,
    log,
    stopped,
    openStorage,
    makeBot: (storage) => makeBot(parts, storage),
    makeTeamsBot: (bot) => makeTeamsBot(parts, bot),
    begin: () => (demo === null ? async () => undefined : beginDemoClock(demo, config.dataDir, log)),
    demo,
  });
};

/** Runs the bot until a signal ends it, and gives its exit code. Throws when it cannot be started as configured. */
export const startBot = async (config: Config, world: World, resume: boolean): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'info', config.secrets);
  endOnFault(log);
  for (const { setting, advice } of config.advice) log.warn('could be safer', { setting, advice });
  const stopped = stopSignal();
  const start: Start = { config, world, resume, stopped, log };
  const ready = await Promise.race([makeReady(start), stopped]);
  // Nobody was answered yet, and what has begun ends with this process.
  if (typeof ready === 'string') return 0;
  await run(start, ready);
  await ready.close();
  return 0;
};
