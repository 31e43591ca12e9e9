/** What the bot has to decide of itself at a moment; what it decides is stored as facts. */
import type { Moment } from '../model';
import type { GroupId, RoundId } from './model';
import { remember } from '../remember';
import { announceWeekdays } from './announcements';
import { weekdaysBefore, type RoundSource } from './planning';
import { calledOff, neverWas, type Meeting, type Place } from './state';
import { daysOver, groupStatus, isPollOver } from './status';
import { activeStudents, meetsWeekly } from './weeks';

/** Weekdays before a meeting from which it is stored whose turn it is. */
const assignWeekdays = 5;

const places = ({ book }: RoundSource): readonly Place[] =>
  book.flatMap((round) => round.groups.map((group) => ({ round, group })));

/**
 * Whether a group that the bot called off, as everybody in it had a group with a fixed time, has members again: an import
 * that was wrong has been put right.
 */
export const isBack = ({ directory }: RoundSource, { round, group }: Place, now: Moment): boolean => {
  if (round.isWeekly || round.cancelled !== null || group.cancelled?.by !== 'bot') return false;
  const weekly = meetsWeekly(directory).students;
  const members = activeStudents(directory, group.students, directory.calendar.dayOf(now));
  return now < daysOver(directory, round) && members.some((student) => !weekly.has(student));
};

/**
 * The groups for which slots are to be proposed: their round is confirmed, and nothing was offered yet, or not since they
 * were called off for a reason that holds no longer.
 */
export const offersDue = (source: RoundSource, now: Moment): readonly Place[] =>
  places(source).filter(
    (place) =>
      (place.group.offer === null &&
        place.group.poll === null &&
        groupStatus(source.directory, place, now) === 'offering') ||
      isBack(source, place, now),
  );

/** The groups whose poll is over and for which a slot is to be chosen, or their teacher asked. */
export const choicesDue = (source: RoundSource, now: Moment): readonly Place[] =>
  places(source).filter((place) => {
    const { poll } = place.group;
    return (
      poll !== null &&
      groupStatus(source.directory, place, now) === 'polling' &&
      isPollOver(source.directory, place.group, poll, now)
    );
  });

/** A group that still looks for a time although it, or somebody in it, meets every week by now. */
export interface WeeklyNow extends Place {
  /** Those who have a group with a fixed time. */
  readonly leaving: readonly string[];
  /** Nobody else in it takes part. */
  readonly isEverybody: boolean;
}

/** The groups without a meeting of which an import gave students a group with a fixed time: these are asked no times. */
export const weeklyNow = (source: RoundSource, now: Moment): readonly WeeklyNow[] => {
  const { directory } = source;
  const weekly = meetsWeekly(directory).students;
  const today = directory.calendar.dayOf(now);
  return places(source).flatMap((place) => {
    const { students } = place.group;
    const leaving = students.filter((student) => weekly.has(student));
    const members = activeStudents(directory, students, today);
    const isSearching = ['offering', 'polling', 'undecided'].includes(groupStatus(directory, place, now));
    if (place.round.isWeekly || leaving.length === 0 || !isSearching) return [];
    return [{ ...place, leaving, isEverybody: members.every((student) => weekly.has(student)) }];
  });
};

/** Whose turn it is at a meeting, to be stored as `caseAssigned`. */
export interface TurnDue {
  readonly round: RoundId;
  readonly group: GroupId;
  readonly student: string;
  readonly members: readonly string[];
}

/** Whether a meeting has an invitation of its own, which says whose turn it is: the roster's are told all in one. */
const isToldAlone = ({ meeting, teacherSince }: Place['group']): boolean =>
  meeting?.isOfRoster === false || teacherSince > 0;

const turnAt = (source: RoundSource, { round, group }: Place, now: Moment): readonly TurnDue[] => {
  const { meeting } = group;
  const bringing = source.bringers.of(round.id, group.id);
  if (meeting === null || bringing === null || bringing.isAssigned) return [];
  const { student, members } = bringing;
  const from = weekdaysBefore(source.directory.calendar, meeting.slot.start, assignWeekdays);
  const isTime = (now >= from || isToldAlone(group)) && now < meeting.slot.start;
  return student === null || !isTime ? [] : [{ round: round.id, group: group.id, student, members }];
};

/**
 * Turns to store: at once for a meeting that a poll or somebody set, or that somebody else leads, from five weekdays before
 * for one as the roster has it.
 * What is stored stays when the roster changes, so that a newcomer does not change whose turn it was.
 */
export const turnsDue = (source: RoundSource, now: Moment): readonly TurnDue[] =>
  places(source).flatMap((place) => turnAt(source, place, now));

/**
 * Days after its start for which it is noted that a meeting at a fixed time has begun: later nobody knows whom the roster
 * had in the group then. Of a round the facts say so, however long nobody looked.
 */
const noteDays = 7;

/**
 * The meetings that have begun of which that is to be stored, with who leads them and whom they are for. At a fixed time
 * those that were announced, or began after `seen`: since then the roster is as it is now, whether a bot ran or not.
 */
export const meetingsBegun = (
  source: RoundSource,
  now: Moment,
  seen: Moment,
): readonly (Place & { readonly meeting: Meeting; readonly members: readonly string[] })[] =>
  places(source).flatMap((place) => {
    const { round, group } = place;
    const { meeting } = group;
    if (meeting === null || group.begun !== null || round.confirmedAt === null) return [];
    const { start } = meeting.slot;
    const isKnown = !round.isWeekly || now < source.directory.calendar.sameTimeLater(start, noteDays);
    if (now < start || !isKnown || neverWas(place, seen) || calledOff(place) !== null) return [];
    return [
      { ...place, meeting, members: source.bringers.of(round.id, group.id)?.members ?? group.students },
    ];
  });

/**
 * The first moment after this one at which the bot has something to decide although nothing has happened: a poll
 * closes, a meeting is near or begins, or a turn is to be stored. Null when there is none.
 */
export const nextDecision = (source: RoundSource, after: Moment): Moment | null => {
  const { directory, bringers } = source;
  const turnFrom = remember((start: Moment) => weekdaysBefore(directory.calendar, start, assignWeekdays));
  const nearFrom = remember((start: Moment) => weekdaysBefore(directory.calendar, start, announceWeekdays));
  let next = Infinity;
  const consider = (moment: Moment): void => {
    if (moment > after && moment < next) next = moment;
  };
  for (const place of places(source)) {
    const { poll, meeting } = place.group;
    if (poll !== null && groupStatus(directory, place, after) === 'polling') consider(poll.closesAt);
    if (meeting === null || meeting.slot.start <= after || place.round.confirmedAt === null) continue;
    consider(meeting.slot.start);
    if (place.round.isWeekly && place.group.announced.length === 0) consider(nearFrom(meeting.slot.start));
    if (place.round.isWeekly && bringers.of(place.round.id, place.group.id)?.isAssigned === false)
      consider(turnFrom(meeting.slot.start));
  }
  return next === Infinity ? null : next;
};
