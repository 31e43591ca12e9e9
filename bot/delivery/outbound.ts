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
import { waitFrom } from '../waiting/retryAfter';
import { sendFailure } from './sendFailure';
import { sender, type Sender } from './sender';
import type { Start } from './starts';
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
  readonly beside: WorkPorts['beside'];
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
  /**
   * Resolves when a card may be shown to somebody who did something: that counts in the pace too. `rest` when the tenant
   * is to be left alone. Where storage is away, or says nothing within so many milliseconds, only this process counts.
   */
  answerTurn(tenant: string, signal: AbortSignal, within: number): Promise<(() => void) | 'rest'>;
  /** How long the tenant is to be left alone, as far as is known here. Milliseconds. */
  restLeft(tenant: string): number;
  /** A look-up or an answer failed: when Teams asked for a rest, the whole tenant gets it. */
  requestFailed(tenant: string, error: unknown): Promise<void>;
}

/** Rest after a 429 that does not say how long. Milliseconds. */
const restWithoutWord = 1_000;

/** A turn; storage that does not give one within so many milliseconds is away, and then this process alone counts. */
const turnFor = async (
  turns: Turns,
  timer: Timer,
  signal: AbortSignal,
  within: number,
): Promise<Start | 'rest'> => {
  const over = new AbortController();
  const given = await Promise.race([
    turns.take(signal).catch(() => 'away' as const),
    timer.sleep(within, over.signal).then(() => 'away' as const),
  ]);
  over.abort('given');
  signal.throwIfAborted();
  if (typeof given !== 'string') return given;
  return given === 'away' && turns.restLeft() === 0 ? turns.takeAlone(signal) : 'rest';
};

type Answering = Pick<Outbound, 'lookUpTurn' | 'answerTurn' | 'restLeft' | 'requestFailed'>;

const answering = (ports: OutboundPorts & TurnsPorts): Answering => {
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
    answerTurn: async (tenant, signal, within) => {
      const turns = turnsOf(tenant);
      const start = await turnFor(turns, ports.timer, signal, within);
      return start === 'rest' ? 'rest' : () => turns.answered(start);
    },
    restLeft: (tenant) => turnsOf(tenant).restLeft(),
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
  return { work: works, loop: loops, ...answering(ports) };
};
