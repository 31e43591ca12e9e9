/** What an invitation to a meeting says: when and where, and what of that is new to its reader. */
import { addDays } from '../../bot/programme/calendar';
import type { Day, Moment } from '../../bot/programme/model';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { hearsAt } from '../../bot/programme/rounds/hearing';
import { leadOf } from '../../bot/programme/rounds/lead';
import { timesBack } from '../../bot/programme/rounds/searchMessages';
import { setAt, type Meeting, type Place } from '../../bot/programme/rounds/state';
import { fixedGroups } from '../../bot/programme/rounds/weeks';
import type { LoadedProgramme } from '../../bot/ports';
import type { InviteView } from '../../cards/rounds/invite';
import type { Telling } from './telling';
import { groupView, isoOf, meetingView } from './views';

/** Whether the reader could hear of something before the meeting was set as it is now: at night both come together. */
const couldHear = (
  { sending: { loaded }, place: { group }, receiver }: Telling,
  at: Moment,
  { since }: Meeting,
): boolean => {
  const as = receiver === group.teacher ? 'teacher' : 'student';
  return hearsAt(loaded.directory, { receiver, as }, at) < since;
};

/** Somebody who joined, or took the group over, after it was moved does not hear of a change. */
const newsOf = (telling: Telling, meeting: Meeting): InviteView['news'] => {
  const { place, receiver, isSeries, nth } = telling;
  const { joinedAt, teacher } = place.group;
  const { since } = leadOf(telling.sending.loaded.directory, place.group);
  const { number, timeSet } = meeting;
  const heard = (at: Moment): boolean => at === 0 || couldHear(telling, at, meeting);
  if (isSeries) return nth > 1 ? 'weeklyAgain' : 'weekly';
  if (receiver === teacher && !heard(since)) return 'handedOver';
  const placed = meeting.before?.slot.room === null ? 'placed' : 'elsewhere';
  const back = timesBack(telling.sending.loaded.directory, place.group, receiver, setAt(meeting));
  // Of another place since it says that, beside who leads it.
  if (receiver !== teacher && nth > back + 1) return telling.number < number ? placed : 'ledBy';
  if (number === 1 || !heard(joinedAt.get(receiver)?.at ?? 0)) return 'set';
  if (number > timeSet.number && heard(timeSet.since)) return placed;
  return timeSet.number === 1 ? 'set' : 'moved';
};

/** The day of a meeting, or on which a group with a fixed time usually meets that week. */
const usualDayOf = ({ directory }: LoadedProgramme, { round, group }: Place, { slot }: Meeting): Day => {
  const fixed = fixedGroups(directory).find(({ id }) => id === group.id)?.meeting ?? null;
  return round.isWeekly && fixed !== null
    ? addDays(round.setup.from, fixed.weekday - 1)
    : directory.calendar.dayOf(slot.start);
};

/** Whether a member has another meeting at the time of this one; of the weeks of a group not each is told. */
const isDouble = ({ rounds: { source }, place, receiver, isSeries }: Telling, { slot }: Meeting): boolean =>
  receiver !== place.group.teacher && !isSeries && isElsewhere(source, receiver, slot, place);

/** The invitation as its reader gets it; null where there is no meeting any more. */
export const inviteView = (telling: Telling): InviteView | null => {
  const { sending, rounds, place, receiver } = telling;
  const { loaded, at, ports } = sending;
  const meeting = meetingView(rounds, place);
  const iso = isoOf(loaded.directory, place);
  if (meeting === null || iso === null || place.group.meeting === null) return null;
  return {
    ...groupView(loaded, place, at),
    ...meeting,
    reader: receiver,
    iso,
    news: newsOf(telling, place.group.meeting),
    usualDay: usualDayOf(loaded, place, place.group.meeting),
    isDouble: isDouble(telling, place.group.meeting),
    hasCalendar: ports.calendar.isOffered,
  };
};
