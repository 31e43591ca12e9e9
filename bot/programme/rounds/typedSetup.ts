/** What a coordinator types to make a round (docs/rules.md, Intervision). */
import { addDays, daysBetween, isWeekday } from '../calendar';
import type { Directory } from '../directory';
import type { Day } from '../model';
import { typedDayWithin } from '../typed/days';
import { fewestMembers, mostMembers, type RoundSetup } from './model';

/** Smallest and largest of what may be typed; `days` from the first to the last day. */
export const setupLimits = {
  name: 60,
  minutes: { least: 15, most: 240 },
  groupSize: { least: fewestMembers, most: mostMembers },
  days: 60,
} as const;

/** What stands there when a coordinator says nothing else. */
export const usualSetup = { minutes: 65, groupSize: 7 } as const;

/** What was typed, by the names of the fields; empty where nothing was. */
export type TypedSetup = Readonly<Record<keyof RoundSetup, string>>;

/** Why a field cannot be taken. */
export type SetupRefusal =
  | 'missing'
  | 'tooLong'
  | 'tooManyDays'
  | 'noDay'
  | 'outsideProgramme'
  | 'past'
  | 'beforeFrom'
  | 'noWeekday'
  | 'afterFrom'
  | 'outOfRange';

/** What is wrong with one field. */
export interface SetupProblem {
  readonly field: keyof RoundSetup;
  readonly refusal: SetupRefusal;
}

type Checked<T> = { readonly value: T } | { readonly refusal: SetupRefusal };

const refuse = (refusal: SetupRefusal): { readonly refusal: SetupRefusal } => ({ refusal });

const checkName = (typed: string): Checked<string> => {
  if (typed === '') return refuse('missing');
  return typed.length > setupLimits.name ? refuse('tooLong') : { value: typed };
};

/** A day of the programme that is still to come. */
const checkDay = ({ programme }: Directory, typed: string, today: Day): Checked<Day> => {
  if (typed === '') return refuse('missing');
  const found = typedDayWithin(typed, programme.start, programme.end);
  if (found === null) return refuse('noDay');
  if (!found.isWithin) return refuse('outsideProgramme');
  return found.day <= today ? refuse('past') : { value: found.day };
};

const checkTo = (to: Checked<Day>, from: Checked<Day>): Checked<Day> => {
  if ('refusal' in to || 'refusal' in from) return to;
  if (to.value < from.value) return refuse('beforeFrom');
  const days = daysBetween(from.value, to.value);
  if (days.length > setupLimits.days) return refuse('tooManyDays');
  return days.some(isWeekday) ? to : refuse('noWeekday');
};

/** Polls end on the day before the first at the latest. It may lie before the programme begins. */
const checkAnswerBy = (
  { programme }: Directory,
  typed: string,
  today: Day,
  from: Checked<Day>,
): Checked<Day> => {
  if (typed === '') return refuse('missing');
  const first = addDays(today, 1);
  const found = typedDayWithin(typed, first, programme.end);
  if (found === null) return refuse('noDay');
  if (found.day < first) return refuse('past');
  const isLate = found.day > programme.end || ('value' in from && found.day >= from.value);
  return isLate ? refuse('afterFrom') : { value: found.day };
};

const checkNumber = (
  typed: string,
  usual: number,
  { least, most }: { readonly least: number; readonly most: number },
): Checked<number> => {
  if (typed === '') return { value: usual };
  const value = /^\d{1,4}$/.test(typed) ? Number(typed) : NaN;
  return value >= least && value <= most ? { value } : refuse('outOfRange');
};

/** The round that was asked for, or everything that is wrong with it, a field at a time. */
export const setupFrom = (
  directory: Directory,
  typed: TypedSetup,
  today: Day,
): RoundSetup | { readonly problems: readonly SetupProblem[] } => {
  const name = checkName(typed.name);
  const from = checkDay(directory, typed.from, today);
  const to = checkTo(checkDay(directory, typed.to, today), from);
  const answerBy = checkAnswerBy(directory, typed.answerBy, today, from);
  const minutes = checkNumber(typed.minutes, usualSetup.minutes, setupLimits.minutes);
  const groupSize = checkNumber(typed.groupSize, usualSetup.groupSize, setupLimits.groupSize);
  const isFine = 'value' in name && 'value' in from && 'value' in to && 'value' in answerBy;
  if (isFine && 'value' in minutes && 'value' in groupSize) {
    return {
      name: name.value,
      from: from.value,
      to: to.value,
      minutes: minutes.value,
      groupSize: groupSize.value,
      answerBy: answerBy.value,
    };
  }
  const checked = { name, from, to, answerBy, minutes, groupSize };
  const fields = ['name', 'from', 'to', 'answerBy', 'minutes', 'groupSize'] as const;
  return {
    problems: fields.flatMap((field) => {
      const found = checked[field];
      return 'refusal' in found ? [{ field, refusal: found.refusal }] : [];
    }),
  };
};
