/** Activities that Teams delivers more than once, and people with two devices, at two bots that share a storage. */
import { textsOf, type InvokeAnswer } from '../fakes/teamsStandIn';
import { cora, noor, newId, TwoBots } from './twoBots';

const [first, second] = ['J3A01/2027-02-09', 'J3A01/2027-02-16'];
const flag = 'J3A01/2027-02-16';

let bots: TwoBots;

const record = (side: 'one' | 'other', data: object, more: object = newId()) =>
  bots[side].teams.press(noor, 'checkIn.record', data, more);

const words = ({ body }: InvokeAnswer): string => textsOf(body?.value).join(' ');

const act = (side: 'one' | 'other', verb: string, note = '', more: object = newId()) =>
  bots[side].teams.press(cora, `flag.${verb}`, { flag, note }, more);
const actions = async (): Promise<readonly string[]> =>
  (await bots.facts()).flatMap((fact) =>
    fact.kind === 'action' ? [`${fact.verb} ${fact.note ?? ''}`.trim()] : [],
  );

beforeAll(async () => {
  bots = await TwoBots.make('duplicates', '2027-02-16T11:30:00+01:00');
  await bots.start();
  for (const person of [noor, cora]) await bots.one.teams.install(person);
}, 120_000);

afterAll(() => bots.remove());

describe('a check-in', () => {
  test('delivered again to another process does not undo what was said later', async () => {
    const same = newId();
    await record('one', { session: first, outcome: 'onTime' }, same);
    await record('one', { session: first, outcome: 'late', minutesLate: 7 });
    const again = await record('other', { session: first, outcome: 'onTime' }, same);
    expect(words(again)).toContain('7 minuten');
    expect(await bots.answers(first)).toEqual(['onTime null', 'late 7']);
  });

  test('delivered again to another process under a new id is stored once', async () => {
    const before = (await bots.answers(first)).length;
    const data = { session: first, outcome: 'absentUnnotified' };
    const pressed = await record('one', data);
    const again = await record('other', data);
    expect(again.body).toEqual(pressed.body);
    expect(await bots.answers(first)).toHaveLength(before + 1);
  });

  test('delivered again to a process that was started anew is stored once', async () => {
    const same = newId();
    const data = { session: first, outcome: 'absentUnknown' };
    await record('one', data, same);
    await record('one', { session: first, outcome: 'absentUnnotified' });
    const before = await bots.answers(first);
    expect(await bots.one.bot.stop()).toBe(0);
    await bots.one.bot.start();
    expect(words(await record('one', data, same))).toContain('zonder bericht');
    expect(await bots.answers(first)).toEqual(before);
  });

  test('delivered to both at once is stored once, and both show it', async () => {
    const same = newId();
    bots.meetBeforeWriting();
    const data = { session: second, outcome: 'late', minutesLate: 12 };
    const both = await Promise.all([record('one', data, same), record('other', data, same)]);
    expect(both.map(words)).toEqual(Array(2).fill(expect.stringContaining('12 minuten')));
    expect(await bots.answers(second)).toEqual(['late 12']);
  });

  test('given on two devices at once, in two ways: both are stored, one as a change of the other', async () => {
    const before = await bots.answers(second);
    bots.meetBeforeWriting();
    const [here, there] = await Promise.all([
      record('one', { session: second, outcome: 'onTime' }),
      record('other', { session: second, outcome: 'absentUnnotified' }),
    ]);
    expect(words(here)).toContain('op tijd');
    expect(words(there)).toContain('niet verschenen, zonder bericht');
    const stored = (await bots.answers(second)).slice(before.length);
    expect(stored.toSorted()).toEqual(['absentUnnotified null', 'onTime null']);
  });

  test('with its follow-up, given on two devices at once: nothing is lost without being seen', async () => {
    await record('one', { session: second, outcome: 'absentUnnotified' });
    const before = (await bots.answers(second)).length;
    bots.meetBeforeWriting();
    const typed = { session: second, outcome: 'absentUnnotified', nextStep: 'bellen' };
    const both = await Promise.all([record('one', typed), record('other', typed)]);
    expect(both.map(words)).toEqual(Array(2).fill(expect.stringContaining('bellen')));
    expect(await bots.answers(second)).toHaveLength(before + 1);
  });
});

describe('a flag', () => {
  test('taken up on two devices at once is taken up once, and both see it', async () => {
    await record('one', { session: first, outcome: 'absentUnnotified' });
    await record('one', { session: second, outcome: 'absentUnnotified' });
    bots.meetBeforeWriting();
    const both = await Promise.all([act('one', 'acknowledge'), act('other', 'acknowledge')]);
    for (const card of both) expect(words(card)).toContain('Cora Bakker');
    expect(await actions()).toEqual(['acknowledge']);
  });

  test('with a note that is delivered again, elsewhere and under a new id, holds it once', async () => {
    const same = newId();
    await act('one', 'note', 'gebeld', same);
    await act('other', 'note', 'gebeld', same);
    await act('other', 'note', 'gebeld');
    expect(await actions()).toEqual(['acknowledge', 'note gebeld']);
  });
});

test('a pause that is delivered again, elsewhere and under a new id, is one pause', async () => {
  const same = newId();
  await bots.one.teams.say(noor, 'pauze tot 3-5', same);
  await bots.other.teams.say(noor, 'pauze tot 3-5', same);
  await bots.other.teams.say(noor, 'pauze tot 3-5', newId());
  expect(await bots.storage.records.pauses('hmp-2027')).toHaveLength(1);
});

test('an installation told to both at once is one welcome', async () => {
  const ravi = { ...noor, email: 'ravi.ramdin@example.org', aadObjectId: 'aad-ravi' };
  await Promise.all([bots.one.teams.install(ravi), bots.other.teams.install(ravi)]);
  expect([...bots.one.teams.to(ravi), ...bots.other.teams.to(ravi)]).toHaveLength(1);
});
