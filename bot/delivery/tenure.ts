/** The time in which this process is a tenant's only sender: from taking the lease until it is given back or lost. */
import { setMaxListeners } from 'node:events';
import type { Clock, Log, Metrics, Timer } from '../ports';
import {
  senderLease,
  type Grant,
  type Pace,
  type PaceStore,
  type SenderLease,
  type SenderLeases,
} from '../ports/outbox';
import type { Moment } from '../programme/model';
import { changePace, noPace, withNewSender } from './pace';

/** What a tenure is taken with. */
export interface TenurePorts {
  readonly leases: SenderLeases;
  readonly pace: PaceStore;
  readonly machine: Clock;
  readonly timer: Timer;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** The right to send in a tenant. */
export interface Tenure {
  /** Grows with every tenure of the tenant, in whichever process. */
  readonly fence: number;
  /** What the senders before had turns for: none of them gets another one. */
  readonly grants: readonly Grant[];
  /** No turn before this moment, by the machine's clock: the sender before may have sent up to now. */
  readonly quietUntil: Moment;
  /** Aborted when the right is lost, or no more use is made of it. */
  readonly signal: AbortSignal;
  /** False as soon as another process may have the right: asked just before every request to Teams. */
  isValid(): boolean;
  /** Takes no more turns; the lease stays ours until it is given back. */
  stop(): void;
  /** Lets others have it at once. */
  giveBack(): Promise<void>;
}

const renewEvery = 5_000;
/** The lease is not relied upon in its last seconds: clocks of machines run at slightly different speeds. */
const margin = 2_000;

/**
 * Who takes a tenant over in which turns were taken this recently waits until whatever was sent before is more than a
 * second old: when that was it cannot tell, for clocks of machines differ. Milliseconds.
 */
const recently = 10_000;
const aSecond = 1_001;

const quietUntil = ({ takenUntil }: Pace, now: Moment): Moment =>
  takenUntil > now - recently ? now + aSecond : now;

/** What cannot be given back now runs out by itself. */
const giveBack = (lease: SenderLease): Promise<void> => lease.giveBack().catch(() => undefined);

class HeldTenure implements Tenure {
  readonly #ports: TenurePorts;
  readonly #lease: SenderLease;
  readonly #end = new AbortController();
  readonly fence: number;
  readonly grants: readonly Grant[];
  readonly quietUntil: Moment;
  #validUntil: Moment;
  #isLost = false;

  constructor(ports: TenurePorts, lease: SenderLease, pace: Pace, takenAt: Moment) {
    this.#ports = ports;
    this.#lease = lease;
    this.fence = pace.fence;
    this.grants = pace.grants.filter(({ fence }) => fence !== pace.fence);
    this.quietUntil = quietUntil(pace, ports.machine.now());
    this.#validUntil = takenAt + senderLease - margin;
    // Every message that waits listens: many at once is no leak.
    setMaxListeners(0, this.#end.signal);
  }

  get signal(): AbortSignal {
    return this.#end.signal;
  }

  isValid(): boolean {
    return !this.signal.aborted && this.#ports.machine.now() < this.#validUntil;
  }

  /** Renews until the end; what cannot be renewed in time is lost. */
  async keep(): Promise<void> {
    const { machine, timer } = this.#ports;
    while (!this.signal.aborted) {
      await timer.sleep(renewEvery, this.signal);
      if (this.signal.aborted) return;
      const asked = machine.now();
      const isOurs = await this.#lease.renew().catch(() => null);
      if (isOurs === true) this.#validUntil = asked + senderLease - margin;
      if (isOurs === false || !this.isValid()) this.#lose();
    }
  }

  #lose(): void {
    this.#isLost = true;
    this.stop();
    this.#ports.metrics.senderChanged('lost');
    this.#ports.log.warn('sender lost', { fence: this.fence });
  }

  stop(): void {
    this.#end.abort();
  }

  async giveBack(): Promise<void> {
    this.stop();
    if (this.#isLost) return;
    this.#ports.metrics.senderChanged('givenBack');
    await giveBack(this.#lease);
  }
}

/** Becomes the tenant's sender; null while another process is. */
export const takeTenure = async (ports: TenurePorts, tenant: string): Promise<Tenure | null> => {
  const asked = ports.machine.now();
  const lease = await ports.leases.take(tenant);
  if (lease === null) return null;
  try {
    const raised = await changePace(ports.pace, tenant, withNewSender);
    const tenure = new HeldTenure(ports, lease, raised?.value ?? noPace, asked);
    // Frozen meanwhile: the lease may be somebody else's by now.
    if (!tenure.isValid()) {
      await tenure.giveBack();
      return null;
    }
    ports.metrics.senderChanged('taken');
    void tenure.keep();
    return tenure;
  } catch (error) {
    await giveBack(lease);
    throw error;
  }
};
