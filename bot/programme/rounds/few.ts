/** A group of which an import leaves fewer than four: its coordinators are told once (docs/rules.md, Intervision). */
import { dayNumber } from '../calendar';
import type { Directory } from '../directory';
import type { Day, Moment } from '../model';
import { fewestMembers } from './model';
import { about, type Plan, type RoundMessage, type RoundSource } from './planning';
import { roundCoordinators } from './searchMessages';
import type { GroupState, Place } from './state';
import { daysOver } from './status';
import { activeStudents } from './weeks';

/** The number in the subject of what is told about who is in a group: offers, polls and meetings count from 1. */
export const membersNumber = 0;

/** Under what it is told that few are left, so many days after the round was confirmed: of one day one thing is told. */
export const fewSubject = (place: Place, days: number): string => about(place, membersNumber, days + 2);

/** The last time that an import took anybody out of a group who is not back, and under what that is told. */
interface Leaving {
  readonly at: Moment;
  readonly subject: string;
}

/** Since its round was confirmed; null when nobody has left. Of one day one thing is told, however many imports it had. */
export const lastLeaving = (directory: Directory, place: Place): Leaving | null => {
  const { calendar } = directory;
  const { round, group } = place;
  const { confirmedAt } = round;
  const taken = group.takenOut.flatMap(({ by, out, back }) =>
    by === 'bot' && back === null ? [out.at] : [],
  );
  const ended = group.students.flatMap((student) => {
    const day = directory.person(student, 'student')?.endedOn ?? null;
    return day === null ? [] : [calendar.momentOf(day, '00:00')];
  });
  if (confirmedAt === null || round.isWeekly || taken.length + ended.length === 0) return null;
  const at = Math.max(confirmedAt, ...taken, ...ended);
  const days = dayNumber(calendar.dayOf(at)) - dayNumber(calendar.dayOf(confirmedAt));
  return { at, subject: fewSubject(place, days) };
};

/** Whether the coordinators were asked what to do as too few could come, since somebody left. */
const wereAsked = ({ group: { offer } }: Place, at: Moment): boolean =>
  offer !== null && offer.isUndecided && offer.at >= at;

/** Whom a person moved on a later day: they know themselves how many are left then, no import left that few. */
const movedAfter = ({ calendar }: Directory, { takenOut }: GroupState, day: Day): readonly string[] =>
  takenOut
    .filter(({ to, out, since, back }) => {
      const wasThere = calendar.dayOf(since) <= day && day < calendar.dayOf(out.at);
      return to !== null && back === null && wasThere;
    })
    .map(({ student }) => student);

/**
 * `roundOffer` to the coordinators when an import leaves fewer than four in a group that looks for a time, or is to meet: to
 * move who is left, hand the group over or call it off.
 */
export const fewMessages = (source: RoundSource, plan: Plan, place: Place): readonly RoundMessage[] => {
  const { directory } = source;
  const { round, group } = place;
  const leaving = lastLeaving(directory, place);
  if (leaving === null) return [];
  const { at, subject } = leaving;
  const day = directory.calendar.dayOf(at);
  const left = activeStudents(directory, [...group.students, ...movedAfter(directory, group, day)], day);
  const worthUntil = group.meeting?.slot.start ?? daysOver(directory, round);
  if (left.length >= fewestMembers || at >= worthUntil || wereAsked(place, at)) return [];
  return roundCoordinators(source, place, at).map((receiver) =>
    plan({ kind: 'roundOffer', subject, receiver, as: 'coordinator', at, worthUntil }),
  );
};
