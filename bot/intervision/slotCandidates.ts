/** Every time at which a group could meet, with the members who cannot. */
import type { Interval, ProposedSlot, SlotsWanted } from '../ports/intervision';
import { addDays, daysBetween, isWeekday } from '../programme/calendar';
import type { Directory } from '../programme/directory';
import type { Day, WallTime } from '../programme/model';
import { overlaps } from '../programme/rounds/overlaps';
import { personTime, type PersonTime } from './personTime';
import { byText } from './studentKinds';
import { fewestMembers, type NoSlotReason, type RoundGroup } from '../programme/rounds/model';
import { usualHours } from '../programme/rounds/typedSlots';

const minute = 60_000;

const minuteOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Meetings lie between the usual hours (docs/rules.md, Intervision), and start on a quarter. */
const hours = { first: minuteOf(usualHours.first), last: minuteOf(usualHours.last), step: 15 };

const wall = (minutes: number): WallTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Times at which a meeting of so many minutes may start. */
const startsOf = (minutes: number): readonly WallTime[] => {
  const count = Math.floor((hours.last - hours.first - minutes) / hours.step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => wall(hours.first + index * hours.step));
};

/** A slot before it has a name: there are thousands, of which five are proposed. */
export interface PossibleSlot extends Omit<ProposedSlot, 'id' | 'room'> {
  /** So many members could not be told before the day itself: their days until then are closed. */
  readonly untold: number;
}

/** Free times of a group; none for the reason given. */
export type Candidates =
  | { readonly slots: readonly PossibleSlot[]; readonly reason: null; readonly hindrance: NoSlotReason }
  | { readonly slots: readonly []; readonly reason: NoSlotReason; readonly hindrance: NoSlotReason };

const none = (reason: NoSlotReason): Candidates => ({ slots: [], reason, hindrance: reason });

/** What kept most times from being proposed; where nothing did there are no more hours. */
const mostInTheWay = (counts: readonly (readonly [NoSlotReason, number])[]): NoSlotReason => {
  const [first] = counts.filter(([, count]) => count > 0).toSorted(([, a], [, b]) => b - a);
  return first?.[0] ?? 'noHours';
};

interface Member {
  readonly email: string;
  readonly time: PersonTime;
  /** The first day on which they can hear which time it is; after the last day of the round when there is none. */
  readonly toldOn: Day;
}

/** The first weekday that is open for somebody; the day after the last when there is none. */
const firstOpenDay = (time: PersonTime, from: Day, last: Day): Day => {
  let day = from;
  while (day <= last && !(isWeekday(day) && !time.isClosedOn(day))) day = addDays(day, 1);
  return day;
};

/** A member on one day. */
interface MemberDay {
  readonly email: string;
  readonly isClosed: boolean;
  readonly busy: readonly Interval[];
}

const hindranceOf = ({ isClosed, busy }: MemberDay, at: Interval): 'closed' | 'busy' | null => {
  if (isClosed) return 'closed';
  return busy.some((interval) => overlaps(interval, at)) ? 'busy' : null;
};

const cannotOf = (members: readonly MemberDay[], at: Interval): PossibleSlot['cannot'] =>
  members.flatMap((member) => {
    const because = hindranceOf(member, at);
    return because === null ? [] : [{ email: member.email, because }];
  });

class GroupCandidates {
  private readonly members: readonly Member[];
  private readonly teacher: PersonTime;
  /** With fewer a meeting would have to be asked about; a smaller group needs all of its members. */
  private readonly needed: number;

  constructor(
    private readonly directory: Directory,
    private readonly group: RoundGroup,
    private readonly wanted: SlotsWanted,
  ) {
    const timeOf = (email: string): PersonTime =>
      personTime(directory, email, group.id, wanted.appointments.get(email) ?? []);
    const students = [...new Set(group.students)].toSorted(byText);
    const from = directory.calendar.dayOf(wanted.notBefore);
    this.members = students.map((email) => {
      const time = timeOf(email);
      return { email, time, toldOn: firstOpenDay(time, from, wanted.to) };
    });
    this.teacher = timeOf(group.teacher);
    this.needed = Math.min(fewestMembers, students.length);
  }

  private hoursOn(day: Day): readonly (Interval & { readonly time: WallTime })[] {
    return startsOf(this.wanted.minutes)
      .map((time) => {
        const start = this.directory.calendar.momentOf(day, time);
        return { time, start, end: start + this.wanted.minutes * minute };
      })
      .filter(({ start }) => start >= this.wanted.notBefore);
  }

  private slotsOn(day: Day): readonly PossibleSlot[] {
    const teaching = this.teacher.busyOn(day);
    const members = this.members.map(({ email, time }) => ({
      email,
      isClosed: time.isClosedOn(day),
      busy: time.busyOn(day),
    }));
    const untold = this.members.filter(({ toldOn }) => toldOn >= day).length;
    return this.hoursOn(day)
      .filter((at) => !teaching.some((interval) => overlaps(interval, at)))
      .map((at) => {
        const { time, start, end } = at;
        return { day, time, start, end, cannot: cannotOf(members, at), untold };
      });
  }

  private isEnough(cannot: number): boolean {
    return this.members.length - cannot >= this.needed;
  }

  private isOpen(day: Day): boolean {
    return this.isEnough(this.members.filter(({ time }) => time.isClosedOn(day)).length);
  }

  all(): Candidates {
    const days = daysBetween(this.wanted.from, this.wanted.to).filter(isWeekday);
    if (days.every((day) => this.hoursOn(day).length === 0)) return none('noHours');
    if (!days.some((day) => this.isOpen(day))) return none('closed');
    const slots = days.flatMap((day) => this.slotsOn(day));
    if (slots.length === 0) return none('teacherElsewhere');
    const possible = slots.filter(({ cannot }) => this.isEnough(cannot.length));
    if (possible.length === 0) return none('tooFewFree');
    const open = possible.filter(({ cannot }) => !cannot.some(({ because }) => because === 'closed'));
    const kept = open.length > 0 ? open : possible;
    const wouldDo = slots.filter(({ cannot }) =>
      this.isEnough(cannot.filter(({ because }) => because === 'busy').length),
    );
    const counted = days.reduce((sum, day) => sum + this.hoursOn(day).length, 0);
    const hindrance = mostInTheWay([
      ['closed', wouldDo.length - kept.length],
      ['tooFewFree', slots.length - wouldDo.length],
      ['teacherElsewhere', counted - slots.length],
    ]);
    return { slots: kept, reason: null, hindrance };
  }
}

/**
 * The times between two days, Monday to Friday from 09:00 to 21:00, when the teacher is free and at least four members
 * are. A day that is closed for a member stands there only when none is open for all.
 */
export const slotCandidates = (directory: Directory, group: RoundGroup, wanted: SlotsWanted): Candidates =>
  new GroupCandidates(directory, group, wanted).all();
