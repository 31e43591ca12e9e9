/** The intervision of a reader's week: meetings of their groups, and what they are asked. */
import { personName } from '../bot/programme/labels';
import type { Day } from '../bot/programme/model';
import { groupTurnout } from '../bot/programme/rounds/history';
import {
  personWeek,
  type Asked,
  type GroupAhead,
  type WeekMeeting,
} from '../bot/programme/rounds/personWeek';
import { reachesOf, type Reader } from '../bot/programme/rounds/reach';
import type { LoadedProgramme } from '../bot/ports';
import type { LoadedRounds } from '../bot/ports/rounds';
import type { AheadView, AskedView, MeetingView, WeekMeetingsView } from '../cards/weekMeetings';
import { readerIn } from './rounds/scope';
import { standingOf } from './rounds/views';
import { granted, type Turn } from './turn';

/** How many came is the reader's to know where that is in the table; whether they were there themselves always. */
const reportOf = (
  { source, history }: LoadedRounds,
  reader: Reader,
  met: WeekMeeting,
): MeetingView['report'] => {
  const { report } = met.group;
  if (report === null) return null;
  const turnout = reachesOf(source, met, 'turnout', reader) ? groupTurnout(history(), met) : null;
  return { turnout, wasThere: report.present.includes(reader.email) };
};

const meetingView = (rounds: LoadedRounds, reader: Reader, met: WeekMeeting): MeetingView => {
  const { directory } = rounds.source;
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
    isReaderBringer: bringer === reader.email,
    isWritten,
    caseTitle,
    hasEnded: meeting.slot.end <= reader.now,
    report: reportOf(rounds, reader, met),
  };
};

const aheadView = (
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
  reader: Reader,
  { next, as, ...place }: GroupAhead,
): AheadView => ({
  as,
  standing: standingOf(loaded, rounds, place, reader),
  next: next === null ? null : meetingView(rounds, reader, next),
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
  const reader = readerIn(turn);
  // Once a programme, whoever is both student and teacher in it.
  const programmes = new Set(granted(turn, 'meetings').map(({ loaded }) => loaded));
  const weeks = await Promise.all(
    [...programmes].map(async (loaded) => {
      const rounds = await ports.rounds.of(loaded);
      const { meetings, ahead, waiting, asked } = personWeek(rounds.source, contact.email, days, now);
      return {
        meetings: meetings.map((met) => meetingView(rounds, reader, met)),
        ahead: ahead.map((group) => aheadView(loaded, rounds, reader, group)),
        waiting,
        asked: asked.map((one) => askedView(loaded, one)),
      };
    }),
  );
  return {
    meetings: weeks.flatMap(({ meetings }) => meetings).toSorted((a, b) => a.start - b.start),
    ahead: weeks.flatMap(({ ahead }) => ahead).toSorted((a, b) => startOf(a) - startOf(b)),
    waiting: weeks.flatMap(({ waiting }) => waiting),
    asked: weeks.flatMap(({ asked }) => asked).toSorted((a, b) => a.until - b.until),
  };
};
