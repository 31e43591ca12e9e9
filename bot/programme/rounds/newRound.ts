/** What a new round begins with: its id, the days it usually has, and whether it was asked for already. */
import { addDays, addWeekdays, earlierDay, isClosed, isWeekday, laterDay } from '../calendar';
import type { Directory } from '../directory';
import type { Day } from '../model';
import { usualSetup, type TypedSetup } from './typedSetup';
import type { GroupId, RoundId, RoundSetup } from './model';
import type { RoundBook, RoundState } from './state';

const made = (book: RoundBook): readonly RoundState[] => book.filter(({ isWeekly }) => !isWeekly);

/** The first of `r1`, `r2` … that no round has. */
export const nextRoundId = (book: RoundBook): RoundId => {
  const known = new Set(book.map(({ id }) => id));
  let number = made(book).length + 1;
  while (known.has(`r${number}`)) number += 1;
  return `r${number}`;
};

/** What the ids of new groups begin with, so that no group in the programme has one of them: nothing, then `r2-`. */
export const groupPrefix = ({ programme }: Directory, book: RoundBook, round: RoundId): string => {
  const ids: readonly GroupId[] = [
    ...programme.groups.map(({ id }) => id),
    ...book.flatMap(({ groups }) => groups.map(({ id }) => id)),
  ];
  return ids.some((id) => /^g\d+$/.test(id)) ? `${round}-` : '';
};

const isSame = (a: RoundSetup, b: RoundSetup): boolean =>
  a.name === b.name &&
  a.from === b.from &&
  a.to === b.to &&
  a.minutes === b.minutes &&
  a.groupSize === b.groupSize &&
  a.answerBy === b.answerBy;

/** A round that was asked for in exactly these words and stands: whoever pressed twice asked for one. */
export const roundAskedFor = (book: RoundBook, setup: RoundSetup): RoundState | null =>
  made(book).findLast((round) => round.cancelled === null && isSame(round.setup, setup)) ?? null;

/** Weekdays that people get to answer, and days from the first to the last of a round. */
const answerWeekdays = 7;
const roundDays = 11;

/** Whether every school is closed on a day: then nobody meets. */
const isClosedForAll = ({ programme }: Directory, day: Day): boolean =>
  programme.schools.length > 0 && programme.schools.every(({ closed }) => isClosed(closed, day));

/**
 * What the form of a new round is filled in with: answers for a week and a half, then two weeks to meet, from the
 * first weekday on which a school is open. Empty days when the programme has too few left.
 */
export const proposedSetup = (directory: Directory, book: RoundBook, today: Day): TypedSetup => {
  const { programme } = directory;
  const numbers = { minutes: String(usualSetup.minutes), groupSize: String(usualSetup.groupSize) };
  const name = String(made(book).filter(({ cancelled }) => cancelled === null).length + 1);
  const answerBy = addWeekdays(laterDay(today, addDays(programme.start, -1)), answerWeekdays);
  let from = addWeekdays(answerBy, 1);
  while (from <= programme.end && (!isWeekday(from) || isClosedForAll(directory, from)))
    from = addDays(from, 1);
  if (from > programme.end) return { name, from: '', to: '', answerBy: '', ...numbers };
  return { name, from, to: earlierDay(addDays(from, roundDays), programme.end), answerBy, ...numbers };
};
