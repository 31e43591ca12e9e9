/** Decides about the messages around a session, and makes their cards. */
import { messageGrant } from '../bot/programme/access';
import { addDays, type Opening } from '../bot/programme/calendar';
import { splitSessionId } from '../bot/programme/checkIn';
import { answersIn, type Answer } from '../bot/programme/facts';
import {
  askedBefore,
  messageKey,
  pausedUntil,
  remindersOf,
  sessionTimings,
  studentOpening,
  studentVerdict,
  type SessionKind,
  type StudentState,
} from '../bot/programme/messages';
import type { Day, Moment, Pair } from '../bot/programme/model';
import { sessionDetails } from '../bot/programme/sessionDetails';
import { pairMeeting, sessionOn } from '../bot/programme/sessions';
import type { Outgoing } from '../bot/ports';
import { toBeSentAt, type MessageStatus, type OutboxMessage } from '../bot/ports/outbox';
import type { CheckInRecord } from '../bot/ports/storage';
import { checkInCard } from '../cards/checkIn/checkIn';
import { nudgeCard } from '../cards/nudge';
import type { CheckInView } from '../cards/studentViews';
import { readPage } from './pupilPage';
import { expire, inOpening, standingOf, type CardIn, type Sending } from './sending';

/** Days back in which the step agreed last time is looked for. */
const lastStepDays = 60;

/** The session that a message is about, in the roster or not. */
interface Meant {
  readonly pupil: string;
  readonly date: Day;
}

/** A session of the roster that a message is about. */
interface Planned {
  readonly pair: Pair;
  readonly date: Day;
}

/** What is stored of the pupil, as far as the message needs it. */
interface Known {
  readonly answers: readonly Answer[];
  /** For a nudge: those in which a step may have been agreed. */
  readonly checkIns: readonly CheckInRecord[];
}

/** One request: check-ins say what was agreed and whether this session has its answer, the page only the latter. */
const readKnown = async ({ ports, loaded, message }: Sending, { pupil, date }: Meant): Promise<Known> => {
  const { directory, head } = loaded;
  if (message.kind === 'nudge') {
    const checkIns = await ports.records.checkIns(head.id, pupil, addDays(date, -lastStepDays));
    return { answers: checkIns.map(({ answer }) => answer), checkIns };
  }
  const school = directory.pupil(pupil)?.school ?? '';
  const { page } = await readPage(ports, head.id, school, pupil);
  return { answers: answersIn(page.facts), checkIns: [] };
};

/** What was agreed the last time student and pupil met. */
const lastStep = (checkIns: readonly CheckInRecord[], { pair, date }: Planned): string | null => {
  const met = checkIns
    .filter(({ answer }) => answer.session.student === pair.student && answer.session.date < date)
    .filter(({ answer }) => answer.outcome === 'onTime' || answer.outcome === 'late');
  const newest = met.toSorted((a, b) => a.answer.session.start - b.answer.session.start).at(-1);
  return newest?.followUp.nextStep ?? null;
};

const nudgeOf = ({ loaded: { directory } }: Sending, planned: Planned, { checkIns }: Known): CardIn => {
  const { pair, date } = planned;
  const session = sessionDetails(directory, sessionOn(directory, pair, date));
  const step = lastStep(checkIns, planned);
  const tipNumber = directory.meetingDays(pair).indexOf(date);
  return (language) => nudgeCard({ session, lastStep: step, tipNumber }, language);
};

const checkInOf = (
  { loaded: { directory }, at }: Sending,
  { pair, date }: Planned,
  occasion: CheckInView['occasion'],
): CardIn => {
  const session = sessionOn(directory, pair, date);
  const view: CheckInView = {
    session: sessionDetails(directory, session),
    occasion,
    begun: at >= session.start,
    canPause: directory.calendar.dayOf(at) <= directory.programme.end,
    previous: null,
    seen: 0,
    error: null,
  };
  return (language) => checkInCard(view, language);
};

const cardOf = (sending: Sending, planned: Planned, known: Known): CardIn => {
  const { kind } = sending.message;
  if (kind === 'nudge') return nudgeOf(sending, planned, known);
  const isReminder = kind === 'reminder1' || kind === 'reminder2';
  return checkInOf(sending, planned, isReminder ? kind : 'checkIn');
};

/** The message of a session that has no answer yet as it is now, with what is still kept of what was agreed; null when it vanished. */
export const askAgain = async (sending: Sending): Promise<CardIn | null> => {
  const { loaded, message } = sending;
  const { pupil, date } = splitSessionId(message.subject);
  const pair = pairMeeting(loaded.directory, pupil, message.receiver, date);
  return pair === null ? null : cardOf(sending, { pair, date }, await readKnown(sending, { pupil, date }));
};

/** What may stop the message. A check-in comes in a pause too, so pauses are not read for it. */
const stateOf = async (
  { ports, loaded: { head }, message }: Sending,
  { answers }: Known,
  planned: boolean,
): Promise<StudentState> => {
  const answered = answers.some((answer) => answer.session.id === message.subject);
  const pauses = message.kind === 'checkIn' ? [] : await ports.records.pauses(head.id);
  return { planned, answered, pauses: pauses.filter(({ student }) => student === message.receiver) };
};

/** How messages of other kinds about the same session stand, as far as there are any. */
const othersOf = async (
  sending: Sending,
  kinds: readonly SessionKind[],
): Promise<readonly OutboxMessage[]> => {
  const { receiver, subject } = sending.message;
  const found = await Promise.all(
    kinds.map((kind) => standingOf(sending, messageKey(kind, receiver, subject))),
  );
  return found.filter((one) => one !== null);
};

/** From when on what a reminder reminds of may go, as when another process has that in hand; null when it has come to an end. */
const mayGoFrom = async (sending: Sending): Promise<Moment | null> => {
  const before = await othersOf(sending, askedBefore(sending.message.kind));
  const waiting = before.flatMap((one) => toBeSentAt(one) ?? []);
  return waiting.length === 0 ? null : Math.max(...waiting);
};

/** How a message stands that arrived, or may have. */
const mayHaveArrived: readonly string[] = ['sending', 'sent', 'unknown'] satisfies readonly MessageStatus[];

/** When what reminds of the message is due, pause or not; nothing does of the last one. */
const reminderDue = (
  { loaded: { directory }, message }: Sending,
  { pair, date }: Planned,
  opening: Opening,
): Moment => {
  const [reminder] = remindersOf(message.kind);
  if (reminder === undefined) return Infinity;
  return sessionTimings(sessionOn(directory, pair, date), opening, directory.calendar)[reminder].dueAt;
};

/** Whether what reminds of a message went before it, as when that failed and an operator released it since: it asked the same. */
const wasReminded = async (sending: Sending, planned: Planned, opening: Opening): Promise<boolean> => {
  // A wave asks of nothing that cannot have gone yet.
  if (sending.at < reminderDue(sending, planned, opening)) return false;
  const after = await othersOf(sending, remindersOf(sending.message.kind));
  return after.some(({ status }) => mayHaveArrived.includes(status));
};

/** When something will remind of the message; in a pause nothing does. */
const remindedAtOf = async (sending: Sending, planned: Planned, opening: Opening): Promise<Moment> => {
  const { ports, loaded, message } = sending;
  const { head, directory } = loaded;
  const dueAt = reminderDue(sending, planned, opening);
  if (dueAt === Infinity) return dueAt;
  const pauses = (await ports.records.pauses(head.id)).filter(({ student }) => student === message.receiver);
  return pausedUntil(pauses, dueAt, directory.calendar) === null ? dueAt : Infinity;
};

/** `nudge`, `checkIn`, `reminder1`, `reminder2`: their subject is the session. */
export const toStudent = async (sending: Sending): Promise<Outgoing> => {
  const { loaded, message, at } = sending;
  const { directory } = loaded;
  const today = directory.calendar.dayOf(at);
  if (messageGrant(directory, message, today) === null) return expire('ended');
  const { pupil, date } = splitSessionId(message.subject);
  const pair = pairMeeting(directory, pupil, message.receiver, date);
  const known = await readKnown(sending, { pupil, date });
  const state = await stateOf(sending, known, pair !== null);
  const reason = studentVerdict(message, state, at, directory.calendar);
  if (reason !== null || pair === null) return expire(reason ?? 'vanished');
  const opening = studentOpening(directory, pair);
  const outgoing = await inOpening(sending, opening, () => cardOf(sending, { pair, date }, known));
  if (outgoing.do !== 'send') return outgoing;
  if (await wasReminded(sending, { pair, date }, opening)) return expire('replaced');
  const from = await mayGoFrom(sending);
  if (from === null) return { ...outgoing, remindedAt: () => remindedAtOf(sending, { pair, date }, opening) };
  return from > at ? { do: 'wait', until: from } : { do: 'stay' };
};
