/** Rounds as `mentormaat rounds --json` gives them; scripts rely on these names. */
import type { ZoneCalendar } from '../calendar';
import type { Day, Moment } from '../model';
import {
  groupTurnout,
  meetingHistory,
  missedTwice,
  roundTurnout,
  type MeetingHistory,
  type Turnout,
} from './history';
import { invitedBy, type InvitedTo } from './invited';
import { leftOutOf } from './joiners';
import type { GroupStatus, RoundStatus, Slot, SlotId } from './model';
import type { RoundSource } from './planning';
import { stagesDue } from '../retention';
import { neverWas, type Place, type RoundState } from './state';
import { groupStatus, hasLapsed, roundStatus } from './status';
import { membersNow } from './weeks';

/** A slot; start and end are ISO 8601 with offset. */
export interface SlotJson {
  readonly id: SlotId;
  readonly start: string;
  readonly end: string;
  readonly room: string | null;
}

/** A group in a round; people by address. */
export interface GroupJson {
  readonly group: string;
  readonly teacher: string;
  readonly students: readonly string[];
  /** When the group meets; null while that is not known. */
  readonly slot: SlotJson | null;
  /** The slots that suit, by who answered. */
  readonly available: Readonly<Record<string, readonly SlotId[]>>;
  /** To whom the invitation was due, the teacher first; null while there is no time, or when it was called off. */
  readonly invited: readonly string[] | null;
  /** Who brings the case; never its text. */
  readonly case: { readonly student: string } | null;
  /** Who was there; null while there is no report. */
  readonly attended: readonly string[] | null;
  readonly status: GroupStatus;
  /** The slots of the newest poll. */
  readonly slots: readonly SlotJson[];
  readonly turnout: Turnout | null;
  readonly missedTwice: readonly string[];
}

/** A round. */
export interface RoundJson {
  readonly round: string;
  readonly name: string;
  readonly status: RoundStatus;
  readonly from: Day;
  readonly to: Day;
  readonly groups: readonly GroupJson[];
  /** Closed because its days passed without any group having met. */
  readonly lapsed: boolean;
  readonly turnout: Turnout | null;
  /** Who is in none of its groups while it runs: they are in no meeting of it. */
  readonly leftOut: readonly string[];
}

const slotJson = (calendar: ZoneCalendar, { id, start, end, room }: Slot): SlotJson => ({
  id,
  start: calendar.iso(start),
  end: calendar.iso(end),
  room,
});

/** What is known of all meetings at once. */
interface Known {
  readonly history: MeetingHistory;
  readonly invitedTo: InvitedTo;
}

const groupJson = (source: RoundSource, known: Known, place: Place, now: Moment): GroupJson => {
  const { directory, bringers } = source;
  const { history, invitedTo } = known;
  const { calendar } = directory;
  const { id, teacher, meeting, poll, report } = place.group;
  const bringer = bringers.of(place.round.id, id)?.student ?? null;
  return {
    group: id,
    teacher,
    students: membersNow(directory, place.group, now),
    slot: meeting === null ? null : slotJson(calendar, meeting.slot),
    available: Object.fromEntries(poll?.answers ?? []),
    invited: invitedTo(place),
    case: bringer === null ? null : { student: bringer },
    attended: report?.present ?? null,
    status: groupStatus(directory, place, now),
    slots: (poll?.slots ?? []).map((slot) => slotJson(calendar, slot)),
    turnout: groupTurnout(history, place),
    missedTwice: missedTwice(history, place),
  };
};

const roundJson = (source: RoundSource, known: Known, round: RoundState, now: Moment): RoundJson => ({
  round: round.id,
  name: round.setup.name,
  status: roundStatus(source.directory, round, now),
  from: round.setup.from,
  to: round.setup.to,
  groups: round.groups.map((group) => groupJson(source, known, { round, group }, now)),
  lapsed: hasLapsed(source.directory, round, now),
  turnout: roundTurnout(known.history, round),
  leftOut: leftOutOf(source, round, now),
});

/**
 * The rounds, without the weeks that only the roster gives once the names of pupils are gone: which days were closed for their
 * schools nobody knows any more, so a week that was is known by what is stored of it.
 */
const knownRounds = ({ directory, book }: RoundSource, now: Moment): readonly RoundState[] => {
  if (!stagesDue(directory.programme, directory.calendar.dayOf(now)).includes('names')) return book;
  return book
    .map((round) => ({ ...round, groups: round.groups.filter((group) => !neverWas({ round, group }, now)) }))
    .filter(({ isWeekly, groups }) => !isWeekly || groups.length > 0);
};

/** All rounds at a moment, in order of their days. */
export const roundsJson = (source: RoundSource, now: Moment): readonly RoundJson[] => {
  const known: Known = { history: meetingHistory(source), invitedTo: invitedBy(source, now) };
  return knownRounds(source, now).map((round) => roundJson(source, known, round, now));
};
