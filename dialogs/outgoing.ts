/** Decides about a planned message at the moment it would go out, and makes its card. */
import { addDays, moveToOpening, type Opening } from '../bot/programme/calendar';
import { splitSessionId } from '../bot/programme/checkIn';
import { digestDetails, schoolsOf } from '../bot/programme/digestDetails';
import { isActiveOn, type Directory } from '../bot/programme/directory';
import { answersIn } from '../bot/programme/facts';
import { flagDetails, flagsOfPupil } from '../bot/programme/flagDetails';
import { staffOpening, studentOpening, studentVerdict } from '../bot/programme/messages';
import type { Day, Language, Moment, Pair } from '../bot/programme/model';
import type { ExpiryReason, PlannedMessage } from '../bot/programme/plannedMessage';
import { sessionDetails } from '../bot/programme/sessionDetails';
import { pairMeeting, sessionOn } from '../bot/programme/sessions';
import type { ContactStore, RecordStore } from '../bot/storagePorts';
import type { Compose, LoadedProgramme, Outgoing, RenderedCard } from '../bot/ports';
import { checkInCard } from '../cards/checkIn';
import { digestCard } from '../cards/digest';
import { flagCard } from '../cards/flag';
import { nudgeCard } from '../cards/nudge';
import type { CheckInView } from '../cards/studentViews';
import { readPage } from './pupilPage';
import { readSignals } from './schoolFacts';

/** What outgoing messages are made from. */
export interface OutgoingPorts {
  readonly records: RecordStore;
  readonly contacts: ContactStore;
}

/** Days back in which the step agreed last time is looked for. */
const lastStepDays = 60;

const expire = (reason: ExpiryReason): Outgoing => ({ do: 'expire', reason });

type CardIn = (language: Language) => RenderedCard;

/** Sends inside the opening only: later, when that is still worth it. */
const inOpening = (
  message: PlannedMessage,
  at: Moment,
  directory: Directory,
  opening: Opening,
  cardIn: CardIn,
): Outgoing => {
  const until = moveToOpening(at, opening, directory.calendar);
  if (until >= message.worthUntil) return expire('tooLate');
  return until > at ? { do: 'wait', until } : { do: 'send', cardIn };
};

/** What was agreed the last time student and pupil met. */
const lastStep = async (
  ports: OutgoingPorts,
  programme: string,
  pair: Pair,
  date: Day,
): Promise<string | null> => {
  const records = await ports.records.checkIns(programme, pair.pupil, addDays(date, -lastStepDays));
  const met = records
    .filter(({ answer }) => answer.session.student === pair.student && answer.session.date < date)
    .filter(({ answer }) => answer.outcome === 'onTime' || answer.outcome === 'late');
  const newest = met.toSorted((a, b) => a.answer.session.start - b.answer.session.start).at(-1);
  return newest?.followUp.nextStep ?? null;
};

const studentCard = async (
  ports: OutgoingPorts,
  loaded: LoadedProgramme,
  message: PlannedMessage,
  pair: Pair,
  date: Day,
  at: Moment,
): Promise<CardIn> => {
  const { directory } = loaded;
  const planned = sessionOn(directory, pair, date);
  const session = sessionDetails(directory, planned);
  if (message.kind === 'nudge') {
    const step = await lastStep(ports, loaded.head.id, pair, date);
    const tipNumber = directory.meetingDays(pair).indexOf(date);
    return (language) => nudgeCard({ session, lastStep: step, tipNumber }, language);
  }
  const isReminder = message.kind === 'reminder1' || message.kind === 'reminder2';
  const view: CheckInView = {
    session,
    occasion: isReminder ? message.kind : 'checkIn',
    begun: at >= planned.start,
    previous: null,
    error: null,
  };
  return (language) => checkInCard(view, language);
};

/** `nudge`, `checkIn`, `reminder1`, `reminder2`. */
const toStudent = async (
  ports: OutgoingPorts,
  loaded: LoadedProgramme,
  message: PlannedMessage,
  at: Moment,
): Promise<Outgoing> => {
  const { directory, head } = loaded;
  const receiver = directory.person(message.receiver, 'student');
  if (receiver === null || !isActiveOn(receiver, directory.calendar.dayOf(at))) return expire('ended');
  const { pupil, date } = splitSessionId(message.subject);
  const pair = pairMeeting(directory, pupil, message.receiver, date);
  const school = directory.pupil(pupil)?.school ?? '';
  const { page } = await readPage(ports, head.id, school, pupil);
  const answered = answersIn(page.facts).some((answer) => answer.session.id === message.subject);
  const all = message.kind === 'checkIn' ? [] : await ports.records.pauses(head.id);
  const pauses = all.filter(({ student }) => student === message.receiver);
  const reason = studentVerdict(
    message,
    { planned: pair !== null, answered, pauses },
    at,
    directory.calendar,
  );
  if (reason !== null || pair === null) return expire(reason ?? 'vanished');
  const cardIn = await studentCard(ports, loaded, message, pair, date, at);
  return inOpening(message, at, directory, studentOpening(directory, pair), cardIn);
};

/** `flagRaised`: the flag as it stands now, unless nobody has to do anything any more. */
const ofFlag = async (
  ports: OutgoingPorts,
  loaded: LoadedProgramme,
  message: PlannedMessage,
  at: Moment,
): Promise<Outgoing> => {
  const { directory, head } = loaded;
  const flagId = message.subject.slice(0, message.subject.lastIndexOf('/'));
  const pupil = directory.pupil(splitSessionId(flagId).pupil);
  if (pupil === null) return expire('vanished');
  const { page } = await readPage(ports, head.id, pupil.school, pupil.id);
  const flag = flagsOfPupil(directory, pupil, page.facts, at).find(({ id }) => id === flagId);
  if (flag === undefined) return expire('vanished');
  if (flag.status === 'resolved' || flag.status === 'withdrawn') return expire('resolved');
  const today = directory.calendar.dayOf(at);
  const isTheirs = directory
    .coordinatorsOf(pupil.school, today)
    .some(({ email }) => email === message.receiver);
  if (!isTheirs) return expire('ended');
  const view = {
    ...flagDetails(directory, pupil, flag, page.facts, at),
    occasion: 'raised' as const,
    error: null,
  };
  return inOpening(message, at, directory, staffOpening(directory), (language) => flagCard(view, language));
};

/** `digest`: its subject is the Monday. */
const digest = async (
  ports: OutgoingPorts,
  loaded: LoadedProgramme,
  message: PlannedMessage,
  at: Moment,
): Promise<Outgoing> => {
  const { directory } = loaded;
  const coordinator = directory.person(message.receiver, 'coordinator');
  if (coordinator === null || !isActiveOn(coordinator, message.subject)) return expire('ended');
  if (at >= message.worthUntil) return expire('tooLate');
  const source = await readSignals(ports, loaded, schoolsOf(directory, coordinator), at);
  const view = digestDetails(source, coordinator, message.subject);
  return inOpening(message, at, directory, staffOpening(directory), (language) => digestCard(view, language));
};

/** What to do with a message at a moment. */
export const composeMessage =
  (ports: OutgoingPorts): Compose =>
  (loaded, message, at) => {
    switch (message.kind) {
      case 'nudge':
      case 'checkIn':
      case 'reminder1':
      case 'reminder2':
        return toStudent(ports, loaded, message, at);
      case 'flagRaised':
        return ofFlag(ports, loaded, message, at);
      case 'digest':
        return digest(ports, loaded, message, at);
      default:
        return message.kind satisfies never;
    }
  };
