/** Has what was delivered to people whom an import brings back drawn anew: while they were away it said nothing, or did not follow. */
import type { OutboxMessage } from '../ports/outbox';
import type { Moment } from '../programme/model';
import { roundKinds } from '../programme/plannedMessage';
import { subjectParts } from '../programme/rounds/planning';
import { drawAnew, keysOfPeople, type Keyed, type Outbox } from './drawnAnew';

/** For so long a card may be of use to its reader, though it is not worth sending any more: a report is waited for so long. Milliseconds. */
const usedFor = 14 * 24 * 3_600_000;

/** Who is back, by address. */
export interface Back {
  /** Whose part had ended. */
  readonly people: readonly string[];
  /** Who is of a group with a fixed time, and was not. */
  readonly members: readonly { readonly email: string; readonly group: string }[];
  /** Coordinators who may have been told that nobody leads a group of whoever is back. */
  readonly told: readonly string[];
}

/** Everything of a person; of a member what they got of the group; of a coordinator that a teacher had left. */
const concerning = ({ people, members, told }: Back) => {
  const back = new Set(people);
  return ({ kind, receiver, subject }: Keyed): boolean => {
    if (back.has(receiver)) return true;
    if (!roundKinds.some((one) => one === kind)) return false;
    const { group, nth } = subjectParts(subject);
    const isOfLeaving = kind === 'roundOffer' && nth > 1 && told.includes(receiver);
    return isOfLeaving || members.some((one) => one.email === receiver && one.group === group);
  };
};

/** Has the cards of who is back drawn anew, as far as they are of use. */
export const welcomeBack = async (
  outbox: Outbox,
  programme: string,
  back: Back,
  now: Moment,
): Promise<void> => {
  const receivers = new Set([...back.people, ...back.members.map(({ email }) => email), ...back.told]);
  const isOfUse = ({ worthUntil, dueAt }: OutboxMessage): boolean =>
    now < Math.max(worthUntil, dueAt + usedFor);
  const keys = await keysOfPeople(outbox, programme, receivers, { concerns: concerning(back), isOfUse });
  await drawAnew(outbox, programme, { keys, isOfUse }, now);
};
