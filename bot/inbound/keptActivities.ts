/** Answers that have to wait: kept in storage, and given by whichever process comes first when it is time. */
import { failure } from '../programme/failure';
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

/** Makes them for one process. */
export const keptActivities = ({ inbox, machine, timer, log }: KeptPorts): KeptActivities => {
  const stopping = new AbortController();
  let waking = new AbortController();
  let inHand: Promise<unknown> = Promise.resolve();
  let lookAt: Moment = machine.now();
  /** When what was kept here is to be looked for, too. */
  let expected: readonly Moment[] = [];

  const handOver = async (
    taken: TakenActivity,
    answer: (kept: KeptActivity) => Promise<void>,
  ): Promise<void> => {
    try {
      await answer(taken.kept);
      await taken.done();
    } catch (error) {
      log.warn('kept activity not answered', { tenant: taken.kept.tenant, ...failure(error) });
    }
  };

  const look = async (answer: (kept: KeptActivity) => Promise<void>): Promise<void> => {
    lookAt = machine.now() + lookEvery;
    expected = expected.filter((moment) => moment > machine.now());
    try {
      const taken = await inbox.take();
      await Promise.all(taken.map((one) => handOver(one, answer)));
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
