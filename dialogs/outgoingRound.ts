/** Decides about a planned message of intervision at the moment it would go out. */
import type { Directory } from '../bot/programme/directory';
import type { Role } from '../bot/programme/model';
import type { RoundKind } from '../bot/programme/plannedMessage';
import { roundOpening, subjectParts, type RoundMessage } from '../bot/programme/rounds/planning';
import { roundSending } from '../bot/programme/rounds/sending';
import { placeOf, type RoundBook } from '../bot/programme/rounds/state';
import type { Outgoing } from '../bot/ports';
import { roundCardIn } from './rounds/cards';
import { companionsOf, joined } from './rounds/companions';
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
export const ofRound = async (sending: Sending, planned: RoundMessage): Promise<Outgoing> => {
  const { loaded, at, ports } = sending;
  const { directory } = loaded;
  const rounds = await ports.rounds.of(loaded);
  const decided = roundSending(rounds.source, rounds.timetable(), planned, at);
  if (decided.do === 'expire') return expire(decided.reason);
  const { message } = decided;
  const others = decided.together.filter(({ key }) => key !== message.key);
  const join = joined(message.key, await companionsOf(sending, others), at);
  if (join.do === 'leave') return expire('merged');
  if (join.do === 'wait') return join;
  const parts = decided.together.filter((part) => part.key === message.key || join.carries.includes(part));
  const as = receiverRole(directory, rounds.source.book, message);
  const opening = roundOpening(directory, message.receiver, as, directory.calendar.dayOf(at));
  const outgoing = await inOpening({ ...sending, message }, opening, () =>
    roundCardIn(sending, rounds, parts),
  );
  return outgoing.do === 'send' ? { ...outgoing, carries: join.carries.map(({ key }) => key) } : outgoing;
};
