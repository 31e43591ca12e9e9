/** What intervision has for one person in a week: meetings, and what they are asked (docs/rules.md, Intervision). */
import type { Day, Moment } from '../model';
import { expectedAt, type Expected } from './agenda';
import { isActiveAs, type RoundSource } from './planning';
import { calledOff, membersOf, neverWas, type Meeting, type Place } from './state';
import { daysOver, groupStatus, isPollOver, reportDays } from './status';

/** A meeting in the week, for the teacher or a member. */
export interface WeekMeeting extends Place {
  readonly meeting: Meeting;
  readonly as: 'teacher' | 'student';
  readonly isOff: boolean;
  readonly expected: Expected;
  /** Address of who brings the case; null when nobody does. */
  readonly bringer: string | null;
  /** Whether the bringer has written the case. */
  readonly isWritten: boolean;
}

/** Something a person is asked, and until when an answer helps. */
export interface Asked extends Place {
  /** Slots to offer; too few can come; who was there; which slots suit; the case. */
  readonly what: 'offer' | 'undecided' | 'report' | 'poll' | 'case';
  readonly until: Moment;
}

/** Both in order of their moments. */
export interface PersonWeek {
  readonly meetings: readonly WeekMeeting[];
  readonly asked: readonly Asked[];
}

/** As what somebody belongs to a group on a day; null when they do not. */
const roleIn = (source: RoundSource, { group }: Place, who: string, day: Day): WeekMeeting['as'] | null => {
  if (group.teacher === who && isActiveAs(source.directory, who, 'teacher', day)) return 'teacher';
  return membersOf(group).includes(who) && isActiveAs(source.directory, who, 'student', day)
    ? 'student'
    : null;
};

const isWritten = (source: RoundSource, { round, group }: Place): boolean =>
  group.written !== null && group.written.student === source.bringers.of(round.id, group.id)?.student;

const meetingsIn = (
  source: RoundSource,
  places: readonly Place[],
  who: string,
  days: { readonly from: Day; readonly to: Day },
): readonly WeekMeeting[] =>
  places.flatMap((place): readonly WeekMeeting[] => {
    const { meeting } = place.group;
    if (meeting === null || place.round.confirmedAt === null) return [];
    const day = source.directory.calendar.dayOf(meeting.slot.start);
    const as = roleIn(source, place, who, day);
    if (as === null || day < days.from || day > days.to) return [];
    const bringer = source.bringers.of(place.round.id, place.group.id)?.student ?? null;
    return [
      {
        ...place,
        meeting,
        as,
        isOff: calledOff(place) !== null,
        expected: expectedAt(source, place),
        bringer,
        isWritten: isWritten(source, place),
      },
    ];
  });

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
  const isTheirs = bringing?.student === who && bringing.isAssigned && !isWritten(source, place);
  return isTheirs ? [{ ...place, what: 'case', until: meeting.slot.start }] : [];
};

const byStart = (a: WeekMeeting, b: WeekMeeting): number =>
  a.meeting.slot.start - b.meeting.slot.start || (a.group.id < b.group.id ? -1 : 1);
const byUntil = (a: Asked, b: Asked): number => a.until - b.until || (a.group.id < b.group.id ? -1 : 1);

/** The meetings of a person's groups from one day to another, both included, and all that they are asked now. */
export const personWeek = (
  source: RoundSource,
  who: string,
  days: { readonly from: Day; readonly to: Day },
  now: Moment,
): PersonWeek => {
  const places = source.book
    .flatMap((round) => round.groups.map((group): Place => ({ round, group })))
    .filter(({ group }) => group.teacher === who || group.students.includes(who))
    .filter((place) => !neverWas(place, now));
  const today = source.directory.calendar.dayOf(now);
  const asked = places.flatMap((place) => {
    const as = roleIn(source, place, who, today);
    if (as === null) return [];
    return as === 'teacher' ? askedOfTeacher(source, place, now) : askedOfMember(source, place, who, now);
  });
  return {
    meetings: meetingsIn(source, places, who, days).toSorted(byStart),
    asked: asked.toSorted(byUntil),
  };
};
