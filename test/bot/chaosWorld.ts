/** Two built bots on one storage, a stand-in for Teams, and everybody in it: what the chaos tests play with. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openAzureStorage } from '../../bot/storage/azure';
import type { Storage } from '../../bot/ports/storage';
import { sharedAzurite } from '../fakes/azurite';
import { seededRandom } from '../fakes/seededRandom';
import { SilentLog } from '../fakes/silentLog';
import { StartedBot, type Settings } from '../fakes/startedBot';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';
import { waveProgramme, waveStudents, waveTenant, waveVisitors, writeWaveFolder } from '../fakes/waveFolder';

/** A message as `outbox --json` tells it. */
export interface Row {
  readonly key: string;
  readonly kind: string;
  readonly receiver: string;
  readonly status: string;
  readonly attempts: number;
  readonly reason: string | null;
  /** ISO, with the offset of the programme's zone. */
  readonly dueAt: string;
  readonly sentAt: string | null;
}

/** A process that ended, or stood still, without being asked. */
export interface Death {
  /** Milliseconds of `performance.now()`. */
  readonly at: number;
  readonly how: 'killed' | 'frozen';
}

/** How a world is made. */
export interface WorldSize {
  /** Names its tables: no two worlds of a test run may share it. */
  readonly prefix: string;
  readonly pairs: number;
  readonly perSecond: number;
  /** How many run; two unless it says otherwise. */
  readonly bots?: 1 | 2;
  /** For both bots, over what the world sets. */
  readonly settings?: Settings;
}

/** Before anything of the programme is due. */
const installing = '2027-02-08T08:00:00+01:00@0';
/** When every session of a wave is over. */
const overAndDone = '2027-02-10T20:00:00+01:00@0';
const lagsBehind = 1500;
const anHour = 3_600_000;
const settlesWithin = 100_000;
const visitorCount = 400;

const inBatches = async <T>(items: readonly T[], size: number, task: (item: T) => Promise<unknown>) => {
  for (let from = 0; from < items.length; from += size) {
    await Promise.all(items.slice(from, from + size).map(task));
  }
};

/** When the bot last logged a message that it brought to an end, by the machine's clock; 0 for never. */
const lastMessageAt = ({ log }: StartedBot): number => {
  const at = log.lastIndexOf('"msg":"message"');
  const line = at < 0 ? '' : log.slice(log.lastIndexOf('\n', at) + 1, at);
  return Number(/"time":(\d+)/.exec(line)?.[1] ?? 0);
};

export class ChaosWorld {
  readonly deaths: Death[] = [];
  readonly teams = new TeamsStandIn(() => this.endpoint());
  readonly students: readonly Player[];
  /** Not yet installed. */
  readonly visitors = waveVisitors(visitorCount);
  /** The bots that run at the start of a wave. */
  readonly cast: readonly StartedBot[];
  /** Where people's activities go: bots that run and are not frozen. */
  readonly open = new Set<StartedBot>();
  private turns = 0;
  private starting: Promise<unknown> = Promise.resolve();
  private clock = { from: 0, since: 0 };

  private constructor(
    readonly bots: readonly [StartedBot, StartedBot],
    /** Never runs: its tool reads the same storage when the sessions are over. */
    readonly afterwards: StartedBot,
    private readonly folder: string,
    private readonly storage: Storage,
    { pairs, bots: count = 2 }: WorldSize,
  ) {
    this.students = waveStudents(pairs);
    this.cast = bots.slice(0, count);
  }

  /** The programme imported, everybody installed, and nobody running. */
  static async make(size: WorldSize): Promise<ChaosWorld> {
    const connectionString = await sharedAzurite();
    const settings = {
      AZURE_STORAGE_CONNECTION_STRING: connectionString,
      TABLE_PREFIX: size.prefix,
      SENDS_PER_SECOND: String(size.perSecond),
      LOG_LEVEL: 'info',
      ...size.settings,
    };
    const bots = [await StartedBot.make(settings), await StartedBot.make(settings)] as const;
    const afterwards = await StartedBot.make({ ...settings, DEMO_CLOCK: overAndDone });
    const folder = mkdtempSync(join(tmpdir(), 'mentormaat-chaos-'));
    const storage = openAzureStorage({ connectionString }, size.prefix, seededRandom(), new SilentLog());
    const world = new ChaosWorld([bots[0], bots[1]], afterwards, folder, storage, size);
    try {
      await world.prepare();
    } catch (error) {
      await world.remove();
      throw error;
    }
    return world;
  }

  private async prepare(): Promise<void> {
    const [bot] = this.bots;
    const imported = await bot.tool(
      'import',
      writeWaveFolder(this.folder, this.students.length, visitorCount),
    );
    if (imported.code !== 0) throw new Error(imported.err);
    await this.teams.open();
    await bot.start({ DEMO_CLOCK: installing, SENDS_PER_SECOND: '1000', LOG_LEVEL: 'warn' });
    this.open.add(bot);
    await inBatches(this.students, 12, async (player) => {
      // On a crowded machine it may take too long: then Teams delivers it again.
      while ((await this.teams.install(player)).status !== 200) await pause(lagsBehind);
    });
    await this.end(bot, 'SIGTERM');
    this.teams.asked.length = 0;
  }

  /** People's activities go to the open bots in turn, and nowhere when there is none. */
  private endpoint(): string {
    const open = [...this.open];
    this.turns += 1;
    return open[this.turns % Math.max(1, open.length)]?.endpoint ?? 'http://127.0.0.1:9/nobody';
  }

  /** From here on it is this moment, and time passes as fast as life. */
  setClock(now: string): void {
    this.clock = { from: Date.parse(now), since: performance.now() };
  }

  /** Starts a bot with the world's clock. */
  async start(bot: StartedBot): Promise<void> {
    const now = new Date(this.clock.from + performance.now() - this.clock.since);
    await bot.start({ DEMO_CLOCK: `${now.toISOString()}@1` });
    this.open.add(bot);
  }

  /** Starts a bot meanwhile. */
  startAside(bot: StartedBot): void {
    this.starting = Promise.all([this.starting, this.start(bot)]);
    this.starting.catch(() => undefined);
  }

  /** Resolves when every bot that was started aside is ready. */
  async started(): Promise<void> {
    await this.starting;
  }

  /** Ends a bot; people go elsewhere at once. */
  async end(bot: StartedBot, signal: 'SIGKILL' | 'SIGTERM' | 'SIGINT'): Promise<number | null> {
    this.open.delete(bot);
    if (signal === 'SIGKILL') this.deaths.push({ at: performance.now(), how: 'killed' });
    return bot.stop(signal);
  }

  /** The number of the tenant's newest sender. */
  async fence(): Promise<number> {
    return (await this.storage.pace.of(waveTenant))?.value.fence ?? 0;
  }

  /** Whether somebody else sends since the sender of this number, or could begin to at once. */
  async isLeftToOthers(fence: number): Promise<boolean> {
    const lease = await this.storage.leases.take(waveTenant);
    await lease?.giveBack();
    return lease !== null || (await this.fence()) > fence;
  }

  freeze(bot: StartedBot): void {
    this.open.delete(bot);
    this.deaths.push({ at: performance.now(), how: 'frozen' });
    bot.signal('SIGSTOP');
  }

  thaw(bot: StartedBot): void {
    bot.signal('SIGCONT');
    this.open.add(bot);
  }

  /** The open bot that sends: the one that recorded a message last. */
  sender(): StartedBot {
    const [first = this.bots[0], ...others] = this.open;
    return others.reduce((newest, bot) => (lastMessageAt(bot) > lastMessageAt(newest) ? bot : newest), first);
  }

  other(bot: StartedBot): StartedBot {
    return this.bots[0] === bot ? this.bots[1] : this.bots[0];
  }

  /** Messages the bot started, delivered or not. */
  private messages(): number {
    return this.teams.asked.filter(({ what }) => what === 'message').length;
  }

  /** Resolves after so many more messages; false when they do not come within some milliseconds. */
  async afterMessages(count: number, within: number): Promise<boolean> {
    const wanted = this.messages() + count;
    const until = performance.now() + within;
    while (this.messages() < wanted) {
      if (performance.now() > until) return false;
      await pause(5);
    }
    return true;
  }

  /** Milliseconds until the first message that arrives after this moment, or null when none does in time. */
  async messageAfter(moment: number, within: number): Promise<number | null> {
    for (;;) {
      const found = this.teams.asked.find(({ what, at }) => what === 'message' && at > moment);
      if (found !== undefined) return found.at - moment;
      if (performance.now() > moment + within) return null;
      await pause(5);
    }
  }

  async outbox(): Promise<Row[]> {
    const rows = await this.bots[0].json('outbox', waveProgramme);
    if (!Array.isArray(rows)) throw new Error('outbox --json is a list');
    return rows;
  }

  /** The outbox once nothing is open any more, or as it is when that takes too long. */
  async settled(): Promise<Row[]> {
    const until = performance.now() + settlesWithin;
    while ((await this.isOpen()) && performance.now() < until) await pause(300);
    // Whoever lags behind may still send what it should not.
    await pause(lagsBehind);
    return this.outbox();
  }

  private async isOpen(): Promise<boolean> {
    // The keys alone: a message may end between its place in the index and its row.
    return (await this.storage.outbox.openKeys(waveProgramme, this.clock.from + anHour, 1)).length > 0;
  }

  /** What is kept of the one school for figures, as a text. */
  async keptFigures(): Promise<string> {
    return JSON.stringify(await this.storage.records.figures(waveProgramme, 'jdw', 'all'));
  }

  async stop(): Promise<void> {
    await this.started();
    await Promise.all([...this.bots].map((bot) => this.end(bot, 'SIGTERM')));
  }

  async remove(): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.stop('SIGKILL')));
    await Promise.all([...this.bots, this.afterwards].map((bot) => bot.remove()));
    await this.teams.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
