/** Where the groups of somebody stand now: what `intervisie` is about. */
import type { Day, Group, Moment } from '../model';
import type { GroupStatus } from './model';
import { isActiveAs, type RoundSource } from './planning';
import type { Place } from './state';
import { groupStatus } from './status';

const ongoing: readonly GroupStatus[] = ['offering', 'polling', 'undecided', 'scheduled'];

/** Whether a group is on its way to a meeting. */
export const isOngoing = (status: GroupStatus): boolean => ongoing.includes(status);

/**
 * Of each group, by its id, in the rounds that were confirmed: what is ahead or going on, the earliest; else what was
 * last. Before it the meetings that wait for their report.
 */
export const currentPlaces = (
  { book, directory }: RoundSource,
  isTheirs: (place: Place) => boolean,
  now: Moment,
): readonly Place[] => {
  const places = book
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(isTheirs)
    .map((place) => ({ place, status: groupStatus(directory, place, now) }));
  const ids = [...new Set(places.map(({ place }) => place.group.id))];
  return ids.flatMap((id) => {
    const own = places.filter(({ place }) => place.group.id === id);
    const waiting = own.filter(({ status }) => status === 'held');
    const next = own.find(({ status }) => isOngoing(status));
    const shown = next === undefined ? waiting : [...waiting, next];
    const last = own.at(-1);
    return (shown.length === 0 && last !== undefined ? [last] : shown).map(({ place }) => place);
  });
};

/** The groups without a fixed time that the roster has for somebody and that no round has had that was confirmed. */
export const waitingGroups = ({ book, directory }: RoundSource, who: string, day: Day): readonly Group[] => {
  const confirmed = book.filter(({ confirmedAt }) => confirmedAt !== null);
  const known = new Set(confirmed.flatMap(({ groups }) => groups.map(({ id }) => id)));
  const isTheirs = ({ teacher, students }: Group): boolean =>
    (teacher === who && isActiveAs(directory, who, 'teacher', day)) ||
    (students.includes(who) && isActiveAs(directory, who, 'student', day));
  return directory.programme.groups.filter(
    (group) => group.meeting === null && !known.has(group.id) && isTheirs(group),
  );
};
