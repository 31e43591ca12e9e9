/** Whether the bot can do its work, as whoever directs traffic to it asks. */
import type { Patience } from './patience';

/** What is asked. */
export interface ReadinessPorts {
  readonly isStopping: () => boolean;
  /** Whether storage was prepared and the programmes were read. */
  readonly hasBegun: () => boolean;
  /** Throws when storage cannot be reached. */
  readonly ping: () => Promise<void>;
  /** Why the work loop does not do all of its work; null when it does. */
  readonly loopFailure: () => string | null;
  readonly patience: Patience;
}

/** Whoever asks gives up sooner or later: a storage that takes longer than this cannot be reached. Milliseconds. */
const answerWithin = 3000;

const away = 'storage cannot be reached';

/** Makes the function that gives the reason why the bot is not ready, or null. However many ask, storage is asked once. */
export const readiness = (ports: ReadinessPorts): (() => Promise<string | null>) => {
  let asking: Promise<boolean> | null = null;
  const ask = (): Promise<boolean> => {
    asking ??= ports
      .ping()
      .then(
        () => true,
        () => false,
      )
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  return async () => {
    if (ports.isStopping()) return 'stopping';
    if (!ports.hasBegun()) return away;
    const isThere = await ports.patience.wait(answerWithin, ask());
    if (ports.isStopping()) return 'stopping';
    if (isThere !== true) return away;
    return ports.loopFailure();
  };
};
