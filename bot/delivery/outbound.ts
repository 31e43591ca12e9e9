/** The flow out, wired: what a process needs to plan and send messages, and to keep to the pace of its tenants. */
import type { Clock, Compose, Log, Messenger, Metrics, Programmes, Random, Timer } from '../ports';
import type { Storage } from '../storagePorts';
import { Lane } from './lane';
import { Lanes } from './lanes';
import { loop, type Loop } from './loop';
import { sender } from './sender';
import type { SteadyClock } from './steadyClock';
import { Turns } from './turns';
import { work, type Work } from './work';

/** What the flow out is made from. */
export interface OutboundPorts extends Pick<
  Storage,
  'contacts' | 'records' | 'outbox' | 'queueOf' | 'pace' | 'leases'
> {
  readonly programmes: Programmes;
  readonly messenger: Messenger;
  readonly compose: Compose;
  /** The programme's clock. */
  readonly clock: SteadyClock;
  /** The machine's clock, which never leaps: leases, pace and waits. */
  readonly machine: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly metrics: Metrics;
  readonly log: Log;
  /** Requests to Teams in any one second and tenant, over all processes. */
  readonly perSecond: number;
  /** Milliseconds of machine time between ticks. */
  readonly every: number;
}

/** The flow out of one process. */
export interface Outbound {
  readonly work: Work;
  readonly loop: Loop;
  /** Resolves when one look-up in the tenant may start: look-ups count in its pace. */
  lookUpTurn(tenant: string, signal: AbortSignal): Promise<void>;
}

const lookUps = (ports: OutboundPorts): Outbound['lookUpTurn'] => {
  const turnsOf = new Map<string, Turns>();
  return async (tenant, signal) => {
    const turns = turnsOf.get(tenant) ?? new Turns(ports, tenant, null);
    turnsOf.set(tenant, turns);
    while ((await turns.take(signal)) !== 'go') {
      await ports.timer.sleep(turns.restLeft(), signal);
      signal.throwIfAborted();
    }
  };
};

/** Wires the flow out of one process. */
export const outbound = (ports: OutboundPorts): Outbound => {
  const send = sender({ ...ports, owner: ports.random.uuid() });
  const makeLane = (tenant: string): Lane => new Lane({ ...ports, sender: send }, tenant);
  const works = work({ ...ports, lanes: new Lanes({ ...ports, makeLane }) });
  return { work: works, loop: loop({ ...ports, work: works }), lookUpTurn: lookUps(ports) };
};
