/** Decides about a planned message of intervision at the moment it would go out. */
import { moveToOpening } from '../bot/programme/calendar';
import type { Directory } from '../bot/programme/directory';
import type { Role } from '../bot/programme/model';
import type { RoundKind } from '../bot/programme/plannedMessage';
import { roundOpening, subjectParts, type RoundMessage } from '../bot/programme/rounds/planning';
import { roundSending } from '../bot/programme/rounds/sending';
import { placeOf, type RoundBook } from '../bot/programme/rounds/state';
import type { Outgoing } from '../bot/ports';
import { roundCardIn } from './roundCards';
import { expire, inOpening, type Sending } from './sending';

/** As what each kind is received; members, teachers and coordinators get some of them. */
const receivedAs: Readonly<Record<RoundKind, Role | 'anybody'>> = {
  roundOffer: 'teacher',
  roundPoll: 'student',
  roundPollReminder: 'student',
  roundInvite: 'anybody',
  roundCase: 'student',
  roundCaseReminder: 'student',
  roundReminder: 'teacher',
  roundAgenda: 'anybody',
  roundReport: 'teacher',
  roundReportReminder: 'teacher',
  roundCancelled: 'anybody',
};

/** As what somebody receives a message: students have closed days, others have none. */
const receiverRole = (
  directory: Directory,
  book: RoundBook,
  { kind, receiver, subject }: RoundMessage,
): Role => {
  const as = receivedAs[kind];
  if (as !== 'anybody') return as;
  const { round, group } = subjectParts(subject);
  const teacher =
    placeOf(book, round, group)?.group.teacher ??
    directory.programme.groups.find(({ id }) => id === group)?.teacher;
  if (receiver === teacher) return 'teacher';
  return directory.person(receiver, 'student') === null ? 'coordinator' : 'student';
};

/** A message of intervision: inside its receiver's opening, as long as it is wanted; what arrives together is one card. */
export const ofRound = async (sending: Sending, message: RoundMessage): Promise<Outgoing> => {
  const { loaded, at, ports } = sending;
  const { directory } = loaded;
  const rounds = await ports.rounds.of(loaded);
  const decided = roundSending(rounds.source, rounds.timetable(), message, at);
  if (decided.do === 'expire' && decided.reason !== 'merged') return expire(decided.reason);
  const as = receiverRole(directory, rounds.source.book, message);
  const opening = roundOpening(directory, message.receiver, as, directory.calendar.dayOf(at));
  // While nothing goes out neither does the card that this is on: until then it may still have to go alone.
  if (decided.do === 'expire') {
    const opensAt = moveToOpening(at, opening, directory.calendar);
    return opensAt > at ? { do: 'wait', until: opensAt } : expire(decided.reason);
  }
  const worthUntil = Math.max(...decided.parts.map((part) => part.worthUntil));
  return inOpening({ ...sending, message: { ...message, worthUntil } }, opening, () =>
    roundCardIn(sending, rounds, decided.parts),
  );
};
