/** Counts of sessions by what they count as, added up session after session: in numbers, for there are many. */
import type { Attendance } from './facts';

/** What a session counts as in the figures, without an answer `unknown`; known by its place here where many are counted. */
export const countedKinds = [
  'present',
  'late',
  'absence',
  'missed',
  'notCounted',
  'unknown',
] as const satisfies readonly (Attendance | 'unknown')[];

/** One of them. */
export type CountedAs = (typeof countedKinds)[number];

/** So many sessions of each. */
export type Counts = Record<CountedAs, number>;

const width = countedKinds.length;

/** The place of a kind. */
export const kindOf = (as: CountedAs): number => countedKinds.indexOf(as);

/** Counts from so many of each kind, in their order. */
export const countsFrom = (cells: ArrayLike<number>): Counts => ({
  present: cells[0] ?? 0,
  late: cells[1] ?? 0,
  absence: cells[2] ?? 0,
  missed: cells[3] ?? 0,
  notCounted: cells[4] ?? 0,
  unknown: cells[5] ?? 0,
});

/** None. */
export const noCounts = (): Counts => countsFrom([]);

/** The sum of some counts. By name: there are two for each pupil of a school. */
export const sumOf = (parts: readonly Counts[]): Counts => {
  const sum = noCounts();
  for (const part of parts) {
    sum.present += part.present;
    sum.late += part.late;
    sum.absence += part.absence;
    sum.missed += part.missed;
    sum.notCounted += part.notCounted;
    sum.unknown += part.unknown;
  }
  return sum;
};

/** How many sessions of any kind. */
export const totalOf = ({ present, late, absence, missed, notCounted, unknown }: Counts): number =>
  present + late + absence + missed + notCounted + unknown;

/** The number of the week a day number is in, from Monday: 1970-01-05 was one. */
export const weekOfDay = (day: number): number => Math.floor((day + 3) / 7);

/** The day number of a week's Monday. */
export const mondayOfWeek = (week: number): number => week * 7 - 3;

/** Weeks made room for beyond those that are needed. */
const spare = 64;

/** The counts of every week of something, to be added to. */
export class WeekCounts {
  #first = 0;
  /** By week and kind how many more there are than the week before: so many weeks in a row take two steps. */
  #changes = new Int32Array(0);

  /** Adds a session of a kind, known by its place, to a week, and to so many weeks one after the other. */
  add(week: number, kind: number, weeks = 1): void {
    if (week < this.#first || (week + weeks + 1 - this.#first) * width > this.#changes.length)
      this.#makeRoom(week, week + weeks + 1);
    const changes = this.#changes;
    const begin = (week - this.#first) * width + kind;
    const end = begin + weeks * width;
    changes[begin] = (changes[begin] ?? 0) + 1;
    changes[end] = (changes[end] ?? 0) - 1;
  }

  /** For the weeks from one to before another, and some beyond them. */
  #makeRoom(from: number, to: number): void {
    const known = this.#changes.length / width;
    const first = known === 0 ? from : from < this.#first ? from - spare : this.#first;
    const end = Math.max(to + spare, known === 0 ? to : this.#first + known);
    const changes = new Int32Array((end - first) * width);
    if (known > 0) changes.set(this.#changes, (this.#first - first) * width);
    this.#first = first;
    this.#changes = changes;
  }

  /** The weeks in which anything was counted, in order, by the day number of their Monday. */
  weeks(): (readonly [monday: number, counts: Counts])[] {
    const found: (readonly [number, Counts])[] = [];
    const cells = new Int32Array(width);
    for (let place = 0; place < this.#changes.length; place += width) {
      for (let kind = 0; kind < width; kind += 1)
        cells[kind] = (cells[kind] ?? 0) + (this.#changes[place + kind] ?? 0);
      if (cells.every((cell) => cell === 0)) continue;
      found.push([mondayOfWeek(this.#first + place / width), countsFrom(cells)]);
    }
    return found;
  }
}
