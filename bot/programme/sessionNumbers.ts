/** Sessions as numbers, to be counted: one question about a school goes through a hundred thousand. */

/** Day numbers, both included. */
export interface DayNumbers {
  readonly first: number;
  readonly last: number;
}

/** Is told sessions in order of days, those with the same answer that lie a week apart at once. */
export interface SessionReader {
  /** So many, from a day number on, with the outcome of this place; `minutes` of late ones, −1 when none were said. */
  add(day: number, outcome: number, minutes: number, times: number): void;
}

const week = 7;

/** Tells of sessions a week apart those within some days. */
export const tellWithin = (
  { first, last }: DayNumbers,
  into: SessionReader,
  begin: number,
  outcome: number,
  minutes: number,
  times: number,
): void => {
  const end = begin + (times - 1) * week;
  if (begin >= first && end <= last) return into.add(begin, outcome, minutes, times);
  const early = begin >= first ? 0 : Math.min(times, Math.ceil((first - begin) / week));
  const late = end <= last ? 0 : Math.min(times, Math.ceil((end - last) / week));
  if (early + late < times) into.add(begin + early * week, outcome, minutes, times - early - late);
};
