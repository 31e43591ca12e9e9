/** What speaks against a time that somebody chose for a group by hand (docs/rules.md, Intervision). */
import { isWeekday } from '../calendar';
import type { Day, Moment } from '../model';
import { appointmentsAfter } from './appointments';
import { hearBefore, hearersOf, hearingOf } from './hearing';
import { groupBy } from '../groupBy';
import { inTheWay, isFree, type Closing } from './inTheWay';
import type { Slot } from './model';
import type { RoundSource } from './planning';
import type { Place } from './state';
import { isElsewhere } from './elsewhere';
import { usualHours } from './typedSlots';
import { activeStudents } from './weeks';

/** A place that is closed on the day, by name, with the members who are at home there. */
export interface ClosedPlace extends Closing {
  readonly students: readonly string[];
}

/** The moment at which a time is told, and who knows of it before: by hand, whoever sets it. */
export interface SlotNews {
  readonly at: Moment;
  readonly by: string;
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
  /** Its teacher mentors somebody then. */
  readonly isTeacherInSession: boolean;
  /** Teacher and members who are there, or come at the time before, without having heard of it from the bot. */
  readonly untold: readonly string[];
  /** How many take part on that day, and how many of them nothing is known against. */
  readonly members: number;
  readonly free: number;
}

/** A time as it may be taken: at once, once it is confirmed, or not at all. */
export type SlotLook =
  | { readonly may: 'now' }
  | { readonly may: 'ifSure' | 'nobodyFree'; readonly doubts: SlotDoubts }
  | { readonly may: 'teacherBusy' };

interface Away {
  readonly who: string;
  readonly way: ReturnType<typeof inTheWay>;
}

/** Each place that is closed once, with everybody of the group who is at home there. */
const closedPlaces = (members: readonly Away[]): readonly ClosedPlace[] => {
  const closings = members.flatMap(({ who, way }) => way.closed.map((closing) => ({ ...closing, who })));
  return [...groupBy(closings, ({ place }) => place).values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { place, label } = first;
    return [{ place, label, students: [...new Set([first, ...others].map(({ who }) => who))] }];
  });
};

const untoldOf = ({ directory }: RoundSource, { group }: Place, slot: Slot, { at, by }: SlotNews) => {
  const before = hearBefore([slot.start, group.meeting?.slot.start], at);
  return hearingOf(directory, hearersOf(directory, group, at, by), at, before).tooLate;
};

/** What speaks against a time for the members of a group, and for its teacher; `news`: when they are told of it. */
export const doubtsAbout = (
  source: RoundSource,
  place: Place,
  slot: Slot,
  news: SlotNews | null,
): SlotDoubts => {
  const { directory } = source;
  const { calendar } = directory;
  const { group } = place;
  const day = calendar.dayOf(slot.start);
  const taken = appointmentsAfter(source, slot.start, new Set([group]));
  const wayOf = (who: string): Away => ({ who, way: inTheWay(directory, who, slot, taken) });
  const members = activeStudents(directory, group.students, day).map(wayOf);
  const namesOf = (isSo: (way: Away['way']) => boolean): readonly string[] =>
    members.filter(({ way }) => isSo(way)).map(({ who }) => who);
  const isUsual =
    calendar.timeOf(slot.start) >= usualHours.first && slot.end <= calendar.momentOf(day, usualHours.last);
  return {
    slot,
    day,
    isWeekend: !isWeekday(day),
    isOddHour: !isUsual,
    closed: closedPlaces(members),
    inSession: namesOf(({ isInSession }) => isInSession),
    atMeeting: namesOf(({ isAtMeeting }) => isAtMeeting),
    isTeacherInSession: wayOf(group.teacher).way.isInSession,
    untold: news === null ? [] : untoldOf(source, place, slot, news),
    members: members.length,
    free: namesOf(isFree).length,
  };
};

/** Whether anything speaks against a time. */
export const isDoubtful = (doubts: SlotDoubts): boolean => {
  const { isWeekend, isOddHour, isTeacherInSession, untold, members, free } = doubts;
  return isWeekend || isOddHour || isTeacherInSession || untold.length > 0 || free < members;
};

/**
 * What becomes of a time that was chosen by hand. The teacher is never in two places, and where nobody can there is no
 * meeting; anything else is theirs to decide.
 */
export const lookAt = (source: RoundSource, place: Place, slot: Slot, news: SlotNews): SlotLook => {
  if (isElsewhere(source, place.group.teacher, slot, place)) return { may: 'teacherBusy' };
  const doubts = doubtsAbout(source, place, slot, news);
  if (doubts.members > 0 && doubts.free === 0) return { may: 'nobodyFree', doubts };
  return isDoubtful(doubts) ? { may: 'ifSure', doubts } : { may: 'now' };
};
