/** What speaks against a time that somebody chose for a group by hand (docs/rules.md, Intervision). */
import { isClosed, isWeekday } from '../calendar';
import type { Day } from '../model';
import { appointmentsAfter, sessionsOn } from './appointments';
import type { Slot } from './model';
import type { RoundSource } from './planning';
import type { Place } from './state';
import { isTeacherBusy } from './teacherBusy';
import { usualHours } from './typedSlots';
import { activeStudents, studentPlaces } from './weeks';

/** A place that is closed on the day, by name, with the members who are at home there. */
export interface ClosedPlace {
  readonly place: string;
  /** What the files call these days. */
  readonly label: string | null;
  readonly students: readonly string[];
}

/** Who cannot come at a time and why, and what is unusual about it. Students by address, in the order of the group. */
export interface SlotDoubts {
  readonly slot: Slot;
  readonly day: Day;
  readonly isWeekend: boolean;
  /** Not wholly between the usual hours. */
  readonly isOddHour: boolean;
  readonly closed: readonly ClosedPlace[];
  readonly inSession: readonly string[];
  readonly atMeeting: readonly string[];
  /** How many take part on that day, and how many of them nothing is known against. */
  readonly members: number;
  readonly free: number;
}

/** A time as it may be taken: at once, once it is confirmed, or not at all. */
export type SlotLook =
  | { readonly may: 'now' }
  | { readonly may: 'ifSure' | 'nobodyFree'; readonly doubts: SlotDoubts }
  | { readonly may: 'teacherBusy' };

const closedPlaces = (
  { directory }: RoundSource,
  members: readonly string[],
  day: Day,
): readonly ClosedPlace[] => {
  const found = new Map<string, ClosedPlace>();
  for (const student of members) {
    for (const { name, closed } of studentPlaces(directory, student, day)) {
      const closure = closed.find((one) => isClosed([one], day));
      if (closure === undefined) continue;
      const before = found.get(name)?.students ?? [];
      found.set(name, {
        place: name,
        label: closure.label,
        students: [...new Set([...before, student])],
      });
    }
  }
  return [...found.values()];
};

/** What speaks against a time for the members of a group. */
export const doubtsAbout = (source: RoundSource, { group }: Place, slot: Slot): SlotDoubts => {
  const { calendar } = source.directory;
  const day = calendar.dayOf(slot.start);
  const members = activeStudents(source.directory, group.students, day);
  const taken = appointmentsAfter(source, slot.start, new Set([group]));
  const isIn = (times: readonly { readonly start: number; readonly end: number }[]): boolean =>
    times.some(({ start, end }) => start < slot.end && slot.start < end);
  const closed = closedPlaces(source, members, day);
  const inSession = members.filter((who) => isIn(sessionsOn(source.directory, who, day)));
  const atMeeting = members.filter((who) => isIn(taken.get(who) ?? []));
  const away = new Set([...closed.flatMap(({ students }) => students), ...inSession, ...atMeeting]);
  const isUsual =
    calendar.timeOf(slot.start) >= usualHours.first && slot.end <= calendar.momentOf(day, usualHours.last);
  return {
    slot,
    day,
    isWeekend: !isWeekday(day),
    isOddHour: !isUsual,
    closed,
    inSession,
    atMeeting,
    members: members.length,
    free: members.length - away.size,
  };
};

/** Whether anything speaks against a time. */
export const isDoubtful = ({ isWeekend, isOddHour, members, free }: SlotDoubts): boolean =>
  isWeekend || isOddHour || free < members;

/**
 * What becomes of a time that was chosen by hand. The teacher is never in two places, and where nobody can there is no
 * meeting; anything else is theirs to decide.
 */
export const lookAt = (source: RoundSource, place: Place, slot: Slot): SlotLook => {
  if (isTeacherBusy(source.book, place.group.teacher, slot, place)) return { may: 'teacherBusy' };
  const doubts = doubtsAbout(source, place, slot);
  if (doubts.members > 0 && doubts.free === 0) return { may: 'nobodyFree', doubts };
  return isDoubtful(doubts) ? { may: 'ifSure', doubts } : { may: 'now' };
};
