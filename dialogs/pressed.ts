/** What somebody pressed, to the conversation it belongs to: chosen from a table, with a row for every verb. */
import { rolesReaching } from '../bot/programme/access';
import { isVerb, verbThings, type Verb } from '../bot/programme/accessTable';
import type { ActionFields } from '../bot/ports';
import { answerBelow } from '../cards/actions';
import { noticeCard } from '../cards/notice';
import { refreshVerbs } from '../cards/refresh';
import { renewCalendar, showCalendar, stopCalendar } from './calendar';
import { showCare } from './care';
import { changeCheckIn, recordCheckIn } from './checkIn/checkIn';
import { correctCheckIn, listCorrections } from './checkIn/correct';
import { contactedStudent, notContactedStudent } from './contacted';
import { offerFile, offerLink, offerOwnFile, offerOwnLink } from './export';
import { listFlags } from './flags/flags';
import { acknowledgeFlag, noteFlag, resolveFlag, showFlag } from './flags/actions';
import { showHours } from './hours';
import { recordingLooks, type LookedBy } from './looks';
import { showWeek } from './myWeek';
import { notForYou } from './flags/open';
import { passOnFlag } from './flags/passOn';
import { replaces, says, silence, type Reply } from './reply';
import { writeCase } from './rounds/case';
import { passOnCase, trade, volunteer } from './rounds/caseTurn';
import { createRound } from './rounds/create';
import { listGroups } from './rounds/intervision';
import { cancelGroup, handOverGroup, shiftGroup } from './rounds/group';
import { offerSlots, takeSlot } from './rounds/offer';
import { answerPoll } from './rounds/poll';
import { cancelRound, confirmRound, moveStudent, proposeRound } from './rounds/proposal';
import { openReport, reportMeeting } from './rounds/report';
import { showRound } from './rounds/show';
import { listStudents, showStudentOf } from './signals';
import { showSummary } from './summary/summary';
import { rolesIn, turnIn, type CardDialog, type Turn } from './turn';
import { onText } from './typed';

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

/**
 * As the button asks. A card that follows what is stored is drawn anew where it stands: a form that was opened in its
 * place would be gone with what is typed there, so that comes below.
 */
const whereAsked =
  (dialog: CardDialog): VerbDialog =>
  (turn, data) =>
    (data['answer'] === answerBelow.answer ? below : inPlace)(dialog)(turn, data);

const verbDialogs: Readonly<Record<Verb, VerbDialog>> = {
  // A button that stands for typed text, and stays in the programme of its card where that has one.
  'command.run': async (turn, data) => says(await onText(turnIn(turn, data), data['text'] ?? '')),
  'week.show': inPlace(showWeek),
  'hours.show': inPlace(showHours),
  'checkIn.record': inPlace(recordCheckIn),
  'checkIn.change': whereAsked(changeCheckIn),
  'checkIn.correct': whereAsked(correctCheckIn),
  'checkIn.corrections': whereAsked(listCorrections),
  // In the answer to the press: a message would have to wait while Teams wants the tenant to be left alone.
  'care.show': inPlace(showCare),
  'flag.list': inPlace(listFlags),
  'flag.show': whereAsked(showFlag),
  'flag.acknowledge': inPlace(acknowledgeFlag),
  'flag.note': inPlace(noteFlag),
  'flag.resolve': inPlace(resolveFlag),
  'flag.passOn': whereAsked(passOnFlag),
  'summary.show': inPlace(showSummary),
  'student.list': inPlace(listStudents),
  'student.show': whereAsked(showStudentOf),
  'student.contacted': inPlace(contactedStudent),
  'student.notContacted': inPlace(notContactedStudent),
  'export.file': offerFile,
  'export.link': inPlace(offerLink),
  'calendar.show': below(showCalendar),
  'calendar.renew': inPlace(renewCalendar),
  'calendar.stop': inPlace(stopCalendar),
  'privacy.file': offerOwnFile,
  'privacy.link': inPlace(offerOwnLink),
  'round.create': inPlace(createRound),
  'round.propose': inPlace(proposeRound),
  'round.move': inPlace(moveStudent),
  'round.confirm': inPlace(confirmRound),
  'round.cancel': inPlace(cancelRound),
  'round.show': below(showRound),
  'round.list': inPlace(listGroups),
  'round.offer': inPlace(offerSlots),
  'round.take': inPlace(takeSlot),
  'round.shift': inPlace(shiftGroup),
  'round.cancelGroup': inPlace(cancelGroup),
  'round.handOver': inPlace(handOverGroup),
  'round.available': inPlace(answerPoll),
  'round.case': inPlace(writeCase),
  'round.pass': inPlace(passOnCase),
  'round.volunteer': inPlace(volunteer),
  'round.trade': inPlace(trade),
  'round.report': below(openReport),
  'round.attended': inPlace(reportMeeting),
};

const answer = async (turn: Turn, verb: Verb, data: ActionFields, why: LookedBy): Promise<Reply> => {
  const may = rolesReaching(verbThings[verb]);
  return rolesIn(turn).some((role) => may.includes(role))
    ? recordingLooks(turn, verbThings[verb], why, (watched) => verbDialogs[verb](watched, data))
    : replaces(notForYou(turn));
};

/**
 * The answer to a press. Whoever has no role for it is refused here, before a conversation reads
 * anything; about the single case the conversation asks.
 */
export const onAction = async (turn: Turn, verb: string, data: ActionFields): Promise<Reply> =>
  isVerb(verb)
    ? answer(turn, verb, data, 'asked')
    : replaces(noticeCard({ notice: 'cardTooOld' }, turn.language));

/** The answer to a card that Teams asks for anew by itself: like a press, but nothing else than looking is done unasked. */
export const onRefresh = async (turn: Turn, verb: string, data: ActionFields): Promise<Reply> => {
  const known = refreshVerbs.find((one) => one === verb);
  return known === undefined ? silence : answer(turn, known, data, 'refresh');
};
