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

/** Counts from so many of each kind, in their order from a place on. */
export const countsFrom = (cells: Int32Array, from = 0): Counts => {
  const [present = 0, late = 0, absence = 0, missed = 0, notCounted = 0, unknown = 0] = cells.subarray(
    from,
    from + width,
  );
  return { present, late, absence, missed, notCounted, unknown };
};

/** None. */
export const noCounts = (): Counts => countsFrom(new Int32Array(width));

/** The sum of some counts. */
export const sumOf = (parts: readonly Counts[]): Counts => {
  const sum = noCounts();
  for (const part of parts) for (const kind of countedKinds) sum[kind] += part[kind];
  return sum;
};

/** The number of the week a day number is in, from Monday: 1970-01-05 was one. */
export const weekOfDay = (day: number): number => Math.floor((day + 3) / 7);

/** The day number of a week's Monday. */
export const mondayOfWeek = (week: number): number => week * 7 - 3;

/** Weeks made room for beyond those that are needed. */
const spare = 64;

/** The counts of every week of something, to be added to. */
export class WeekCounts {
  #first = 0;
  #cells = new Int32Array(0);

  /** Adds so many sessions of a kind, known by its place, to a week. */
  add(week: number, kind: number, by: number): void {
    let place = (week - this.#first) * width;
    if (place < 0 || place >= this.#cells.length) {
      this.#makeRoom(week);
      place = (week - this.#first) * width;
    }
    this.#cells[place + kind] = (this.#cells[place + kind] ?? 0) + by;
  }

  #makeRoom(week: number): void {
    const weeks = this.#cells.length / width;
    const first = weeks === 0 ? week : Math.min(week < this.#first ? week - spare : this.#first, this.#first);
    const end = Math.max(week + spare, this.#first + weeks);
    const cells = new Int32Array((end - first) * width);
    if (weeks > 0) cells.set(this.#cells, (this.#first - first) * width);
    this.#first = first;
    this.#cells = cells;
  }

  /** The weeks in which anything was counted, in order, by the day number of their Monday. */
  weeks(): (readonly [monday: number, counts: Counts])[] {
    const found: (readonly [number, Counts])[] = [];
    for (let place = 0; place < this.#cells.length; place += width) {
      if (this.#cells.subarray(place, place + width).every((cell) => cell === 0)) continue;
      found.push([mondayOfWeek(this.#first + place / width), countsFrom(this.#cells, place)]);
    }
    return found;
  }
}
