/**
 * Every moment at which the calendar of a programme makes a message due, worked out once per import.
 * Pairs share what is the same for them, so that a large programme stays small in memory.
 */
import { digestDays } from './digests';
import { isActiveOn, type Directory } from './directory';
import { groupBy } from './groupBy';
import {
  digestTiming,
  messageKey,
  sessionKinds,
  sessionTimings,
  studentOpening,
  type SessionKind,
  type Timing,
} from './messages';
import type { Day, Moment, Pair } from './model';
import type { PlannedMessage } from './plannedMessage';
import { sessionOn } from './sessions';

type Entry = { readonly dueAt: Moment; readonly worthUntil: Moment; readonly day: Day } & (
  | { readonly kind: SessionKind; readonly slots: readonly (readonly Pair[])[] }
  | { readonly kind: 'digest' }
);

/** What the calendar makes due. */
export interface Timetable {
  /** Messages due after one moment and up to another, in order. */
  between(after: Moment, upTo: Moment): PlannedMessage[];
  /** Messages due up to a moment that are still worth sending after it. */
  worthAt(moment: Moment): PlannedMessage[];
  /** The first moment after this one at which something is due, or null. */
  nextAfter(moment: Moment): Moment | null;
}

interface SlotTiming extends Timing {
  readonly kind: SessionKind;
  readonly day: Day;
}

const timingsOfSlot = (directory: Directory, [pair]: readonly Pair[]): SlotTiming[] => {
  if (pair === undefined) return [];
  const opening = studentOpening(directory, pair);
  return directory.meetingDays(pair).flatMap((day) => {
    const timings = sessionTimings(sessionOn(directory, pair, day), opening, directory.calendar);
    return sessionKinds.map((kind) => ({ kind, day, ...timings[kind] }));
  });
};

/** One entry for all slots with the same moments: closed days shift few of them, however many calendars there are. */
const sessionEntries = (directory: Directory): Entry[] => {
  const slots = groupBy(directory.programme.pairs, (pair) => directory.slotOf(pair));
  const entries = new Map<string, Entry & { readonly slots: (readonly Pair[])[] }>();
  for (const pairs of slots.values()) {
    for (const timing of timingsOfSlot(directory, pairs)) {
      const { kind, day, dueAt, worthUntil } = timing;
      const key = [kind, day, dueAt, worthUntil].join(' ');
      const entry = entries.get(key);
      if (entry === undefined) entries.set(key, { ...timing, slots: [pairs] });
      else entry.slots.push(pairs);
    }
  }
  return [...entries.values()];
};

const digestEntries = (directory: Directory): Entry[] =>
  digestDays(directory).map((day) => ({ kind: 'digest', day, ...digestTiming(directory, day) }));

const messageOf = (entry: Entry, receiver: string, subject: string): PlannedMessage => ({
  key: messageKey(entry.kind, receiver, subject),
  kind: entry.kind,
  receiver,
  subject,
  dueAt: entry.dueAt,
  worthUntil: entry.worthUntil,
});

const messagesOf = (directory: Directory, entry: Entry): PlannedMessage[] => {
  if (entry.kind !== 'digest') {
    return entry.slots.flatMap((pairs) =>
      pairs.map((pair) => messageOf(entry, pair.student, `${pair.pupil}/${entry.day}`)),
    );
  }
  return directory.programme.people
    .filter((person) => person.role === 'coordinator' && isActiveOn(person, entry.day))
    .map((person) => messageOf(entry, person.email, entry.day));
};

/** Makes the timetable of a programme: linear in its slots and weeks, not in its pairs. */
export const timetableOf = (directory: Directory): Timetable => {
  const entries = [...sessionEntries(directory), ...digestEntries(directory)];
  entries.sort((a, b) => a.dueAt - b.dueAt);
  const firstAfter = (moment: Moment): number => {
    let low = 0;
    let high = entries.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((entries[middle]?.dueAt ?? 0) > moment) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  return {
    between: (after, upTo) =>
      entries.slice(firstAfter(after), firstAfter(upTo)).flatMap((entry) => messagesOf(directory, entry)),
    worthAt: (moment) =>
      entries
        .slice(0, firstAfter(moment))
        .filter((entry) => moment < entry.worthUntil)
        .flatMap((entry) => messagesOf(directory, entry)),
    nextAfter: (moment) => entries[firstAfter(moment)]?.dueAt ?? null,
  };
};
