/** A machine whose clock is wrong when the bot starts: what is stored and sent goes by storage's time all the same. */
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { readConfig } from '../../bot/config';
import { TeamsAdapter } from '../../bot/delivery/teamsMessenger';
import { makeBot } from '../../bot/wiring';
import { at } from '../builders';
import { sam, theProgramme } from '../dialogs/people';
import { MachineTime } from '../fakes/machineTime';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage } from '../fakes/memoryStorage';
import { seededRandom } from '../fakes/seededRandom';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';

const now = at('2027-02-09T10:30:00+01:00');
const year = 365 * 24 * 3_600_000;
const silent = async (): Promise<void> => undefined;

test('a clock that is a year ahead at the start makes nothing a year older', async () => {
  const config = readConfig({});
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const machine = new MachineTime(now);
  const storage = { ...memoryStorage(machine), time: () => Promise.resolve(now) };
  await storage.programmes.replace(theProgramme(), null, () => undefined);
  const link = { programme: 'hmp', tenant: 'tenant-1', kind: 'own', language: 'nl', by: sam } as const;
  await storage.links.keep('token', { ...link, until: now + 60_000 }, now);
  const wall = new ManualClock(now + year);
  const world = { wall, machine, timer: machine, random: seededRandom(), out: silent, err: silent };
  const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}), '');
  const parts = { config: config.config, world, demo: null, adapter, keys: null };
  const bot = makeBot({ ...parts, metrics: silentMetrics, log: new SilentLog() }, storage);
  await bot.load();
  expect((await bot.file('token'))?.name).toBe('Haags Mentorprogramma mijn gegevens 2027-02-09.csv');
});
