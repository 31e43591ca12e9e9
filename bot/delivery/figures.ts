/** What the figures call what became of a request to Teams, and of a message. */
import type { EndCause, Metrics, SendOutcome, UpdateResult } from '../ports';
import type { OutboxMessage } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { Change } from './afterSend';

/** A request that came too soon is counted apart from one that Teams was not ready for; a card that is gone was refused. */
export const outcomeOf = (result: UpdateResult): SendOutcome => {
  if (result.status === 'gone') return 'refused';
  return result.status === 'later' && result.throttled ? 'limited' : result.status;
};

/** Why a message ended as it now did, by the change that ended it; null where its state says it all. */
const causeOf = (change: Change, { status, reason, retryAt }: OutboxMessage): EndCause | null => {
  if (status === 'unreachable')
    return reason === 'notInstalled' || reason === 'refusedBefore' ? reason : 'refused';
  if (status !== 'failed') return null;
  if (retryAt !== null) return 'notReady';
  // Where it is only too late, what Teams answered before stands.
  return change.failures === undefined && change.reason !== undefined ? 'refused' : 'gaveUp';
};

/** How long after it could first have gone a message went out. Milliseconds. */
const lateBy = ({ dueAt, notBefore }: OutboxMessage, sentAt: Moment): number =>
  Math.max(0, sentAt - Math.max(dueAt, notBefore ?? dueAt));

/** What failed before and is tried once more still has ended so. */
const isKnown = ({ failures }: Change, { retryAt }: OutboxMessage): boolean =>
  retryAt !== null && (failures === undefined || failures > 1);

/** Counts a message that a change has ended, once for each end. */
export const countEnd = (metrics: Metrics, change: Change, message: OutboxMessage): void => {
  const { kind, status, sentAt } = message;
  if (status === 'planned' || isKnown(change, message)) return;
  metrics.ended(kind, status, causeOf(change, message));
  if (status === 'sent' && sentAt !== null) metrics.sentLate(lateBy(message, sentAt));
};
