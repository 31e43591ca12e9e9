/** The agenda of a meeting: with flags counted for its teacher, and no pupil named. */
import { isPairOn, type Directory } from '../../bot/programme/directory';
import type { Moment } from '../../bot/programme/model';
import { agendaOf, isAgendaTime } from '../../bot/programme/rounds/agenda';
import { methodIds, type MethodId } from '../../bot/programme/rounds/methods';
import type { GroupStatus } from '../../bot/programme/rounds/model';
import { reachesOf, type Reader } from '../../bot/programme/rounds/reach';
import type { Place } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import type { RecordStore } from '../../bot/ports/storage';
import { roundAgendaCard, type AgendaView } from '../../cards/rounds/agenda';
import { notForYou } from '../flags/open';
import { readAttendance } from '../schoolFigures';
import type { CardDialog } from '../turn';
import { openGroup, readerIn, type OpenGroup } from './scope';
import { noticeOf } from './showing';
import { meetingView, standingOf } from './views';

/** The pupils whom the members of a group meet on the day of a moment. */
const pupilsOf = (directory: Directory, { group }: Place, now: Moment) => {
  const today = directory.calendar.dayOf(now);
  const pairs = group.students.flatMap((student) => directory.pairsOfStudent(student));
  const ids = new Set(pairs.filter((pair) => isPairOn(pair, today)).map(({ pupil }) => pupil));
  return [...ids].flatMap((id) => directory.pupil(id) ?? []);
};

/** A group in its programme. */
type About = Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>;

/** How many flags are open on pupils of a group; who they are is not told. Null, and nothing read, where it is not the reader's to know. */
export const openFlagsOf = async (
  records: RecordStore,
  { loaded, rounds, place }: About,
  reader: Reader,
): Promise<number | null> => {
  const { now } = reader;
  if (!reachesOf(rounds.source, place, 'flagCount', reader)) return null;
  const pupils = pupilsOf(loaded.directory, place, now);
  const schools = [...new Set(pupils.map(({ school }) => school))];
  const today = loaded.directory.calendar.dayOf(now);
  const attendanceOf = await readAttendance(records, loaded, schools, now, today);
  return pupils.filter((pupil) => attendanceOf(pupil).openFlag() !== null).length;
};

/** The agenda by some method; null while the group has no time. `openFlags` as `openFlagsOf` says. */
export const agendaView = (
  { loaded, rounds, place }: About,
  reader: Reader,
  { method, openFlags }: { readonly method: MethodId; readonly openFlags: number | null },
): AgendaView | null => {
  const agenda = agendaOf(rounds.source, rounds.history(), place, method, openFlags);
  const meeting = meetingView(rounds, place);
  if (agenda === null || meeting === null) return null;
  return {
    ...standingOf(loaded, rounds, place, reader),
    meeting,
    method,
    steps: agenda.steps,
    followUp: agenda.followUp,
    case: agenda.case,
    openFlags,
    isTeacher: openFlags !== null,
  };
};

const methodIn = (typed: string | undefined): MethodId => methodIds.find((id) => id === typed) ?? 'incident';

/** Why a member sees no agenda of a meeting that is set. */
const whyNoAgenda = (status: GroupStatus): 'cancelled' | 'agendaOver' | 'agendaLater' => {
  if (status === 'cancelled') return 'cancelled';
  return status === 'closed' ? 'agendaOver' : 'agendaLater';
};

/** The agenda: from the moment it has come, and before it to whoever may know. */
export const showAgenda: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'agenda', data);
  if (opened === null) return notForYou(turn);
  const { loaded, rounds, place } = opened;
  if (place.group.meeting === null) return noticeOf(turn, opened, { notice: 'noMeeting' });
  const reader = readerIn(turn);
  const isAtAnyTime = reachesOf(rounds.source, place, 'agendaAlways', reader);
  if (!isAtAnyTime && !isAgendaTime(loaded.directory, place, turn.now))
    return noticeOf(turn, opened, { notice: whyNoAgenda(groupStatus(loaded.directory, place, turn.now)) });
  const openFlags = await openFlagsOf(turn.ports.records, opened, reader);
  const view = agendaView(opened, reader, { method: methodIn(data['method']), openFlags });
  return view === null ? notForYou(turn) : roundAgendaCard(view, turn.language);
};
