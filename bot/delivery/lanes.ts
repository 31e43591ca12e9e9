/** All tenants' lanes: which message belongs to which, and what there is to be brought on. */
import { failure } from '../programme/failure';
import type { Clock, LoadedProgramme, Log, Metrics } from '../ports';
import type { OutboxStore, Received, WorkQueue } from '../ports/outbox';
import type { ContactStore } from '../ports/storage';
import type { Moment } from '../programme/model';
import { inSendingOrder } from '../programme/plannedMessage';
import { idOf, type Lane } from './lane';
import type { Message } from './ledger';
import { eachAlone, eachStep, inParallel } from './parallel';
import { tenantsOfReceivers } from './reach';
import { isStorageAway } from './storageAway';

/** What the lanes need. */
export interface LanesPorts {
  readonly outbox: OutboxStore;
  readonly contacts: ContactStore;
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly makeLane: (tenant: string) => Lane;
  /** The time that all processes share. */
  readonly shared: Clock;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Due messages of one programme, by key. */
export interface Due {
  readonly loaded: LoadedProgramme;
  readonly keys: readonly string[];
}

/** Messages read before it is asked again whether there is room for them. */
const readsAtOnce = 64;
/** How long a message found to belong to another process's tenant is not looked at again. Milliseconds. */
const elsewhereFor = 10_000;

const tenantsOf = (due: readonly Due[]): readonly string[] => [
  ...new Set(due.flatMap(({ loaded }) => loaded.directory.programme.tenants)),
];

/** One round of looking for what can be taken in hand. */
interface Round {
  readonly due: readonly Due[];
  readonly programmes: readonly LoadedProgramme[];
  /** The moment of the programme's clock. */
  readonly at: () => Moment;
}

/** A round with what the queue brought in it: that need not be looked for. */
interface Look extends Round {
  readonly brought: Set<string>;
}

/** All lanes of this process. */
export class Lanes {
  readonly #ports: LanesPorts;
  readonly #lanes = new Map<string, Lane>();
  #isClosed = false;
  /** Messages of tenants that other processes see to, and until when that is believed. */
  readonly #elsewhere = new Map<string, Moment>();
  /** Messages whose rows could not be read when that was tried last. */
  readonly #unreadable = new Set<string>();

  constructor(ports: LanesPorts) {
    this.#ports = ports;
  }

  /**
   * Takes in hand what is due, where this process is or becomes the tenant's sender. Sending goes on after this. What
   * fails for one tenant or programme holds up no other; the first failure is thrown when the others are done.
   */
  async bringOn(asked: Round): Promise<void> {
    if (this.#isClosed) return;
    const round: Look = { ...asked, brought: new Set() };
    const open = new Map<string, Lane>();
    await eachStep([
      () => eachAlone(tenantsOf(round.due), (tenant) => this.#openLane(tenant, open, round)),
      () => eachAlone(open.size > 0 ? round.due : [], (due) => this.#leftovers(due, open, round)),
      () => eachAlone(this.#lanes.values(), (lane) => lane.tidy()),
    ]);
  }

  /** Whether there is more than could be taken in hand. */
  hasMore(): boolean {
    return [...this.#lanes.values()].some((lane) => lane.hasMore);
  }

  /** How long something in hand still waits because Teams wants a tenant to be left alone. Milliseconds. */
  get restLeft(): number {
    return Math.max(0, ...[...this.#lanes.values()].map((lane) => lane.restLeft));
  }

  /** Messages that are known, so that others than these have to be asked for. */
  get known(): number {
    const inHand = [...this.#lanes.values()].reduce((sum, { size }) => sum + size, 0);
    return inHand + this.#elsewhere.size;
  }

  /** Whether a message's row could not be read: it is put aside until somebody mends it. */
  isUnreadable(programme: string, key: string): boolean {
    return this.#unreadable.has(idOf(programme, key));
  }

  /** Resolves when nothing is in hand. */
  async idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.idle()));
  }

  /** Takes nothing new for good, ends what is in flight, and leaves the tenants to others. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#lanes.values()].map((lane) => lane.close()));
  }

  /** A lane made while this process stops is closed before it is used. */
  async #laneOf(tenant: string): Promise<Lane> {
    const lane = this.#lanes.get(tenant) ?? this.#ports.makeLane(tenant);
    this.#lanes.set(tenant, lane);
    if (this.#isClosed) await lane.close();
    return lane;
  }

  async #openLane(tenant: string, open: Map<string, Lane>, round: Look): Promise<void> {
    const lane = await this.#laneOf(tenant);
    const opened = await lane.open();
    if (opened === 'no') return;
    // What was left to the sender before is ours to look at now.
    if (opened === 'became') this.#elsewhere.clear();
    open.set(tenant, lane);
    await this.#fromQueue(tenant, lane, round);
  }

  async #fromQueue(tenant: string, lane: Lane, round: Look): Promise<void> {
    const queue = this.#ports.queueOf(tenant);
    while (!lane.isFull()) {
      const received = await queue.take();
      if (received.length === 0) return;
      for (const one of received) this.#takeWork(one, lane, round);
      await inParallel(received, (one) => one.done());
    }
  }

  /** What is in hand is off the queue: whatever becomes of this process, the outbox still has it as open. */
  #takeWork({ item, putAt }: Received, lane: Lane, { programmes, at, brought }: Look): void {
    this.#ports.metrics.queueWaited(Math.max(0, this.#ports.shared.now() - putAt));
    const loaded = programmes.find(({ head }) => head.id === item.programme);
    for (const message of loaded === undefined ? [] : item.messages) {
      lane.take(item.programme, message, at);
      brought.add(idOf(item.programme, message.value.key));
    }
  }

  /** What the queue did not bring: lost, put off until now, or left by a process that died. */
  async #leftovers(
    { loaded, keys }: Due,
    open: ReadonlyMap<string, Lane>,
    { at, brought }: Look,
  ): Promise<void> {
    const now = this.#ports.machine.now();
    for (const [id, until] of this.#elsewhere) if (until <= now) this.#elsewhere.delete(id);
    const programme = loaded.head.id;
    const lanes = [...open.values()];
    const isNew = (key: string): boolean => {
      const id = idOf(programme, key);
      const isKnown = this.#elsewhere.has(id) || brought.has(id);
      return !isKnown && lanes.every((lane) => !lane.has(programme, key));
    };
    const wanted = keys.filter(isNew);
    for (let start = 0; start < wanted.length; start += readsAtOnce) {
      if (lanes.every((lane) => lane.isFull())) return;
      const found = await inParallel(wanted.slice(start, start + readsAtOnce), (key) =>
        this.#read(programme, key),
      );
      const messages = found
        .filter((message) => message !== null)
        .toSorted((a, b) => inSendingOrder(a.value, b.value));
      await this.#route(loaded, messages, open, at);
    }
  }

  /** A row that cannot be read must not hold up the others: it is looked at again later. */
  async #read(programme: string, key: string): Promise<Message | null> {
    const id = idOf(programme, key);
    try {
      const found = await this.#ports.outbox.find(programme, key);
      this.#unreadable.delete(id);
      return found;
    } catch (error) {
      if (isStorageAway(error)) throw error;
      this.#unreadable.add(id);
      this.#ports.log.error('message not readable', { programme, ...failure(error) });
      this.#leaveForNow(programme, key);
      return null;
    }
  }

  #leaveForNow(programme: string, key: string): void {
    this.#elsewhere.set(idOf(programme, key), this.#ports.machine.now() + elsewhereFor);
  }

  async #route(
    loaded: LoadedProgramme,
    messages: readonly Message[],
    open: ReadonlyMap<string, Lane>,
    at: () => Moment,
  ): Promise<void> {
    const programme = loaded.head.id;
    const receivers = messages.map(({ value }) => value.receiver);
    const tenants = await tenantsOfReceivers(this.#ports.contacts, loaded, receivers);
    for (const message of messages) {
      const { key, receiver } = message.value;
      const lane = open.get(tenants.get(receiver) ?? '');
      if (lane === undefined || lane.isFull()) this.#leaveForNow(programme, key);
      else lane.take(programme, message, at);
    }
  }
}
