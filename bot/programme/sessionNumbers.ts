/** Sessions as numbers, to be counted: one question about a school goes through a hundred thousand. */

/** Day numbers, both included. */
export interface DayNumbers {
  readonly first: number;
  readonly last: number;
}

const week = 7;

/** The same column with room for twice as many. */
const longer = (column: Int32Array): Int32Array<ArrayBuffer> => {
  const made = new Int32Array(column.length * 2);
  made.set(column);
  return made;
};

/**
 * Sessions in order of days, those with the same answer that lie a week apart together. Used again and again, and a
 * column is an array of its own, read without a call.
 */
export class ReadSessions {
  /** Day numbers of the first ones. */
  days = new Int32Array(64);
  /** Places of the outcomes. */
  outcomes = new Int32Array(64);
  /** Of late ones how many; −1 when none were said. */
  minutes = new Int32Array(64);
  /** How many there are of each, a week apart. */
  times = new Int32Array(64);
  /** How many there are; those of one answer count once. */
  length = 0;

  add(day: number, outcome: number, minutes: number, times: number): void {
    const place = this.length;
    if (place === this.days.length) this.#grow();
    this.days[place] = day;
    this.outcomes[place] = outcome;
    this.minutes[place] = minutes;
    this.times[place] = times;
    this.length = place + 1;
  }

  /** Of sessions a week apart those within some days. */
  addWithin(
    { first, last }: DayNumbers,
    begin: number,
    outcome: number,
    minutes: number,
    times: number,
  ): void {
    const end = begin + (times - 1) * week;
    const early = begin >= first ? 0 : Math.min(times, Math.ceil((first - begin) / week));
    const late = end <= last ? 0 : Math.min(times, Math.ceil((end - last) / week));
    if (early + late < times) this.add(begin + early * week, outcome, minutes, times - early - late);
  }

  #grow(): void {
    this.days = longer(this.days);
    this.outcomes = longer(this.outcomes);
    this.minutes = longer(this.minutes);
    this.times = longer(this.times);
  }
}
