/** What is held of one person is made for one person at a time: it may be long, and stands in memory whole. */
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { readConfig } from '../../bot/config';
import { TeamsAdapter } from '../../bot/delivery/teamsMessenger';
import type { AccessLog } from '../../bot/ports/export';
import type { Storage } from '../../bot/ports/storage';
import { makeBot } from '../../bot/wiring';
import { at } from '../builders';
import { noor, sam, theProgramme } from '../dialogs/people';
import { MachineTime } from '../fakes/machineTime';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage } from '../fakes/memoryStorage';
import { seededRandom } from '../fakes/seededRandom';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';

const now = at('2027-02-09T10:30:00+01:00');
const silent = async (): Promise<void> => undefined;
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The access record is read for each file: says when that begins and ends, and may fail the first time. */
const telling = (real: AccessLog, told: string[], fails: boolean): AccessLog => ({
  add: (programme, access) => real.add(programme, access),
  list: async (programme, from) => {
    const isFirst = told.length === 0;
    told.push('begins');
    for (let waits = 0; waits < 5; waits += 1) await breath();
    told.push('ends');
    if (fails && isFirst) throw new Error('storage went away');
    return real.list(programme, from);
  },
});

const aBot = async (told: string[], fails = false) => {
  const config = readConfig({});
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const machine = new MachineTime(now);
  const stored = memoryStorage(machine);
  await stored.programmes.replace(theProgramme(), null, () => undefined);
  const storage: Storage = { ...stored, access: telling(stored.access, told, fails) };
  const wall = new ManualClock(now);
  const world = { wall, machine, timer: machine, random: seededRandom(), out: silent, err: silent };
  const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}), '');
  const shared = { config: config.config, world, demo: null, adapter, keys: null };
  const bot = makeBot({ ...shared, metrics: silentMetrics, log: new SilentLog() }, storage);
  await bot.load();
  const link = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'nl' } as const;
  for (const by of [sam, noor])
    await stored.links.keep(`token of ${by}`, { ...link, by, until: now + 1000 }, now);
  return bot;
};

test('two who ask at once: one after the other, and both get theirs', async () => {
  const told: string[] = [];
  const bot = await aBot(told);
  const files = await Promise.all([sam, noor].map((who) => bot.file(`token of ${who}`)));
  expect(files.map((file) => file?.name)).toEqual(
    Array(2).fill('Haags Mentorprogramma mijn gegevens 2027-02-09.csv'),
  );
  expect(told).toEqual(['begins', 'ends', 'begins', 'ends']);
});

test('the second gets theirs when the first could not be made', async () => {
  const bot = await aBot([], true);
  const [first, second] = await Promise.allSettled([sam, noor].map((who) => bot.file(`token of ${who}`)));
  expect(first).toMatchObject({ status: 'rejected' });
  expect(second).toMatchObject({ status: 'fulfilled', value: { contentType: 'text/csv; charset=utf-8' } });
});
