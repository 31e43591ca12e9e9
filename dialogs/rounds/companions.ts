/** Messages of intervision that arrive together: which of them goes out, and what its card tells of besides. */
import type { Moment } from '../../bot/programme/model';
import type { RoundMessage } from '../../bot/programme/rounds/planning';
import { toBeSentAt, type OutboxMessage } from '../../bot/ports/outbox';
import { standingOf, type Sending } from '../sending';

/** What the outbox has of a message that arrives with another; null where it has not entered yet. */
type Standing = Pick<OutboxMessage, 'status' | 'carries' | 'notBefore' | 'dueAt' | 'retryAt'> | null;

/** A message that arrives with the one that is decided about, with how it stands. */
export interface Companion {
  readonly message: RoundMessage;
  readonly standing: Standing;
}

/** Go out with these on the card too; be left out, since a card that told of it may have arrived; or stay for now, for that card is coming. */
export type Joined =
  | { readonly do: 'lead'; readonly carries: readonly RoundMessage[] }
  | { readonly do: 'leave' }
  | { readonly do: 'stay' };

const mayHaveArrived = (standing: Standing): boolean =>
  standing?.status === 'sent' || standing?.status === 'unknown';

/** On its way, or about to be: somebody else has it in hand, or had. */
const isComing = (standing: Standing, at: Moment): boolean =>
  standing !== null && (standing.status === 'sending' || (toBeSentAt(standing) ?? Infinity) <= at);

/** To be sent, and in nobody's hands. */
const isFree = (standing: Standing): boolean =>
  standing === null || (standing.status !== 'sending' && toBeSentAt(standing) !== null);

/**
 * Whichever is decided about first takes the others along that nobody has in hand. A message is left out only once the
 * card that told of it may have arrived; what ended without that takes nothing with it. Of two that carry each other
 * (two senders at once) the later key waits for the other.
 */
export const joined = (key: string, companions: readonly Companion[], at: Moment): Joined => {
  const carriers = companions.filter(({ standing }) => standing?.carries.includes(key) === true);
  if (carriers.some(({ standing }) => mayHaveArrived(standing))) return { do: 'leave' };
  if (carriers.some(({ message, standing }) => message.key < key && isComing(standing, at)))
    return { do: 'stay' };
  const free = companions.filter(({ standing }) => isFree(standing));
  return { do: 'lead', carries: free.map(({ message }) => message) };
};

/** Reads how messages stand. */
export const companionsOf = (
  sending: Sending,
  messages: readonly RoundMessage[],
): Promise<readonly Companion[]> =>
  Promise.all(
    messages.map(async (message) => ({ message, standing: await standingOf(sending, message.key) })),
  );
