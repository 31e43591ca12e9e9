import { isAnswer, type FollowUp } from '../../bot/programme/facts';
import { isNews, mergeFollowUps, seenIn } from '../../dialogs/answersSeen';
import type { ActionFields } from '../../bot/ports';
import type { Reply } from '../../dialogs/reply';
import { anAnswer, at } from '../builders';
import { ofType } from '../cards/cardProblems';
import { aChat, replaced, shown, type Chat } from './chat';
import { cora, jan, sam, theProgramme } from './people';

const session = 'p1/2027-03-09';
const begin = (): Promise<Chat> => aChat(theProgramme(), '2027-03-09T10:05:00+01:00');

const said = async (chat: Chat): Promise<readonly string[]> =>
  ((await chat.storage.records.page('hmp', 'jdw', 'p1'))?.value.facts ?? [])
    .filter(isAnswer)
    .map(({ outcome }) => outcome);
const added = async (chat: Chat): Promise<FollowUp | undefined> =>
  (await chat.storage.records.checkIns('hmp', 'p1', '2027-03-09')).at(-1)?.followUp;

/** What a button of a card sends: the one that has all of this in its data. */
const sentBy = (reply: Reply, verb: string, part: ActionFields = {}): ActionFields => {
  const all = ofType(replaced(reply), 'Action.Execute').filter((button) => button['verb'] === verb);
  for (const { data } of all) {
    const fields = Object.fromEntries(
      Object.entries(Object(data)).map(([key, value]) => [key, String(value)]),
    );
    if (Object.entries(part).every(([key, value]) => fields[key] === value)) return fields;
  }
  throw new Error(`no button sends ${JSON.stringify(part)}`);
};

const records = (chat: Chat, data: ActionFields) =>
  chat.as(sam).presses('checkIn.record', { session, ...data });
const changes = (chat: Chat) => chat.as(sam).presses('checkIn.change', { session });
const corrects = (chat: Chat, outcome: string, who = jan) =>
  chat.as(who).presses('checkIn.correct', { session, outcome, reason: 'conciërge belde' });

describe('a button', () => {
  const absent = { outcome: 'absentUnnotified' };

  test('of a form from before a correction does not undo it unseen; from the card that shows it, it does', async () => {
    const chat = await begin();
    await records(chat, { outcome: 'onTime' });
    const before = await changes(chat);
    await corrects(chat, 'absentUnnotified');
    const card = await records(chat, sentBy(before, 'checkIn.record', { outcome: 'absentNotified' }));
    expect(shown(card)).toContain('Dit antwoord is van de coördinator');
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
    await records(chat, sentBy(await changes(chat), 'checkIn.record', { outcome: 'onTime' }));
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified', 'onTime']);
  });

  test('nor one that asked first, as on a card that was never drawn anew', async () => {
    const chat = await begin();
    const asked = await changes(chat);
    await records(chat, { outcome: 'onTime' });
    await corrects(chat, 'absentUnnotified');
    await records(chat, sentBy(asked, 'checkIn.record', { outcome: 'late', minutesLate: '10' }));
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
  });

  test('of a card that was told of a mistake has seen no more than the card before it', async () => {
    const chat = await begin();
    await records(chat, { outcome: 'onTime' });
    const before = await changes(chat);
    await corrects(chat, 'absentUnnotified');
    const late = sentBy(before, 'checkIn.record', { outcome: 'late' });
    const again = await records(chat, { ...late, minutesLate: 'tien' });
    expect(shown(again)).toContain('Vul een heel getal in');
    const card = await records(chat, {
      ...sentBy(again, 'checkIn.record', { outcome: 'late' }),
      minutesLate: '10',
    });
    expect(shown(card)).toContain('Dit antwoord is van de coördinator');
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
  });

  test('changes what the student said on another card: they know what that was', async () => {
    const chat = await begin();
    const asked = await changes(chat);
    await records(chat, { outcome: 'onTime' });
    await records(chat, sentBy(asked, 'checkIn.record', absent));
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
  });

  test('of a card of the version before, that says something else, counts as one that saw nothing', async () => {
    const chat = await begin();
    await records(chat, { outcome: 'onTime' });
    await corrects(chat, 'absentUnnotified');
    await records(chat, { outcome: 'late', minutesLate: '10', seen: 'corrected' });
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
  });

  test('of a correction: two at one moment are told apart, as under a clock that stands still', async () => {
    const chat = await begin();
    await records(chat, { outcome: 'onTime' });
    const form = await chat.as(cora).presses('checkIn.correct', { session });
    await records(chat, absent);
    const save = {
      ...sentBy(form, 'checkIn.correct'),
      outcome: 'late',
      minutesLate: '10',
      reason: 'zag het',
    };
    expect(shown(await chat.as(cora).presses('checkIn.correct', save))).toContain('Iemand anders');
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified']);
  });
});

/** What “Opslaan” below an answer sends, with what was typed. */
const typed = (reply: Reply, fields: ActionFields): ActionFields => ({
  ...sentBy(reply, 'checkIn.record', { topics: '' }),
  ...fields,
});

describe('the form below an answer', () => {
  test('keeps what was said since on another card, and adds what was typed', async () => {
    const chat = await begin();
    const older = await records(chat, { outcome: 'onTime' });
    await records(chat, { outcome: 'absentUnnotified' });
    const card = shown(await records(chat, typed(older, { note: 'planning' })));
    expect(card).toContain('niet verschenen, zonder bericht');
    expect(card).toContain('planning');
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified', 'absentUnnotified']);
    expect(await added(chat)).toMatchObject({ note: 'planning' });
  });

  test('leaves what was added since on another card where nothing was typed, and shows it', async () => {
    const chat = await begin();
    const older = await records(chat, { outcome: 'onTime' });
    const newer = await records(chat, typed(older, { topics: 'work', note: 'open dag' }));
    const card = shown(await records(chat, typed(older, { nextStep: 'bellen' })));
    for (const text of ['Werk en studie', 'open dag', 'bellen']) expect(card).toContain(text);
    const whole = { topics: ['work'], nextStep: 'bellen', note: 'open dag', case: false };
    expect(await added(chat)).toEqual(whole);
    await records(chat, typed(newer, { topics: 'work', note: '' }));
    expect(await added(chat)).toEqual({ ...whole, note: null });
  });

  test('with something wrong in it shows what stands, not what it was drawn from', async () => {
    const chat = await begin();
    const older = await records(chat, { outcome: 'onTime' });
    await records(chat, { outcome: 'absentUnnotified' });
    const card = await records(chat, typed(older, { topics: 'health' }));
    expect(shown(card)).toContain('niet verschenen, zonder bericht');
    expect(sentBy(card, 'checkIn.record', { topics: '' })).toMatchObject({
      outcome: 'absentUnnotified',
      seen: '2',
    });
  });

  test('of a message that was drawn anew keeps and adds likewise', async () => {
    const chat = await begin();
    const older = await records(chat, { outcome: 'onTime' });
    await corrects(chat, 'absentUnnotified');
    chat.clock.moveTo(at('2027-03-09T12:00:00+01:00'));
    await records(chat, typed(older, { note: 'planning' }));
    expect(await said(chat)).toEqual(['onTime', 'absentUnnotified', 'absentUnnotified']);
  });
});

test.each([
  [{}, null],
  [{ seen: '' }, null],
  [{ seen: '2' }, 2],
  [{ seen: 'corrected' }, 0],
  [{ seen: '1804582800000' }, 0],
  [{ seen: '-1' }, 0],
])('%j was drawn from %j answers', (data, seen) => expect(seenIn(data)).toBe(seen));

test.each([
  [[], 0, false],
  [['onTime'], 0, true],
  [['onTime'], 1, false],
  [['onTime', 'onTime'], 1, false],
  [['onTime', 'absentUnknown'], 1, true],
  [['onTime', 'absentUnknown', 'onTime'], 1, false],
  [['onTime'], 7, true],
] as const)('of %j, %j seen: news is %j', (outcomes, seen, expected) => {
  expect(
    isNews(
      outcomes.map((outcome) => anAnswer('2027-03-09', { outcome })),
      seen,
    ),
  ).toBe(expected);
});

test('of each field what was typed holds, and what was left as it came follows what is stored', () => {
  const shownThen: FollowUp = { topics: ['work'], nextStep: 'bellen', note: null, case: false };
  const now: FollowUp = { topics: ['work', 'planning'], nextStep: null, note: 'null', case: true };
  expect(mergeFollowUps(shownThen, shownThen, now)).toEqual(now);
  const other: FollowUp = { topics: [], nextStep: 'mailen', note: 'nieuw', case: true };
  expect(mergeFollowUps(shownThen, other, now)).toEqual(other);
});
