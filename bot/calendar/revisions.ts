/** What changed in a feed since its readers last fetched it: every change gets a higher sequence number. */
import { createHash } from 'node:crypto';
import type { Delivered } from '../ports/calendar';
import type { CalendarEntry } from '../programme/calendarEntries';
import type { Moment } from '../programme/model';

/** An entry with the id that calendars know it by, which tells nothing about anybody. */
export interface NamedEntry extends CalendarEntry {
  readonly uid: string;
}

/** An entry as calendars get it now. */
export interface RevisedEntry extends NamedEntry {
  readonly sequence: number;
  readonly changedAt: Moment;
}

/** A feed as it is now, and whether that differs from what was delivered. */
export interface Revision {
  readonly entries: readonly RevisedEntry[];
  readonly delivered: readonly Delivered[];
  readonly isNew: boolean;
}

/** What vanished is told as cancelled for so long after its end, then forgotten. Milliseconds. */
const toldFor = 60 * 86_400_000;

const digestOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');

/** Stable, and without a trace of the pupil's code that stands in the id. */
export const named = (programme: string, entry: CalendarEntry): NamedEntry => ({
  ...entry,
  uid: `${digestOf([programme, entry.kind, entry.id]).slice(0, 32)}@mentormaat`,
});

const contentOf = ({ kind, start, end, school, room, isCancelled }: CalendarEntry): string =>
  digestOf([kind, start, end, school, room, isCancelled]).slice(0, 16);

const revisedOf = (entry: NamedEntry, before: Delivered | undefined, now: Moment): Delivered => {
  const { uid, kind, start, end, isCancelled } = entry;
  const content = contentOf(entry);
  if (before?.content === content) return before;
  return {
    uid,
    kind,
    start,
    end,
    content,
    isCancelled,
    sequence: before === undefined ? 0 : before.sequence + 1,
    changedAt: now,
  };
};

const gone = 'gone';

/** Known no longer: cancelled at the time it had. */
const vanished = (before: Delivered, now: Moment): Delivered =>
  before.content === gone
    ? before
    : { ...before, content: gone, isCancelled: true, sequence: before.sequence + 1, changedAt: now };

const byStart = (a: RevisedEntry, b: RevisedEntry): number => a.start - b.start || (a.uid < b.uid ? -1 : 1);

/** Compares a feed with what was delivered of it; `now` is when the changes are told. */
export const revise = (
  entries: readonly NamedEntry[],
  before: readonly Delivered[],
  now: Moment,
): Revision => {
  const known = new Map(before.map((one) => [one.uid, one]));
  const present = new Map(entries.map((entry) => [entry.uid, entry]));
  const delivered = [
    ...[...present.values()].map((entry) => revisedOf(entry, known.get(entry.uid), now)),
    ...before
      .filter(({ uid, end }) => !present.has(uid) && now < end + toldFor)
      .map((one) => vanished(one, now)),
  ];
  const shown = delivered.map((one): RevisedEntry => {
    const entry = present.get(one.uid);
    const { content: _content, ...told } = one;
    return entry === undefined
      ? { ...told, id: one.uid, school: null, room: null }
      : { ...entry, sequence: one.sequence, changedAt: one.changedAt };
  });
  const isNew = delivered.length !== before.length || delivered.some((one) => known.get(one.uid) !== one);
  return { entries: shown.toSorted(byStart), delivered, isNew };
};
