/** What follows from the answer of Teams to a send (the table of answers in docs/operations.md). */
import type { OutboxMessage } from '../ports/outbox';
import type { SendResult } from '../ports';
import type { Moment } from '../programme/model';

/** What changes in a message when it is recorded. */
export type Change = Partial<
  Pick<OutboxMessage, 'status' | 'reason' | 'sentAt' | 'activityId' | 'notBefore' | 'unknowns'>
>;

/** Record and stop, or try again: after a wait of one's own, or after a rest of the whole tenant. */
export type Step =
  | { readonly do: 'record'; readonly change: Change; readonly contactLost: boolean }
  | {
      readonly do: 'again';
      readonly unknowns: number;
      readonly throttles: number;
      /** Milliseconds. */
      readonly wait: number;
      readonly restTenant: boolean;
    };

/** Attempts after which a message that Teams cannot take (412, 502, 503, 504) fails. */
const mostAttempts = 8;
/** Attempts after which one that came too soon (429) fails: it is not the message's fault, and waiting helps. */
const mostThrottled = 50;
/** Sends without an outcome after which a message is left alone: it is repeated once. */
export const mostUnknowns = 2;
const longestBackoff = 30_000;
/** Longest wait that Teams may ask for one message; a rest of the tenant may be longer. Milliseconds. */
const longestWait = 600_000;

/** Full jitter: anything up to a limit that doubles with every attempt. Milliseconds. */
const backoff = (attempt: number, chance: number): number =>
  chance * Math.min(longestBackoff, 500 * 2 ** attempt);

const stop = (change: Change, contactLost = false): Step => ({ do: 'record', change, contactLost });

type Later = SendResult & { readonly status: 'later' };

/** 429: the whole tenant rests. */
const tooSoon = (message: OutboxMessage, { retryAfter, reason }: Later, chance: number): Step => {
  const throttles = message.throttles + 1;
  if (throttles >= mostThrottled) return stop({ status: 'failed', reason });
  const wait = retryAfter ?? backoff(throttles, chance);
  return { do: 'again', unknowns: message.unknowns, throttles, wait, restTenant: true };
};

/** 412, 502, 503, 504, or nothing left this machine: only this message waits. */
const notReady = (message: OutboxMessage, { retryAfter, reason }: Later, chance: number): Step => {
  const { attempts, throttles, unknowns } = message;
  const tried = attempts - throttles;
  if (tried >= mostAttempts) return stop({ status: 'failed', reason });
  const wait = Math.min(longestWait, retryAfter ?? backoff(tried, chance));
  return { do: 'again', unknowns, throttles, wait, restTenant: false };
};

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
      const wait = backoff(message.attempts, chance);
      return { do: 'again', unknowns, throttles: message.throttles, wait, restTenant: false };
    }
    case 'later':
      return result.throttled ? tooSoon(message, result, chance) : notReady(message, result, chance);
    default:
      return result satisfies never;
  }
};
