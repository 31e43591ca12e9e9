/** Storage says all kinds of things of what went wrong, at whatever it is asked: no line of the log holds any of it. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostileStrings } from '../hostileStrings';
import { aGroup } from '../builders';
import { cora, noor, sam, theo, theProgramme } from '../dialogs/people';
import { guardedBot, aPress, type GuardedBot } from './guardedBot';

const texts = [
  ...Object.values(hostileStrings),
  'Noor de Jong',
  'hmp / m|nudge|noor@leiden.example|p1/2027-03-09',
];
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
    theProgramme({ groups: [aGroup({ id: 'g1', teacher: theo, students: [sam, noor] })] }),
  );
  for (const deed of deeds) {
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

test('whatever storage says when it fails, the log says where and of which class', async () => {
  const teams = createServer((request, response) => {
    request.resume();
    response.end('{"id":"29:sam"}');
  });
  const { bot, faults } = await failingEach(await addressOf(teams));
  await bot.close();
  teams.closeAllConnections();
  teams.close();
  expect(faults).toBeGreaterThan(80);
  expect(bot.log.lines.length).toBeGreaterThan(10);
  const told = bot.log.lines.map((line) => JSON.stringify(line));
  for (const line of told) expect(line).not.toMatch(/Qxj|[Nn]oor|evil|p1\/|example/);
  expect(told.join('')).toContain('"error":"Error"');
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
