/** A programme that cannot be read when the bot starts: it says which, and serves the others. */
import { setTimeout as pause } from 'node:timers/promises';
import { TableClient } from '@azure/data-tables';
import { openAzureStorage } from '../../bot/storage/azure';
import { contentPartition, coreKey } from '../../bot/storage/programmeRows';
import { aPerson, aProgramme } from '../builders';
import { sharedAzurite } from '../fakes/azurite';
import type { StartedBot } from '../fakes/startedBot';
import { waveProgramme, waveSession } from '../fakes/waveFolder';
import { realRandom, silentLog } from '../storage/azuriteStorage';
import { ChaosWorld } from './chaosWorld';

const day = '2027-02-09';
const prefix = 'oneunread';
const elsewhere = { ...aPerson(), name: 'sam', aadObjectId: 'aad-sam', tenant: 'elsewhere' };

let world: ChaosWorld;
let bot: StartedBot;

/** A programme of which nobody of ours wrote the core. */
const storeUnreadable = async (): Promise<void> => {
  const connectionString = await sharedAzurite();
  const { programmes } = openAzureStorage({ connectionString }, prefix, realRandom, silentLog);
  const programme = aProgramme({ id: 'from-the-future', tenants: [elsewhere.tenant], people: [aPerson()] });
  const head = await programmes.replace(programme, null, () => undefined);
  if (head === 'conflict') throw new Error('stored by somebody else');
  const options = { allowInsecureConnection: true };
  const table = TableClient.fromConnectionString(connectionString, `${prefix}Programmes`, options);
  const core = { partitionKey: contentPartition(head.id, head.version), rowKey: coreKey };
  await table.upsertEntity({ ...core, data0: '{"core": 5}' }, 'Replace');
};

const readiness = async (): Promise<string> => {
  try {
    const response = await fetch(`${bot.address}/readyz`);
    return `${response.status} ${await response.text()}`;
  } catch {
    return 'does not listen yet';
  }
};

beforeAll(async () => {
  world = await ChaosWorld.make({ prefix, pairs: 3, perSecond: 20, bots: 1 });
  [bot] = world.bots;
  await storeUnreadable();
  bot.launch({ DEMO_CLOCK: `${day}T11:00:10+01:00@1` });
  world.open.add(bot);
  while (bot.isRunning && !(await readiness()).includes('from-the-future')) await pause(100);
}, 120_000);

afterAll(() => world.remove());

test('/readyz and doctor name it', async () => {
  expect(await readiness()).toBe('200 {"ready":true,"unreadable":["from-the-future"]}');
  const { code, out } = await bot.tool('doctor');
  expect(code).toBe(1);
  expect(out).toMatch(/mend +unreadable +programme from-the-future: /);
});

test('people of the others get their messages and are answered', async () => {
  while (world.teams.arrived.length < world.students.length && bot.isRunning) await pause(100);
  const [student] = world.students;
  if (student === undefined) throw new Error('no student');
  const data = { session: waveSession(0, day), outcome: 'onTime' };
  expect((await world.teams.press(student, 'checkIn.record', data)).text).toContain('"checkIn.change"');
  expect(await bot.json('sessions', waveProgramme, '--from', day, '--to', day)).toContainEqual(
    expect.objectContaining({ session: waveSession(0, day), outcome: 'onTime' }),
  );
});

test('its own people hear that it does not work just now, never that nobody knows them', async () => {
  const before = world.teams.asked.length;
  await world.teams.say(elsewhere, 'hulp');
  expect(world.teams.asked.slice(before).map(({ what }) => what)).toContain('reply');
  expect(JSON.stringify(world.teams.arrived.slice(-1))).toContain(
    'Dat lukte niet, en er is niets opgeslagen',
  );
});
