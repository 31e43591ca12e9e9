import type { LoadedProgramme, Outgoing } from '../../bot/ports';
import { unreachableMessages } from '../../bot/programme/messages';
import type { Moment, Programme } from '../../bot/programme/model';
import { composeMessage } from '../../dialogs/outgoing';
import { redrawCard } from '../../dialogs/redraw';
import { aPair, at } from '../builders';
import { aChat, type Chat } from './chat';
import { cora, jan, noor, sam, theProgramme, zara } from './people';
import { outgoingPorts } from '../fakes/outgoingPorts';

const since = at('2027-03-09T10:00:00+01:00');
const later = '2027-03-09T12:00:00+01:00';

/** Sam mentors Yara at Johan de Witt and Bo at Zuiderpark College. */
const twoSchools = (changes: Partial<Programme> = {}): Programme =>
  theProgramme({
    pairs: [aPair(), aPair({ pupil: 'p3', weekday: 4 })],
    tenants: ['tenant-1', 'tenant-2'],
    ...changes,
  });

/** Gives Sam the bot in a tenant, where Teams refuses them since a moment, or not (null). */
const meet = async (chat: Chat, unreachableSince: Moment | null, tenant = 'tenant-1'): Promise<void> => {
  await chat.as(sam, tenant).installs();
  const stored = await chat.storage.contacts.byId(tenant, `aad-${sam}`);
  if (stored === null) throw new Error('not met');
  await chat.storage.contacts.save({ ...stored.value, unreachableSince }, stored.tag);
};

const loadedIn = (chat: Chat): LoadedProgramme => {
  const [loaded] = chat.programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

/** The message to a coordinator that was planned when Sam became unreachable in two schools. */
const planned = async (coordinator: string) => {
  const before = await aChat(twoSchools(), later);
  const messages = unreachableMessages(loadedIn(before).directory, { student: sam, since });
  const message = messages.find(({ receiver }) => receiver === coordinator);
  if (message === undefined) throw new Error(`nothing planned for ${coordinator}`);
  return message;
};

/** What becomes of that message. */
const outgoing = async (chat: Chat, coordinator = cora, moment = later): Promise<Outgoing> =>
  composeMessage(outgoingPorts(chat.storage))(loadedIn(chat), await planned(coordinator), at(moment));

/** How its card, which was sent, looks now. */
const drawnAgain = async (chat: Chat, coordinator: string): Promise<string> => {
  const message = { ...(await planned(coordinator)), carries: [] };
  const cardIn = await redrawCard(outgoingPorts(chat.storage))(loadedIn(chat), message, at(later));
  if (cardIn === null) throw new Error('stays');
  return JSON.stringify(cardIn('nl'));
};

const cardOf = (result: Outgoing): string => {
  if (result.do !== 'send') throw new Error(`not sent: ${JSON.stringify(result)}`);
  return JSON.stringify(result.cardIn('nl'));
};

const begin = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await aChat(twoSchools(changes), later);
  await meet(chat, since);
  return chat;
};

const without = (email: string): Partial<Programme> => ({
  people: twoSchools().people.filter((person) => person.email !== email),
});
const ended = (email: string): Partial<Programme> => ({
  people: twoSchools().people.map((person) =>
    person.email === email ? { ...person, endedOn: '2027-03-09' } : person,
  ),
});
const yaraGoesTo = (student: string): Partial<Programme> => ({
  pairs: [aPair({ student }), aPair({ pupil: 'p3' })],
});

describe('studentUnreachable', () => {
  test.each([
    [cora, ['Yara', 'Bo'], /Amir/],
    [jan, ['Yara', 'Johan de Witt'], /Bo\b|Zuiderpark/],
    [zara, ['Bo', 'Zuiderpark College'], /Yara|Johan de Witt/],
  ])('tells %s of the pupils at their own schools only', async (coordinator, told, kept) => {
    const card = cardOf(await outgoing(await begin(), coordinator));
    for (const text of ['Sam de Boer', 'dinsdag 9 maart, 10:00', ...told]) expect(card).toContain(text);
    expect(card).not.toMatch(kept);
  });

  test.each([
    ['came back', null],
    ['came back and was lost again', since + 60_000],
  ])('is not sent when the student %s', async (_, unreachableSince) => {
    const chat = await aChat(twoSchools(), later);
    await meet(chat, unreachableSince);
    expect(await outgoing(chat)).toEqual({ do: 'expire', reason: 'resolved' });
  });

  test('is not sent while another tenant of the programme reaches the student', async () => {
    const chat = await begin();
    await meet(chat, null, 'tenant-2');
    expect(await outgoing(chat)).toEqual({ do: 'expire', reason: 'resolved' });
  });

  test('is sent when both tenants refuse the student, since different moments', async () => {
    const chat = await begin();
    await meet(chat, since - 86_400_000, 'tenant-2');
    expect(await outgoing(chat)).toMatchObject({ do: 'send' });
  });

  test('is not sent of a student whom nobody knows any more', async () => {
    expect(await outgoing(await aChat(twoSchools(), later))).toEqual({ do: 'expire', reason: 'resolved' });
  });

  test.each([
    ['the coordinator left', without(jan)],
    ['the coordinator ended', ended(jan)],
    ['the student left', without(sam)],
    ['the student ended', ended(sam)],
    ['the coordinator’s pupil has another student', yaraGoesTo(noor)],
    [
      'the coordinator has other schools',
      { people: twoSchools().people.map((p) => (p.email === jan ? { ...p, schools: ['zzz'] } : p)) },
    ],
  ])('is not sent when %s', async (_, changes) => {
    expect(await outgoing(await begin(changes), jan)).toEqual({ do: 'expire', reason: 'ended' });
  });

  test.each([
    ['2027-03-09T20:00:00+01:00', { do: 'wait', until: at('2027-03-10T08:30:00+01:00') }],
    ['2027-03-12T09:59:59+01:00', { do: 'send' }],
    ['2027-03-12T10:00:00+01:00', { do: 'expire', reason: 'tooLate' }],
  ])('at %s', async (moment, expected) => {
    expect(await outgoing(await begin(), cora, moment)).toMatchObject(expected);
  });

  test('comes on the days on which a school is closed too', async () => {
    const closed = [{ from: '2027-03-08', to: '2027-03-14', label: null }];
    const schools = twoSchools().schools.map((school) => ({ ...school, closed }));
    expect(await outgoing(await begin({ schools }))).toMatchObject({ do: 'send' });
  });
});

const yaraMovesTo = (school: string): Partial<Programme> => ({
  pupils: twoSchools().pupils.map((pupil) => (pupil.id === 'p1' ? { ...pupil, school } : pupil)),
});

describe('a card that was sent', () => {
  test('names a pupil who went to another school to who answers for that one, and to nobody who stayed', async () => {
    const chat = await begin(yaraMovesTo('zwc'));
    expect(await drawnAgain(chat, jan)).not.toMatch(/Yara|Sam|Johan|Zuiderpark/);
    const card = await drawnAgain(chat, zara);
    for (const text of ['Sam de Boer', 'Yara', 'Bo', 'dinsdag 9 maart, 10:00']) expect(card).toContain(text);
    expect(card).not.toContain('Johan');
  });

  test.each([null, since + 60_000])('says of who came back since when it was, too', async (moment) => {
    const chat = await aChat(twoSchools(), later);
    await meet(chat, moment);
    expect(await drawnAgain(chat, jan)).toMatch(/Yara.*dinsdag 9 maart, 10:00/);
  });

  test.each([
    ['the coordinator left', without(jan)],
    ['the student ended', ended(sam)],
    ['the coordinator’s pupil has another student', yaraGoesTo(noor)],
  ])('is closed when %s', async (_, changes) => {
    expect(await drawnAgain(await begin(changes), jan)).not.toMatch(/Yara|Sam|Johan/);
  });
});
