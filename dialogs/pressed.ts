/** What somebody pressed, to the conversation it belongs to: chosen from a table, with a row for every verb. */
import { isVerb, rolesReaching, verbThings, type Verb } from '../bot/programme/access';
import type { ActionFields } from '../bot/ports';
import { noticeCard } from '../cards/notice';
import { renewCalendar, showCalendar } from './calendar';
import { showCare } from './care';
import { changeCheckIn, recordCheckIn } from './checkIn';
import { correctCheckIn, listCorrections } from './checkInCorrect';
import { contactedStudent, notContactedStudent } from './contacted';
import { offerFile, offerLink } from './export';
import { listFlags } from './flags';
import { acknowledgeFlag, noteFlag, resolveFlag, showFlag } from './flagActions';
import { notForYou } from './openFlag';
import { passOnFlag } from './passOn';
import { replaces, says, type Reply } from './reply';
import { listStudents, showStudentOf } from './signals';
import { showSummary } from './summary';
import { rolesIn, type CardDialog, type Turn } from './turn';
import { onText } from './typed';

const laterVerb: CardDialog = async (turn) =>
  noticeCard({ notice: 'comesLater', what: 'intervision' }, turn.language);

type VerbDialog = (turn: Turn, data: ActionFields) => Promise<Reply>;

/** The answer takes the place of the pressed card. */
const inPlace =
  (dialog: CardDialog): VerbDialog =>
  async (turn, data) =>
    replaces(await dialog(turn, data));

/** The answer comes below: what was shown or stored stays in sight above it. */
const below =
  (dialog: CardDialog): VerbDialog =>
  async (turn, data) =>
    says([await dialog(turn, data)]);

const verbDialogs: Readonly<Record<Verb, VerbDialog>> = {
  // A button that stands for typed text.
  'command.run': async (turn, data) => says(await onText(turn, data['text'] ?? '')),
  'checkIn.record': inPlace(recordCheckIn),
  'checkIn.change': inPlace(changeCheckIn),
  'checkIn.correct': inPlace(correctCheckIn),
  'checkIn.corrections': inPlace(listCorrections),
  'care.show': below(showCare),
  'flag.list': inPlace(listFlags),
  'flag.show': inPlace(showFlag),
  'flag.acknowledge': inPlace(acknowledgeFlag),
  'flag.note': inPlace(noteFlag),
  'flag.resolve': inPlace(resolveFlag),
  'flag.passOn': inPlace(passOnFlag),
  'summary.show': inPlace(showSummary),
  'student.list': inPlace(listStudents),
  'student.show': inPlace(showStudentOf),
  'student.contacted': inPlace(contactedStudent),
  'student.notContacted': inPlace(notContactedStudent),
  'export.file': offerFile,
  'export.link': inPlace(offerLink),
  'calendar.show': below(showCalendar),
  'calendar.renew': inPlace(renewCalendar),
  'round.create': inPlace(laterVerb),
  'round.confirm': inPlace(laterVerb),
  'round.offer': inPlace(laterVerb),
  'round.available': inPlace(laterVerb),
  'round.case': inPlace(laterVerb),
  'round.pass': inPlace(laterVerb),
  'round.attended': inPlace(laterVerb),
};

/**
 * The answer to a press. Whoever has no role for it is refused here, before a conversation reads
 * anything; about the single case the conversation asks.
 */
export const onAction = async (turn: Turn, verb: string, data: ActionFields): Promise<Reply> => {
  if (!isVerb(verb)) return replaces(noticeCard({ notice: 'cardTooOld' }, turn.language));
  const may = rolesReaching(verbThings[verb]);
  return rolesIn(turn).some((role) => may.includes(role))
    ? verbDialogs[verb](turn, data)
    : replaces(notForYou(turn));
};
