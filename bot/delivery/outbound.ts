/** The flow out, wired: what a process needs to plan and send messages, and to keep to the pace of its tenants. */
import type {
  Clock,
  Compose,
  Log,
  Messenger,
  Metrics,
  Programmes,
  Random,
  Redraw,
  RosterWatch,
  Timer,
} from '../ports';
import type { Intervision } from '../ports/intervision';
import type { Moment } from '../programme/model';
import type { Rounds } from '../ports/rounds';
import type { Storage } from '../ports/storage';
import { cardUpdater } from './cardUpdater';
import { Lane } from './lane';
import { Lanes } from './lanes';
import { loop, type Loop } from './loop';
import { ownPace } from './ownPace';
import { waitFrom } from './retryAfter';
import { sendFailure } from './sendFailure';
import { sender, type Sender } from './sender';
import type { SteadyClock } from './steadyClock';
import { Turns, type TurnsPorts } from './turns';
import { work, type Work, type WorkPorts } from './work';

/** What the flow out is made from. */
export interface OutboundPorts extends Pick<
  Storage,
  'contacts' | 'records' | 'outbox' | 'queueOf' | 'pace' | 'leases' | 'time'
> {
  readonly programmes: Programmes;
  readonly watch: RosterWatch;
  readonly rounds: Rounds;
  readonly intervision: Intervision;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly redraw: Redraw;
  readonly retention: WorkPorts['retention'];
  /** The programme's clock. */
  readonly clock: SteadyClock;
  /** The time that all processes share, whatever the programme's clock says: what is stored for others goes by it. */
  readonly shared: Clock;
  /** The machine's clock, which never leaps: leases, turns and waits. */
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
  /**
   * Resolves when one look-up in the tenant may start: look-ups count in its pace. What it gives is called when Teams
   * has answered. Rejects when aborted.
   */
  lookUpTurn(tenant: string, signal: AbortSignal): Promise<() => void>;
  /** A look-up or an answer failed: when Teams asked for a rest, the whole tenant gets it. */
  requestFailed(tenant: string, error: unknown): Promise<void>;
}

/** Rest after a 429 that does not say how long. Milliseconds. */
const restWithoutWord = 1_000;

const lookUps = (ports: OutboundPorts & TurnsPorts): Pick<Outbound, 'lookUpTurn' | 'requestFailed'> => {
  const known = new Map<string, Turns>();
  const turnsOf = (tenant: string): Turns => {
    const turns = known.get(tenant) ?? new Turns(ports, tenant, null, 0);
    known.set(tenant, turns);
    return turns;
  };
  return {
    lookUpTurn: async (tenant, signal) => {
      const turns = turnsOf(tenant);
      for (;;) {
        const start = await turns.take(signal);
        if (typeof start !== 'string') return () => turns.answered(start);
        await ports.timer.sleep(turns.restLeft(), signal);
        signal.throwIfAborted();
      }
    },
    requestFailed: async (tenant, error) => {
      const result = waitFrom(sendFailure(error), ports.shared.now());
      if (result.status !== 'later' || !result.throttled) return;
      await turnsOf(tenant).rest(result.retryAfter ?? restWithoutWord);
    },
  };
};

/** Wires the flow out of one process. */
export const outbound = (given: OutboundPorts): Outbound => {
  const storageTime = async (): Promise<Moment> => (await given.time()) ?? given.shared.now();
  const ports = { ...given, pace: ownPace(given.pace, given.shared, given.machine), storageTime };
  let writes = 0;
  const wrote = (): void => void (writes += 1);
  const send = sender({ ...ports, owner: ports.random.uuid(), wrote });
  const update = cardUpdater({ ...ports, wrote });
  const both: Sender = {
    handle: (programme, message, shift) =>
      (message.value.stale === null ? send : update).handle(programme, message, shift),
  };
  const hasRoom = (): void => loops.wake();
  const makeLane = (tenant: string): Lane => new Lane({ ...ports, sender: both, hasRoom }, tenant);
  const works = work({ ...ports, lanes: new Lanes({ ...ports, makeLane }), activity: () => writes });
  const loops = loop({ ...ports, work: works });
  return { work: works, loop: loops, ...lookUps(ports) };
};
