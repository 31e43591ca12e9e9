/** Answers that have to wait: kept in storage, and given by whichever process comes first when it is time. */
import { failure } from '../programme/failure';
import { groupBy } from '../programme/groupBy';
import type { Inbox, KeptActivity, TakenActivity } from '../ports/inbox';
import type { Clock, Log, Timer } from '../ports';
import type { Moment } from '../programme/model';

/** What keeping activities needs. */
export interface KeptPorts {
  readonly inbox: Inbox;
  /** The machine's clock. */
  readonly machine: Clock;
  readonly timer: Timer;
  readonly log: Log;
}

/** The activities of all processes whose answers wait. */
export interface KeptActivities {
  /** Keeps an activity, for so many milliseconds at least. Throws when it could not be stored. */
  keep(kept: KeptActivity, milliseconds: number): Promise<void>;
  /** Hands over what it is time for until `stop`. What `answer` rejects is handed over again after a minute. */
  run(answer: (kept: KeptActivity) => Promise<void>): Promise<void>;
  /** Takes nothing more; resolves when what was handed over has been answered. */
  stop(): Promise<void>;
}

/** How often a process looks for what another one left behind. Milliseconds. */
const lookEvery = 60_000;
/** The queue counts in seconds, rounded up. Milliseconds. */
const rounding = 1_000;

/** What one sender did is handled for so long after it was taken: it is seen by others soon. Milliseconds. */
const inHandFor = 40_000;

/** The same for everything one person did. */
const senderOf = ({ kept: { tenant, aadObjectId } }: TakenActivity): string =>
  JSON.stringify([tenant, aadObjectId]);

type Answer = (kept: KeptActivity) => Promise<void>;

/** Hands over what was taken until `stopped`: of each person one after the other, of different people at once. */
const handingOver = ({ machine, log }: KeptPorts, stopped: AbortSignal) => {
  const handOver = async (taken: TakenActivity, answer: Answer): Promise<void> => {
    try {
      if (!(await taken.begin())) return;
      await answer(taken.kept);
      await taken.done();
    } catch (error) {
      log.warn('kept activity not answered', { tenant: taken.kept.tenant, ...failure(error) });
    }
  };

  /** As they came: a later word of a person's stands over an earlier one. */
  const handOverOwn = async (own: readonly TakenActivity[], answer: Answer): Promise<void> => {
    const until = machine.now() + inHandFor;
    for (const one of own.toSorted((a, b) => a.kept.cameAt - b.kept.cameAt))
      if (machine.now() < until && !stopped.aborted) await handOver(one, answer);
  };

  return async (taken: readonly TakenActivity[], answer: Answer): Promise<void> => {
    const bySender = [...groupBy(taken, senderOf).values()];
    await Promise.all(bySender.map((own) => handOverOwn(own, answer)));
  };
};

/** Makes them for one process. */
export const keptActivities = (ports: KeptPorts): KeptActivities => {
  const { inbox, machine, timer, log } = ports;
  const stopping = new AbortController();
  const handOver = handingOver(ports, stopping.signal);
  let waking = new AbortController();
  let inHand: Promise<unknown> = Promise.resolve();
  let lookAt: Moment = machine.now();
  /** When what was kept here is to be looked for, too. */
  let expected: readonly Moment[] = [];

  const look = async (answer: Answer): Promise<void> => {
    lookAt = machine.now() + lookEvery;
    expected = expected.filter((moment) => moment > machine.now());
    try {
      const taken = await inbox.take();
      await handOver(taken, answer);
      // A whole tenant may have waited for the same moment, and it is a few at a time that are taken.
      if (taken.length > 0) lookAt = machine.now();
    } catch (error) {
      log.warn('kept activities not looked for', { ...failure(error) });
    }
  };

  return {
    keep: async (kept, milliseconds) => {
      await inbox.put(kept, milliseconds);
      expected = [...expected, machine.now() + milliseconds + rounding];
      waking.abort();
    },
    run: async (answer) => {
      while (!stopping.signal.aborted) {
        waking = new AbortController();
        const wait = Math.min(lookAt, ...expected) - machine.now();
        if (wait > 0) await timer.sleep(wait, waking.signal);
        else {
          inHand = look(answer);
          await inHand;
        }
      }
    },
    stop: async () => {
      stopping.abort();
      waking.abort();
      await inHand;
    },
  };
};
