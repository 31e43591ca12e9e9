/** The built bot is killed in the middle of a wave, twice, and comes back later: nothing lost, nothing doubled. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { readFolder } from '../../bot/roster/readFolder';
import { openAzureStorage } from '../../bot/storage/azure';
import { openEmbeddedStorage } from '../../bot/storage/embedded';
import type { Storage } from '../../bot/ports/storage';
import { at } from '../builders';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';
import { realRandom, silentLog } from '../storage/azuriteStorage';

const folder = join(process.cwd(), 'examples', 'programme');

interface Row {
  readonly key: string;
  readonly kind: string;
  readonly receiver: string;
  readonly status: string;
  readonly dueAt: string;
  readonly attempts: number;
  readonly reason: string | null;
}

/** Whether nothing is open any more; asks the storage beside the bot, as a process of the tool each time costs much. */
const isSettled = async (storage: Storage): Promise<boolean> =>
  (await storage.outbox.openKeys('hmp-2027', at('2027-07-03T00:00:00Z'), 1)).length === 0;

describe('killed in the middle of a wave', () => {
  let bot: StartedBot;
  let teams: TeamsStandIn;
  let players: Player[];

  const outbox = async (): Promise<Row[]> => {
    const rows = await bot.json('outbox', 'hmp-2027');
    if (!Array.isArray(rows)) throw new Error('outbox --json is a list');
    return rows;
  };

  /** Kills the bot as soon as so many messages more have arrived while the clock is being moved. */
  const killDuring = async (now: string, after: number): Promise<void> => {
    const start = teams.arrived.length;
    const moving = bot.moveClock(now).catch(() => null);
    while (teams.arrived.length < start + after) await pause(5);
    await bot.stop('SIGKILL');
    await moving;
  };

  const settled = async (): Promise<Row[]> => {
    const beside = await openEmbeddedStorage(bot.dataDir, silentLog);
    const storage = openAzureStorage(beside, 'mentormaat', realRandom, silentLog);
    for (let tries = 0; tries < 200 && !(await isSettled(storage)); tries += 1) await pause(200);
    await beside.close();
    const rows = await outbox();
    if (rows.every(({ status }) => !['planned', 'sending'].includes(status))) return rows;
    throw new Error('messages stay open');
  };

  beforeAll(async () => {
    bot = await StartedBot.make({ DEMO_CLOCK: '2027-02-08T08:00:00+01:00@0', LOG_LEVEL: 'warn' });
    await bot.tool('import', folder);
    const parsed = parseFolder(await readFolder(folder));
    if (!parsed.ok) throw new Error('the sample programme has problems');
    const emails = new Set(parsed.programme.people.map((person) => person.email));
    const tenant = parsed.programme.tenants[0] ?? '';
    players = [...emails].map((email) => ({ name: email, email, aadObjectId: `aad-${email}`, tenant }));
    await bot.start();
    teams = new TeamsStandIn(() => bot.endpoint);
    await teams.open();
    for (const player of players) await teams.install(player);
    teams.arrived.length = 0;
    await killDuring('2027-02-09T18:00:00+01:00', 15);
    await bot.start({ DEMO_CLOCK: '2027-02-09T12:00:00+01:00@0' });
    await killDuring('2027-02-10T18:00:00+01:00', 20);
    await bot.start({ DEMO_CLOCK: '2027-02-10T18:30:00+01:00@0' });
  }, 120_000);

  afterAll(async () => {
    await teams.close();
    await bot.remove();
  });

  test('every message ends, and arrived exactly once unless its send was in flight', async () => {
    const rows = await settled();
    const wanted = new Map<string, { sure: number; inFlight: number }>();
    for (const { receiver, status, attempts } of rows) {
      const count = wanted.get(receiver) ?? { sure: 0, inFlight: 0 };
      const isInFlight = status === 'unknown' || (status === 'sent' && attempts > 1);
      const sure = count.sure + (status === 'sent' ? 1 : 0);
      wanted.set(receiver, { sure, inFlight: count.inFlight + (isInFlight ? 1 : 0) });
    }
    for (const player of players) {
      const arrived = teams.to(player).length;
      const { sure, inFlight } = wanted.get(player.email) ?? { sure: 0, inFlight: 0 };
      expect(arrived).toBeGreaterThanOrEqual(sure);
      expect(arrived).toBeLessThanOrEqual(sure + inFlight);
    }
    expect(rows.filter(({ attempts }) => attempts > 1).length).toBeLessThanOrEqual(32);
    expect(rows.filter(({ status }) => status === 'sent').length).toBeGreaterThan(80);
  }, 90_000);

  test('what was no longer worth sending expired, and says so', async () => {
    const rows = await outbox();
    const late = rows.filter(({ kind, status }) => kind === 'nudge' && status === 'expired');
    for (const { reason } of late) expect(reason).toBe('tooLate');
    for (const { status } of rows) expect(['sent', 'expired', 'unknown']).toContain(status);
  });
});
