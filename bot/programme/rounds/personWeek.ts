/** What intervision has for one person in a week: meetings, and what they are asked (docs/rules.md, Intervision). */
import { groupBy } from '../groupBy';
import type { Day, Moment } from '../model';
import { expectedAt, writtenCase, type Expected } from './agenda';
import { currentPlaces, isOngoing, waitingGroups } from './current';
import type { RoundSource } from './planning';
import { caseSeenBy, goesAs, type Reader } from './reach';
import type { GroupId, GroupStatus } from './model';
import { calledOff, membersOf, neverWas, type Meeting, type Place } from './state';
import { daysOver, groupStatus, isPollOver, reportDays } from './status';

/** A meeting, for the teacher or a member. */
export interface WeekMeeting extends Place {
  readonly meeting: Meeting;
  readonly as: 'teacher' | 'student';
  readonly isOff: boolean;
  readonly expected: Expected;
  /** Address of who brings the case; null when nobody does. */
  readonly bringer: string | null;
  /** Whether the bringer has written the case. */
  readonly isWritten: boolean;
  /** Its title, for whoever may read the case; null while there is none, or once it has been removed. */
  readonly caseTitle: string | null;
}

/** Where a group of somebody stands, and its next meeting; null while that has no time. */
export interface GroupAhead extends Place {
  readonly as: 'teacher' | 'student';
  readonly status: GroupStatus;
  readonly next: WeekMeeting | null;
}

/** Something a person is asked, and until when an answer helps. */
export interface Asked extends Place {
  /** Slots to offer; too few can come; who was there; which slots suit; the case. */
  readonly what: 'offer' | 'undecided' | 'report' | 'poll' | 'case';
  readonly until: Moment;
}

/** What comes first stands first; groups without a meeting come last, by their ids. */
export interface PersonWeek {
  readonly meetings: readonly WeekMeeting[];
  /** The groups that have no meeting left in the week. */
  readonly ahead: readonly GroupAhead[];
  /** The groups that the roster gives and no round has had yet. */
  readonly waiting: readonly GroupId[];
  readonly asked: readonly Asked[];
}

/** As what somebody belongs to a group on a day; null when they do not. */
const roleIn = (source: RoundSource, place: Place, who: string, day: Day): WeekMeeting['as'] | null =>
  goesAs(source, place, membersOf(place.group), who, day);

/** From one day to another, both included. */
interface Days {
  readonly from: Day;
  readonly to: Day;
}

const meetingAt = (
  source: RoundSource,
  place: Place,
  meeting: Meeting,
  as: WeekMeeting['as'],
  reader: Reader,
): WeekMeeting => {
  const { round, group } = place;
  return {
    ...place,
    meeting,
    as,
    isOff: calledOff(place) !== null,
    expected: expectedAt(source, place),
    bringer: source.bringers.of(round.id, group.id)?.student ?? null,
    isWritten: writtenCase(source, place) !== null,
    caseTitle: caseSeenBy(source, place, reader)?.title ?? null,
  };
};

const meetingsIn = (
  source: RoundSource,
  places: readonly Place[],
  reader: Reader,
  days: Days,
): readonly WeekMeeting[] =>
  places.flatMap((place): readonly WeekMeeting[] => {
    const { meeting } = place.group;
    if (meeting === null || place.round.confirmedAt === null) return [];
    const day = source.directory.calendar.dayOf(meeting.slot.start);
    const as = roleIn(source, place, reader.email, day);
    return as === null || day < days.from || day > days.to
      ? []
      : [meetingAt(source, place, meeting, as, reader)];
  });

const aheadOf = (source: RoundSource, reader: Reader, { from, to }: Days): readonly GroupAhead[] => {
  const { email: who, now } = reader;
  const { calendar } = source.directory;
  const today = calendar.dayOf(now);
  const theirs = currentPlaces(source, (one) => roleIn(source, one, who, today) !== null, now);
  // Of each group the last is what is ahead, where anything is.
  const newest = [...groupBy(theirs, ({ group }) => group.id).values()].flatMap((own) => own.slice(-1));
  const isInWeek = ({ group: { meeting } }: Place): boolean => {
    const day = meeting === null ? null : calendar.dayOf(meeting.slot.start);
    return day !== null && day >= from && day <= to;
  };
  return newest
    .filter((place) => !isInWeek(place))
    .flatMap((place): readonly GroupAhead[] => {
      const { meeting } = place.group;
      const as = roleIn(source, place, who, today);
      const status = groupStatus(source.directory, place, now);
      const isNext = meeting !== null && isOngoing(status);
      const next = isNext && as !== null ? meetingAt(source, place, meeting, as, reader) : null;
      return as === null ? [] : [{ ...place, as, status, next }];
    });
};

const askedOfTeacher = ({ directory }: RoundSource, place: Place, now: Moment): readonly Asked[] => {
  const { round, group } = place;
  const status = groupStatus(directory, place, now);
  if (group.isOfferOpen && (status === 'offering' || status === 'undecided')) {
    const what = status === 'offering' ? 'offer' : 'undecided';
    return [{ ...place, what, until: daysOver(directory, round) }];
  }
  if (status !== 'held' || group.meeting === null) return [];
  const until = directory.calendar.sameTimeLater(group.meeting.slot.end, reportDays);
  return [{ ...place, what: 'report', until }];
};

const askedOfMember = (source: RoundSource, place: Place, who: string, now: Moment): readonly Asked[] => {
  const { directory, bringers } = source;
  const { round, group } = place;
  const { poll, meeting } = group;
  const status = groupStatus(directory, place, now);
  if (status === 'polling' && poll !== null && !poll.answers.has(who)) {
    const isOver = isPollOver(directory, group, poll, now);
    return isOver ? [] : [{ ...place, what: 'poll', until: poll.closesAt }];
  }
  if (status !== 'scheduled' || meeting === null || now >= meeting.slot.start) return [];
  const bringing = bringers.of(round.id, group.id);
  const isTheirs = bringing?.student === who && bringing.isAssigned && writtenCase(source, place) === null;
  return isTheirs ? [{ ...place, what: 'case', until: meeting.slot.start }] : [];
};

const byStart = (a: WeekMeeting, b: WeekMeeting): number =>
  a.meeting.slot.start - b.meeting.slot.start || (a.group.id < b.group.id ? -1 : 1);
const startOf = ({ next }: GroupAhead): Moment => next?.meeting.slot.start ?? Number.MAX_SAFE_INTEGER;
const byNext = (a: GroupAhead, b: GroupAhead): number =>
  startOf(a) - startOf(b) || (a.group.id < b.group.id ? -1 : 1);
const byUntil = (a: Asked, b: Asked): number => a.until - b.until || (a.group.id < b.group.id ? -1 : 1);

/**
 * The meetings of a person's groups in some days, how their groups stand that do not meet in them any more, and all that
 * they are asked now.
 */
export const personWeek = (source: RoundSource, who: string, days: Days, now: Moment): PersonWeek => {
  const places = source.book
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(({ group }) => group.teacher === who || group.students.includes(who))
    .filter((place) => !neverWas(place, now));
  const reader = { email: who, now };
  const today = source.directory.calendar.dayOf(now);
  const asked = places.flatMap((place) => {
    const as = roleIn(source, place, who, today);
    if (as === null) return [];
    return as === 'teacher' ? askedOfTeacher(source, place, now) : askedOfMember(source, place, who, now);
  });
  return {
    meetings: meetingsIn(source, places, reader, days).toSorted(byStart),
    ahead: aheadOf(source, reader, days).toSorted(byNext),
    waiting: waitingGroups(source, who, today).map(({ id }) => id),
    asked: asked.toSorted(byUntil),
  };
};
