/** The life of a bot: it listens at once, works as soon as there is storage, and ends within ten seconds of a signal. */
import { codeOf, failure, Mendable } from './programme/failure';
import type { LookUpMember } from '../dialogs/people';
import type { Reply } from '../dialogs/reply';
import { demoRoutes, type DemoClock } from './demoClock';
import { keepTrying } from './waiting/keepTrying';
import type { KeepPorts } from './inbound/keeping';
import type { KeptActivities } from './inbound/keptActivities';
import { patience } from './waiting/patience';
import type { Clock, HttpAnswer, Inbound, Log, Stalled, Timer } from './ports';
import type { Language, Moment } from './programme/model';
import { readiness } from './waiting/readiness';
import type { FilePages } from './ports/export';
import type { ServeFeed, ServeFile } from './servedFiles';
import { makeServer, type DemoRoutes, type Entrance } from './server';
import type { Storage } from './ports/storage';
import type { TeamsBot } from './teamsBot';
import type { BeforeShow } from './inbound/showing';

/** Storage with the way to leave it. */
export interface OpenStorage {
  readonly storage: Storage;
  close(): Promise<void>;
}

/** The work that a bot does by itself. */
export interface WorkLoops {
  /** Runs until `stop`. */
  run(): Promise<void>;
  health(): 'well' | 'failing' | null;
  /** Handles what becomes due up to a moment, then calls `arrived`. */
  moveTo(target: Moment, arrived: () => void): Promise<Stalled | null>;
  /** Takes no new work and resolves when the work in hand has ended. */
  stop(): Promise<void>;
}

/** What a bot is once its storage is known. */
export interface OpenBot {
  readonly respond: (inbound: Inbound, lookUp: LookUpMember) => Promise<Reply>;
  /** In which language somebody was answered last; Dutch when this process does not know. */
  readonly languageOf: (inbound: Inbound) => Language;
  /** Waits for the tenant's turn before a look-up, and gives what is called after it; rejects when the signal is aborted. */
  readonly beforeLookUp: (tenant: string, signal: AbortSignal) => Promise<() => void>;
  readonly beforeShow: BeforeShow;
  readonly restLeft: (tenant: string) => number;
  readonly requestFailed: (tenant: string, error: unknown) => Promise<void>;
  readonly kept: KeptActivities;
  /** See `KeepPorts`. */
  readonly moments: KeepPorts['moments'];
  /** See `ServedFiles.take`. */
  readonly file: ServeFile;
  readonly filePages: FilePages;
  /** See `ServerPorts.calendar`. */
  readonly calendar: ServeFeed;
  readonly hasProgrammeIn: (tenant: string) => boolean;
  /** Reads the programmes for the first time; one that cannot be read keeps the others from nothing. */
  readonly load: () => Promise<void>;
  /** Ids of programmes that cannot be read. */
  readonly unreadable: () => readonly string[];
  readonly loops: WorkLoops;
}

/** What a running bot is made of. */
export interface RunPorts {
  readonly host: string;
  readonly port: number;
  readonly machine: Clock;
  readonly timer: Timer;
  readonly log: Log;
  /** Resolves with the name of the signal that ends the bot. */
  readonly stopped: Promise<string>;
  /** Throws when the storage can never be used, whether or not it can be reached. */
  readonly openStorage: () => Promise<OpenStorage>;
  readonly makeBot: (storage: Storage) => OpenBot;
  /** The answers to Teams; `bot` gives null until the programmes were read. */
  readonly makeTeamsBot: (bot: () => OpenBot | null) => TeamsBot;
  /** Called when the programmes were read and work begins; ends what it began with the function that comes back. */
  readonly begin: () => () => Promise<void>;
  /** Null outside of demos. */
  readonly demo: DemoClock | null;
}

/** How far a bot came. */
interface Progress {
  opened: OpenStorage | null;
  bot: OpenBot | null;
  end: () => Promise<void>;
  isStopping: boolean;
}

/** Those who direct traffic here need a moment to see that the bot is stopping. Milliseconds. */
const noticedWithin = 1000;
/** Parts of the ten seconds an end may take: work in hand, requests in hand, the last answers, and all of it. */
const workEndsWithin = 5000;
const requestsEndWithin = 3000;
const lastAnswersWithin = 500;
const endsWithin = 8500;

/** Works until the loops end. Throws for what waiting does not mend. */
const work = async (
  ports: RunPorts,
  progress: Progress,
  teams: TeamsBot,
  stopping: AbortSignal,
): Promise<void> => {
  const opened = await ports.openStorage();
  progress.opened = opened;
  const bot = ports.makeBot(opened.storage);
  const open = async (): Promise<void> => {
    await opened.storage.prepare();
    await bot.load();
  };
  if (!(await keepTrying('storage cannot be reached', open, ports, stopping))) return;
  progress.end = ports.begin();
  progress.bot = bot;
  ports.log.info('working');
  await Promise.all([bot.loops.run(), bot.kept.run(teams.onKept)]);
};

/** Answers as long as it can: new requests until the work in hand has ended, those in hand until the last moment. */
const end = async (
  ports: RunPorts,
  { opened, bot, ...progress }: Progress,
  entrance: Entrance,
  teams: TeamsBot,
): Promise<void> => {
  const { wait } = patience(ports.timer);
  const from = ports.machine.now();
  const noticed = ports.timer.sleep(noticedWithin, new AbortController().signal);
  const worked = Promise.all([bot?.loops.stop(), bot?.kept.stop(), progress.end()]).catch((error: unknown) =>
    ports.log.warn('work not ended well', { ...failure(error) }),
  );
  await wait(workEndsWithin, Promise.all([worked, noticed]));
  entrance.close();
  await wait(requestsEndWithin, entrance.quiet());
  teams.hurry();
  await wait(lastAnswersWithin, entrance.quiet());
  entrance.cutOff();
  const left = endsWithin - (ports.machine.now() - from);
  if (opened !== null) await wait(Math.max(0, left), opened.close());
  ports.log.info('stopped', { milliseconds: ports.machine.now() - from });
};

/** A clock that is moved before there is work would leave behind what becomes due on the way. */
const routesOf = (demo: DemoClock, progress: Progress): DemoRoutes => {
  const routes = demoRoutes(
    demo,
    async (target, arrived) => (await progress.bot?.loops.moveTo(target, arrived)) ?? null,
  );
  const notYet: HttpAnswer = { status: 503, body: { error: 'not ready yet' } };
  return { ...routes, move: async (body) => (progress.bot === null ? notYet : routes.move(body)) };
};

/** Listens, or says in a line what to do when the port cannot be had. */
const listen = async (entrance: Entrance, { host, port }: RunPorts): Promise<number> => {
  try {
    return await entrance.listen(host, port);
  } catch (cause) {
    const isInUse = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    const what = isInUse
      ? `port ${port} on ${host} is in use: stop what runs there, or set PORT to another one`
      : `port ${port} on ${host} cannot be listened on: set PORT or HOST to another one (${codeOf(cause)})`;
    throw new Mendable(what, { cause });
  }
};

/** Runs a bot until a signal ends it. Throws when it cannot listen, or when its storage can never be used. */
export const runBot = async (ports: RunPorts): Promise<void> => {
  const { log } = ports;
  const progress: Progress = { opened: null, bot: null, end: async () => undefined, isStopping: false };
  const stopping = new AbortController();
  const teams = ports.makeTeamsBot(() => progress.bot);
  const entrance = makeServer({
    onActivity: teams.onActivity,
    readiness: readiness({
      isStopping: () => progress.isStopping,
      hasBegun: () => progress.bot !== null,
      ping: async () => progress.opened?.storage.ping(),
      isWorking: () => progress.bot?.loops.health() !== 'failing',
      unreadable: () => progress.bot?.unreadable() ?? [],
      patience: patience(ports.timer),
    }),
    // A link that comes too early is not used up.
    files: {
      take: async (token) => progress.bot?.file(token) ?? null,
      pages: () => progress.bot?.filePages ?? null,
    },
    calendar: async (token) => progress.bot?.calendar(token) ?? null,
    demo: ports.demo === null ? null : routesOf(ports.demo, progress),
    log,
  });
  const port = await listen(entrance, ports);
  log.info('listening', { port, host: ports.host });
  void keepTrying('signing keys cannot be fetched', teams.warm, ports, stopping.signal);
  const working = work(ports, progress, teams, stopping.signal);
  const signal = await Promise.race([ports.stopped, working.then(() => ports.stopped)]);
  log.info('stopping', { signal });
  progress.isStopping = true;
  stopping.abort();
  await end(ports, progress, entrance, teams);
};
