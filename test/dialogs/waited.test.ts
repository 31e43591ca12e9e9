/** Presses that came as a message, waited for Teams, and are handled anew: they count once, as of when they were pressed. */
import type { ActionFields } from '../../bot/ports';
import type { Reply } from '../../dialogs/reply';
import { at } from '../builders';
import { replaced, shown, type Chat } from './chat';
import { aChatWithFlags } from './everyVerb';
import { cora, jan, noor, sam, theo } from './people';

const pressedAt = at('2027-03-09T12:30:00+01:00');
const anHourAndAHalf = 5_400_000;

type Press = readonly [who: string, verb: string, data: ActionFields];

const flag = 'p1/2027-03-09';
const student = { student: sam, programme: 'hmp' };
const group = { round: 'r1', group: 'g1' };
const offer: Press = [
  theo,
  'round.offer',
  { ...group, date1: '2027-03-23', time1: '16:00', date2: '2027-03-25', time2: '16:00' },
];
const setup = { name: 'April', from: '2027-04-05', to: '2027-04-16', answerBy: '2027-04-01' };

/** Each with what has to have been pressed before. */
const presses: readonly (readonly [press: Press, before: readonly Press[]])[] = [
  [[cora, 'student.contacted', student], []],
  [[cora, 'student.contacted', { ...student, note: 'gebeld' }], []],
  [[cora, 'student.contacted', { ...student, note: 'gebeld' }], [[cora, 'student.contacted', student]]],
  [
    [cora, 'student.notContacted', { ...student, at: String(pressedAt - 60_000) }],
    [[cora, 'student.contacted', student]],
  ],
  [[cora, 'flag.acknowledge', { flag }], []],
  [[cora, 'flag.note', { flag, note: 'gebeld' }], []],
  [[cora, 'flag.resolve', { flag, note: 'opgelost' }], []],
  [[sam, 'checkIn.record', { session: flag, outcome: 'late', minutesLate: '7' }], []],
  [[cora, 'checkIn.correct', { session: flag, outcome: 'onTime', reason: 'was er wel' }], []],
  [[cora, 'round.create', setup], []],
  [[cora, 'round.cancel', { round: 'r1', sure: 'true' }], []],
  [offer, []],
  [[sam, 'round.available', { ...group, slots: 'g1-20270323T1600' }], [offer]],
  [[theo, 'round.shift', { ...group, date: '2027-03-24', time: '16:00', sure: 'true' }], []],
];

/** Everything that presses store. */
const storedIn = async ({ storage: { records, rounds } }: Chat) => {
  const { rounds: heads } = await rounds.heads('hmp');
  return {
    pages: await records.pages('hmp', 'jdw'),
    contacts: await records.contactsMade('hmp'),
    rounds: await Promise.all(heads.map(({ round }) => rounds.facts('hmp', round, 0))),
  };
};

const titleOf = (reply: Reply): unknown => replaced(reply).content['fallbackText'];

describe.each(presses)('%j', ([who, verb, data], before) => {
  const begin = async (): Promise<Chat> => {
    const chat = await aChatWithFlags();
    chat.clock.moveTo(pressedAt - 60_000);
    for (const [person, first, fields] of before) await chat.as(person).presses(first, fields);
    chat.clock.moveTo(pressedAt);
    return chat;
  };
  const said = { activityId: 'the-press', cardId: 'the-card', saidAt: pressedAt };

  test('stored before it waited: counts once, and its answer reads as it would have', async () => {
    const chat = await begin();
    const none = await storedIn(chat);
    const first = await chat.as(who).presses(verb, data, said);
    const once = await storedIn(chat);
    expect(once).not.toEqual(none);
    chat.clock.moveTo(pressedAt + anHourAndAHalf);
    const anew = await chat.as(who).presses(verb, data, { ...said, hasWaited: true, isUnseen: true });
    expect(await storedIn(chat)).toEqual(once);
    expect(shown(anew)).not.toContain('niet gelukt');
    expect([titleOf(anew), titleOf(first)]).toEqual([titleOf(first), titleOf(first)]);
  });

  test('not stored before it waited: counts, and once, whichever process has it', async () => {
    const chat = await begin();
    const none = await storedIn(chat);
    chat.clock.moveTo(pressedAt + anHourAndAHalf);
    const waited = { ...said, hasWaited: true };
    await chat.as(who).presses(verb, data, waited);
    const once = await storedIn(chat);
    expect(once).not.toEqual(none);
    await chat.as(who).presses(verb, data, waited);
    expect(await storedIn(chat)).toEqual(once);
    // The process that was too slow.
    await chat.as(who).presses(verb, data, said);
    expect(await storedIn(chat)).toEqual(once);
  });
});

test('what somebody pressed counts also when they removed the app since: they stay gone, and are shown nothing', async () => {
  const chat = await aChatWithFlags();
  chat.clock.moveTo(pressedAt + 60_000);
  await chat.as(sam).removes();
  const gone = await chat.storage.contacts.byAddress('tenant-1', sam);
  const data = { session: flag, outcome: 'late', minutesLate: '7' };
  const waited = { hasWaited: true, saidAt: pressedAt };
  expect(await chat.as(sam).presses('checkIn.record', data, waited)).toEqual({
    replacement: null,
    messages: [],
  });
  const [page] = (await storedIn(chat)).pages;
  expect(page?.facts.at(-1)).toMatchObject({ by: sam, outcome: 'late' });
  expect(await chat.storage.contacts.byAddress('tenant-1', sam)).toEqual(gone);
});

test('of two coordinators who noted the same contact each has their own, however long one of them waited', async () => {
  const chat = await aChatWithFlags();
  chat.clock.moveTo(pressedAt + anHourAndAHalf);
  await chat.as(jan).presses('student.contacted', student);
  await chat.as(cora).presses('student.contacted', student, { hasWaited: true, saidAt: pressedAt });
  const made = await chat.storage.records.contactsMade('hmp');
  expect(made.map(({ by, at: moment }) => [by, moment])).toEqual([
    [cora, pressedAt],
    [jan, pressedAt + anHourAndAHalf],
  ]);
  expect(made.map((one) => one.student)).not.toContain(noor);
});
