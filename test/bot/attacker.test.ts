/**
 * The built bot over HTTP, as somebody inside meets it with a client of their own: card data of others, odd ids, odd
 * types, other chats, other tenants, a role that has ended. Nothing is told, nothing is stored, nothing fails.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as fc from 'fast-check';
import { verbThings } from '../../bot/programme/accessTable';
import { hostileStrings } from '../hostileStrings';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';

const tenant = '00000000-0000-0000-0000-0000000000001';
const player = (email: string, changes: Partial<Player> = {}): Player => ({
  name: email,
  email,
  aadObjectId: `aad-${email}`,
  tenant,
  ...changes,
});

/** Mentors Yara (J3A01), who has a flag, at Johan de Witt. */
const noor = player('noor.dejong@example.org');
/** Mentors Bram (J3A02). */
const sam = player('sam.vandijk@example.org');
/** Coordinates Zuiderpark College alone. */
const ravi = player('ravi.ramdin@example.org');
const theo = player('theo.visser@example.org');
const stranger = player('niemand@example.org');
const attackers = [sam, ravi, theo, stranger];

const verbs = Object.keys(verbThings);
const session = 'J3A01/2027-02-16';
const sample = join(process.cwd(), 'examples', 'programme');

/** Everything of Yara that others have no business with; Noor is in the intervision group of two of them. */
const secret = /Yara|kwikstaart|J3A0[13-9]/;

/** What a card would send about Yara, to answer for Noor, act on the flag, see, correct, pass on, take away. */
const forged: Readonly<Record<string, unknown>> = {
  programme: 'hmp-2027',
  session,
  flag: session,
  pupil: 'J3A01',
  student: noor.email,
  school: 'jdw',
  class: '3A',
  outcome: 'onTime',
  minutesLate: 3,
  reason: 'mistake',
  note: 'van een ander',
  nextStep: 'niets',
  kind: 'sessions',
  round: '2027-W10',
  group: 'A',
};

/** Odd ids and types in the place of each of them. */
const oddities: readonly unknown[] = [
  '',
  '/',
  'J3A01',
  `${session}/`,
  ` ${session}`,
  `${session}\u0000`,
  'J3A01%2F2027-02-16',
  'J3A01/2027-02-30',
  'J3A01/9999-99-99',
  '../J3A01/2027-02-16',
  '__proto__/2027-02-16',
  '__proto__',
  'constructor',
  'x'.repeat(20_000),
  [session],
  [session, session],
  [[session]],
  [null],
  {},
  { session },
  { __proto__: { session } },
  null,
  true,
  false,
  0,
  -1,
  1e308,
  1e21,
  Number.MAX_SAFE_INTEGER,
  ...Object.values(hostileStrings),
];

let bot: StartedBot;
let teams: TeamsStandIn;
/** What is stored before anything is tried. */
let before = '';

/** What is stored of sessions, flags, contacts and pauses. */
const stored = async (): Promise<string> => {
  const dir = mkdtempSync(join(tmpdir(), 'mentormaat-attack-'));
  try {
    const { code } = await bot.tool('export', 'hmp-2027', '--out', dir);
    const files = ['checkIns', 'flagHistory', 'contacts', 'pauses'].map((name) =>
      readFileSync(join(dir, `${name}.csv`), 'utf8'),
    );
    return JSON.stringify([code, files]);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
};

beforeAll(async () => {
  bot = await StartedBot.make({ DEMO_CLOCK: '2027-02-16T11:30:00+01:00@0', LOG_LEVEL: 'info' });
  expect((await bot.tool('import', sample)).code).toBe(0);
  await bot.start();
  teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  for (const person of [noor, ...attackers]) await teams.install(person);
  for (const date of ['2027-02-09', '2027-02-16']) {
    const data = { session: `J3A01/${date}`, outcome: 'absentUnnotified', note: 'kwikstaart' };
    expect((await teams.press(noor, 'checkIn.record', data)).text).toContain('Yara');
  }
  before = await stored();
}, 120_000);

afterAll(async () => {
  await teams.close();
  await bot.remove();
});

/** Nothing more than a status that is no fault, and an answer without a word of Yara's. */
const learnsNothing = async (response: { readonly status: number; readonly text: string }): Promise<void> => {
  expect(response.status).toBeLessThan(500);
  expect(response.text.replaceAll(session, '')).not.toMatch(secret);
};

const sentTo = (who: Player): string => JSON.stringify(teams.to(who).map(({ activity }) => activity));

test('forged cards tell nobody anything, and change nothing', async () => {
  for (const who of attackers) {
    for (const verb of [...verbs, '', '__proto__', 'constructor', 'flag.delete', 'x'.repeat(5_000)])
      await learnsNothing(await teams.press(who, verb, forged));
  }
  for (const [index, odd] of oddities.entries()) {
    const who = attackers[index % attackers.length] ?? sam;
    const data = Object.fromEntries(Object.keys(forged).map((name) => [name, odd]));
    const [one, other] =
      index % 2 === 0 ? ['checkIn.record', 'flag.resolve'] : ['summary.show', 'student.contacted'];
    for (const verb of [one, other])
      await learnsNothing(await teams.press(who, verb, { ...data, outcome: 'onTime', reason: 'mistake' }));
  }
  for (const who of attackers) expect(sentTo(who)).not.toMatch(secret);
  expect(await stored()).toBe(before);
}, 120_000);

test('a press or a message of any shape is no fault', async () => {
  const anything = fc.jsonValue({ maxDepth: 3 });
  const action = fc.oneof(
    anything,
    fc.record({ type: anything, verb: fc.oneof(anything, fc.constantFrom(...verbs)), data: anything }),
  );
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...attackers), action, anything, async (who, pressed, value) => {
      const invoke = { type: 'invoke', name: 'adaptiveCard/action', value: { action: pressed } };
      for (const activity of [invoke, { type: 'message', text: 'x', value }]) {
        const response = await teams.post(who, activity);
        await learnsNothing({ status: response.status, text: await response.text() });
      }
    }),
    { numRuns: 40 },
  );
  expect(await stored()).toBe(before);
}, 120_000);

test('in a group or a channel even their own is told to nobody', async () => {
  const sent = teams.to(noor).length;
  const chat = { id: `chat-${noor.aadObjectId}`, tenantId: tenant };
  const inTeam = { tenant: { id: tenant }, team: { id: '19:team' } };
  for (const where of [
    ...['groupChat', 'channel', 'Personal', 'meeting'].map((conversationType) => ({
      conversation: { ...chat, conversationType },
    })),
    { conversation: { ...chat, conversationType: 'personal', isGroup: true } },
    { conversation: { ...chat, conversationType: 'personal' }, channelData: inTeam },
    { conversation: chat, channelData: inTeam },
  ]) {
    const some = 'conversationType' in where.conversation ? ['checkIn.change', 'command.run'] : verbs;
    for (const verb of some) {
      const answer = await teams.press(noor, verb, forged, where);
      expect(answer.text).not.toMatch(/Yara|kwikstaart/);
    }
    await teams.say(noor, 'mijn week', where);
  }
  const since = teams.to(noor).slice(sent);
  expect(since.length).toBeGreaterThan(0);
  expect(JSON.stringify(since)).not.toMatch(/Yara|kwikstaart/);
  expect(await stored()).toBe(before);
});

test('from another tenant, or as somebody else in it, nobody is let in', async () => {
  const elsewhere = player(noor.email, { tenant: 'a-tenant-of-nobody' });
  expect((await teams.press(elsewhere, 'checkIn.change', { session })).status).toBe(403);
  // The programme's other tenant has no Noor of that id: whoever is met there is asked from Teams.
  const other = player('mallory@example.org', {
    tenant: '5b0f6c1e-7a42-4d93-9c58-2e8d71a4f036',
    aadObjectId: noor.aadObjectId,
  });
  for (const verb of verbs) await learnsNothing(await teams.press(other, verb, forged));
});

test('whose role an import ended is refused with the cards they have', async () => {
  const own = { session: 'J3A02/2027-02-16', outcome: 'onTime' };
  expect((await teams.press(sam, 'checkIn.change', own)).text).toContain('Bram');
  const folder = mkdtempSync(join(tmpdir(), 'mentormaat-ended-'));
  cpSync(sample, folder, { recursive: true });
  for (const name of ['people.csv', 'pairs.csv', 'groups.csv']) {
    const lines = readFileSync(join(folder, name), 'utf8').split('\n');
    writeFileSync(join(folder, name), lines.filter((line) => !line.includes(sam.email)).join('\n'));
  }
  expect((await bot.tool('import', folder, '--end-missing')).code).toBe(0);
  rmSync(folder, { recursive: true, force: true });
  let answer = await teams.press(sam, 'checkIn.change', own);
  for (let waited = 0; waited < 60 && answer.text.includes('Bram'); waited += 1) {
    await pause(1000);
    answer = await teams.press(sam, 'checkIn.change', own);
  }
  expect(answer.text).toContain('niet bij jouw rol');
  for (const verb of verbs) {
    const { status, text } = await teams.press(sam, verb, { ...forged, ...own });
    expect([verb, status, text.includes('Bram'), text.includes('niet bij jouw rol')]).toEqual([
      verb,
      200,
      false,
      true,
    ]);
  }
  expect(await stored()).toBe(before);
}, 120_000);

test('the log names nobody and nothing of what was tried, and no fault', () => {
  expect(bot.log).not.toMatch(/Yara|Bram|kwikstaart|@example|van een ander|Qxj/);
  expect(bot.log.split('\n').filter((line) => line.includes('"level":50'))).toEqual([]);
});
