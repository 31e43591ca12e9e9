/** The intervision of a reader's week: meetings of their groups, and what they are asked. */
import { personName } from '../bot/programme/labels';
import type { Day } from '../bot/programme/model';
import { groupTurnout, type MeetingHistory } from '../bot/programme/rounds/history';
import {
  personWeek,
  type Asked,
  type GroupAhead,
  type WeekMeeting,
} from '../bot/programme/rounds/personWeek';
import type { LoadedProgramme } from '../bot/ports';
import type { LoadedRounds } from '../bot/ports/rounds';
import type { AheadView, AskedView, MeetingView, WeekMeetingsView } from '../cards/weekMeetings';
import { standingOf } from './rounds/views';
import { granted, type Turn } from './turn';

const reportOf = (history: MeetingHistory, reader: string, met: WeekMeeting): MeetingView['report'] => {
  const turnout = groupTurnout(history, met);
  return turnout && { ...turnout, wasThere: met.group.report?.present.includes(reader) ?? false };
};

const meetingView = (
  { directory }: LoadedProgramme,
  history: MeetingHistory,
  { contact, now }: Turn,
  met: WeekMeeting,
): MeetingView => {
  const reader = contact.email;
  const { group, meeting, as, isOff, expected, bringer, isWritten, caseTitle } = met;
  const named = (emails: readonly string[]): readonly string[] =>
    emails.map((email) => personName(directory, email));
  return {
    group: group.id,
    start: meeting.slot.start,
    end: meeting.slot.end,
    timeZone: directory.programme.timeZone,
    room: meeting.slot.room,
    as,
    teacher: personName(directory, group.teacher),
    isOff,
    coming: named(expected.coming),
    notComing: named(expected.notComing),
    unknown: named(expected.unknown),
    bringer: bringer === null ? null : personName(directory, bringer),
    isReaderBringer: bringer === reader,
    isWritten,
    caseTitle,
    hasEnded: meeting.slot.end <= now,
    report: reportOf(history, reader, met),
  };
};

const aheadView = (
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
  turn: Turn,
  { next, ...place }: GroupAhead,
): AheadView => ({
  standing: standingOf(loaded, rounds, place, turn.now),
  next: next === null ? null : meetingView(loaded, rounds.history(), turn, next),
});

const askedView = (
  { head, directory }: LoadedProgramme,
  { what, until, round, group }: Asked,
): AskedView => ({
  what,
  until,
  programme: head.id,
  round: round.id,
  group: group.id,
  start: group.meeting?.slot.start ?? null,
  timeZone: directory.programme.timeZone,
});

const startOf = ({ next }: AheadView): number => next?.start ?? Number.MAX_SAFE_INTEGER;

/** Over all programmes in which the reader is a student or a teacher. */
export const readWeekMeetings = async (
  turn: Turn,
  days: { readonly from: Day; readonly to: Day },
): Promise<WeekMeetingsView> => {
  const { ports, contact, now } = turn;
  // Once a programme, whoever is both student and teacher in it.
  const programmes = new Set(granted(turn, 'meetings').map(({ loaded }) => loaded));
  const weeks = await Promise.all(
    [...programmes].map(async (loaded) => {
      const rounds = await ports.rounds.of(loaded);
      const { meetings, ahead, asked } = personWeek(rounds.source, contact.email, days, now);
      return {
        meetings: meetings.map((met) => meetingView(loaded, rounds.history(), turn, met)),
        ahead: ahead.map((group) => aheadView(loaded, rounds, turn, group)),
        asked: asked.map((one) => askedView(loaded, one)),
      };
    }),
  );
  return {
    meetings: weeks.flatMap(({ meetings }) => meetings).toSorted((a, b) => a.start - b.start),
    ahead: weeks.flatMap(({ ahead }) => ahead).toSorted((a, b) => startOf(a) - startOf(b)),
    asked: weeks.flatMap(({ asked }) => asked).toSorted((a, b) => a.until - b.until),
  };
};
