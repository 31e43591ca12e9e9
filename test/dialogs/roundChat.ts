/** A round in conversations: five students of two schools, two teachers, a coordinator, and somebody of nothing. */
import type { Programme } from '../../bot/programme/model';
import type { NewRoundStep } from '../../bot/ports/rounds';
import type { MeetingHistory } from '../../bot/programme/rounds/history';
import { placeOf, type GroupState, type RoundState } from '../../bot/programme/rounds/state';
import { aCoordinator, aGroup, aPerson, at } from '../builders';
import {
  ann,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  hanneke,
  theo,
  thursday,
  town,
  tuesday,
} from '../programme/rounds/story';
import { aChat, replaced, type Chat } from './chat';
import { happen } from './happening';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import type { Reply } from '../../dialogs/reply';

export { ann, bas, cem, cora, dia, eva, five, hanneke, theo, thursday, tuesday };

/** Alone in group C, which Hanneke leads. */
export const stray = 'stray@uni.example';
/** Coordinates another programme of the same tenant. */
export const otherCora = 'other@hmp.example';

/** Monday 1 March 2027. */
export const monday = '2027-03-01T10:00:00+01:00';

/** What a coordinator fills in. */
export const asked = { name: 'Maart', from: '2027-03-15', to: '2027-03-26', answerBy: '2027-03-10' };

const nameOf = (email: string): string => {
  const [name = ''] = email.split('@');
  return `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
};

/** The town of the rules, with people by names that can be told from addresses. */
export const roundTown = (changes: Partial<Programme> = {}): Programme => {
  const { programme } = town();
  return {
    ...programme,
    people: [
      ...programme.people.map((person) => ({ ...person, name: nameOf(person.email) })),
      aPerson({ email: stray, name: 'Stray' }),
    ],
    groups: [...programme.groups, aGroup({ id: 'C', teacher: hanneke, students: [stray] })],
    ...changes,
  };
};

/** Another programme whose coordinator has nothing to do with this one. */
const elsewhere = (): Programme => ({
  ...town({ groups: [], pupils: [], pairs: [] }).programme,
  id: 'elsewhere',
  people: [aCoordinator({ email: otherCora, name: 'Olga' })],
});

export const aRoundChat = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await aChat(roundTown(changes), monday, 'https://maat.example');
  await chat.import(elsewhere());
  return chat;
};

/** Round r1 of group B: made and started by the coordinator. */
export const started = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await aRoundChat(changes);
  await chat.as(cora).presses('round.create', asked);
  await chat.as(cora).presses('round.confirm', { round: 'r1' });
  return chat;
};

/** The bot proposed Tuesday 16 and Thursday 18 March, at three. */
export const offered = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await started(changes);
  await happen(chat.storage, 'hmp', [
    monday,
    'r1',
    { kind: 'slotsProposed', group: 'B', slots: [tuesday, thursday] },
  ]);
  return chat;
};

export const ids = { round: 'r1', group: 'B' };

/** The teacher accepted both. */
export const polled = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await offered(changes);
  await chat.as(theo).presses('round.offer', { ...ids, slots: 's1,s2' });
  return chat;
};

/** Everybody but Eva can on Thursday, which was chosen; Ann brings the case. */
export const scheduled = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await polled(changes);
  for (const who of [ann, bas, cem, dia])
    await chat.as(who).presses('round.available', { ...ids, slots: 's2' });
  const steps: readonly NewRoundStep[] = [
    { kind: 'slotChosen', group: 'B', slot: 's2' },
    { kind: 'caseAssigned', group: 'B', student: ann, members: five },
  ];
  for (const step of steps) await happen(chat.storage, 'hmp', [monday, 'r1', step]);
  return chat;
};

const roundsOf = async (chat: Chat) => {
  const loaded = chat.programmes.all().find(({ head }) => head.id === 'hmp');
  if (loaded === undefined) throw new Error('no programme');
  return chat.rounds.of(loaded);
};

/** A round as it is stored now; throws when there is none. */
export const roundNow = async (chat: Chat, id = 'r1'): Promise<RoundState> => {
  const round = (await roundsOf(chat)).source.book.find((one) => one.id === id);
  if (round === undefined) throw new Error(`no round ${id}`);
  return round;
};

/** Group B as it is stored now. */
export const groupNow = async (chat: Chat, group = 'B', round = 'r1'): Promise<GroupState> => {
  const place = placeOf((await roundsOf(chat)).source.book, round, group);
  if (place === null) throw new Error(`no group ${group}`);
  return place.group;
};

export const historyNow = async (chat: Chat): Promise<MeetingHistory> => (await roundsOf(chat)).history();

/** Who brings the case to the meeting of group B. */
export const bringerNow = async (chat: Chat): Promise<string | null> =>
  (await roundsOf(chat)).source.bringers.of('r1', 'B')?.student ?? null;

/** Everything that is stored of the rounds, to compare. */
export const stored = async (chat: Chat): Promise<string> => {
  const { book } = (await roundsOf(chat)).source;
  return JSON.stringify(book, (_, value: unknown) => (value instanceof Map ? [...value] : value));
};

/** The card that answered, as text. */
export const answer = (reply: Reply): string => JSON.stringify(replaced(reply));

/** The only new message of a reply. */
export const below = ({ messages, replacement }: Reply): RenderedCard => {
  const [card] = messages;
  if (card === undefined || replacement !== null) throw new Error('nothing came below');
  return card;
};

/** Moves the clock of a chat. */
export const moveTo = (chat: Chat, moment: string): void => chat.clock.moveTo(at(moment));

/** What a refusal says. */
export const notForYou = 'hoort niet bij jouw rol';

/** The same press by each of some people is refused, and nothing is stored. */
export const refusedTo = async (
  chat: Chat,
  people: readonly string[],
  verb: string,
  data: ActionFields,
): Promise<void> => {
  const before = await stored(chat);
  for (const who of people)
    expect([who, answer(await chat.as(who).presses(verb, data))]).toEqual([
      who,
      expect.stringContaining(notForYou),
    ]);
  expect(await stored(chat)).toBe(before);
};

/** What a student writes of a case. */
export const written = {
  title: 'Stilte',
  situation: 'Mijn leerling zei niets.',
  question: 'Wat kan ik doen?',
};

/** What somebody is shown of group B, as text. */
export const show = async (chat: Chat, who: string, what: string): Promise<string> =>
  JSON.stringify(below(await chat.as(who).presses('round.show', { ...ids, what })));
