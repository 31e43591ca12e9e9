/** What becomes of messages, as the outbox stores it: claimed, given back, ended. */
import { failure } from '../programme/failure';
import type { Clock, Log, Metrics, Timer } from '../ports';
import { unclaimed, type OutboxMessage, type OutboxStore } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import type { Moment } from '../programme/model';
import type { Change } from './afterSend';
import { countEnd } from './figures';
import { isStorageAway } from './storageAway';

/** What the ledger is kept with. */
export interface LedgerPorts {
  readonly outbox: OutboxStore;
  /** The time that all processes share: claims, never what is due. */
  readonly shared: Clock;
  readonly timer: Timer;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Names this process in claims. */
  readonly owner: string;
  /** Told of everything that was written. */
  readonly wrote: () => void;
}

/** A message as it is stored. */
export type Message = Stored<OutboxMessage>;

/** Whose claim it is, when its turn comes, and what its card tells of besides. */
export interface Place {
  readonly fence: number;
  readonly ticket: number;
  readonly carries: readonly string[];
}

/** How long a claim holds; a message whose sender died is taken over after this. */
const claimMilliseconds = 20_000;
/** Waits between tries to store what became of a send; the last one again and again. Milliseconds. */
const waits = [100, 300, 1_000, 3_000] as const;
const longestWait = 3_000;

/** Whether its claim no longer holds. One that ends later than any claim can was made by a clock that leapt. */
export const isClaimOver = ({ leaseUntil }: Pick<OutboxMessage, 'leaseUntil'>, now: Moment): boolean =>
  leaseUntil === null || leaseUntil <= now || leaseUntil > now + 2 * claimMilliseconds;

/** Writes down what becomes of messages; a message that somebody else changed meanwhile is left as it is. */
export class Ledger {
  readonly #ports: LedgerPorts;

  constructor(ports: LedgerPorts) {
    this.#ports = ports;
  }

  /** Takes the message in hand, ahead of its turn; `conflict` when somebody else did. */
  claim(programme: string, { value, tag }: Message, place: Place): Promise<Message | 'conflict'> {
    const { outbox, shared, owner } = this.#ports;
    const leaseUntil = shared.now() + claimMilliseconds;
    const attempts = value.attempts + 1;
    const claimed: OutboxMessage = { ...value, status: 'sending', attempts, owner, leaseUntil, ...place };
    return outbox.update(programme, claimed, tag);
  }

  /** Writes down that a claimed message may be on its way from now on; null when somebody else took it meanwhile. */
  async begin(programme: string, { value, tag }: Message): Promise<Message | null> {
    const begun: OutboxMessage = { ...value, ticket: null };
    const written = await this.#surely(() => this.#ports.outbox.update(programme, begun, tag));
    return written === 'conflict' ? null : written;
  }

  /** Gives a claimed message back that is to be tried again; null when somebody else took it meanwhile. */
  async release(
    programme: string,
    { value, tag }: Message,
    changes: Pick<OutboxMessage, 'attempts'> | Pick<OutboxMessage, 'unknowns' | 'throttles' | 'reason'>,
  ): Promise<Message | null> {
    const released: OutboxMessage = { ...value, ...unclaimed, status: 'planned', ...changes };
    const waiting = await this.#surely(() => this.#ports.outbox.update(programme, released, tag));
    return waiting === 'conflict' ? null : waiting;
  }

  /** Stores an end, or that the message is put off. */
  async record(programme: string, { value, tag }: Message, change: Change): Promise<void> {
    const { outbox, metrics, log } = this.#ports;
    const message: OutboxMessage = { ...value, ...unclaimed, ...change };
    const result = await this.#surely(() => outbox.update(programme, message, tag));
    const { kind, status, reason, attempts, retryAt } = message;
    const recorded = result !== 'conflict';
    if (recorded) countEnd(metrics, change, message);
    const fields = { programme, kind, status, reason, attempts, recorded };
    // Somebody has to mend what it failed for, or to release it: nothing more happens by itself.
    if (status === 'failed' && retryAt === null) log.warn('message failed', fields);
    else log.info('message', fields);
  }

  /**
   * Storage that is away must not make us forget a send, which would be sent again: it is tried for as long as this
   * process lives. The tag says whether the message is still ours. Another fault is given up after a few tries.
   */
  async #surely<T>(write: () => Promise<T>): Promise<T> {
    for (let tries = 0; ; tries += 1) {
      try {
        const written = await write();
        this.#ports.wrote();
        return written;
      } catch (error) {
        if (tries >= waits.length && !isStorageAway(error)) throw error;
        this.#ports.log.warn('outbox not written', { ...failure(error) });
        await this.#ports.timer.sleep(waits[tries] ?? longestWait, new AbortController().signal);
      }
    }
  }
}
