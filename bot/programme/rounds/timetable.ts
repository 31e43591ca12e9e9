/** Every moment at which intervision makes a message due, worked out once for some facts. */
import type { Directory } from '../directory';
import { groupBy } from '../groupBy';
import type { Moment } from '../model';
import { roundBook } from './book';
import { bringersOf, type Bringing } from './bringers';
import { cancelMessages, lapseMessages } from './endMessages';
import type { RoundFact } from './facts';
import { fewMessages } from './few';
import { meetingMessages } from './meetingMessages';
import { noLongerAsked, noLongerLeading, noLongerWeekly } from './notExpected';
import { planIn, type Plan, type RoundMessage, type RoundSource } from './planning';
import { leaderlessMessages, offerMessages, pollMessages } from './searchMessages';
import { calledOff, type GroupState, type Place, type RoundState } from './state';
import { weeklyInvites } from './weeklyInvites';

/** What intervision makes due. What has been answered, or is not wanted any more, is not in it. */
export interface RoundTimetable {
  /** Messages due after one moment and up to another, in order. */
  between(after: Moment, upTo: Moment): readonly RoundMessage[];
  /** Messages due up to a moment that are still worth sending after it; ask it after every new fact. */
  worthAt(moment: Moment): readonly RoundMessage[];
  /** The first moment after this one at which something is due, or null. */
  nextAfter(moment: Moment): Moment | null;
  /** The message with a key as it stands now; null when it is not wanted any more. */
  find(key: string): RoundMessage | null;
  /** Everything that is due to somebody at one moment, in order. */
  together(receiver: string, dueAt: Moment): readonly RoundMessage[];
}

const messagesOf = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  if (place.round.confirmedAt === null) return [];
  if (calledOff(place) !== null) {
    const told = cancelMessages(source, plan, place);
    const isTold = ({ receiver }: RoundMessage): boolean => told.some((one) => one.receiver === receiver);
    const others = [...noLongerLeading(source, plan, place), ...noLongerAsked(source, plan, place)];
    return [...told, ...others.filter((message) => !isTold(message))];
  }
  return [
    ...offerMessages(source, plan, place),
    ...leaderlessMessages(source, plan, place),
    ...fewMessages(source, plan, place),
    ...pollMessages(source, plan, place),
    ...meetingMessages(source, plan, place),
    ...lapseMessages(source, plan, place),
    ...noLongerLeading(source, plan, place),
    ...noLongerAsked(source, plan, place),
  ];
};

/** Programme and rounds together, as messages follow from them. */
export const roundSource = (directory: Directory, facts: readonly RoundFact[]): RoundSource => {
  const book = roundBook(directory, facts);
  return { directory, book, bringers: bringersOf(directory, book) };
};

/** What the messages about a group follow from besides its own state. */
interface Told {
  readonly round: RoundState;
  readonly bringing: Bringing | null;
  /** The weeks of a group with a fixed time, where another leads one: what the others showed says whether that is news. */
  readonly weeks: readonly GroupState[];
  readonly messages: readonly RoundMessage[];
}

const isSameRound = (a: RoundState, b: RoundState): boolean =>
  a.confirmedAt === b.confirmedAt && a.cancelled === b.cancelled && a.setup === b.setup;

const isSameBringer = (a: Bringing | null, b: Bringing | null): boolean =>
  a?.student === b?.student && a?.since === b?.since && a?.nth === b?.nth;

const areSame = (a: readonly GroupState[], b: readonly GroupState[]): boolean =>
  a.length === b.length && a.every((group, index) => group === b[index]);

/** Works out what a group is told; again only when something it follows from has changed. */
const tellings = (
  plan: Plan,
): ((source: RoundSource, places: readonly Place[]) => readonly RoundMessage[]) => {
  const known = new WeakMap<GroupState, Told>();
  return (source, places) => {
    const weeksOf = groupBy(
      places.flatMap(({ round, group }) => (round.isWeekly ? [group] : [])),
      ({ id }) => id,
    );
    return places.flatMap((place) => {
      const { round, group } = place;
      const bringing = source.bringers.of(round.id, group.id);
      const isLedByAnother = round.isWeekly && group.handOvers.length > 0;
      const weeks = isLedByAnother ? (weeksOf.get(group.id) ?? []) : [];
      const before = known.get(group);
      const isSame =
        before !== undefined &&
        isSameRound(before.round, round) &&
        isSameBringer(before.bringing, bringing) &&
        areSame(before.weeks, weeks);
      if (isSame) return before.messages;
      const messages = messagesOf(source, plan, place);
      known.set(group, { round, bringing, weeks, messages });
      return messages;
    });
  };
};

const byDue = (a: RoundMessage, b: RoundMessage): number => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1);

const firstAfterIn =
  (messages: readonly RoundMessage[]) =>
  (moment: Moment): number => {
    let [low, high] = [0, messages.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((messages[middle]?.dueAt ?? Infinity) > moment) high = middle;
      else low = middle + 1;
    }
    return low;
  };

/** All messages by their keys. Of people with several roles the first message stays: a key is there once. */
const byKeys = (messages: readonly RoundMessage[]): ReadonlyMap<string, RoundMessage> => {
  const byKey = new Map<string, RoundMessage>();
  for (const message of messages) if (!byKey.has(message.key)) byKey.set(message.key, message);
  return byKey;
};

const timetableOf = (byKey: ReadonlyMap<string, RoundMessage>): RoundTimetable => {
  const messages = [...byKey.values()].toSorted(byDue);
  const firstAfter = firstAfterIn(messages);
  return {
    between: (after, upTo) => messages.slice(firstAfter(after), firstAfter(upTo)),
    worthAt: (moment) =>
      messages.slice(0, firstAfter(moment)).filter(({ worthUntil }) => moment < worthUntil),
    nextAfter: (moment) => messages[firstAfter(moment)]?.dueAt ?? null,
    find: (key) => byKey.get(key) ?? null,
    together: (receiver, dueAt) =>
      messages
        .slice(firstAfter(dueAt - 1), firstAfter(dueAt))
        .filter((message) => message.receiver === receiver),
  };
};

/** Makes the timetables of a programme, as its books are made: what has not changed since is not worked out again. */
export const timetablesOf = (directory: Directory): ((source: RoundSource) => RoundTimetable) => {
  const plan = planIn(directory);
  const told = tellings(plan);
  return (source) => {
    const places = source.book.flatMap((round) => round.groups.map((group) => ({ round, group })));
    return timetableOf(
      byKeys([...weeklyInvites(source, plan), ...noLongerWeekly(source, plan), ...told(source, places)]),
    );
  };
};

/** The timetable of intervision. */
export const roundTimetable = (source: RoundSource): RoundTimetable => timetablesOf(source.directory)(source);
