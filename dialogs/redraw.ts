/** Draws a card that was sent as things stand now: a flag for its coordinators, an answer for its student, intervision. */
import { messageGrant, pupilWithin, schoolsWithin } from '../bot/programme/access';
import { mondayOf } from '../bot/programme/calendar';
import { keepsText } from '../bot/programme/freeText';
import { lateLimitsOf } from '../bot/programme/attendance';
import { changeableUntil, splitSessionId } from '../bot/programme/checkIn';
import { flagDetails, flagsOfPupil } from '../bot/programme/flags/details';
import { flagNow } from '../bot/programme/flags/takeOver';
import { flagOfSubject } from '../bot/programme/messages';
import { isRoundKind } from '../bot/programme/plannedMessage';
import { answerSteps, isCorrected } from '../bot/programme/recentSessions';
import { sessionDetails } from '../bot/programme/sessionDetails';
import { sinceOfSubject, studentOfSubject, unreachableDetails } from '../bot/programme/unreachable';
import type { Redraw } from '../bot/ports';
import { checkInStoredCard } from '../cards/checkIn/stored';
import { digestCard } from '../cards/digest';
import { noticeCard } from '../cards/notice';
import { unreachableCard } from '../cards/unreachable';
import { readDigest } from './digest';
import { deliveredFlag } from './flags/delivered';
import { askAgain } from './outgoingToStudent';
import { nextMoment, readPage } from './pupilPage';
import { roundAgain } from './rounds/redraw';
import { readSignals } from './schoolFacts';
import { activeAs, type CardIn, type OutgoingPorts, type Sending } from './sending';

/** For whoever may no longer see what the card showed: one line, and nobody's data. */
const closed: CardIn = (language) => noticeCard({ notice: 'cardClosed' }, language);

/** `flagRaised`: the flag with everything that was done about it. */
const flagAgain = async ({ ports, loaded, message, at }: Sending): Promise<CardIn> => {
  const { directory, head } = loaded;
  const flagId = flagOfSubject(message.subject);
  const today = directory.calendar.dayOf(at);
  const grant = messageGrant(directory, message, today);
  const pupil = grant === null ? null : pupilWithin(grant, splitSessionId(flagId).pupil, today);
  if (pupil === null) return closed;
  const { page } = await readPage(ports, head.id, pupil.school, pupil.id);
  const now = nextMoment(page, at);
  const flag = flagNow(flagsOfPupil(directory, pupil, page.facts, now), flagId);
  if (flag === undefined) return closed;
  const details = flagDetails(directory, pupil, flag, page.facts, now);
  return deliveredFlag(details, 'asked', page.facts);
};

/** `digest`: that of this week as things stand; of one of a week that is over the figures, for what waits now is no part of it. */
const digestAgain = async ({ ports, loaded, message, at }: Sending): Promise<CardIn> => {
  const { directory } = loaded;
  const today = directory.calendar.dayOf(at);
  const grant = messageGrant(directory, message, today);
  if (grant === null) return closed;
  const source = await readSignals(ports, loaded, schoolsWithin(grant), at);
  const view = await readDigest(ports, loaded, source, grant.person, message.subject);
  const isOver = message.subject !== mondayOf(today);
  return (language) => digestCard({ ...view, stored: null, asOf: at, isOver }, language);
};

/** `studentUnreachable`: the pupils whom it concerns now; since when stays as it was told, also of who is back. */
const unreachableAgain = ({ loaded: { directory }, message, at }: Sending): CardIn => {
  const today = directory.calendar.dayOf(at);
  const grant = messageGrant(directory, message, today);
  const student = studentOfSubject(message.subject);
  const since = sinceOfSubject(message.subject);
  if (grant === null || since === null || activeAs(directory, student, 'student', today) === null)
    return closed;
  const view = unreachableDetails(directory, { student, since }, grant.person, at);
  return view.pupils.length === 0 ? closed : (language) => unreachableCard(view, language);
};

/** The messages of a session: what is stored of it, whoever said so, and while there is no answer what it asks. */
const answerAgain = async (sending: Sending): Promise<CardIn> => {
  const { ports, loaded, message, at } = sending;
  const { directory, head } = loaded;
  const { receiver, subject } = message;
  if (messageGrant(directory, message, directory.calendar.dayOf(at)) === null) return closed;
  const { pupil, date } = splitSessionId(subject);
  const records = await ports.records.checkIns(head.id, pupil, date);
  const known = records.filter(({ answer }) => answer.session.id === subject);
  const newest = known.at(-1);
  // Names and what was agreed stand on it: nothing stays where its session has vanished, or is another student's by now.
  if (newest?.answer.session.student !== receiver) return (await askAgain(sending)) ?? closed;
  const { session, outcome, minutesLate } = newest.answer;
  const limits = lateLimitsOf(directory, directory.pupil(pupil)?.school ?? '');
  const answers = known.map(({ answer }) => answer);
  const steps = answerSteps(answers, subject, limits);
  const until = changeableUntil(directory, session);
  const view = {
    session: sessionDetails(directory, session),
    outcome,
    minutesLate,
    followUp: newest.followUp,
    seen: known.length,
    followUpStored: false,
    corrected: isCorrected(steps),
    changeableUntil: at < until ? until : null,
    asksText: keepsText(directory, pupil, at),
    error: null,
  };
  return (language) => checkInStoredCard(view, language);
};

const redraw = async (sending: Sending, carries: readonly string[]): Promise<CardIn | null> => {
  const { kind } = sending.message;
  if (isRoundKind(kind)) return roundAgain(sending, { ...sending.message, kind }, carries);
  switch (kind) {
    case 'flagRaised':
      return flagAgain(sending);
    case 'nudge':
    case 'checkIn':
    case 'reminder1':
    case 'reminder2':
      return answerAgain(sending);
    case 'digest':
      return digestAgain(sending);
    case 'studentUnreachable':
      return unreachableAgain(sending);
    default:
      return kind satisfies never;
  }
};

/** How a card that was sent looks as things stand at a moment. */
export const redrawCard =
  (ports: OutgoingPorts): Redraw =>
  (loaded, message, at) =>
    redraw({ ports, loaded, message, at }, message.carries);
