/** Rounds and groups as cards show them. */
import { personName } from '../../bot/programme/labels';
import type { Directory } from '../../bot/programme/directory';
import type { Moment } from '../../bot/programme/model';
import { expectedAt } from '../../bot/programme/rounds/agenda';
import { isActiveAs, type RoundSource } from '../../bot/programme/rounds/planning';
import { doubtsAbout, isDoubtful, type SlotDoubts } from '../../bot/programme/rounds/slotDoubts';
import { reachesOf, type Reader } from '../../bot/programme/rounds/reach';
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

const namedAll = (directory: Directory, emails: readonly string[]): readonly Named[] =>
  emails.map((email) => named(directory, email));

/** Who was there and who was not, as far as that is the reader's to know. */
export const attendance = (
  rounds: LoadedRounds,
  place: Place,
  reader: Reader,
): Pick<GroupStanding, 'present' | 'missed'> => {
  const { source } = rounds;
  const { report } = place.group;
  if (report === null || !reachesOf(source, place, 'attended', reader)) return { present: null, missed: [] };
  const missed = invitedTo(rounds, place).filter((one) => !report.present.includes(one));
  return {
    present: namedAll(source.directory, report.present),
    missed: reachesOf(source, place, 'turnout', reader) ? namedAll(source.directory, missed) : [],
  };
};

/** Who said that they come; null while there is no meeting, and once it is known who came. */
const comingTo = (source: RoundSource, place: Place): GroupStanding['expected'] => {
  const { directory } = source;
  if (place.group.meeting === null || place.group.report !== null) return null;
  const { coming, notComing, unknown } = expectedAt(source, place);
  return {
    coming: namedAll(directory, coming),
    notComing: namedAll(directory, notComing),
    unknown: namedAll(directory, unknown),
  };
};

/** How a group stands, as far as that is the reader's to know. */
export const standingOf = (
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
  place: Place,
  reader: Reader,
): GroupStanding => {
  const { now } = reader;
  const { source } = rounds;
  const { directory } = source;
  const { poll } = place.group;
  const meeting = meetingView(rounds, place);
  const view = groupView(loaded, place, now);
  const status = groupStatus(directory, place, now);
  const answered = view.members.filter(({ email }) => poll?.answers.has(email) === true).length;
  return {
    ...view,
    status,
    doubts:
      status === 'scheduled' && reachesOf(source, place, 'slots', reader) ? nowDoubted(source, place) : null,
    meeting,
    expected: comingTo(source, place),
    poll: poll === null ? null : { answered, closesAt: poll.closesAt },
    ...attendance(rounds, place, reader),
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
