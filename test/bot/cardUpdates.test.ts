/** Delivered cards follow, through the HTTP endpoint of the built bot and a stand-in for Teams. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { setTimeout as pause } from 'node:timers/promises';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, textsOf, type Arrived, type Player } from '../fakes/teamsStandIn';

const tenant = '00000000-0000-0000-0000-0000000000001';
const player = (email: string): Player => ({ name: email, email, aadObjectId: `aad-${email}`, tenant });
const joris = player('joris.hendriks@example.org');
const [cora, ravi] = [player('cora.bakker@example.org'), player('ravi.ramdin@example.org')];

const flag = 'Z3A01/2027-02-16';

let bot: StartedBot;
let teams: TeamsStandIn;

const cardWith = (to: Player, notification: string): Arrived => {
  const found = teams.to(to).find(({ activity }) => activity.summary?.startsWith(notification));
  if (found === undefined) throw new Error(`${to.email} has no ${notification}`);
  return found;
};
const flagCard = (to: Player): Arrived => cardWith(to, 'Signaal (');

const updatesOn = ({ id }: Arrived): readonly Arrived[] => teams.updated.filter((update) => update.id === id);
const shownOn = (card: Arrived): string =>
  textsOf(updatesOn(card).at(-1)?.activity.attachments?.[0]?.content).join('\n');

/** What is to be drawn anew is so within moments; a busy machine may need more of them. */
const until = async (isTrue: () => boolean): Promise<void> => {
  for (let looks = 0; looks < 1_000 && !isTrue(); looks += 1) await pause(20);
  expect(isTrue()).toBe(true);
};

/** Presses a button of a card, as Teams tells it: with the id of that card. */
const press = (who: Player, { id }: Arrived, verb: string, data: object) =>
  teams.press(who, verb, data, { replyToId: id });

const note = (who: Player, text: string) => press(who, flagCard(who), 'flag.note', { flag, note: text });

const examples = join(process.cwd(), 'examples', 'programme');

/** The programme once more, without somebody. */
const importWithout = async ({ email }: Player): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'mentormaat-'));
  await cp(examples, folder, { recursive: true });
  const people = await readFile(join(folder, 'people.csv'), 'utf8');
  const left = people.split('\n').filter((line) => !line.startsWith(email));
  await writeFile(join(folder, 'people.csv'), left.join('\n'));
  await bot.tool('import', folder, '--end-missing');
  await rm(folder, { recursive: true });
};

beforeAll(async () => {
  bot = await StartedBot.make({ DEMO_CLOCK: '2027-02-09T12:00:00+01:00@0', LOG_LEVEL: 'warn' });
  await bot.tool('import', examples);
  await bot.start();
  teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  for (const person of [joris, cora, ravi]) await teams.install(person);
  for (const day of ['2027-02-09', '2027-02-16']) {
    await bot.moveClock(`${day}T15:00:00+01:00`);
    await teams.press(joris, 'checkIn.record', { session: `Z3A01/${day}`, outcome: 'absentUnnotified' });
  }
  await bot.moveClock('2027-02-16T15:30:00+01:00');
}, 180_000);

afterAll(async () => {
  await teams.close();
  await bot.remove();
});

test('what one coordinator does is on the card of the other, by one update and no message', async () => {
  const posts = teams.arrived.length;
  const answer = await press(cora, flagCard(cora), 'flag.acknowledge', { flag });
  expect(textsOf(answer.body?.value).join(' ')).toContain('jij pakt dit signaal op');
  await until(() => updatesOn(flagCard(ravi)).length > 0);
  expect(shownOn(flagCard(ravi))).toContain('opgepakt door Cora Bakker op 16 februari');
  await bot.moveClock('2027-02-16T15:31:00+01:00');
  expect(updatesOn(flagCard(ravi))).toHaveLength(1);
  expect(updatesOn(flagCard(cora))).toHaveLength(0);
  expect(teams.arrived).toHaveLength(posts);
});

test('both act at once: each sees what the other did, and nothing is overwritten', async () => {
  const answers = await Promise.all([note(cora, 'moeder gebeld'), note(ravi, 'mentor gesproken')]);
  for (const { status } of answers) expect(status).toBe(200);
  await bot.moveClock('2027-02-16T15:32:00+01:00');
  // Whoever came second was shown both in the answer; the other one’s card is drawn anew.
  const seen = [cora, ravi].map((who, index) =>
    [textsOf(answers[index]?.body?.value).join(' '), shownOn(flagCard(who))].join(' '),
  );
  for (const text of seen) {
    expect(text).toContain('moeder gebeld');
    expect(text).toContain('mentor gesproken');
  }
  const stored: unknown = await bot.json('flags', 'hmp-2027');
  expect(JSON.stringify(stored)).toContain('moeder gebeld');
  expect(JSON.stringify(stored)).toContain('mentor gesproken');
});

test('a card that could not be drawn anew still answers with how things stand', async () => {
  teams.fault = ({ what }) => (what === 'update' ? 400 : null);
  await press(cora, flagCard(cora), 'flag.resolve', { flag, reason: 'talkedToPupil', note: '' });
  await bot.moveClock('2027-02-16T15:33:00+01:00');
  teams.fault = () => null;
  const answer = await press(ravi, flagCard(ravi), 'flag.acknowledge', { flag });
  const text = textsOf(answer.body?.value).join(' ');
  expect(text).toContain('afgesloten door Cora Bakker');
  expect(text).not.toContain('jij pakt dit signaal op');
});

test('a correction reaches the flag of the others and the student’s own card', async () => {
  const asked = cardWith(joris, 'Check-in: hoe ging je sessie van dinsdag 16');
  const fields = { session: flag, outcome: 'onTime', minutesLate: '', reason: 'hij was er wel' };
  const answer = await teams.press(cora, 'checkIn.correct', fields);
  expect(textsOf(answer.body?.value).join(' ')).toContain('Opgeslagen');
  await until(() => updatesOn(asked).length > 0);
  expect(shownOn(asked)).toContain('Dit antwoord is van de coördinator');
  expect(shownOn(asked)).not.toContain('hij was er wel');
  await until(() =>
    shownOn(flagCard(ravi)).includes('ingetrokken, omdat een antwoord erbij kwam of veranderde'),
  );
  const sent: unknown = await bot.json('outbox', 'hmp-2027', '--status', 'sent');
  expect(JSON.stringify(sent)).toContain(`flagRaised/ravi.ramdin@example.org/${flag}/1`);
});

/** What the client sends by itself as somebody looks at the card. */
const lookAt = async (who: Player, { id, activity }: Arrived) => {
  const content = z.looseObject({ refresh: z.looseObject({ action: z.unknown(), userIds: z.unknown() }) });
  const { refresh } = content.parse(activity.attachments?.[0]?.content);
  expect(refresh.userIds).toEqual([`29:${who.aadObjectId}`]);
  const value = { action: refresh.action, trigger: 'automatic' };
  const response = await teams.post(who, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    value,
    replyToId: id,
  });
  const body: unknown = await response.json();
  return textsOf(z.looseObject({ value: z.unknown() }).parse(body).value);
};
const asked = async (text: string): Promise<Arrived> => {
  const before = teams.to(cora).length;
  await teams.say(cora, text);
  await until(() => teams.to(cora).length > before);
  return teams.to(cora).slice(before)[0] ?? cardWith(cora, text);
};

test('a card that answered a command tells the present state when it is looked at, and one line to whoever lost the role', async () => {
  const card = await asked('overzicht');
  expect(textsOf(card.activity.attachments?.[0]?.content)).toContain('50%');
  const fields = { session: 'Z3A01/2027-02-09', outcome: 'onTime', minutesLate: '', reason: 'was er toch' };
  await teams.press(cora, 'checkIn.correct', fields);
  expect(await lookAt(cora, card)).toContain('100%');
  await importWithout(cora);
  await bot.moveClock('2027-02-16T16:00:00+01:00');
  const [line = '', ...buttons] = await lookAt(cora, card);
  expect(line).toContain('Dit hoort niet bij jouw rol');
  expect(new Set(buttons.map((text) => text.toLowerCase()))).toEqual(new Set(['hulp']));
});
