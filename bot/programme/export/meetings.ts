/** Who came to intervision, as a table for coordinators: a row a student and meeting, and nothing of what was said. */
import type { Directory } from '../directory';
import type { ExportSource } from './tables';
import { personName } from '../labels';
import type { Day, Moment } from '../model';
import { meetingHistory } from '../rounds/history';
import type { Report } from '../rounds/model';
import { reachesOf } from '../rounds/reach';
import { calledOff, neverWas, type Meeting, type Place } from '../rounds/state';
import { activeStudents } from '../rounds/weeks';

/** A student at one meeting of their group. */
export interface ExportedMeeting {
  readonly round: string;
  readonly group: string;
  readonly date: Day;
  readonly start: Moment;
  readonly end: Moment;
  readonly teacher: string;
  readonly student: string;
  readonly address: string;
  /** `unknown` ended without a report, `planned` is still to end. */
  readonly presence: 'present' | 'absent' | 'unknown' | 'planned' | 'cancelled';
}

/** No pupil's facts are needed, but who takes it away: not everybody may know who came. */
export interface MeetingSource extends Omit<ExportSource, 'factsOf'> {
  readonly by: string;
}

const isOfSchools = ({ directory, schools }: MeetingSource, student: string): boolean =>
  directory
    .pairsOfStudent(student)
    .some(({ pupil }) => schools.includes(directory.pupil(pupil)?.school ?? ''));

const presenceOf = (
  place: Place,
  meeting: Meeting,
  student: string,
  report: Report | null,
  now: Moment,
): ExportedMeeting['presence'] => {
  if (calledOff(place) !== null) return 'cancelled';
  if (report !== null) return report.present.includes(student) ? 'present' : 'absent';
  return meeting.slot.end > now ? 'planned' : 'unknown';
};

/** The members then, where a report says so; else who is a member and takes part on the day. */
const membersAt = (
  directory: Directory,
  then: ReadonlyMap<string, readonly string[]>,
  { round, group }: Place,
  day: Day,
): readonly string[] => then.get(`${round.id}/${group.id}`) ?? activeStudents(directory, group.students, day);

/** Every meeting with a time, in order, for the students who have a pupil at one of the schools. */
export function* exportedMeetings(source: MeetingSource): Generator<ExportedMeeting> {
  const { directory, rounds, by, now } = source;
  const { calendar } = directory;
  const then = new Map(
    meetingHistory(rounds).map(({ round, group, members }) => [`${round.id}/${group.id}`, members] as const),
  );
  const met = rounds.book
    .flatMap((round) => round.groups.map((group) => ({ round, group, meeting: group.meeting })))
    .filter((place) => !neverWas(place, now))
    .flatMap(({ meeting, ...place }) => (meeting === null ? [] : [{ ...place, meeting }]))
    .toSorted((a, b) => a.meeting.slot.start - b.meeting.slot.start || (a.group.id < b.group.id ? -1 : 1));
  for (const { meeting, ...place } of met) {
    const { start, end } = meeting.slot;
    const day = calendar.dayOf(start);
    const report = reachesOf(rounds, place, 'attended', { email: by, now }) ? place.group.report : null;
    for (const student of membersAt(directory, then, place, day)) {
      if (!isOfSchools(source, student)) continue;
      yield {
        round: place.round.setup.name,
        group: place.group.id,
        date: day,
        start,
        end,
        teacher: personName(directory, place.group.teacher),
        student: personName(directory, student),
        address: student,
        presence: presenceOf(place, meeting, student, report, now),
      };
    }
  }
}
