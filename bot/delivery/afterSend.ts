/** What follows from the answer of Teams to a send (the table of answers in docs/operations.md). */
import type { OutboxMessage } from '../ports/outbox';
import type { SendResult } from '../ports';
import type { Moment } from '../programme/model';

/** What changes in a message when it is recorded. */
export type Change = Partial<
  Pick<
    OutboxMessage,
    | 'status'
    | 'reason'
    | 'sentAt'
    | 'activityId'
    | 'notBefore'
    | 'unknowns'
    | 'failures'
    | 'retryAt'
    | 'shows'
  >
>;

/** Record and stop, or try again: after a wait of one's own, or after a rest of the whole tenant. */
export type Step =
  | {
      readonly do: 'record';
      readonly change: Change;
      readonly contactLost: boolean;
      /** For how long the tenant is to be left alone all the same; 0 for not at all. Milliseconds. */
      readonly rest: number;
    }
  | {
      readonly do: 'again';
      readonly unknowns: number;
      readonly throttles: number;
      /** What Teams answered. */
      readonly reason: string;
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
/**
 * What may have arrived is repeated so long after, by chance up to the second: at once the same trouble would answer, and that
 * would be the end of it; and who got it may answer meanwhile, and need not get it again. Milliseconds.
 */
const unknownWait = [5_000, 10_000] as const;
/** So long after it ended as `failed` a message is tried once more; twice as long after each time that follows. Milliseconds. */
const firstRetry = 300_000;
/** Such further tries at most: the last is some 21 hours after the first end, and later where closed hours lie in between. */
const mostRetries = 8;
const longestBackoff = 30_000;
/** Longest wait that Teams may ask for one message; a rest of the tenant may be longer. Milliseconds. */
const longestWait = 600_000;

/** Full jitter: anything up to a limit that doubles with every attempt. Milliseconds. */
const backoff = (attempt: number, chance: number): number =>
  chance * Math.min(longestBackoff, 500 * 2 ** attempt);

const stop = (change: Change, contactLost = false, rest = 0): Step => ({
  do: 'record',
  change,
  contactLost,
  rest,
});

type Later = SendResult & { readonly status: 'later' };

/** It failed for what time may heal: it gets another chance as long as it is worth sending. */
const failedForNow = ({ failures, worthUntil }: OutboxMessage, reason: string, at: Moment): Change => {
  const next = at + firstRetry * 2 ** failures;
  const retryAt = failures < mostRetries && next < worthUntil ? next : null;
  return { status: 'failed', reason, failures: failures + 1, retryAt };
};

/** Another chance is one try: who moves a clock by days must not wait for many. */
const isOnlyTry = ({ failures }: OutboxMessage): boolean => failures > 0;

/** 429: the whole tenant rests. */
const tooSoon = (message: OutboxMessage, { retryAfter, reason }: Later, at: Moment, chance: number): Step => {
  const throttles = message.throttles + 1;
  const wait = retryAfter ?? backoff(throttles, chance);
  if (throttles >= mostThrottled || isOnlyTry(message))
    return stop(failedForNow(message, reason, at), false, wait);
  return { do: 'again', unknowns: message.unknowns, throttles, reason, wait, restTenant: true };
};

/** 412, 502, 503, 504, or nothing left this machine: only this message waits. */
const notReady = (
  message: OutboxMessage,
  { retryAfter, reason }: Later,
  at: Moment,
  chance: number,
): Step => {
  const { attempts, throttles, unknowns } = message;
  const tried = attempts - throttles;
  if (tried >= mostAttempts || isOnlyTry(message)) return stop(failedForNow(message, reason, at));
  const wait = Math.min(longestWait, retryAfter ?? backoff(tried, chance));
  return { do: 'again', unknowns, throttles, reason, wait, restTenant: false };
};

/**
 * The same where something reminds of the message: the last chance comes when that is due, just before it. From then on that
 * one asks the same, and must not wait for this one.
 */
export const beforeReminder = async (
  step: Step,
  remindedAt: () => Promise<Moment>,
  at: Moment,
): Promise<Step> => {
  if (step.do === 'again' || !step.change.retryAt) return step;
  const due = await remindedAt();
  const retryAt = due <= at ? null : Math.min(step.change.retryAt, due);
  return { ...step, change: { ...step.change, retryAt } };
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
      const { throttles } = message;
      const unknowns = message.unknowns + 1;
      const { reason } = result;
      if (unknowns >= mostUnknowns) return stop({ status: 'unknown', unknowns, reason });
      const [shortest, longest] = unknownWait;
      const wait = shortest + chance * (longest - shortest);
      return { do: 'again', unknowns, throttles, reason, wait, restTenant: false };
    }
    case 'later':
      return (result.throttled ? tooSoon : notReady)(message, result, at, chance);
    default:
      return result satisfies never;
  }
};
