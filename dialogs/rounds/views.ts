/** Rounds and groups as cards show them. */
import { personName } from '../../bot/programme/labels';
import type { Directory } from '../../bot/programme/directory';
import type { Moment } from '../../bot/programme/model';
import { expectedAt } from '../../bot/programme/rounds/agenda';
import { isActiveAs, type RoundSource } from '../../bot/programme/rounds/planning';
import { doubtsAbout, isDoubtful, type SlotDoubts } from '../../bot/programme/rounds/slotDoubts';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import { activeStudents } from '../../bot/programme/rounds/weeks';
import type { LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import type { SlotDoubtView } from '../../cards/rounds/doubts';
import type { GroupStanding } from '../../cards/rounds/group';
import type { GroupView, MeetingView, Named } from '../../cards/rounds/views';

/** Somebody with the name the files give. */
export const named = (directory: Directory, email: string): Named => ({
  email,
  name: personName(directory, email),
});

/** A group in its round; members are those who take part at the moment. */
export const groupView = (
  { head, directory }: LoadedProgramme,
  { round, group }: Place,
  now: Moment,
): GroupView => ({
  programme: head.id,
  round: round.id,
  group: group.id,
  roundName: round.isWeekly ? null : round.setup.name,
  from: round.setup.from,
  to: round.setup.to,
  teacher: named(directory, group.teacher),
  isTeacherGone: !isActiveAs(directory, group.teacher, 'teacher', directory.calendar.dayOf(now)),
  members: activeStudents(directory, group.students, directory.calendar.dayOf(now)).map((email) =>
    named(directory, email),
  ),
  timeZone: directory.programme.timeZone,
});

/** What speaks against a time, with people by their names. */
export const doubtView = (directory: Directory, doubts: SlotDoubts): SlotDoubtView => ({
  ...doubts,
  closed: doubts.closed.map(({ place, label, students }) => ({ place, label, count: students.length })),
  inSession: doubts.inSession.map((email) => named(directory, email)),
  atMeeting: doubts.atMeeting.map((email) => named(directory, email)),
  untold: doubts.untold.map((email) => named(directory, email)),
});

/** When a group meets; null while it has no time. */
export const meetingView = ({ source }: LoadedRounds, { round, group }: Place): MeetingView | null => {
  if (group.meeting === null) return null;
  const bringer = source.bringers.of(round.id, group.id)?.student ?? null;
  return {
    slot: group.meeting.slot,
    bringer: bringer === null ? null : named(source.directory, bringer),
  };
};

/** What is in the way of people at the time that was set; how unusual it is they know. Null when nothing is. */
const nowDoubted = (source: RoundSource, place: Place): SlotDoubtView | null => {
  const { meeting } = place.group;
  if (meeting === null) return null;
  const doubts = { ...doubtsAbout(source, place, meeting.slot, null), isWeekend: false, isOddHour: false };
  return isDoubtful(doubts) ? doubtView(source.directory, doubts) : null;
};

/** Who could be at a meeting: the members at the time of it. */
export const invitedTo = ({ source }: LoadedRounds, { round, group }: Place): readonly string[] =>
  source.bringers.of(round.id, group.id)?.members ?? group.students;

/** How a group stands. */
export const standingOf = (
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
  place: Place,
  now: Moment,
): GroupStanding => {
  const { directory, source } = { directory: loaded.directory, source: rounds.source };
  const { poll, report } = place.group;
  const meeting = meetingView(rounds, place);
  const namesOf = (emails: readonly string[]): readonly Named[] =>
    emails.map((email) => named(directory, email));
  const expected = expectedAt(source, place);
  const invited = invitedTo(rounds, place);
  const view = groupView(loaded, place, now);
  const status = groupStatus(directory, place, now);
  const answered = view.members.filter(({ email }) => poll?.answers.has(email) === true).length;
  return {
    ...view,
    status,
    doubts: status === 'scheduled' ? nowDoubted(source, place) : null,
    meeting,
    expected:
      meeting === null
        ? null
        : {
            coming: namesOf(expected.coming),
            notComing: namesOf(expected.notComing),
            unknown: namesOf(expected.unknown),
          },
    poll: poll === null ? null : { answered, closesAt: poll.closesAt },
    present: report === null ? null : namesOf(report.present),
    missed: report === null ? [] : namesOf(invited.filter((one) => !report.present.includes(one))),
  };
};

/** Start and end of a meeting as Teams wants them in a link; null while it has no time. */
export const isoOf = (
  { calendar }: Directory,
  { group }: Place,
): { readonly start: string; readonly end: string } | null =>
  group.meeting === null
    ? null
    : { start: calendar.iso(group.meeting.slot.start), end: calendar.iso(group.meeting.slot.end) };
