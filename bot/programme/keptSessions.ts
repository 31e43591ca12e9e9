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

/** Told of a session: its day number, the place of its outcome, and of a late one how many minutes; −1 when none were
 * said. */
export type SessionVisitor = (day: number, outcome: number, minutesLate: number) => void;

/** Visits the sessions in order of days; throws for what no version of this program keeps. */
export const eachSession = ({ first, said }: KeptSessions, visit: SessionVisitor): void => {
  let day = first - week;
  let step = week;
  let number = -1;
  for (let index = 0; index < said.length; index += 1) {
    const code = said.charCodeAt(index);
    const place = placeOf[code] ?? 0;
    if (place > 0) {
      for (let times = place === onTime ? Math.max(number, 1) : 1; times > 0; times -= 1) {
        day += step;
        visit(day, place - 1, number);
        step = week;
      }
      number = -1;
    } else if (code === gap) {
      step = number;
      number = -1;
    } else if (code >= zero && code <= zero + 9) {
      number = Math.max(number, 0) * 10 + code - zero;
    } else throw new Error(`Sessions are kept in letters and digits, found ${JSON.stringify(said[index])}`);
  }
};
