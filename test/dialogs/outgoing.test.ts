import { keepProgrammes } from '../../bot/delivery/programmes';
import type { LoadedProgramme } from '../../bot/ports';
import { Fault } from '../../bot/programme/failure';
import type { Language } from '../../bot/programme/model';
import type { MessageKind, PlannedMessage } from '../../bot/programme/plannedMessage';
import { composeMessage } from '../../dialogs/outgoing';
import type { Outgoing } from '../../bot/ports';
import type { OutboxMessage } from '../../bot/ports/outbox';
import { at } from '../builders';
import { watchedStorage } from '../fakes/watchedStorage';
import { aChat, type Chat } from './chat';
import { cora, jan, noor, sam, theProgramme } from './people';
import { outgoingPorts } from '../fakes/outgoingPorts';

const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  return chat;
};

const loadedIn = async (chat: Chat): Promise<LoadedProgramme> => {
  const programmes = keepProgrammes(chat.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

const message = (kind: MessageKind, receiver: string, subject: string): PlannedMessage => ({
  key: `${kind}/${receiver}/${subject}`,
  kind,
  receiver,
  subject,
  dueAt: at('2027-03-08T16:00:00+01:00'),
  worthUntil: at('2027-03-16T10:00:00+01:00'),
});

const compose = async (chat: Chat, planned: PlannedMessage, moment: string): Promise<Outgoing> =>
  composeMessage(outgoingPorts(chat.storage))(await loadedIn(chat), planned, at(moment));

const cardOf = (outgoing: Outgoing, language: Language = 'nl'): string => {
  if (outgoing.do !== 'send') throw new Error(`not sent: ${JSON.stringify(outgoing)}`);
  return JSON.stringify(outgoing.cardIn(language));
};

describe('the nudge', () => {
  const nudge = message('nudge', sam, 'p1/2027-03-09');
  const afternoon = '2027-03-08T16:00:00+01:00';

  test('says when, where and whom, and a tip, in the reader’s language', async () => {
    const chat = await begin();
    const outgoing = await compose(chat, nudge, afternoon);
    for (const text of ['Yara', '09:00', 'Johan de Witt', 'dinsdag 9 maart'])
      expect(cardOf(outgoing)).toContain(text);
    expect(cardOf(outgoing, 'en')).toMatch(/Tuesday/);
  });

  test('shows the step agreed the last time the two met, also when they missed each other since', async () => {
    const chat = await aChat(theProgramme({ start: '2027-02-15' }), '2027-02-23T10:05:00+01:00');
    const told = { outcome: 'onTime', topics: '', note: '', case: '' };
    await chat
      .as(sam)
      .presses('checkIn.record', { session: 'p1/2027-02-23', ...told, nextStep: 'open dag zoeken' });
    chat.clock.moveTo(at('2027-03-02T10:05:00+01:00'));
    await chat.as(sam).presses('checkIn.record', {
      session: 'p1/2027-03-02',
      ...told,
      outcome: 'absentNotified',
      nextStep: 'bellen',
    });
    const card = cardOf(await compose(chat, nudge, afternoon));
    expect(card).toContain('open dag zoeken');
    expect(card).not.toContain('bellen');
  });

  test('is not sent for a session that has its answer already', async () => {
    const chat = await begin();
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'schoolCancelled' });
    expect(await compose(chat, nudge, afternoon)).toEqual({ do: 'expire', reason: 'answered' });
  });

  test('is decided without the pupil’s page: the check-ins say it all', async () => {
    const chat = await begin();
    const reads: string[] = [];
    const storage = watchedStorage(chat.storage, (port, method) => reads.push(`${port}.${method}`));
    await composeMessage(outgoingPorts(storage))(await loadedIn(chat), nudge, at(afternoon));
    expect(reads.toSorted()).toEqual(['records.checkIns', 'records.pauses']);
  });

  test('has another tip every week', async () => {
    const chat = await begin();
    const [one, two] = [
      cardOf(await compose(chat, nudge, afternoon)),
      cardOf(await compose(chat, message('nudge', sam, 'p1/2027-03-16'), afternoon)),
    ];
    expect(one.replaceAll(/9 maart|03-09/g, '')).not.toBe(two.replaceAll(/16 maart|03-16/g, ''));
  });

  test('is not sent for somebody else’s session', async () => {
    const chat = await begin();
    expect(await compose(chat, message('nudge', noor, 'p1/2027-03-09'), afternoon)).toEqual({
      do: 'expire',
      reason: 'vanished',
    });
  });
});

const digest = (who: string) => ({
  ...message('digest', who, '2027-03-08'),
  worthUntil: at('2027-03-08T19:00:00+01:00'),
});

const until = (later: string): Outgoing => ({ do: 'wait', until: at(later) });

describe('a reminder', () => {
  const session = 'p1/2027-03-09';
  const checkIn = message('checkIn', sam, session);
  const moment = '2027-03-10T16:00:00+01:00';

  test.each<[string, Partial<OutboxMessage>, Partial<Outgoing>]>([
    ['is in other hands', { status: 'sending' }, { do: 'stay' }],
    ['is about to go', {}, { do: 'stay' }],
    ['goes later', { notBefore: at('2027-03-11T08:30:00+01:00') }, until('2027-03-11T08:30:00+01:00')],
    [
      'is tried once more',
      { status: 'failed', retryAt: at(moment) + 60_000 },
      until('2027-03-10T16:01:00+01:00'),
    ],
    ['failed', { status: 'failed' }, { do: 'send' }],
    ['arrived', { status: 'sent' }, { do: 'send' }],
    ['could not be delivered', { status: 'unreachable' }, { do: 'send' }],
  ])('waits for the check-in as long as that may still go: it %s', async (_, changes, expected) => {
    const chat = await begin();
    const [entered] = await chat.storage.outbox.plan('hmp', [
      { ...checkIn, status: 'planned', reason: null },
    ]);
    if (entered === undefined) throw new Error('not entered');
    await chat.storage.outbox.update('hmp', { ...entered.value, ...changes }, entered.tag);
    for (const kind of ['reminder1', 'reminder2'] as const) {
      expect(await compose(chat, message(kind, sam, session), moment)).toMatchObject(expected);
    }
  });

  test('goes out though nobody can read the row of the check-in, and not while storage is away', async () => {
    const chat = await begin();
    const loaded = await loadedIn(chat);
    const deciding = (error: Error): Promise<Outgoing> => {
      const storage = watchedStorage(chat.storage, (port, method) => {
        if (port === 'outbox' && method === 'find') throw error;
      });
      return composeMessage(outgoingPorts(storage))(loaded, message('reminder1', sam, session), at(moment));
    };
    expect(await deciding(new Fault('not readable'))).toMatchObject({ do: 'send' });
    await expect(deciding(new Error('storage cannot be reached'))).rejects.toThrow('storage');
  });

  test('says when the next one is due, and the check-in when the first is', async () => {
    const chat = await begin();
    const [first, second] = ['2027-03-10T16:00:00+01:00', '2027-03-12T16:00:00+01:00'];
    const remindedAt = async (asking: PlannedMessage): Promise<number | undefined> => {
      const outgoing = await compose(chat, asking, moment);
      return outgoing.do === 'send' ? outgoing.remindedAt?.() : undefined;
    };
    expect(await remindedAt(checkIn)).toBe(at(first));
    expect(await remindedAt(message('reminder1', sam, session))).toBe(at(second));
    expect(await remindedAt(message('reminder2', sam, session))).toBe(Infinity);
  });
});

describe('the digest', () => {
  test('tells last week’s figures of the coordinator’s schools', async () => {
    const chat = await begin();
    const monday = '2027-03-08T08:30:00+01:00';
    expect(await compose(chat, digest(cora), monday)).toMatchObject({ do: 'send' });
    expect(cardOf(await compose(chat, digest(jan), monday))).not.toContain('Zuiderpark');
  });

  test('is not sent after Monday 19:00, nor to who is no coordinator', async () => {
    const chat = await begin();
    expect(await compose(chat, digest(cora), '2027-03-08T19:00:00+01:00')).toEqual({
      do: 'expire',
      reason: 'tooLate',
    });
    expect(await compose(chat, digest(sam), '2027-03-08T08:30:00+01:00')).toEqual({
      do: 'expire',
      reason: 'ended',
    });
  });
});

describe('flagRaised', () => {
  test('shows the flag with its reason, to the coordinators of the school only', async () => {
    const chat = await begin();
    chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'absentUnnotified' });
    const raised = (who: string) => message('flagRaised', who, 'p1/2027-03-09/1');
    const card = cardOf(await compose(chat, raised(cora), '2027-03-09T10:06:00+01:00'));
    for (const text of ['Yara', '2 en 9 maart', 'flag.acknowledge']) expect(card).toContain(text);
    expect(await compose(chat, raised('zara@hmp.example'), '2027-03-09T10:06:00+01:00')).toEqual({
      do: 'expire',
      reason: 'ended',
    });
    expect(
      await compose(chat, message('flagRaised', cora, 'p1/2027-03-02/1'), '2027-03-09T10:06:00+01:00'),
    ).toEqual({ do: 'expire', reason: 'vanished' });
  });
});

test('the last reminder, after the programme, gives no pause as an example that cannot be had', async () => {
  const chat = await begin();
  const reminder = {
    ...message('reminder2', sam, 'p1/2027-06-29'),
    worthUntil: at('2027-07-06T10:00:00+02:00'),
  };
  const sent = async (moment: string) => cardOf(await compose(chat, reminder, moment));
  expect(await sent('2027-07-02T16:00:00+02:00')).toContain('“pauze tot 3-7”');
  const after = await sent('2027-07-05T16:00:00+02:00');
  expect(after).toContain('met hooguit twee herinneringen.');
  expect(after).not.toContain('pauze tot');
});
