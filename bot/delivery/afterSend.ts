/** What follows from the answer of Teams to a send (the table of answers in docs/operations.md). */
import type { OutboxMessage } from '../outboxPorts';
import type { SendResult } from '../ports';
import type { Moment } from '../programme/model';

/** What changes in a message when it is recorded. */
export type Change = Partial<
  Pick<OutboxMessage, 'status' | 'reason' | 'sentAt' | 'activityId' | 'notBefore' | 'unknowns'>
>;

/** Record and stop, or try again: after a wait of one's own, or after a rest of the whole tenant. */
export type Step =
  | { readonly do: 'record'; readonly change: Change; readonly contactLost: boolean }
  | { readonly do: 'again'; readonly unknowns: number; readonly wait: number; readonly restTenant: boolean };

/** Attempts after which a message that Teams cannot take (412, 502, 503, 504) fails. */
const mostAttempts = 8;
/** Attempts after which one that came too soon (429) fails: it is not the message's fault, and waiting helps. */
const mostThrottled = 50;
/** Sends without an outcome after which a message is left alone: it is repeated once. */
export const mostUnknowns = 2;
const longestBackoff = 30_000;

/** Full jitter: anything up to a limit that doubles with every attempt. Milliseconds. */
const backoff = (attempt: number, chance: number): number =>
  chance * Math.min(longestBackoff, 500 * 2 ** attempt);

const stop = (change: Change, contactLost = false): Step => ({ do: 'record', change, contactLost });

/** The next step with a claimed message. `chance` is 0 ≤ x < 1; `at` becomes `sentAt`. */
export const afterSend = (message: OutboxMessage, result: SendResult, at: Moment, chance: number): Step => {
  switch (result.status) {
    case 'sent':
      return stop({ status: 'sent', sentAt: at, activityId: result.activityId, reason: null });
    case 'refused':
      return stop({ status: 'failed', reason: result.reason });
    case 'unreachable':
      return stop({ status: 'unreachable', reason: result.reason }, true);
    case 'unknown': {
      const unknowns = message.unknowns + 1;
      if (unknowns >= mostUnknowns) return stop({ status: 'unknown', unknowns, reason: result.reason });
      return { do: 'again', unknowns, wait: backoff(message.attempts, chance), restTenant: false };
    }
    case 'later': {
      const most = result.throttled ? mostThrottled : mostAttempts;
      if (message.attempts >= most) return stop({ status: 'failed', reason: result.reason });
      const wait = result.retryAfter ?? backoff(message.attempts, chance);
      return { do: 'again', unknowns: message.unknowns, wait, restTenant: result.throttled };
    }
    default:
      return result satisfies never;
  }
};
