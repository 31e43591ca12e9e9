/** One tenant's messages on their way: as long as there are any, this process is the tenant's only sender, or leaves them. */
import type { Log, Timer } from '../ports';
import type { OutboxStore } from '../ports/outbox';
import type { Moment } from '../programme/model';
import { conversations, type Conversations } from '../waiting/conversations';
import { recordFault } from './faults';
import { Gate } from './gate';
import type { Message } from './ledger';
import { mayHaveGone } from './pace';
import type { Sender } from './sender';
import type { Shift } from './shift';
import type { SteadyClock } from './steadyClock';
import { takeTenure, type Tenure, type TenurePorts } from './tenure';
import { Turns, type Turn, type TurnsPorts } from './turns';

/** What a lane is made from. */
export interface LanePorts extends TenurePorts, TurnsPorts {
  readonly outbox: OutboxStore;
  readonly sender: Sender;
  /** The programme's clock. */
  readonly clock: Pick<SteadyClock, 'isSure' | 'isSureSince'>;
  /** Told when a lane that was full has room again. */
  readonly hasRoom: () => void;
  readonly timer: Timer;
  readonly log: Log;
}

/** Tries going on at the same time reach half a second ahead, within these bounds. */
const triesAtOnce = (perSecond: number): number => Math.min(96, Math.max(2, Math.ceil(perSecond / 2)));
/** Messages in hand beyond which a lane takes no more for now. */
const mostInHand = 1_000;
/** A tenant without work for so long is left to whoever has some next. Milliseconds. */
const idleAfter = 10_000;
/** Wait before asking again for a turn when storage was away. Milliseconds. */
const turnAgain = 500;
/** Wait before looking again at a clock that leapt. Milliseconds. */
const clockAgain = 1_000;

/** The tenant's sender at work: its tenure with the turns that belong to it. */
interface AtWork {
  readonly tenure: Tenure;
  readonly turns: Turns;
}

/** Names a message over all programmes. */
export const idOf = (programme: string, key: string): string => `${programme} ${key}`;

/** In which line a message waits: a card to be drawn anew may have to wait long, and no message behind it. */
const lineOf = ({ value: { receiver, stale } }: Message): string =>
  stale === null ? receiver : `card ${receiver}`;

/** The messages of one tenant that this process has in hand. */
export class Lane {
  readonly #ports: LanePorts;
  readonly #tenant: string;
  readonly #gate: Gate;
  readonly #conversations: Conversations;
  readonly #hand = new Map<string, Promise<void>>();
  /** The last in hand of each receiver: their messages go out one after the other, and beside them their cards. */
  readonly #last = new Map<string, Promise<void>>();
  #work: AtWork | null = null;
  /** Until when Teams wanted the tenant to be left alone; outlives a tenure. */
  #restUntil: Moment = 0;
  /** More was there than could be taken in hand. */
  #isMoreWaiting = false;
  #isClosed = false;
  #usedAt: Moment;

  constructor(ports: LanePorts, tenant: string) {
    this.#ports = ports;
    this.#tenant = tenant;
    this.#gate = new Gate(triesAtOnce(ports.perSecond));
    this.#conversations = conversations(ports.machine, ports.timer, 'messages');
    this.#usedAt = ports.machine.now();
  }

  /** How many messages are in hand. */
  get size(): number {
    return this.#hand.size;
  }

  /** Whether as much is in hand as may be; whoever asked hears when there is room again. */
  isFull(): boolean {
    this.#isMoreWaiting ||= this.#hand.size >= mostInHand;
    return this.#hand.size >= mostInHand;
  }

  /** Whether somebody waits for room. */
  get hasMore(): boolean {
    return this.#isMoreWaiting;
  }

  /** How long what is in hand still waits because Teams wants the tenant to be left alone. Milliseconds. */
  get restLeft(): number {
    return this.#hand.size === 0 ? 0 : (this.#work?.turns.restLeft() ?? 0);
  }

  /** Whether this message is in hand. */
  has(programme: string, key: string): boolean {
    return this.#hand.has(idOf(programme, key));
  }

  /** Whether this process is the tenant's sender, became it just now, or could not. */
  async open(): Promise<'was' | 'became' | 'no'> {
    this.#usedAt = this.#ports.machine.now();
    if (this.#work?.tenure.isValid() === true) return 'was';
    // What is in hand from a tenure that ended has to come to its end first.
    if (this.#hand.size > 0 || this.#isClosed) return 'no';
    const tenure = await takeTenure(this.#ports, this.#tenant);
    if (tenure === null) return 'no';
    const quietUntil = Math.max(this.#restUntil, tenure.quietUntil);
    const turns = new Turns(this.#ports, this.#tenant, tenure.fence, quietUntil);
    this.#work = { tenure, turns };
    if (this.#isClosed) await this.#leave();
    return this.#isClosed ? 'no' : 'became';
  }

  /** Takes a message in hand; does nothing when it is there already, or when the lane is not open. */
  take(programme: string, message: Message, at: () => Moment): void {
    const work = this.#work;
    const { key } = message.value;
    const id = idOf(programme, key);
    const line = lineOf(message);
    if (work === null || !work.tenure.isValid() || this.#hand.has(id)) return;
    const before = this.#last.get(line) ?? Promise.resolve();
    const task = before.then(() => this.#bringOn(programme, message, this.#shift(work, at)));
    this.#last.set(line, task);
    this.#hand.set(id, this.#until(task, id, line));
  }

  /** Keeps a message in hand until its task has ended. */
  async #until(task: Promise<void>, id: string, line: string): Promise<void> {
    await task;
    this.#hand.delete(id);
    if (this.#last.get(line) === task) this.#last.delete(line);
    this.#usedAt = this.#ports.machine.now();
    if (!this.#isMoreWaiting || this.#hand.size > mostInHand / 2) return;
    this.#isMoreWaiting = false;
    this.#ports.hasRoom();
  }

  /** Resolves when nothing is in hand. */
  async idle(): Promise<void> {
    while (this.#hand.size > 0) await Promise.all(this.#hand.values());
  }

  /** Leaves the tenant to others when there has been nothing to do for a while. */
  async tidy(): Promise<void> {
    const isIdle = this.#hand.size === 0 && this.#ports.machine.now() - this.#usedAt >= idleAfter;
    if (isIdle) await this.#leave();
  }

  /** Takes nothing new for good, ends what is in flight, and lets others have the tenant. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#leave();
  }

  async #leave(): Promise<void> {
    const work = this.#work;
    this.#work = null;
    work?.tenure.stop();
    await this.idle();
    await work?.tenure.giveBack();
  }

  #shift({ tenure, turns }: AtWork, at: () => Moment): Shift {
    const { signal, fence } = tenure;
    const { clock } = this.#ports;
    return {
      tenant: this.#tenant,
      fence,
      at,
      isSureSince: (moment) => clock.isSureSince(moment),
      signal,
      quiet: async (receiver) => {
        for (let rest = turns.restLeft(); rest > 0; rest = turns.restLeft()) {
          await this.#ports.timer.sleep(rest, signal);
          signal.throwIfAborted();
        }
        for (;;) {
          const place = await this.#conversations.quiet(receiver, signal);
          if (clock.isSure()) return place;
          place.giveBack();
          await this.#ports.timer.sleep(clockAgain, signal);
        }
      },
      through: (task) => this.#gate.through(task),
      ticket: () => turns.ticket(),
      mayHaveGone: (message) => mayHaveGone(message, tenure.grants),
      turn: (ticket) => this.#turn(tenure, turns, ticket),
      answered: (start) => turns.answered(start),
      rest: async (milliseconds) => {
        await turns.rest(milliseconds);
        this.#restUntil = Math.max(this.#restUntil, turns.restUntil);
      },
    };
  }

  /** Storage that is away costs time only: what is claimed stays claimed as long as this is the tenant's sender. */
  async #turn(tenure: Tenure, turns: Turns, ticket: number): Promise<Turn> {
    while (tenure.isValid()) {
      try {
        const turn = await turns.take(tenure.signal, ticket);
        // Somebody raised the fence above ours, perhaps without having the lease: only a new tenure helps.
        if (turn === 'lost') await tenure.giveBack();
        return typeof turn === 'string' || tenure.isValid() ? turn : 'lost';
      } catch {
        await this.#ports.timer.sleep(turnAgain, tenure.signal);
      }
    }
    return 'lost';
  }

  /** A message that cannot be worked on must not hold up the others; the next tick tries it again. */
  async #bringOn(programme: string, message: Message, shift: Shift): Promise<void> {
    try {
      await this.#ports.sender.handle(programme, message, shift);
    } catch (error) {
      if (!shift.signal.aborted) await recordFault(this.#ports, programme, message, error);
    }
  }
}
