/** Every moment at which intervision makes a message due, worked out once for some facts. */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { roundBook } from './book';
import { bringersOf } from './bringers';
import { cancelMessages, lapseMessages } from './endMessages';
import type { RoundFact } from './facts';
import { meetingMessages } from './meetingMessages';
import { planIn, type Plan, type RoundMessage, type RoundSource } from './planning';
import { offerMessages, pollMessages } from './searchMessages';
import { calledOff, type Place } from './state';
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
  if (calledOff(place) !== null) return cancelMessages(source, plan, place);
  return [
    ...offerMessages(source, plan, place),
    ...pollMessages(source, plan, place),
    ...meetingMessages(source, plan, place),
    ...lapseMessages(source, plan, place),
  ];
};

/** Programme and rounds together, as messages follow from them. */
export const roundSource = (directory: Directory, facts: readonly RoundFact[]): RoundSource => {
  const book = roundBook(directory, facts);
  return { directory, book, bringers: bringersOf(directory, book) };
};

/** All messages by their keys. Of people with several roles the first message stays: a key is there once. */
const messagesByKey = (source: RoundSource): ReadonlyMap<string, RoundMessage> => {
  const plan = planIn(source.directory);
  const byKey = new Map<string, RoundMessage>();
  const enter = (messages: readonly RoundMessage[]): void => {
    for (const message of messages) if (!byKey.has(message.key)) byKey.set(message.key, message);
  };
  enter(weeklyInvites(source, plan));
  for (const round of source.book)
    for (const group of round.groups) enter(messagesOf(source, plan, { round, group }));
  return byKey;
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

/** The timetable of intervision. */
export const roundTimetable = (source: RoundSource): RoundTimetable => {
  const byKey = messagesByKey(source);
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
