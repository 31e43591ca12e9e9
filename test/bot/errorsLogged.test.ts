/** Storage says all kinds of things of what went wrong, at whatever it is asked: no line of the log holds any of it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileStrings } from '../hostileStrings';
import { aGroup, at } from '../builders';
import type { Programme } from '../../bot/programme/model';
import { watchedStorage } from '../fakes/watchedStorage';
import { aWorld } from '../world';
import { cora, noor, sam, theo, theProgramme } from '../dialogs/people';
import { readPage } from '../../dialogs/pupilPage';
import { guardedBot, aPress, type GuardedBot } from './guardedBot';

const texts = [
  ...Object.values(hostileStrings),
  'Noor de Jong',
  'hmp / m|nudge|noor@leiden.example|p1/2027-03-09',
];
const personal = /Qxj|[Nn]oor|evil|p1\/|example/;
const quoting = (text: string): Error =>
  Object.assign(new Error(text, { cause: new TypeError(text) }), {
    details: { text },
    statusCode: 400,
    url: text,
  });

const press = (verb: string, data: object): object => ({
  value: { action: { type: 'Action.Execute', verb, data } },
});

const from = (email: string, act: object): object => ({
  from: { id: `29:${email}`, name: email, aadObjectId: `aad-${email}` },
  conversation: { id: `chat-${email}`, conversationType: 'personal', tenantId: 'tenant-1' },
  ...act,
});
const round = { round: 'r1', group: 'g1' };
const time = { use: 'times', date1: '2027-02-16', time1: '15:00' };
const days = { name: 'Een', from: '2027-02-15', to: '2027-02-26', answerBy: '2027-02-12' };

/** What people of every role do: reading and storing, intervision, files. */
const deeds: readonly object[] = [
  {},
  ...['mijn week', 'uren', 'signalen', 'intervisie', 'privacy', 'pauze tot 1-3', 'taal en'].map((text) =>
    press('command.run', { text }),
  ),
  press('privacy.link', {}),
  press('calendar.renew', {}),
  ...['overzicht', 'signalen', 'stil', 'exporteren'].map((text) =>
    from(cora, press('command.run', { text })),
  ),
  from(cora, press('student.contacted', { programme: 'hmp', student: sam, note: 'Gebeld.' })),
  from(cora, press('export.file', { programme: 'hmp', kind: 'pupils' })),
  from(cora, press('round.create', days)),
  from(cora, press('round.confirm', { round: 'r1' })),
  from(theo, press('round.offer', { ...round, ...time })),
  from(theo, press('round.report', round)),
];

const absent = (date: string): object =>
  press('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
const later = at('2027-03-09T12:00:00+01:00');
const flag = { programme: 'hmp', flag: 'p1/2027-03-09' };
/** What is done a month later, about a pupil who stayed away twice. */
const laterDeeds: readonly object[] = [
  absent('2027-03-02'),
  absent('2027-03-09'),
  from(cora, press('flag.show', flag)),
  from(cora, press('flag.acknowledge', flag)),
  from(cora, press('flag.note', { ...flag, note: 'Noor gebeld.' })),
  from(cora, press('flag.passOn', flag)),
  from(cora, press('flag.resolve', { ...flag, note: 'Noor is er weer.' })),
];

const town = (): Programme =>
  theProgramme({ groups: [aGroup({ id: 'g1', teacher: theo, students: [sam, noor] })] });

const addressOf = async (server: Server): Promise<string> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** Lets every call of storage that a deed makes fail in its turn. */
const failingEach = async (teams: string): Promise<{ bot: GuardedBot; faults: number }> => {
  let failAt = -1;
  let count = 0;
  let faults = 0;
  let sent = 0;
  const bot = await guardedBot(
    '',
    {},
    () => {
      count += 1;
      if (count !== failAt) return;
      faults += 1;
      throw quoting(texts[faults % texts.length] ?? '');
    },
    town(),
  );
  for (const deed of [...deeds, ...laterDeeds]) {
    if (deed === laterDeeds[0]) {
      bot.machine.pass(later - bot.machine.now());
      bot.wall.moveTo(later);
    }
    let before = -1;
    for (failAt = 1; faults > before && failAt < 30; failAt += 1) {
      [before, count] = [faults, 0];
      bot.machine.pass(60_000);
      const activity = aPress({ serviceUrl: teams, id: `activity-${(sent += 1)}`, ...deed });
      await bot.post({}, JSON.stringify(activity));
    }
  }
  return { bot, faults };
};

/** What was done about the flag. */
const stepsOf = async ({ storage }: GuardedBot): Promise<readonly string[]> => {
  const page = await readPage(storage, 'hmp', 'jdw', 'p1');
  return page.page.facts.flatMap((fact) => (fact.kind === 'answer' ? [] : [fact.verb]));
};

test('whatever storage says when it fails, the log says where and of which class', async () => {
  const teams = createServer((request, response) => {
    request.resume();
    response.end('{"id":"29:sam"}');
  });
  const { bot, faults } = await failingEach(await addressOf(teams));
  await bot.close();
  teams.closeAllConnections();
  teams.close();
  expect(faults).toBeGreaterThan(110);
  expect(await stepsOf(bot)).toEqual(['acknowledge', 'note', 'resolve']);
  expect(bot.log.lines.length).toBeGreaterThan(10);
  const told = bot.log.lines.map((line) => JSON.stringify(line));
  for (const line of told) expect(line).not.toMatch(personal);
  expect(told.join('')).toContain('"error":"Error"');
});

/** Runs the work loop for a few ticks, in which one call of storage fails; how many there were, and what the log says. */
const tickedWith = async (failAt: number): Promise<{ calls: number; lines: readonly string[] }> => {
  const world = aWorld('2027-02-09T10:30:00+01:00');
  await world.import(town());
  await world.install(town());
  let [calls, isWatched] = [0, false];
  const storage = watchedStorage(world.storage, () => {
    if (!isWatched) return;
    calls += 1;
    if (calls === failAt) throw quoting(texts[calls % texts.length] ?? '');
  });
  const bot = await world.start({ storage });
  isWatched = true;
  const running = bot.loop.run();
  await world.machine.drive(world.machine.sleep(4_000, new AbortController().signal));
  await bot.end();
  await running;
  return { calls, lines: world.log.lines.map((line) => JSON.stringify(line)) };
};

test('whatever storage says when it fails under the work that the bot does by itself, the log says as little', async () => {
  const { calls } = await tickedWith(-1);
  expect(calls).toBeGreaterThan(20);
  const lines: string[] = [];
  for (let failAt = 1; failAt <= Math.min(calls, 120); failAt += 1)
    lines.push(...(await tickedWith(failAt)).lines);
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) expect(line).not.toMatch(personal);
});

test('no line of the log is told an error but by what `failure` says of it', () => {
  const root = join(__dirname, '..', '..');
  const files = ['bot', 'dialogs', 'cards'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(root, folder, name)),
  );
  const wrong = files.filter((file) => {
    const calls = readFileSync(file, 'utf8').match(/\blog\.(?:info|warn|error)\((?:[^;]|\n)*?\);/g) ?? [];
    return calls.some((call) => /String\(|\.message\b|\.stack\b|\berror: |reasonOf/.test(call));
  });
  expect(wrong).toEqual([]);
});
