/** Where rounds and their groups stand at a moment (docs/rules.md, Intervision). */
import { addDays, addWeekdays, earlierDay, isWeekday, laterDay } from '../calendar';
import type { Directory } from '../directory';
import type { Day, Moment } from '../model';
import type { GroupStatus, RoundStatus, Slot } from './model';
import { calledOff, neverWas, type GroupState, type Place, type Poll, type RoundState } from './state';
import { activeStudents } from './weeks';

/** Days after a meeting for which its report is waited for; it can be filled in later too. */
export const reportDays = 14;
/** Weekdays for which a poll is open that opens too late for the round's own day. */
const latePollDays = 3;
/** The hour before which a poll opens that closes on the same day. */
const lastOpening = '12:00';

/** The moment at which the days of a round are over. */
export const daysOver = (directory: Directory, { setup }: RoundState): Moment =>
  directory.calendar.momentOf(addDays(setup.to, 1), '00:00');

/** Whether a poll that opens at a moment can close on a day at 16:00: who is asked has that afternoon at least. */
export const canCloseOn = ({ calendar }: Directory, day: Day, openedAt: Moment): boolean =>
  openedAt < calendar.momentOf(day, lastOpening);

/** The first weekday on which a poll can close: nobody is asked in a weekend. */
const soonestPollDay = (directory: Directory, now: Moment): Day => {
  const today = directory.calendar.dayOf(now);
  return isWeekday(today) && canCloseOn(directory, today, now) ? today : addWeekdays(today, 1);
};

/**
 * The first day that a group can be asked about at a moment: the day after `answerBy` while a poll can close then, else
 * the day after it can at the soonest. Members answer before the first day on which they may meet.
 */
export const firstPolledDay = (directory: Directory, { setup }: RoundState, now: Moment): Day => {
  const isInTime = canCloseOn(directory, setup.answerBy, now);
  return addDays(isInTime ? setup.answerBy : soonestPollDay(directory, now), 1);
};

/**
 * The day on which a poll opened at a moment closes: the round's `answerBy` when it can then, else three weekdays later, but not after the weekday before the first slot and not before it can: of slots from `firstPolledDay` on it is
 * never the day of one.
 */
export const pollDay = (
  directory: Directory,
  { setup }: RoundState,
  slots: readonly Slot[],
  openedAt: Moment,
): Day => {
  const { calendar } = directory;
  if (canCloseOn(directory, setup.answerBy, openedAt)) return setup.answerBy;
  const today = calendar.dayOf(openedAt);
  const first = slots.length === 0 ? today : calendar.dayOf(Math.min(...slots.map(({ start }) => start)));
  return laterDay(
    soonestPollDay(directory, openedAt),
    earlierDay(addWeekdays(today, latePollDays), addWeekdays(first, -1)),
  );
};

/** Whether a poll is over: everybody who takes part has answered, or its moment has come. */
export const isPollOver = (directory: Directory, group: GroupState, poll: Poll, now: Moment): boolean => {
  const members = activeStudents(directory, group.students, directory.calendar.dayOf(now));
  const haveAll = members.length > 0 && members.every((member) => poll.answers.has(member));
  return haveAll || now >= poll.closesAt;
};

const meetingStatus = (directory: Directory, place: Place, now: Moment): GroupStatus | null => {
  const { group } = place;
  if (group.meeting === null) return null;
  const { end } = group.meeting.slot;
  if (neverWas(place, now)) return 'lapsed';
  if (now < end) return 'scheduled';
  const isLate = now >= directory.calendar.sameTimeLater(end, reportDays);
  return group.report !== null || isLate ? 'closed' : 'held';
};

const findingStatus = (group: GroupState): GroupStatus => {
  if (group.isOfferOpen) return group.offer?.isUndecided === true ? 'undecided' : 'offering';
  return group.poll === null ? 'offering' : 'polling';
};

/** Where a group stands in its round. */
export const groupStatus = (directory: Directory, place: Place, now: Moment): GroupStatus => {
  const { round, group } = place;
  if (calledOff(place) !== null) return 'cancelled';
  const isOver = now >= daysOver(directory, round);
  if (round.confirmedAt === null) return isOver ? 'lapsed' : 'draft';
  return meetingStatus(directory, place, now) ?? (isOver ? 'lapsed' : findingStatus(group));
};

/** What the status of a group means for its round. */
const meaning = {
  draft: 'draft',
  offering: 'offering',
  polling: 'polling',
  undecided: 'polling',
  scheduled: 'scheduled',
  held: 'held',
  closed: 'closed',
  lapsed: 'closed',
  cancelled: 'cancelled',
} as const satisfies Record<GroupStatus, RoundStatus>;

const inOrderOfProgress = [
  'draft',
  'offering',
  'polling',
  'scheduled',
  'held',
  'closed',
  'cancelled',
] as const satisfies readonly RoundStatus[];

/** Where a round stands: where the group does that is least far; groups that were called off count last. */
export const roundStatus = (directory: Directory, round: RoundState, now: Moment): RoundStatus => {
  if (round.cancelled !== null) return 'cancelled';
  if (round.groups.length === 0) return now < daysOver(directory, round) ? 'draft' : 'closed';
  const statuses = round.groups.map((group) => meaning[groupStatus(directory, { round, group }, now)]);
  return inOrderOfProgress.find((status) => statuses.some((one) => one === status)) ?? 'draft';
};

/** Whether the days of a round passed without any group having met: it is closed, and says so. */
export const hasLapsed = (directory: Directory, round: RoundState, now: Moment): boolean => {
  const statuses = round.groups.map((group) => groupStatus(directory, { round, group }, now));
  const isOver = round.cancelled === null && now >= daysOver(directory, round);
  return isOver && statuses.every((status) => status === 'lapsed' || status === 'cancelled');
};
