/** That a member of a group hears once who leads its meeting by now (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { announceWeekdays } from './announcements';
import { isBefore, type Point } from './facts';
import { hearsAt } from './hearing';
import { weekdaysBefore, type RoundSource } from './planning';
import { calledOff, setAt, type GroupState, type Meeting, type Place } from './state';

/** That another leads the meeting than its reader had heard. */
export interface NewLead {
  /** Counts what they hear of who leads it, the invitation included: from 2. */
  readonly nth: number;
  readonly since: Moment;
}

/** Who leads it as far as somebody knows, and who gave it to them. */
interface Known extends NewLead {
  readonly teacher: string;
  readonly by: string | null;
}

const leadsAt = ({ teacher, handOvers }: GroupState, point: Point): string =>
  handOvers.find((one) => isBefore(point, one))?.from ?? teacher;

/** Who gave it to whoever leads it then. */
const givenBy = ({ handOvers }: GroupState, point: Point): string | null =>
  handOvers.findLast((one) => !isBefore(point, one))?.by ?? null;

/** What comes with time alone, as it passes: whatever somebody does at that moment comes after it. */
const asTimePasses = (at: Moment): Point => ({ at, order: -1 });

const later = (one: Point, other: Point): Point => (isBefore(one, other) ? other : one);

/** From when on a member is told of a meeting: at a fixed time once it is near, as then people count on it. */
const toldFrom = (
  { calendar }: Directory,
  { joinedAt }: GroupState,
  meeting: Meeting,
  member: string,
): Point => {
  const { slot, isOfRoster } = meeting;
  const near = isOfRoster ? weekdaysBefore(calendar, slot.start, announceWeekdays) : 0;
  return [asTimePasses(near), joinedAt.get(member) ?? asTimePasses(0)].reduce(later, setAt(meeting));
};

/** A meeting as it was set by then, however often that changed since. */
const setBy = (meeting: Meeting, moment: Moment): Meeting =>
  meeting.since > moment && meeting.before !== null ? setBy(meeting.before, moment) : meeting;

/** When a meeting was to begin as far as was known at a moment; null where it had been called off by then. */
const startKnownAt = (place: Place, moment: Moment): Moment | null => {
  const { meeting } = place.group;
  const off = calledOff(place);
  if (meeting === null || (off !== null && off.at <= moment)) return null;
  return setBy(meeting, moment).slot.start;
};

/**
 * From when on a member knows who leads a meeting at a fixed time by the invitation for all weeks, which shows the first
 * meeting that is to come when they get it; 0 for every other meeting.
 */
const knownBySeries = (
  { directory, book }: RoundSource,
  { group: { id } }: Place,
  { slot }: Meeting,
  member: string,
): Moment => {
  const weeks = book
    .filter(({ isWeekly }) => isWeekly)
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(({ group }) => group.id === id);
  const theirs = weeks
    .flatMap(({ group }) => group.announced)
    .filter(({ members }) => members.includes(member));
  const first = Math.min(slot.start, ...weeks.flatMap((week) => startKnownAt(week, slot.start) ?? []));
  const due =
    theirs.length === 0
      ? weekdaysBefore(directory.calendar, first, announceWeekdays)
      : Math.min(...theirs.map(({ at }) => at));
  const told = hearsAt(directory, { receiver: member, as: 'student' }, due);
  const ahead = weeks.flatMap((week) => startKnownAt(week, told) ?? []).filter((start) => start > told);
  return Math.min(...ahead) === slot.start ? told : 0;
};

/**
 * The newest that a member is to hear of who leads a meeting: it was handed over after they had heard of another. Null when
 * they know, as it went back before they heard, or as they did it themselves.
 */
export const newLead = (
  source: RoundSource,
  place: Place,
  meeting: Meeting,
  member: string,
): NewLead | null => {
  const { directory } = source;
  const { group } = place;
  if (group.handOvers.length === 0) return null;
  // At once by what has happened by then; else in the morning, by everything until that moment.
  const hears = (point: Point): Point => {
    const at = hearsAt(directory, { receiver: member, as: 'student' }, point.at);
    return at === point.at ? point : { at, order: Infinity };
  };
  const from = toldFrom(directory, group, meeting, member);
  // The invitation for all weeks says of one alone who leads it; that to another time or place comes with its teacher.
  const isAsFirstTold = meeting.isOfRoster && meeting.since === 0;
  const invited = isAsFirstTold ? asTimePasses(knownBySeries(source, place, meeting, member)) : hears(from);
  const { teacher, nth, since, by } = group.handOvers
    .filter((one) => isBefore(invited, one) && one.at < meeting.slot.start)
    .reduce<Known>(
      (known, handOver) => {
        const changed = later(handOver, from);
        const heard = hears(changed);
        const leads = leadsAt(group, heard);
        if (leads === known.teacher) return known;
        return { teacher: leads, nth: known.nth + 1, since: changed.at, by: givenBy(group, heard) };
      },
      { teacher: leadsAt(group, invited), nth: 1, since: 0, by: null },
    );
  return teacher === member || nth === 1 || by === member ? null : { nth, since };
};
