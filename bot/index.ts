#!/usr/bin/env node
/** The entry: the only file that reads the environment, the clock and chance. Wires everything by hand. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { warmCards } from '../cards/render';
import { composeMessage } from '../dialogs/outgoing';
import { failed, respond, unsure } from '../dialogs/respond';
import { runCli } from './cli/cli';
import { reasonOf } from './cli/faults';
import { version } from './cli/version';
import { placeOf, readConfig, type Config } from './config';
import { outbound } from './delivery/outbound';
import { exportDesk } from './export/desk';
import { fileActivity } from './fileActivity';
import { keepProgrammes } from './delivery/programmes';
import { withRecentPauses } from './delivery/recentPauses';
import { steadyClock, type SteadyClock } from './delivery/steadyClock';
import {
  cardActivity,
  teamsAdapter,
  teamsMessenger,
  withoutHiddenRetries,
  type TeamsAdapter,
} from './delivery/teamsMessenger';
import { beginDemoClock, openDemoClock, tickEvery, toolNow, type DemoClock } from './demoClock';
import { jsonLog } from './log';
import { openMetrics } from './metrics';
import type { Clock, Log, Metrics, Random, Timer } from './ports';
import type { Storage } from './storagePorts';
import { importFolder } from './roster/importFolder';
import { runBot, type OpenBot, type OpenStorage } from './runBot';
import { httpAddress, isAllowedAddress, isAllowedUpload } from './serviceAddress';
import { openAzureStorage } from './storage/azure';
import type { AzureAccount } from './storage/clients';
import { openEmbeddedStorage } from './storage/embedded';
import { teamsBot, type TeamsBot } from './teamsBot';

/** What the machine says it is; that may leap. */
const wall: Clock = { now: () => Date.now() };
const startedAt = Date.now() - performance.now();
/** Time as it passes here: right at the start, and no leap of the system's clock reaches a wait or a lease. */
const machine: Clock = { now: () => Math.floor(startedAt + performance.now()) };
const random: Random = { uuid: () => randomUUID(), fraction: () => Math.random() };
const timer: Timer = {
  sleep: async (milliseconds, signal) => {
    await after(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

/** Throws when the storage can never be used as configured; asks nothing of it yet. */
const openStorage = async (config: Config, log: Log): Promise<OpenStorage> => {
  const { storage: place, tablePrefix } = config;
  const open = (account: AzureAccount): Storage => openAzureStorage(account, tablePrefix, random, log);
  if (place.kind === 'embedded') {
    const embedded = await openEmbeddedStorage(place.dataDir, log);
    return { storage: open(embedded), close: () => embedded.close() };
  }
  try {
    return { storage: open(place), close: async () => undefined };
  } catch (cause) {
    const name = place.kind === 'account' ? 'AZURE_STORAGE_ACCOUNT' : 'AZURE_STORAGE_CONNECTION_STRING';
    throw new Error(`${name}: ${reasonOf(cause)}`, { cause });
  }
};

/** The storage of a tool, which has no time to wait for it. */
const openForTool = async (config: Config, log: Log): Promise<OpenStorage> => {
  const opened = await openStorage(config, log);
  try {
    await opened.storage.prepare();
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
};

const allowsService =
  ({ serviceHosts, appId }: Config) =>
  (url: string): boolean =>
    isAllowedAddress(url, serviceHosts, appId === '');

/** Two of them hold 244 random bits. */
const newToken = (): string => `${random.uuid()}${random.uuid()}`.replaceAll('-', '');

/** What every part of a running bot has. */
interface Process {
  readonly config: Config;
  readonly demo: DemoClock | null;
  readonly adapter: TeamsAdapter;
  readonly metrics: Metrics;
  readonly log: Log;
}

const makeBot = ({ config, demo, adapter, metrics, log }: Process, opened: Storage): OpenBot => {
  const storage: Storage = { ...opened, records: withRecentPauses(opened.records, machine) };
  const clock: SteadyClock =
    demo === null ? steadyClock(wall, machine) : { now: () => demo.now(), isSure: () => true };
  const programmes = keepProgrammes(storage.programmes);
  const out = outbound({
    ...storage,
    programmes,
    messenger: teamsMessenger(adapter, config.appId, allowsService(config)),
    compose: composeMessage(storage),
    clock,
    machine,
    timer,
    random,
    metrics,
    log,
    perSecond: config.sendsPerSecond,
    every: tickEvery(demo),
  });
  const files = exportDesk({
    ...storage,
    programmes,
    clock,
    timer,
    log,
    // On loopback, where nobody else comes, links may lead to the bot itself.
    linkAddress: config.publicUrl ?? (config.appId === '' ? httpAddress(config.host, config.port) : null),
    newToken,
    isAllowedUpload: (url) => isAllowedUpload(url, config.uploadHosts, config.appId === ''),
  });
  return {
    respond: respond({ ...storage, files, programmes, clock, machine, log, wake: () => out.loop.wake() }),
    file: async (token) => {
      const link = await storage.links.take(token, machine.now());
      return link === null ? null : files.make(link);
    },
    beforeLookUp: (tenant, signal) => out.lookUpTurn(tenant, signal),
    requestFailed: (tenant, error) => out.requestFailed(tenant, error),
    hasProgrammeIn: (tenant) => programmes.all().some(({ head }) => head.tenants.includes(tenant)),
    load: () => programmes.refresh(),
    loops: out.loop,
  };
};

/** Until there is a bot everybody hears that it does not work just now: nothing is read, nothing is stored. */
const makeTeamsBot = ({ config, adapter, metrics, log }: Process, bot: () => OpenBot | null): TeamsBot => {
  const needed = (): OpenBot => {
    const open = bot();
    if (open === null) throw new Error('storage could not be reached since the start');
    return open;
  };
  return teamsBot({
    adapter,
    respond: async (inbound, lookUp) => needed().respond(inbound, lookUp),
    failed,
    unsure,
    isAllowedTenant: (tenant) =>
      config.allowedTenants?.includes(tenant) ?? bot()?.hasProgrammeIn(tenant) ?? true,
    isAllowedService: allowsService(config),
    beforeLookUp: async (tenant, signal) => needed().beforeLookUp(tenant, signal),
    requestFailed: async (tenant, error) => bot()?.requestFailed(tenant, error),
    prepare: (context) => withoutHiddenRetries(adapter, context),
    asActivity: (card) => fileActivity(card) ?? cardActivity(card),
    needsToken: config.appId !== '',
    machine,
    timer,
    metrics,
    log,
  });
};

const stopSignal = (): Promise<string> =>
  new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal));
  });

const startBot = async (config: Config, resume: boolean): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'info');
  const stopped = stopSignal();
  const { metrics, close } = await openMetrics(config.metrics, { instance: random.uuid(), version }, log);
  const demo = config.demo && (await openDemoClock(config.demo, config.dataDir, resume, machine));
  const parts: Process = { config, demo, adapter: teamsAdapter(config), metrics, log };
  warmCards();
  await runBot({
    host: config.host,
    port: config.port,
    machine,
    timer,
    log,
    stopped,
    openStorage: () => openStorage(config, log),
    makeBot: (storage) => makeBot(parts, storage),
    makeTeamsBot: (bot) => makeTeamsBot(parts, bot),
    begin: () => (demo === null ? async () => undefined : beginDemoClock(demo, config.dataDir, log)),
    demo,
  });
  await close();
  return 0;
};

/** Resolves when the stream has taken the text, so that output is whole even through a slow pipe. */
const writeTo =
  (stream: NodeJS.WriteStream) =>
  (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });

/** Where a bot may run beside the tool; one with an app id shows nobody its clock. */
const addressBeside = ({ host, port, appId }: Config): string | null =>
  appId === '' ? httpAddress(host, port) : null;

const runTool = (config: Config, args: readonly string[]): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'warn');
  return runCli(args, {
    openStorage: () => openForTool(config, log),
    now: () => toolNow(addressBeside(config), config.demo, machine),
    importFolder,
    doctor: {
      configuration: [],
      storage: placeOf(config.storage),
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
    ? startBot(result.config, rest.includes('--resume-clock'))
    : runTool(result.config, args);
};

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
