/**
 * How sessions are kept: a sign for each that was not on time, with those on time before it in the same sign. Half as
 * many signs as letters would be, and half the time to count them.
 */
import { outcomes, type Outcome } from '../facts';
import { tellWithin, type DayNumbers, type SessionReader } from '../sessionNumbers';

/** A session by its day number, the place of its outcome, and of a late one how many minutes; null when none were said. */
export interface SaidOn {
  readonly day: number;
  readonly outcome: number;
  readonly minutes: number | null;
}

/**
 * Sessions in order of days, from the day number of the first. A sign of `said` stands for up to twelve sessions on time
 * and one with an outcome, each a week after the one before. After a late one comes a number, its minutes. `!` and a
 * number says that the next one lies so many days after the one before.
 */
export interface SaidSessions {
  readonly first: number;
  readonly said: string;
}

/** In the order of their signs, which never changes. */
const kept = [
  'onTime',
  'late',
  'absentUnnotified',
  'absentUnknown',
  'absentNotified',
  'studentAbsent',
  'schoolCancelled',
] as const satisfies readonly Outcome[];

const week = 7;
/** Sessions on time that one sign can hold before its own, and none. */
const perOutcome = 13;

/** `#` to `~` but for the one that JSON doubles: as many as seven outcomes after none to twelve on time. */
const signs = Array.from({ length: 92 }, (_, place) => String.fromCodePoint(35 + place)).filter(
  (sign) => sign !== '\\',
);

/** Numbers below stand for themselves. */
const noNumber = 89;
const longNumber = 90;
const gapSign = '!';
const gapCode = gapSign.charCodeAt(0);

/** All that sessions are ever kept in: after a gap and after lateness a number, which is a sign or digits between two. */
export const saidText = /^(?:(?:!(?:[#-[\]-}]|~\d{1,9};))?(?:[0-<](?:[#-[\]-}]|~\d{1,9};)|[#-/=-[\]-~]))*$/;

const numberText = (number: number | null): string => {
  if (number === null) return signs[noNumber] ?? '';
  return number < noNumber ? (signs[number] ?? '') : `${signs[longNumber] ?? ''}${number};`;
};

const signOf = (outcome: number, before: number): string =>
  signs[kept.indexOf(outcomes[outcome] ?? 'onTime') * perOutcome + before] ?? '';

const onTime = outcomes.indexOf('onTime');
const late = outcomes.indexOf('late');

/** So many on time one after the other. */
const runText = (times: number): string => {
  const whole = signOf(onTime, perOutcome - 1).repeat(Math.floor(times / perOutcome));
  const rest = times % perOutcome;
  return rest === 0 ? whole : whole + signOf(onTime, rest - 1);
};

/** Sessions in order of days as they are kept. */
export const writeSaid = (sessions: readonly SaidOn[]): SaidSessions => {
  const first = sessions[0]?.day ?? 0;
  let said = '';
  let run = 0;
  let before = first - week;
  for (const { day, outcome, minutes } of sessions) {
    if (day - before !== week) {
      said += runText(run) + gapSign + numberText(day - before);
      run = 0;
    }
    before = day;
    if (outcome === onTime) run += 1;
    else {
      said += runText(run - (run % perOutcome)) + signOf(outcome, run % perOutcome);
      if (outcome === late) said += numberText(minutes);
      run = 0;
    }
  }
  return { first, said: said + runText(run) };
};

/** By character: the place of its sign and one. */
const placeOf = new Uint8Array(128);
/** By character: the place of the outcome, and how many were on time before it. */
const outcomeOf = new Uint8Array(128);
const beforeOf = new Uint8Array(128);
for (const [place, sign] of signs.entries()) {
  const code = sign.charCodeAt(0);
  placeOf[code] = place + 1;
  outcomeOf[code] = outcomes.indexOf(kept[Math.floor(place / perOutcome)] ?? 'onTime');
  beforeOf[code] = place % perOutcome;
}

const strange = (said: string): never => {
  throw new Error(`Sessions are kept in signs and numbers, found ${JSON.stringify(said)}`);
};

/** Where the number that begins at a place ends. */
const numberEnd = (said: string, from: number): number =>
  placeOf[said.charCodeAt(from)] === longNumber + 1 ? said.indexOf(';', from) + 1 : from + 1;

/** The number between two places; −1 for none. */
const numberIn = (said: string, from: number, end: number): number => {
  const number = (placeOf[said.charCodeAt(from)] ?? 0) - 1;
  if (number >= 0 && number < longNumber) return number === noNumber ? -1 : number;
  const long = Number(said.slice(from + 1, end - 1));
  return number === longNumber && end > from + 2 && Number.isSafeInteger(long) ? long : strange(said);
};

/**
 * Tells the sessions of some days in order; throws for what no version of this program keeps. Before those days a sign
 * is as quickly gone over as it is read.
 */
export const readSaid = ({ first, said }: SaidSessions, days: DayNumbers, into: SessionReader): void => {
  let day = first;
  let index = 0;
  while (index < said.length) {
    const code = said.charCodeAt(index);
    index += 1;
    if (code === gapCode) {
      const end = numberEnd(said, index);
      day += numberIn(said, index, end) - week;
      index = end;
      continue;
    }
    if ((placeOf[code] ?? 0) === 0) strange(said);
    if (day > days.last) return;
    const outcome = outcomeOf[code] ?? 0;
    const times = (beforeOf[code] ?? 0) + (outcome === onTime ? 1 : 0);
    if (times > 0) tellWithin(days, into, day, onTime, -1, times);
    day += times * week;
    if (outcome === onTime) continue;
    let minutes = -1;
    if (outcome === late) {
      const end = numberEnd(said, index);
      minutes = numberIn(said, index, end);
      index = end;
    }
    tellWithin(days, into, day, outcome, minutes, 1);
    day += week;
  }
};
