/** What a message has of the tenant's sender. */
import type { OutboxMessage } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { Start } from './starts';
import type { Turn } from './turns';
import type { Place } from '../waiting/conversations';

/** A tenant's sender at work, as one message sees it. */
export interface Shift {
  readonly tenant: string;
  /** The fence under which this process sends in the tenant. */
  readonly fence: number;
  /** The moment of the programme's clock. */
  readonly at: () => Moment;
  /** False when that clock may have been wrong since this moment of the machine's: what was decided by it does not go out. */
  readonly isSureSince: (moment: Moment) => boolean;
  /** Aborted when this process is to stop, or is the tenant's sender no longer. */
  readonly signal: AbortSignal;
  /** Resolves when the tenant does not rest, the receiver may be sent one more message, and it is known what time it is. */
  quiet(receiver: string): Promise<Place>;
  /** Runs one of the few tries that go on at the same time. */
  through<T>(task: () => Promise<T>): Promise<T>;
  /** A place in line for a turn. */
  ticket(): number;
  /** Resolves at the start of the turn for a ticket, or as soon as there will be none. Never rejects. */
  turn(ticket: number): Promise<Turn>;
  /** Whether a message whose sender died may be on its way. */
  mayHaveGone(message: OutboxMessage): boolean;
  /** The request that started on this turn has been answered. */
  answered(start: Start): void;
  /** Lets the whole tenant rest. */
  rest(milliseconds: number): Promise<void>;
}
