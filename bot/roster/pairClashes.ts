/**
 * Pairs that do not go together: two for one pupil on the same days, which cannot be, or a student in two places at once.
 */
import type { Day, Pair } from '../programme/model';

/** Two pairs that clash, the one given first before the other. */
export interface Clash<P extends Pair> {
  readonly kind: 'pupil' | 'student';
  readonly earlier: P;
  readonly later: P;
}

/** First and last day of a programme, which bound pairs without days of their own. */
export interface Span {
  readonly start: Day;
  readonly end: Day;
}

/**
 * Every pair that clashes with one that began before it (by day), each at most once a kind. Days are those
 * within the programme.
 */
export function pairClashes<P extends Pair>(pairs: readonly P[], span: Span): readonly Clash<P>[] {
  const placed = pairs.map((pair, place) => ({ pair, place, ...daysWithin(pair, span) }));
  const sorted = placed
    .filter(({ from, until }) => from <= until)
    .toSorted((a, b) => compare(a.from, b.from));
  return [
    ...sweep(
      sorted,
      'pupil',
      ({ pair }) => pair.pupil,
      () => true,
    ),
    ...sweep(
      sorted,
      'student',
      ({ pair }) => `${pair.weekday} ${pair.student}`,
      ({ pair: a }, { pair: b }) => a.pupil !== b.pupil && a.start < b.end && b.start < a.end,
    ),
  ];
}

/** The days of a pair that lie in the programme; none when `from` is after `until`. */
export function daysWithin(pair: Pair, span: Span): { readonly from: Day; readonly until: Day } {
  const from = pair.from === null || pair.from < span.start ? span.start : pair.from;
  const until = pair.until === null || pair.until > span.end ? span.end : pair.until;
  return { from, until };
}

interface Placed<P> {
  readonly pair: P;
  readonly place: number;
  readonly from: Day;
  readonly until: Day;
}

/** Walks by first day. Of two that clash only the one that runs longer is kept, so those running stay few. */
function sweep<P extends Pair>(
  sorted: readonly Placed<P>[],
  kind: 'pupil' | 'student',
  groupOf: (item: Placed<P>) => string,
  excludes: (a: Placed<P>, b: Placed<P>) => boolean,
): readonly Clash<P>[] {
  const running = new Map<string, readonly Placed<P>[]>();
  return sorted.flatMap((item) => {
    const group = groupOf(item);
    const still = (running.get(group) ?? []).filter(({ until }) => until >= item.from);
    const other = still.find((candidate) => excludes(candidate, item));
    const longest = other === undefined || other.until < item.until ? item : other;
    running.set(group, [...still.filter((candidate) => candidate !== other), longest]);
    return other === undefined ? [] : [clash(kind, other, item)];
  });
}

function clash<P extends Pair>(kind: 'pupil' | 'student', a: Placed<P>, b: Placed<P>): Clash<P> {
  return a.place < b.place
    ? { kind, earlier: a.pair, later: b.pair }
    : { kind, earlier: b.pair, later: a.pair };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
