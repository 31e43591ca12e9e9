/** When people are taken by meetings of intervision, and what meeting times are proposed from. */
import { addWeekdays, laterDay } from '../calendar';
import type { Directory } from '../directory';
import type { Day, Moment } from '../model';
import { sessionOn } from '../sessions';
import { closingTime } from './groupFold';
import type { RoundGroup } from './model';
import { afternoon, type RoundSource } from './planning';
import { calledOff, type GroupState, type Place, type RoundState } from './state';
import { canCloseOn } from './status';
import { activeStudents } from './weeks';

/** From its start up to, not including, its end. */
interface Taken {
  readonly start: Moment;
  readonly end: Moment;
}

/** When people are taken, by address. */
export type Appointments = ReadonlyMap<string, readonly Taken[]>;

/** Times by the address of everybody in some groups: members who take part by then, and teacher. */
const byPerson = (
  directory: Directory,
  places: readonly Place[],
  timesOf: (place: Place) => readonly Taken[],
): Map<string, readonly Taken[]> => {
  const found = new Map<string, readonly Taken[]>();
  for (const place of places) {
    const { teacher, students } = place.group;
    for (const { start, end } of timesOf(place)) {
      const members = activeStudents(directory, students, directory.calendar.dayOf(start));
      for (const who of new Set([teacher, ...members]))
        found.set(who, [...(found.get(who) ?? []), { start, end }]);
    }
  }
  return found;
};

const standing = ({ book }: RoundSource): readonly Place[] =>
  book
    .filter(({ confirmedAt }) => confirmedAt !== null)
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => calledOff(place) === null);

const meetingOf = ({ group }: Place): readonly Taken[] =>
  group.meeting === null ? [] : [group.meeting.slot];

/** The times among which one is still to be chosen. */
const pendingOf = ({ group }: Place): readonly Taken[] => {
  if (group.meeting !== null) return [];
  return (group.isOfferOpen ? group.offer?.slots : group.poll?.slots) ?? [];
};

/**
 * Meetings that stand and end after a moment, by the address of everybody who is there. Those of some groups are left
 * out: for them a time is looked for.
 */
export const appointmentsAfter = (
  source: RoundSource,
  moment: Moment,
  without: ReadonlySet<GroupState>,
): Appointments => {
  const places = standing(source).filter(({ group }) => !without.has(group));
  return byPerson(source.directory, places, (place) => meetingOf(place).filter(({ end }) => end > moment));
};

/** When a student has sessions on a day. */
export const sessionsOn = (directory: Directory, student: string, day: Day): readonly Taken[] =>
  directory
    .pairsOfStudent(student)
    .filter((pair) => directory.meetingDays(pair).includes(day))
    .map((pair) => sessionOn(directory, pair, day));

/** A group with those of its members who take part on a day. */
export const activeGroup = (
  { directory }: RoundSource,
  { id, teacher, students }: RoundGroup,
  day: Day,
): RoundGroup => ({ id, teacher, students: activeStudents(directory, students, day) });

/** Everything from which times are proposed to some groups of a round. */
export interface TimesWanted {
  readonly groups: readonly RoundGroup[];
  readonly from: Day;
  readonly to: Day;
  readonly minutes: number;
  readonly notBefore: Moment;
  readonly appointments: Appointments;
}

/**
 * Times for groups of a round, in its days: after the poll closes, and when it can close then no more not before 16:00 on
 * the next weekday, so that there is time to answer. Meetings are in the way, and so is what other rounds may yet choose.
 */
export const timesWanted = (
  source: RoundSource,
  { id, setup }: RoundState,
  groups: readonly GroupState[],
  now: Moment,
): TimesWanted => {
  const { calendar } = source.directory;
  const without = new Set(groups);
  const others = standing(source).filter(({ group }) => !without.has(group));
  const taken = (place: Place): readonly Taken[] => [
    ...meetingOf(place),
    ...(place.round.id === id ? [] : pendingOf(place)),
  ];
  const today = calendar.dayOf(now);
  const closesAt = calendar.momentOf(setup.answerBy, closingTime);
  const soonest = calendar.momentOf(addWeekdays(today, 1), afternoon);
  return {
    groups: groups.map((group) => activeGroup(source, group, today)),
    from: laterDay(setup.from, today),
    to: setup.to,
    minutes: setup.minutes,
    notBefore: canCloseOn(source.directory, setup.answerBy, now) ? closesAt : soonest,
    appointments: byPerson(source.directory, others, (place) => taken(place).filter(({ end }) => end > now)),
  };
};
