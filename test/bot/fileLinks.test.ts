/** A link to a file as the bot is wired: made by a press, and worth something for a quarter of an hour. */
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { readConfig } from '../../bot/config';
import { TeamsAdapter } from '../../bot/delivery/teamsMessenger';
import type { MadeFile } from '../../bot/ports/export';
import { makeBot } from '../../bot/wiring';
import { at } from '../builders';
import { cora, theProgramme } from '../dialogs/people';
import { MachineTime } from '../fakes/machineTime';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage } from '../fakes/memoryStorage';
import { seededRandom } from '../fakes/seededRandom';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';

const now = at('2027-02-09T10:30:00+01:00');
const silent = async (): Promise<void> => undefined;

/** A bot with a link that somebody just asked for; `after` lets time pass and follows the link. */
const withLink = async () => {
  const config = readConfig({});
  if (!config.ok) throw new Error(config.problems.join('\n'));
  const machine = new MachineTime(now);
  const stored = memoryStorage(machine);
  await stored.programmes.replace(theProgramme(), null, () => undefined);
  const wall = new ManualClock(now);
  const world = { wall, machine, timer: machine, random: seededRandom(), out: silent, err: silent };
  const adapter = new TeamsAdapter(new ConfigurationBotFrameworkAuthentication({}), '');
  const parts = { config: config.config, world, demo: null, adapter, keys: null };
  const bot = makeBot({ ...parts, metrics: silentMetrics, log: new SilentLog() }, stored);
  await bot.load();
  const inbound = {
    tenant: 'tenant-1',
    aadObjectId: `aad-${cora}`,
    conversationId: `chat-${cora}`,
    serviceUrl: 'https://smba.trafficmanager.net/emea/',
    botId: '28:bot',
    userId: `29:${cora}`,
    activityId: 'activity-1',
    cardId: null,
    isPersonal: true,
    event: { kind: 'action', verb: 'export.link', data: { programme: 'hmp', kind: 'sessions' } },
    ...bot.moments(),
  } as const;
  const reply = await bot.respond(inbound, () => Promise.resolve([cora]));
  const token = /\/files\/([^"]+)"/.exec(JSON.stringify(reply))?.[1] ?? '';
  return async (milliseconds: number): Promise<MadeFile | null> => {
    machine.pass(milliseconds);
    wall.moveTo(wall.now() + milliseconds);
    return bot.file(token);
  };
};

const quarter = 15 * 60_000;

test.each([
  ['a moment before a quarter of an hour', quarter - 1, true],
  ['after a quarter of an hour', quarter, false],
])('%s', async (_, passed, works) => {
  const after = await withLink();
  expect((await after(passed)) !== null).toBe(works);
});

test('once, whoever comes second', async () => {
  const after = await withLink();
  expect((await after(1000))?.contentType).toContain('text/csv');
  expect(await after(1000)).toBeNull();
});
