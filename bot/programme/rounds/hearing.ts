/** When people hear of a change, and who does not hear of it in time (docs/rules.md, Intervision). */
import { moveToOpening } from '../calendar';
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { isActiveAs, roundOpening, type Tidings } from './planning';
import type { GroupState } from './state';
import { activeStudents } from './weeks';

/** Somebody who is to hear of it, as what. */
export type Hearer = Pick<Tidings, 'receiver' | 'as'>;

/** When the message about a change arrives. */
export interface Hearing {
  /** When the last of those hears it who hear it in time; null when nobody does. */
  readonly by: Moment | null;
  /** Whom no message reaches in time, by address: the send window is shut for them until then. */
  readonly tooLate: readonly string[];
}

/** When somebody hears of what happens at a moment: at once, or when the send window opens for them. */
export const hearsAt = (directory: Directory, { receiver, as }: Hearer, at: Moment): Moment => {
  const { calendar } = directory;
  return moveToOpening(at, roundOpening(directory, receiver, as, calendar.dayOf(at)), calendar);
};

/** How some people hear of what happens at a moment, when they should have heard of it before another one. */
export const hearingOf = (
  directory: Directory,
  people: readonly Hearer[],
  at: Moment,
  before: Moment,
): Hearing => {
  const heard = people.map((one) => ({ who: one.receiver, at: hearsAt(directory, one, at) }));
  const inTime = heard.filter((one) => one.at < before);
  return {
    by: inTime.length === 0 ? null : Math.max(...inTime.map((one) => one.at)),
    tooLate: heard.filter((one) => one.at >= before).map(({ who }) => who),
  };
};

/** Who is to hear that something of a group's meeting changes: its teacher and members on a day, but who changes it. */
export const hearersOf = (
  directory: Directory,
  { teacher, students }: Pick<GroupState, 'teacher' | 'students'>,
  at: Moment,
  by: string,
): readonly Hearer[] => {
  const day = directory.calendar.dayOf(at);
  const teachers = isActiveAs(directory, teacher, 'teacher', day) ? [teacher] : [];
  return [
    ...teachers.map((receiver) => ({ receiver, as: 'teacher' }) as const),
    ...activeStudents(directory, students, day).map((receiver) => ({ receiver, as: 'student' }) as const),
  ].filter(({ receiver }) => receiver !== by);
};

/** The first of the moments at which people would be there without having heard: the old start, or the new one. */
export const hearBefore = (starts: readonly (Moment | undefined)[], at: Moment): Moment =>
  Math.min(Infinity, ...starts.filter((start) => start !== undefined && start > at).map(Number));
