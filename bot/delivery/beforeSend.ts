/** What becomes of a message before it goes out: put off, left out, or taken up again. */
import type { OutboxMessage } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { ExpiryReason } from '../programme/plannedMessage';
import type { Change } from './afterSend';

/** What failed stays so until it is tried once more, though somebody had it in hand in between. */
export const putOff = ({ failures }: OutboxMessage, until: Moment): Change =>
  failures > 0 ? { status: 'failed', retryAt: until } : { status: 'planned', notBefore: until };

/** Teams was asked to take it, and could not each time: what it answered last is kept. */
const couldNotGo = ({ failures, unknowns, reason }: OutboxMessage): boolean =>
  unknowns === 0 && (failures > 0 || reason !== null);

/**
 * A send without an outcome may have arrived: nobody should read `expired` where it did. What Teams could not take, and for
 * which it is only too late by now, has failed: it was worth sending then.
 */
export const given = (value: OutboxMessage, reason: ExpiryReason): Change =>
  reason === 'tooLate' && couldNotGo(value)
    ? { status: 'failed', retryAt: null }
    : { status: value.unknowns > 0 ? 'unknown' : 'expired', reason };

/** Failed, and to be tried once more by now. It is as late as if it had not been tried before. */
export const chanceOf = (value: OutboxMessage, at: Moment): OutboxMessage | null =>
  value.status === 'failed' && value.retryAt !== null && value.retryAt <= at
    ? { ...value, retryAt: null }
    : null;

/** What a sender that died leaves behind: without a turn, it was no attempt. */
export const takenOver = (value: OutboxMessage, mayHaveGone: boolean): OutboxMessage =>
  mayHaveGone ? { ...value, unknowns: value.unknowns + 1 } : { ...value, attempts: value.attempts - 1 };
