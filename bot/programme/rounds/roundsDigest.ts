/** What the Monday digest tells a coordinator of intervision (docs/rules.md, Messages the bot starts). */
import { addDays } from '../calendar';
import type { Directory } from '../directory';
import { personName } from '../labels';
import type { Day, Moment } from '../model';
import { missedTwice, type MeetingHistory, type Turnout } from './history';
import type { GroupStatus } from './model';
import { isActiveAs, type RoundSource } from './planning';
import { calledOff, type Place, type RoundState } from './state';
import { groupStatus } from './status';
import { activeStudents } from './weeks';

/** A round in which groups still look for a time. */
interface SearchingRound {
  readonly name: string;
  /** Groups whose teacher has not said yet which times to offer. */
  readonly offering: number;
  /** Groups whose members are asked, and when the last of these polls closes. */
  readonly polling: number;
  readonly closesAt: Moment | null;
}

/** The intervision of a week, of groups with a member who has a pupil at one of the coordinator's schools. */
export interface RoundsDigest {
  /** Groups that meet in the week that begins. */
  readonly meeting: number;
  readonly searching: readonly SearchingRound[];
  /** Groups in which too few can come at any time: somebody has to decide. Teachers by name. */
  readonly undecided: readonly { readonly group: string; readonly teacher: string }[];
  /** Groups that are to meet, or look for a time, while their teacher takes part no longer: nobody leads them. */
  readonly withoutTeacher: readonly string[];
  /** Who came to the meetings of the week before, as far as reports say so; null when there were none. */
  readonly turnout: Turnout | null;
  /** Meetings of that week that have no report yet. */
  readonly withoutReport: number;
  /** Names of students of these schools who missed the meeting of that week and the one before it. */
  readonly missedTwice: readonly string[];
}

const hasPupilAt = (directory: Directory, schools: readonly string[], student: string): boolean =>
  directory
    .pairsOfStudent(student)
    .some(({ pupil }) => schools.includes(directory.pupil(pupil)?.school ?? ''));

const isIn = (from: Moment, to: Moment, { group }: Place): boolean =>
  group.meeting !== null && group.meeting.slot.start >= from && group.meeting.slot.start < to;

const searchingIn = (
  { directory }: RoundSource,
  round: RoundState,
  places: readonly Place[],
  now: Moment,
): readonly SearchingRound[] => {
  const own = places.filter((place) => place.round.id === round.id);
  const at = (status: string): readonly Place[] =>
    own.filter((place) => groupStatus(directory, place, now) === status);
  const [offering, polling] = [at('offering'), at('polling')];
  if (offering.length + polling.length === 0) return [];
  const closing = polling.flatMap(({ group }) => group.poll?.closesAt ?? []);
  return [
    {
      name: round.setup.name,
      offering: offering.length,
      polling: polling.length,
      closesAt: closing.length === 0 ? null : Math.max(...closing),
    },
  ];
};

const goingOn: readonly GroupStatus[] = ['offering', 'polling', 'undecided', 'scheduled'];

const withoutTeacher = (
  { directory }: RoundSource,
  places: readonly Place[],
  monday: Day,
  now: Moment,
): readonly string[] => {
  const left = places.filter(
    (place) =>
      !isActiveAs(directory, place.group.teacher, 'teacher', monday) &&
      goingOn.includes(groupStatus(directory, place, now)),
  );
  return [...new Set(left.map(({ group }) => group.id))];
};

const turnoutOf = (met: MeetingHistory): Turnout | null =>
  met.length === 0
    ? null
    : {
        present: met.reduce((sum, { report }) => sum + report.present.length, 0),
        members: met.reduce((sum, { members }) => sum + members.length, 0),
      };

/** What the digest of a Monday says of intervision, as things stand at a moment. */
export const roundsDigest = (
  { source, history }: { readonly source: RoundSource; readonly history: MeetingHistory },
  schools: readonly string[],
  monday: Day,
  now: Moment,
): RoundsDigest => {
  const { directory, book } = source;
  const { calendar } = directory;
  const isOurs = (student: string): boolean => hasPupilAt(directory, schools, student);
  const places = book
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(({ group }) => group.students.some(isOurs));
  const [before, begin, end] = [addDays(monday, -7), monday, addDays(monday, 7)].map((day) =>
    calendar.momentOf(day, '00:00'),
  );
  const within = (from = 0, to = 0): readonly Place[] =>
    places.filter((place) => isIn(from, to, place) && calledOff(place) === null);
  const lastWeek = within(before, begin);
  const met = history.filter(({ round, group }) =>
    lastWeek.some((place) => place.round.id === round.id && place.group.id === group.id),
  );
  const missed = met.flatMap((place) => missedTwice(history, place)).filter(isOurs);
  const stillHere = activeStudents(directory, [...new Set(missed)], monday);
  return {
    meeting: within(begin, end).length,
    searching: book.flatMap((round) => searchingIn(source, round, places, now)),
    undecided: places
      .filter((place) => groupStatus(directory, place, now) === 'undecided')
      .map(({ group }) => ({ group: group.id, teacher: personName(directory, group.teacher) })),
    withoutTeacher: withoutTeacher(source, places, monday, now),
    turnout: turnoutOf(met),
    withoutReport: lastWeek.filter(({ group }) => group.report === null).length,
    missedTwice: stillHere.map((student) => personName(directory, student)),
  };
};
