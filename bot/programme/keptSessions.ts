/**
 * A pupil's answered sessions in about a character each, so that a school is counted without reading what was said
 * by whom. Kept from nothing but facts: what an answer counts as is decided when it is read, by the rules of then.
 */
import { dayNumber } from './calendar';
import { outcomes, type Answer, type Outcome } from './facts';
import type { Moment } from './model';
import { newestAnswers } from './sessions';

/**
 * `said` has a letter a session, in order of days, seven days after the one before unless `…g` stands before it with
 * other days; `…p` is so many on time one after the other; `…l` is late by so many minutes, `l` alone by nobody knows
 * how many. `first` is the day number of the
 * first session. `ahead` are the ends, by day number, of sessions that were answered before they ended.
 */
export interface KeptSessions {
  readonly first: number;
  readonly said: string;
  readonly ahead: readonly (readonly [day: number, end: Moment])[];
}

const letters = {
  onTime: 'p',
  late: 'l',
  absentUnnotified: 'u',
  absentUnknown: 'x',
  absentNotified: 'n',
  studentAbsent: 's',
  schoolCancelled: 'c',
} as const satisfies Readonly<Record<Outcome, string>>;

const gap = 'g'.charCodeAt(0);
const zero = '0'.charCodeAt(0);
const week = 7;

/** All that sessions are ever kept in. */
export const keptText = /^(?:\d*[pluxnscg])*$/;

/** Only three and more are shorter as a number. */
const runs = /p{3,}/g;

/** By character: the place of an outcome and one. */
const placeOf = new Uint8Array(128);
for (const [place, outcome] of outcomes.entries()) placeOf[letters[outcome].charCodeAt(0)] = place + 1;

const isPlain = (pupil: string, { session, outcome, minutesLate }: Answer): boolean =>
  session.id === `${pupil}/${session.date}` &&
  (minutesLate === null || (outcome === 'late' && Number.isSafeInteger(minutesLate) && minutesLate >= 0));

const wordOf = ({ outcome, minutesLate }: Answer): string =>
  `${outcome === 'late' ? (minutesLate ?? '') : ''}${letters[outcome]}`;

/**
 * The sessions of these answers, given in order of their moments, as kept at a moment; null when they are not as every
 * version of this program stores them.
 */
export const keepSessions = (pupil: string, answers: readonly Answer[], at: Moment): KeptSessions | null => {
  const newest = [...newestAnswers(answers).values()];
  if (!newest.every((answer) => isPlain(pupil, answer))) return null;
  newest.sort((a, b) => (a.session.date < b.session.date ? -1 : 1));
  const days = newest.map(({ session }) => dayNumber(session.date));
  const [first = 0] = days;
  const words = newest.map((answer, index) => {
    const before = days[index - 1] ?? first - week;
    const between = (days[index] ?? first) - before;
    return `${between === week ? '' : `${between}g`}${wordOf(answer)}`;
  });
  const said = words.join('').replaceAll(runs, ({ length }) => `${length}p`);
  const ahead = newest
    .filter(({ session }) => session.end > at)
    .map(({ session }) => [dayNumber(session.date), session.end] as const);
  return { first, said, ahead };
};

const onTime = outcomes.indexOf('onTime') + 1;

/** Day numbers, both included. */
export interface DayNumbers {
  readonly first: number;
  readonly last: number;
}

/** The same column with room for twice as many. */
const longer = (column: Int32Array): Int32Array<ArrayBuffer> => {
  const made = new Int32Array(column.length * 2);
  made.set(column);
  return made;
};

/**
 * Sessions in numbers, those with the same answer that lie a week apart together. Used again and again: one question
 * goes through a hundred thousand sessions, so a column is an array of its own, read without a call.
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

  #grow(): void {
    this.days = longer(this.days);
    this.outcomes = longer(this.outcomes);
    this.minutes = longer(this.minutes);
    this.times = longer(this.times);
  }
}

/** Adds of sessions a week apart those within some days. */
const addWithin = (
  { first, last }: DayNumbers,
  begin: number,
  outcome: number,
  minutes: number,
  times: number,
  into: ReadSessions,
): void => {
  const end = begin + (times - 1) * week;
  const early = begin >= first ? 0 : Math.min(times, Math.ceil((first - begin) / week));
  const late = end <= last ? 0 : Math.min(times, Math.ceil((end - last) / week));
  if (early + late < times) into.add(begin + early * week, outcome, minutes, times - early - late);
};

/**
 * Reads the sessions of some days in order; throws for what no version of this program keeps. What lies before those
 * days is gone over in runs: a question about a week hardly takes longer after two hundred of them.
 */
export const readSessions = ({ first, said }: KeptSessions, days: DayNumbers, into: ReadSessions): void => {
  into.length = 0;
  let day = first - week;
  let step = week;
  let number = -1;
  for (let index = 0; index < said.length; index += 1) {
    const code = said.charCodeAt(index);
    const place = placeOf[code] ?? 0;
    if (place > 0) {
      const times = place === onTime ? Math.max(number, 1) : 1;
      const begin = day + step;
      if (begin > days.last) return;
      day = begin + (times - 1) * week;
      if (begin >= days.first && day <= days.last) into.add(begin, place - 1, number, times);
      else addWithin(days, begin, place - 1, number, times, into);
      step = week;
      number = -1;
    } else if (code === gap) {
      step = number;
      number = -1;
    } else if (code >= zero && code <= zero + 9) {
      number = Math.max(number, 0) * 10 + code - zero;
    } else throw new Error(`Sessions are kept in letters and digits, found ${JSON.stringify(said[index])}`);
  }
};
