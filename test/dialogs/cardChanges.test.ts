/** What conversations leave for delivered cards: which are out of date, and in which one the answer is shown. */
import { at } from '../builders';
import { aChat, type Chat } from './chat';
import { cora, jan, sam, theProgramme } from './people';

const flag = 'p1/2027-03-09';
const digestsOf = (monday: string): readonly string[] =>
  [cora, jan].map((email) => `digest/${email}/${monday}`);
const digests = digestsOf('2027-03-08');
const noon = at('2027-03-09T12:00:00+01:00');

/** Yara was absent twice in a row, and her coordinators have been told. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: flag, outcome: 'absentUnnotified' });
  chat.clock.moveTo(noon);
  return chat;
};

const changes = async (chat: Chat, since = noon) =>
  (await chat.storage.records.pendingNotices('hmp')).flatMap((notice) =>
    notice.of === 'change' && notice.change.at >= since ? [notice.change] : [],
  );

test('only the digests of the week, when students answer for the first time: a silence ends, a flag opens', async () => {
  const chat = await begin();
  expect(await changes(chat, 0)).toMatchObject([
    { flags: [], messages: digestsOf('2027-03-01') },
    { flags: [], messages: digests },
  ]);
});

test('nothing, when nobody was silent and no flag opens', async () => {
  const chat = await begin();
  chat.clock.moveTo(at('2027-03-16T10:05:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-16', outcome: 'onTime' });
  expect((await changes(chat)).flatMap(({ messages }) => messages)).toEqual([]);
});

test('the flag that was acted on, with the card that was pressed, and the work loop is woken', async () => {
  const chat = await begin();
  const woken = chat.woken();
  await chat.as(cora).presses('flag.acknowledge', { flag }, { cardId: 'card-1' });
  expect(await changes(chat)).toMatchObject([
    { pupil: 'p1', flags: [flag], messages: digests, shown: { to: cora, activity: 'card-1' } },
  ]);
  expect(chat.woken()).toBe(woken + 1);
});

test('no card, when Teams does not say which was pressed', async () => {
  const chat = await begin();
  await chat.as(cora).presses('flag.note', { flag, note: 'gebeld' });
  expect(await changes(chat)).toMatchObject([{ flags: [flag], shown: null }]);
});

test('nothing, when nothing was stored', async () => {
  const chat = await begin();
  await chat.as(cora).presses('flag.note', { flag, note: '' }, { cardId: 'card-1' });
  await chat.as(sam).presses('flag.acknowledge', { flag }, { cardId: 'card-2' });
  expect(await changes(chat)).toEqual([]);
});

test('the messages of the session and the flag, when a student changes an answer', async () => {
  const chat = await begin();
  const fields = { session: flag, outcome: 'onTime' };
  await chat.as(sam).presses('checkIn.record', fields, { cardId: 'card-3' });
  const messages = ['checkIn', 'reminder1', 'reminder2'].map((kind) => `${kind}/${sam}/${flag}`);
  expect(await changes(chat)).toMatchObject([
    { flags: [flag], messages: [...messages, ...digests], shown: { to: sam, activity: 'card-3' } },
  ]);
});
