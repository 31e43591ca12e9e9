/** What becomes of a message before it goes out: put off, left out, or taken up again. */
import type { OutboxMessage } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { ExpiryReason } from '../programme/plannedMessage';
import type { Change } from './afterSend';

/** What failed stays so until it is tried once more. */
export const putOff = ({ status }: OutboxMessage, until: Moment): Change =>
  status === 'failed' ? { retryAt: until } : { status: 'planned', notBefore: until };

/**
 * A send without an outcome may have arrived: nobody should read `expired` where it did. What failed, and for which it is
 * only too late by now, stays so: it was worth sending then.
 */
export const given = ({ status, unknowns }: OutboxMessage, reason: ExpiryReason): Change =>
  status === 'failed' && reason === 'tooLate'
    ? { retryAt: null }
    : { status: unknowns > 0 ? 'unknown' : 'expired', reason };

/** Failed, and to be tried once more by now: it counts as put off until then. */
export const chanceOf = (value: OutboxMessage, at: Moment): OutboxMessage | null =>
  value.status === 'failed' && value.retryAt !== null && value.retryAt <= at
    ? { ...value, notBefore: value.retryAt, retryAt: null }
    : null;

/** What a sender that died leaves behind: without a turn, it was no attempt. */
export const takenOver = (value: OutboxMessage, mayHaveGone: boolean): OutboxMessage =>
  mayHaveGone ? { ...value, unknowns: value.unknowns + 1 } : { ...value, attempts: value.attempts - 1 };
