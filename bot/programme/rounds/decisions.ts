/** What the bot has to decide of itself at a moment; what it decides is stored as facts. */
import type { Directory } from '../directory';
import type { Day, Moment } from '../model';
import type { GroupId, RoundGroup, RoundId } from './model';
import { remember } from '../remember';
import { isActiveAs, weekdaysBefore, type RoundSource } from './planning';
import { isHandedOver } from './rosterTeachers';
import { calledOff, type Meeting, type Place, type RoundBook, type RoundState } from './state';
import { groupStatus, isPollOver } from './status';
import { activeStudents, fixedGroups } from './weeks';

/** Weekdays before a meeting from which it is stored whose turn it is. */
const assignWeekdays = 5;

const places = ({ book }: RoundSource): readonly Place[] =>
  book.flatMap((round) => round.groups.map((group) => ({ round, group })));

/** The groups for which slots are to be proposed: their round is confirmed, and nothing was offered yet. */
export const offersDue = (source: RoundSource, now: Moment): readonly Place[] =>
  places(source).filter(
    (place) =>
      place.group.offer === null &&
      place.group.poll === null &&
      groupStatus(source.directory, place, now) === 'offering',
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

/** Whose turn it is at a meeting, to be stored as `caseAssigned`. */
export interface TurnDue {
  readonly round: RoundId;
  readonly group: GroupId;
  readonly student: string;
  readonly members: readonly string[];
}

const turnAt = (source: RoundSource, { round, group }: Place, now: Moment): readonly TurnDue[] => {
  const { meeting } = group;
  const bringing = source.bringers.of(round.id, group.id);
  if (meeting === null || bringing === null || bringing.isAssigned) return [];
  const { student, members } = bringing;
  const from = weekdaysBefore(source.directory.calendar, meeting.slot.start, assignWeekdays);
  const isTime = (now >= from || !round.isWeekly) && now < meeting.slot.start;
  return student === null || !isTime ? [] : [{ round: round.id, group: group.id, student, members }];
};

/**
 * Turns to store: at once for a meeting that was set by a poll, from five weekdays before for one of the roster.
 * What is stored stays when the roster changes, so that a newcomer does not change whose turn it was.
 */
export const turnsDue = (source: RoundSource, now: Moment): readonly TurnDue[] =>
  places(source).flatMap((place) => turnAt(source, place, now));

/**
 * Days after its start for which it is noted that a meeting at a fixed time has begun: later nobody knows whom the roster
 * had in the group then. Of a round the facts say so, however long nobody looked.
 */
const noteDays = 7;

/** The meetings that have begun of which that is to be stored, with who leads them and whom they are for. */
export const meetingsBegun = (
  source: RoundSource,
  now: Moment,
): readonly (Place & { readonly meeting: Meeting; readonly members: readonly string[] })[] =>
  places(source).flatMap((place) => {
    const { round, group } = place;
    const { meeting } = group;
    if (meeting === null || group.begun !== null || group.report !== null || round.confirmedAt === null)
      return [];
    const { start } = meeting.slot;
    const isKnown = !round.isWeekly || now < source.directory.calendar.sameTimeLater(start, noteDays);
    if (now < start || !isKnown || calledOff(place) !== null) return [];
    return [
      { ...place, meeting, members: source.bringers.of(round.id, group.id)?.members ?? group.students },
    ];
  });

/**
 * The first moment after this one at which the bot has something to decide although nothing has happened: a poll
 * closes, a meeting begins, or a turn is to be stored. Null when there is none.
 */
export const nextDecision = (source: RoundSource, after: Moment): Moment | null => {
  const { directory, bringers } = source;
  const turnFrom = remember((start: Moment) => weekdaysBefore(directory.calendar, start, assignWeekdays));
  let next = Infinity;
  const consider = (moment: Moment): void => {
    if (moment > after && moment < next) next = moment;
  };
  for (const place of places(source)) {
    const { poll, meeting } = place.group;
    if (poll !== null && groupStatus(directory, place, after) === 'polling') consider(poll.closesAt);
    if (meeting === null || meeting.slot.start <= after || place.round.confirmedAt === null) continue;
    consider(meeting.slot.start);
    if (place.round.isWeekly && bringers.of(place.round.id, place.group.id)?.isAssigned === false)
      consider(turnFrom(meeting.slot.start));
  }
  return next === Infinity ? null : next;
};

const withActive = (directory: Directory, group: RoundGroup, day: Day): RoundGroup => ({
  id: group.id,
  teacher: group.teacher,
  students: activeStudents(directory, group.students, day),
});

/** Whether any group of a round that was called off had met by then: then these groups are more than a plan. */
const hasMet = (round: RoundState): boolean =>
  round.groups.some((group) => group.meeting !== null && calledOff({ round, group }) === null);

/**
 * The groups without a fixed time that exist: those of the newest round that was confirmed, and not called off before
 * any of them met, and those of the roster, whose members join the group they have there unless the round has placed
 * them. A new round takes them as they are.
 */
export const standingGroups = (directory: Directory, book: RoundBook, day: Day): readonly RoundGroup[] => {
  const newest = book.findLast(
    (round) => !round.isWeekly && round.confirmedAt !== null && (round.cancelled === null || hasMet(round)),
  );
  const known: readonly RoundGroup[] = newest?.groups ?? [];
  const placed = new Set(known.flatMap(({ students }) => students));
  const roster = directory.programme.groups
    .filter(({ meeting }) => meeting === null)
    .map((group) => ({ ...group, students: group.students.filter((student) => !placed.has(student)) }));
  const joined = known.map((group) => {
    const given = roster.find(({ id }) => id === group.id);
    if (given === undefined) return group;
    const isKept = isHandedOver(book, group.id) && isActiveAs(directory, group.teacher, 'teacher', day);
    const teacher = isKept ? group.teacher : given.teacher;
    return { id: group.id, teacher, students: [...group.students, ...given.students] };
  });
  const isKnown = (id: GroupId): boolean => known.some((group) => group.id === id);
  return [...joined, ...roster.filter(({ id }) => !isKnown(id))]
    .map((group) => withActive(directory, group, day))
    .filter(({ students }) => students.length > 0);
};

/** Students who take part on a day and are in none of these groups, nor in one with a fixed time. */
export const studentsWithoutGroup = (
  directory: Directory,
  groups: readonly RoundGroup[],
  day: Day,
): readonly string[] => {
  const placed = new Set([...groups, ...fixedGroups(directory)].flatMap(({ students }) => students));
  const students = directory.programme.people.filter(({ role }) => role === 'student');
  const emails = students.map(({ email }) => email).filter((email) => !placed.has(email));
  return activeStudents(directory, emails, day);
};

/**
 * Whether the groups that exist are no longer those with which a proposal was made: there are others, one has another
 * teacher, or a student it did not have then. What was moved by hand in the proposal itself does not count.
 */
export const isBehind = (
  directory: Directory,
  book: RoundBook,
  { proposed }: RoundState,
  day: Day,
): boolean => {
  const known = new Map(proposed.map((group) => [group.id, group]));
  return standingGroups(directory, book, day).some(({ id, teacher, students }) => {
    const group = known.get(id);
    return group?.teacher !== teacher || students.some((student) => !group.students.includes(student));
  });
};
