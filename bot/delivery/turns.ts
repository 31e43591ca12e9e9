/** Turns of a tenant: when the next request to Teams may start, over all processes that share the storage. */
import type { Pace } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import type { Moment } from '../programme/model';
import { granting, noPace, takenUntil } from './pace';
import { Rest, type RestPorts } from './rest';
import { Starts, type Start } from './starts';

/** What came of waiting for a turn: go now; Teams wants a rest; or somebody else is the tenant's sender by now. */
export type Turn = Start | 'rest' | 'lost';

/** What turns are made from. */
export interface TurnsPorts extends RestPorts {
  /** Requests in any one second, over all processes. */
  readonly perSecond: number;
}

/**
 * Over how long the turns of a second lie, and how late one may be used. While others take turns too, a little further
 * apart than needed, and used no later than that: else a second might hold too many. Who is alone counts what has
 * really started, and needs not be as strict; whoever comes to it leaves a gap as long as a turn may be late.
 * Milliseconds.
 */
const spacingBesideOthers = 1020;
const latestBesideOthers = 20;
const spacingAlone = 1008;
const latestAlone = 100;
/** More than this is not foreseen: a process may be frozen for any time. Milliseconds. */
const mostLag = 1_000;
/** How long others count as taking turns after they did. Milliseconds. */
const othersFor = 2_000;
/** Turns are reserved no further ahead than this. Milliseconds. */
const ahead = 250;
/** Who reserved last lets others go first by this: it would else always be the quicker one. Milliseconds. */
const yields = 50;

/** A reserved turn: by how much it may be used later than its moment was settled with it. */
interface Slot {
  readonly at: Moment;
  /** How late this process was then: others leave so much room behind it. */
  readonly lag: number;
  readonly isBesideOthers: boolean;
}

interface Waiting {
  readonly ticket: number;
  readonly resolve: (slot: Slot | 'rest' | 'lost') => void;
  readonly reject: (error: unknown) => void;
}

/** What to do for those who wait: there are no turns, none may be reserved yet, or these are. */
type Reservation =
  | { readonly do: 'refuse'; readonly why: 'rest' | 'lost' }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'reserve'; readonly slots: readonly Slot[]; readonly takenUntil: Moment };

/** The turns of one tenant in this process: with a sender's fence, or without one for look-ups. */
export class Turns {
  readonly #ports: TurnsPorts;
  readonly #tenant: string;
  readonly #fence: number | null;
  readonly #waiting: Waiting[] = [];
  readonly #starts: Starts;
  readonly #rest: Rest;
  #known: Stored<Pace> | null = null;
  /** The tag of what was reserved here last: another one on the row is of others. */
  #lastTag: string | undefined;
  #othersUntil: Moment = 0;
  #reservedAt: Moment = 0;
  /** How late this process was the last times, when it was too late. */
  #lag = 0;
  #isReserving = false;
  #tickets = 0;

  /** `restUntil` is what was known of a rest before, 0 for none. */
  constructor(ports: TurnsPorts, tenant: string, fence: number | null, restUntil: Moment) {
    this.#ports = ports;
    this.#tenant = tenant;
    this.#fence = fence;
    this.#rest = new Rest(ports, tenant, restUntil);
    this.#starts = new Starts(ports.machine, ports.perSecond);
  }

  /** Until when Teams wants this tenant to be left alone, as far as is known here. */
  get restUntil(): Moment {
    return this.#rest.until;
  }

  /** Milliseconds for which Teams wants this tenant to be left alone, as far as is known here; 0 for none. */
  restLeft(): number {
    return this.#rest.left();
  }

  /** Lets the tenant rest for some milliseconds, here at once and in every process as soon as storage has taken it. */
  rest(milliseconds: number): Promise<void> {
    return this.#rest.begin(milliseconds);
  }

  /** A place in line for a turn, higher than all before it. */
  ticket(): number {
    this.#tickets += 1;
    return this.#tickets;
  }

  /**
   * Resolves at the start of a turn, or as soon as there will be none. Rejects when the signal is aborted. Before a
   * turn for a ticket comes, the tenant's pace says so; 0 is none.
   */
  async take(signal: AbortSignal, ticket = 0): Promise<Turn> {
    const { machine, timer } = this.#ports;
    for (;;) {
      const slot = await this.#slot(ticket);
      if (slot === 'rest' || slot === 'lost') return slot;
      const wait = Math.max(slot.at, this.#starts.roomAt()) - machine.now();
      if (wait > 0) await timer.sleep(wait, signal);
      signal.throwIfAborted();
      if (this.restLeft() > 0) return 'rest';
      if (this.#isInTime(slot) && this.#starts.roomAt() <= machine.now()) return this.#starts.begin();
    }
  }

  /** A start that storage knows nothing of, for while it is away: only what this process has started counts. */
  async takeAlone(signal: AbortSignal): Promise<Start> {
    const { machine, timer } = this.#ports;
    for (;;) {
      const wait = this.#starts.roomAt() - machine.now();
      if (wait <= 0) return this.#starts.begin();
      await timer.sleep(wait, signal);
      signal.throwIfAborted();
    }
  }

  #isBesideOthers(now: Moment): boolean {
    return now < this.#othersUntil;
  }

  /** A process that cannot be in time learns by how much, and leaves that much room after its next turns. */
  #isInTime({ at, lag, isBesideOthers }: Slot): boolean {
    const now = this.#ports.machine.now();
    const late = now - at;
    const isStrict = isBesideOthers || this.#isBesideOthers(now);
    const isInTime = late <= lag + (isStrict ? latestBesideOthers : latestAlone);
    this.#lag = isInTime ? Math.floor(this.#lag * 0.8) : Math.min(late, mostLag);
    return isInTime;
  }

  /** The request that started then has been answered. */
  answered(start: Start): void {
    this.#starts.answered(start);
  }

  #slot(ticket: number): Promise<Slot | 'rest' | 'lost'> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ticket, resolve, reject });
      if (!this.#isReserving) void this.#reserveForAll();
    });
  }

  /** One reservation at a time, for everybody who waits by then. */
  async #reserveForAll(): Promise<void> {
    this.#isReserving = true;
    try {
      while (this.#waiting.length > 0) await this.#reserveOnce();
    } catch (error) {
      this.#known = null;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    } finally {
      this.#isReserving = false;
    }
  }

  async #reserveOnce(): Promise<void> {
    const { pace, timer } = this.#ports;
    const stored = this.#known ?? (await pace.of(this.#tenant));
    const found = stored?.value ?? noPace;
    await this.#rest.count(found);
    const next = this.#reservation(found, stored?.tag !== this.#lastTag);
    if (next.do === 'refuse') {
      this.#known = null;
      for (const { resolve } of this.#waiting.splice(0)) resolve(next.why);
    } else if (next.do === 'wait') {
      // To be asked anew would take as long as others need to reserve what comes next.
      this.#known = stored;
      await timer.sleep(next.milliseconds, new AbortController().signal);
    } else {
      const tickets = this.#waiting.slice(0, next.slots.length).map(({ ticket }) => ticket);
      const grants = granting(found.grants, this.#fence, tickets);
      const wanted = { ...found, takenUntil: next.takenUntil, grants };
      const asked = this.#ports.machine.now();
      const saved = await pace.save(this.#tenant, wanted, stored?.tag ?? null);
      this.#known = saved === 'conflict' ? null : saved;
      if (saved === 'conflict') return;
      this.#lastTag = saved.tag;
      this.#reservedAt = asked;
      for (const slot of next.slots) this.#waiting.shift()?.resolve(slot);
    }
  }

  /**
   * Notes that others take turns; the moment from which ours may follow theirs. Who has not reserved lately is not
   * expected by them: theirs may yet be used late.
   */
  #afterOthers(found: Pace, now: Moment): Moment {
    if (found.takenUntil > now - othersFor) this.#othersUntil = takenUntil(found, now) + othersFor;
    const isExpected = now < this.#reservedAt + othersFor;
    return found.takenUntil + (isExpected ? 0 : latestAlone);
  }

  #reservation(found: Pace, isByOthers: boolean): Reservation {
    const { machine, perSecond } = this.#ports;
    const now = machine.now();
    if (this.#fence !== null && found.fence !== this.#fence) return { do: 'refuse', why: 'lost' };
    if (this.#rest.left() > 0) return { do: 'refuse', why: 'rest' };
    const after = isByOthers ? this.#afterOthers(found, now) : found.takenUntil;
    const from = takenUntil({ ...found, takenUntil: after }, now);
    const free = takenUntil(found, now) - (isByOthers ? ahead : ahead - yields);
    if (free > now) return { do: 'wait', milliseconds: free - now };
    const isBesideOthers = this.#isBesideOthers(now);
    const interval = (isBesideOthers ? spacingBesideOthers : spacingAlone) / perSecond;
    const most = Math.max(1, Math.floor(ahead / interval));
    const slots = this.#waiting
      .slice(0, most)
      .map((_, index) => ({ at: from + index * interval, lag: this.#lag, isBesideOthers }));
    return { do: 'reserve', slots, takenUntil: from + slots.length * interval + this.#lag };
  }
}
