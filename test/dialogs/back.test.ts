/** Students who are lost and come back: what is told of them, and what goes out then. */
import { unreachableMessages } from '../../bot/programme/messages';
import type { LoadedProgramme } from '../../bot/ports';
import type { Reply } from '../../dialogs/reply';
import { composeMessage } from '../../dialogs/outgoing';
import { at } from '../builders';
import { aChat, type Chat, type Talker } from './chat';
import { cora, lea, noor, sam, theo, theProgramme } from './people';
import { outgoingPorts } from '../fakes/outgoingPorts';

const monday = '2027-03-08T16:00:00+01:00';
const begin = (): Promise<Chat> => aChat(theProgramme(), monday);

const loaded = (chat: Chat, id = 'hmp'): LoadedProgramme => {
  const found = chat.programmes.all().find(({ head }) => head.id === id);
  if (found === undefined) throw new Error(`no programme ${id}`);
  return found;
};

const key = `nudge/${sam}/p1/2027-03-09`;

const nudgeIn = async (chat: Chat, programme = 'hmp') => {
  const stored = await chat.storage.outbox.find(programme, key);
  if (stored === null) throw new Error('not planned');
  return stored;
};

/** A nudge to Sam in a programme that could not be delivered. */
const undelivered = async (chat: Chat, programme = 'hmp', worthUntil = '2027-03-09T09:00:00+01:00') => {
  const { outbox } = chat.storage;
  await outbox.plan(programme, [
    {
      key,
      kind: 'nudge',
      receiver: sam,
      subject: 'p1/2027-03-09',
      dueAt: at(monday),
      worthUntil: at(worthUntil),
      status: 'planned',
      reason: null,
    },
  ]);
  const stored = await nudgeIn(chat, programme);
  await outbox.update(programme, { ...stored.value, status: 'unreachable' }, stored.tag);
};

const statusOf = async (chat: Chat, programme = 'hmp') => (await nudgeIn(chat, programme)).value.status;

const ways: readonly (readonly [string, (talker: Talker) => Promise<Reply>])[] = [
  ['an installation', (talker) => talker.installs()],
  ['a text', (talker) => talker.says('hulp')],
  ['a text that is not understood', (talker) => talker.says('??')],
  ['a pressed button', (talker) => talker.presses('command.run', { text: 'mijn week' })],
  ['a pressed check-in', (talker) => talker.presses('checkIn.change', { session: 'p1/2027-03-02' })],
  ['a button that is too old', (talker) => talker.presses('checkIn.delete', {})],
];

/** Sam had the bot and removed it. */
const lost = async (): Promise<Chat> => {
  const chat = await begin();
  await chat.as(sam).installs();
  await chat.as(sam).removes();
  return chat;
};

describe.each(ways)('%s of a student who was lost', (_, comeBack) => {
  test('sends what could not be delivered and is still worth it, once', async () => {
    const chat = await lost();
    await undelivered(chat);
    await comeBack(chat.as(sam));
    const revived = await nudgeIn(chat);
    expect(revived.value).toMatchObject({ status: 'planned', notBefore: at(monday) });
    expect(chat.woken()).toBe(1);
    await chat.storage.outbox.update('hmp', { ...revived.value, status: 'unreachable' }, revived.tag);
    await comeBack(chat.as(sam));
    expect(await statusOf(chat)).toBe('unreachable');
  });

  test.each(['outbox.revive', 'contacts.save'])('sends it all the same when %s fails once', async (call) => {
    const chat = await lost();
    await undelivered(chat);
    chat.failNext(call);
    await expect(comeBack(chat.as(sam))).rejects.toThrow('storage cannot be reached');
    await comeBack(chat.as(sam));
    expect(await statusOf(chat)).toBe('planned');
  });

  test('leaves what is not worth sending any more', async () => {
    const chat = await lost();
    await undelivered(chat, 'hmp', monday);
    await comeBack(chat.as(sam));
    expect(await statusOf(chat)).toBe('unreachable');
    expect(chat.woken()).toBe(0);
  });

  test('does so in every programme of theirs', async () => {
    const chat = await lost();
    await chat.import(theProgramme({ id: 'rmp', name: 'Rotterdam' }));
    for (const programme of ['hmp', 'rmp']) await undelivered(chat, programme);
    await comeBack(chat.as(sam));
    expect([await statusOf(chat, 'hmp'), await statusOf(chat, 'rmp')]).toEqual(['planned', 'planned']);
  });

  test('stops what was to be told of them', async () => {
    const chat = await lost();
    const [pending] = await chat.storage.records.pendingNotices('hmp');
    if (pending?.of !== 'student') throw new Error('no notice');
    const [message] = unreachableMessages(loaded(chat).directory, pending.unreachable);
    if (message === undefined) throw new Error('nobody is told');
    const decide = () =>
      composeMessage(outgoingPorts(chat.storage))(loaded(chat), message, chat.clock.now() + 60_000);
    expect(await decide()).toMatchObject({ do: 'send' });
    await comeBack(chat.as(sam));
    expect(await decide()).toEqual({ do: 'expire', reason: 'resolved' });
  });
});

const noticesIn = async (chat: Chat, programme = 'hmp') =>
  (await chat.storage.records.pendingNotices(programme)).flatMap((notice) =>
    notice.of === 'student' ? [notice.unreachable] : [],
  );

describe('a student who removes the bot', () => {
  test('is left to be told of at once, once, since the first removal', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await Promise.all([chat.as(sam).removes(), chat.as(sam).removes()]);
    chat.clock.moveTo(at(monday) + 5000);
    await chat.as(sam).removes();
    expect(await noticesIn(chat)).toEqual([{ student: sam, since: at(monday) }]);
    expect(chat.woken()).toBe(0);
  });

  test('is told of in every programme in which they are a student', async () => {
    const chat = await begin();
    await chat.import(theProgramme({ id: 'rmp', name: 'Rotterdam' }));
    const people = theProgramme().people.filter(({ email }) => email !== sam);
    await chat.import(theProgramme({ id: 'other', people }));
    await chat.as(sam).installs();
    await chat.as(sam).removes();
    expect(await noticesIn(chat, 'hmp')).toHaveLength(1);
    expect(await noticesIn(chat, 'rmp')).toHaveLength(1);
    expect(await noticesIn(chat, 'other')).toEqual([]);
  });

  test('is told of again when they came back and remove it another time', async () => {
    const chat = await begin();
    await chat.as(sam).installs();
    await chat.as(sam).removes();
    await chat.as(sam).says('hulp');
    chat.clock.moveTo(at(monday) + 3_600_000);
    await chat.as(sam).removes();
    expect((await noticesIn(chat)).map(({ since }) => since)).toEqual([at(monday), at(monday) + 3_600_000]);
  });

  test('who never had it, is no student, or is unknown: nobody is told', async () => {
    const chat = await begin();
    await chat.as(noor).removes();
    for (const who of [cora, theo, 'stranger@elsewhere.example']) {
      await chat.as(who).installs();
      await chat.as(who).removes();
    }
    await chat.as(lea, 'tenant-9').installs();
    await chat.as(lea, 'tenant-9').removes();
    expect(await noticesIn(chat)).toEqual([]);
  });
});
