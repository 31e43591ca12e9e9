/** To which groups of a round that goes on a student can be moved. */
import type { Moment } from '../../bot/programme/model';
import { isOngoing } from '../../bot/programme/rounds/current';
import type { GroupState, Place } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import { activeStudents } from '../../bot/programme/rounds/weeks';
import type { LoadedProgramme } from '../../bot/ports';
import type { MoveTarget } from '../../cards/rounds/move';
import { named } from './views';

/** Whether a group of a round looks for a time, or is still to meet: who is in it can go, and others can come. */
export const isAhead = ({ directory }: LoadedProgramme, place: Place, now: Moment): boolean => {
  const { round, group } = place;
  const hasBegun = group.meeting !== null && group.meeting.slot.start <= now;
  return !round.isWeekly && !hasBegun && isOngoing(groupStatus(directory, place, now));
};

/** The group of which the id is chosen, or typed: then in any case, where only one is meant. */
export const typedGroup = (groups: readonly GroupState[], typed = ''): GroupState | null => {
  const id = typed.trim();
  const alike = groups.filter((group) => group.id.toLowerCase() === id.toLowerCase());
  return alike.find((group) => group.id === id) ?? (alike.length === 1 ? (alike[0] ?? null) : null);
};

/** The other groups of its round to which a member of a group can be moved; none where its own has met. */
export const moveTargets = (loaded: LoadedProgramme, place: Place, now: Moment): readonly MoveTarget[] => {
  const { round } = place;
  const { directory } = loaded;
  const today = directory.calendar.dayOf(now);
  if (!isAhead(loaded, place, now)) return [];
  return round.groups
    .filter((group) => group.id !== place.group.id && isAhead(loaded, { round, group }, now))
    .map(({ id, teacher, students }) => ({
      id,
      teacher: named(directory, teacher),
      count: activeStudents(directory, students, today).length,
    }));
};
