/** A student of a round that goes on is moved to another of its groups. */
import { personName } from '../../bot/programme/labels';
import type { Moment } from '../../bot/programme/model';
import type { Directory } from '../../bot/programme/directory';
import { hearBefore, hearingOf } from '../../bot/programme/rounds/hearing';
import { mostMembers } from '../../bot/programme/rounds/model';
import { calledOff, type GroupState, type Place } from '../../bot/programme/rounds/state';
import { activeStudents, meetsWeekly } from '../../bot/programme/rounds/weeks';
import type { ActionFields } from '../../bot/ports';
import type { GroupCardView } from '../../cards/rounds/group';
import type { Named } from '../../cards/rounds/views';
import type { Turn } from '../turn';
import { only, placeAfter, type Decision } from './change';
import { isAhead, typedGroup } from './moveTargets';
import type { OpenRound } from './scope';
import { groupCardIn } from './showing';
import { named } from './views';

type Moving = NonNullable<GroupCardView['moved']>['said'];

/** Why a student cannot be moved from a group to another; null when they can. */
const refusalOf = (
  { loaded, round }: OpenRound,
  from: GroupState,
  to: GroupState | null,
  student: string,
  now: Moment,
): Exclude<Moving, 'moved'> | null => {
  const { directory } = loaded;
  const today = directory.calendar.dayOf(now);
  if (activeStudents(directory, [student], today).length === 0) return 'noStudent';
  if (!from.students.includes(student)) return 'notHere';
  if (calledOff({ round, group: from }) !== null) return 'isOff';
  if (!isAhead(loaded, { round, group: from }, now)) return 'hasMet';
  if (to === null || !isAhead(loaded, { round, group: to }, now)) return 'noGroup';
  if (to.teacher === student) return 'leads';
  // A group that looks for a time asks nobody who meets every week: the bot would take them out of it at once.
  if (to.meeting === null && meetsWeekly(directory).students.has(student)) return 'meetsWeekly';
  return activeStudents(directory, to.students, today).length >= mostMembers ? 'full' : null;
};

/** The last one leaves nobody: then the group does not meet in this round, and its teacher hears that. */
const stepsOf = (
  { loaded: { directory } }: OpenRound,
  from: GroupState,
  to: GroupState,
  student: string,
  now: Moment,
): Decision['steps'] => {
  const left = activeStudents(directory, from.students, directory.calendar.dayOf(now));
  const isLast = left.every((one) => one === student);
  return [
    { kind: 'moved', student, group: to.id },
    ...(isLast ? [{ kind: 'groupCancelled', group: from.id } as const] : []),
  ];
};

/** Who was moved, where they do not hear so before the meeting that they leave, or the one that they are to come to. */
const tooLate = (
  directory: Directory,
  from: GroupState,
  to: GroupState,
  student: string,
): readonly Named[] => {
  const at = to.joinedAt.get(student)?.at;
  if (at === undefined) return [];
  const starts = [from, to].map(({ meeting }) => meeting?.slot.start);
  const hearer = { receiver: student, as: 'student' } as const;
  const late = hearingOf(directory, [hearer], at, hearBefore(starts, at)).tooLate;
  return late.map((email) => named(directory, email));
};

/**
 * Decides about a student of a running round, answered with the group that they are to leave. Null where none is named, as on a
 * card that shows the proposal still: there nobody would have heard of it.
 */
export const moveMember = (turn: Turn, opened: OpenRound, data: ActionFields): Decision | null => {
  const { loaded, rounds, round } = opened;
  const { now, contact, language } = turn;
  const student = (data['student'] ?? '').trim().toLowerCase();
  const [from, to] = [typedGroup(round.groups, data['from']), typedGroup(round.groups, data['group'])];
  if (from === null) return null;
  const place: Place = { round, group: from };
  const isThere = to?.students.includes(student) === true;
  const refusal = isThere ? null : refusalOf(opened, from, to, student, now);
  const who = personName(loaded.directory, student);
  const said = { said: refusal ?? 'moved', who, to: to?.id ?? '' } as const;
  const draw: Decision['draw'] = (after) => {
    const target = to === null ? null : placeAfter(after, { round, group: to }).group;
    const moved = {
      ...said,
      tooLate: target === null ? [] : tooLate(loaded.directory, from, target, student),
    };
    return groupCardIn(
      { loaded, rounds: after, place: placeAfter(after, place) },
      { email: contact.email, isOwn: false, now },
      { said: null, hearing: null, error: null, moved },
    )(language);
  };
  if (isThere || refusal !== null || to === null) return only(() => draw(rounds));
  return { steps: stepsOf(opened, from, to, student, now), draw };
};
