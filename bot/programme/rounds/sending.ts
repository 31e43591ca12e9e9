/** What to do with a planned message of intervision at the moment it would go out. */
import { messageGrant } from '../access';
import type { Moment, Role } from '../model';
import type { AnyKind, ExpiryReason, RoundKind } from '../plannedMessage';
import { leadOf } from './lead';
import { newLead } from './newLead';
import { subjectParts, type RoundMessage, type RoundSource } from './planning';
import { roundGrant } from './reach';
import { timesBack, nthAsked } from './searchMessages';
import { calledOff, placeOf, setAt, type Place } from './state';
import type { RoundTimetable } from './timetable';

/** Reminders, in their order on one card when several come together. */
const merging: readonly string[] = [
  'roundAgenda',
  'roundReminder',
  'roundCase',
  'roundCaseReminder',
  'roundPollReminder',
  'roundReportReminder',
] satisfies readonly RoundKind[];

/** Whether messages of this kind that come to one person together are one card. */
export const mayMerge = (kind: AnyKind): boolean => merging.includes(kind);

/** Messages in the order in which one card tells of them. */
export const inCardOrder = (messages: readonly RoundMessage[]): readonly RoundMessage[] =>
  messages.toSorted((a, b) => merging.indexOf(a.kind) - merging.indexOf(b.kind));

/** Send it, with what arrives with it on its card; or let it expire. */
export type RoundSending =
  | {
      readonly do: 'send';
      /** As it stands now. */
      readonly message: RoundMessage;
      /** As what its receiver gets it: students have closed days. */
      readonly as: Role;
      /** Everything that arrives together, the message itself included, in the order of a card. */
      readonly together: readonly RoundMessage[];
    }
  | { readonly do: 'expire'; readonly reason: ExpiryReason };

/** What is asked of a message that is not wanted any more. */
type Gone = Pick<RoundMessage, 'kind' | 'receiver' | 'subject'>;

const currentNumber = ({ group }: Place, kind: RoundKind): number => {
  switch (kind) {
    case 'roundOffer':
      return group.offer?.number ?? 0;
    case 'roundPoll':
    case 'roundPollReminder':
      return group.poll?.number ?? 0;
    case 'roundInvite':
      return group.meeting?.number ?? 0;
    case 'roundCase':
    case 'roundCaseReminder':
    case 'roundReminder':
    case 'roundAgenda':
    case 'roundReport':
    case 'roundReportReminder':
      return group.meeting?.timeSet.number ?? 0;
    case 'roundCancelled':
      return 1;
    default:
      return kind satisfies never;
  }
};

const isOfCase = (kind: RoundKind): boolean => kind === 'roundCase' || kind === 'roundCaseReminder';

/** Which time it would be now that its receiver is told. */
const currentNth = (source: RoundSource, place: Place, { kind, receiver }: Gone): number => {
  const { bringers, directory } = source;
  const { round, group } = place;
  if (isOfCase(kind)) return bringers.of(round.id, group.id)?.nth ?? 1;
  if (kind === 'roundPoll' || kind === 'roundPollReminder') return nthAsked(directory, group, receiver);
  if (receiver === group.teacher) return leadOf(directory, group).nth;
  if (kind !== 'roundInvite' || group.meeting === null) return 1;
  const back = timesBack(directory, group, receiver, setAt(group.meeting));
  return (newLead(source, place, group.meeting, receiver)?.nth ?? 1) + back;
};

/** Whether a message has gone over to somebody else: the teacher's group, or the bringer's case. */
const isPassedOn = (
  { bringers }: RoundSource,
  { round, group }: Place,
  { kind, receiver }: Gone,
): boolean => {
  if (isOfCase(kind)) return bringers.of(round.id, group.id)?.student !== receiver;
  return receiver !== group.teacher && !group.students.includes(receiver) && receiver !== round.madeBy;
};

/** Why a message is not in the timetable any more. */
const reasonOf = (source: RoundSource, gone: Gone, at: Moment): ExpiryReason => {
  const { directory } = source;
  if (messageGrant(directory, gone, directory.calendar.dayOf(at)) === null) return 'ended';
  const { round, group, number, nth } = subjectParts(gone.subject);
  const place = placeOf(source.book, round, group);
  if (place === null) return 'vanished';
  if (calledOff(place) !== null) return 'cancelled';
  if (isPassedOn(source, place, gone)) return 'passedOn';
  const isCurrent = number === currentNumber(place, gone.kind) && nth === currentNth(source, place, gone);
  return isCurrent ? 'answered' : 'replaced';
};

/** The message with the reminders that arrive with it and are worth sending, in the order of a card. */
const arriving = (timetable: RoundTimetable, message: RoundMessage, at: Moment): readonly RoundMessage[] => {
  if (!mayMerge(message.kind)) return [message];
  return inCardOrder(
    timetable
      .together(message.receiver, message.dueAt)
      .filter(({ kind, worthUntil }) => mayMerge(kind) && at < worthUntil),
  );
};

/**
 * Whether a planned message is still wanted, and which reminders to the same person are due at the same moment: those
 * may go out as one card. Asks nothing of the send window.
 */
export const roundSending = (
  source: RoundSource,
  timetable: RoundTimetable,
  planned: RoundMessage,
  at: Moment,
): RoundSending => {
  const message = timetable.find(planned.key);
  if (message === null) return { do: 'expire', reason: reasonOf(source, planned, at) };
  const grant = roundGrant(source, message, at);
  if (grant === null) return { do: 'expire', reason: 'ended' };
  if (at >= message.worthUntil) return { do: 'expire', reason: 'tooLate' };
  return { do: 'send', message, as: grant.person.role, together: arriving(timetable, message, at) };
};
