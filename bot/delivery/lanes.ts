/** All tenants' lanes: which message belongs to which, and what there is to be brought on. */
import type { Clock, LoadedProgramme, Metrics } from '../ports';
import type { OutboxStore, Received, WorkQueue } from '../outboxPorts';
import type { ContactStore } from '../storagePorts';
import type { Moment } from '../programme/model';
import { idOf, type Lane } from './lane';
import type { Message } from './ledger';
import { tenantOf } from './reach';

/** What the lanes need. */
export interface LanesPorts {
  readonly outbox: OutboxStore;
  readonly contacts: ContactStore;
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly makeLane: (tenant: string) => Lane;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly metrics: Metrics;
}

/** Due messages of one programme, by key. */
export interface Due {
  readonly loaded: LoadedProgramme;
  readonly keys: readonly string[];
}

/** Messages in hand beyond which a lane takes no more for now. */
const mostInHand = 1_000;
/** Messages read at the same time. */
const readsAtOnce = 16;
/** How long a message found to belong to another process's tenant is not looked at again. Milliseconds. */
const elsewhereFor = 60_000;

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

/** All lanes of this process. */
export class Lanes {
  readonly #ports: LanesPorts;
  readonly #lanes = new Map<string, Lane>();
  #isClosed = false;
  /** Messages of tenants that other processes see to, and until when that is believed. */
  #elsewhere = new Map<string, Moment>();

  constructor(ports: LanesPorts) {
    this.#ports = ports;
  }

  /** Takes in hand what is due, where this process is or becomes the tenant's sender. Sending goes on after this. */
  async bringOn(round: Round): Promise<void> {
    if (this.#isClosed) return;
    const open = new Map<string, Lane>();
    for (const tenant of tenantsOf(round.due)) {
      const lane = await this.#laneOf(tenant);
      if (await lane.open()) open.set(tenant, lane);
    }
    for (const [tenant, lane] of open) await this.#fromQueue(tenant, lane, round);
    if (open.size > 0) for (const due of round.due) await this.#leftovers(due, open, round);
    for (const lane of this.#lanes.values()) await lane.tidy();
  }

  /** Whether a lane has in hand as much as it may: there may be more than was looked at. */
  isFull(): boolean {
    return [...this.#lanes.values()].some(({ size }) => size >= mostInHand);
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

  async #fromQueue(tenant: string, lane: Lane, round: Round): Promise<void> {
    const queue = this.#ports.queueOf(tenant);
    while (lane.size < mostInHand) {
      const received = await queue.take();
      if (received.length === 0) return;
      for (const one of received) await this.#takeWork(one, lane, round);
    }
  }

  /** What is in hand is off the queue: whatever becomes of this process, the outbox still has it as open. */
  async #takeWork(received: Received, lane: Lane, { programmes, at }: Round): Promise<void> {
    const { item, putAt } = received;
    this.#ports.metrics.queueWaited(Math.max(0, this.#ports.machine.now() - putAt));
    const loaded = programmes.find(({ head }) => head.id === item.programme);
    if (loaded !== undefined) for (const message of item.messages) lane.take(loaded, message, at);
    await received.done();
  }

  /** What the queue did not bring: lost, put off until now, or left by a process that died. */
  async #leftovers({ loaded, keys }: Due, open: ReadonlyMap<string, Lane>, { at }: Round): Promise<void> {
    const now = this.#ports.machine.now();
    this.#elsewhere = new Map([...this.#elsewhere].filter(([, until]) => until > now));
    const lanes = [...open.values()];
    const wanted = keys.filter(
      (key) => !this.#elsewhere.has(idOf(loaded, key)) && lanes.every((lane) => !lane.has(loaded, key)),
    );
    for (let start = 0; start < wanted.length && !this.isFull(); start += readsAtOnce) {
      const some = wanted.slice(start, start + readsAtOnce);
      const found = await Promise.all(some.map((key) => this.#ports.outbox.find(loaded.head.id, key)));
      for (const message of found) if (message !== null) await this.#route(loaded, message, open, at);
    }
  }

  async #route(
    loaded: LoadedProgramme,
    message: Message,
    open: ReadonlyMap<string, Lane>,
    at: () => Moment,
  ): Promise<void> {
    const tenant = await tenantOf(this.#ports.contacts, loaded, message.value.receiver);
    const lane = open.get(tenant);
    if (lane !== undefined) lane.take(loaded, message, at);
    else this.#elsewhere.set(idOf(loaded, message.value.key), this.#ports.machine.now() + elsewhereFor);
  }
}
