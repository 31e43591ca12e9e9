/** Whether the bot can do its work, as whoever directs traffic to it asks. */
import type { Patience } from './patience';
import type { Readiness } from '../ports';

/** What is asked. */
export interface ReadinessPorts {
  readonly isStopping: () => boolean;
  /** Whether storage was prepared and the programmes were read. */
  readonly hasBegun: () => boolean;
  /** Throws when storage cannot be reached. */
  readonly ping: () => Promise<void>;
  /** Whether the work loop does what it can. */
  readonly isWorking: () => boolean;
  /** Ids of programmes that cannot be read: no reason to send nobody here, for no other bot can read them either. */
  readonly unreadable: () => readonly string[];
  readonly patience: Patience;
}

/** Whoever asks gives up sooner or later: a storage that takes longer than this cannot be reached. Milliseconds. */
const answerWithin = 3000;

const no = (reason: string): Readiness => ({ ready: false, reason });
const away = 'storage cannot be reached';

/** Makes the function that tells whether the bot is ready. However many ask, storage is asked once. */
export const readiness = (ports: ReadinessPorts): (() => Promise<Readiness>) => {
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
    if (ports.isStopping()) return no('stopping');
    if (!ports.hasBegun()) return no(away);
    const isThere = await ports.patience.wait(answerWithin, ask());
    if (ports.isStopping()) return no('stopping');
    if (isThere !== true) return no(away);
    if (!ports.isWorking()) return no('the work loop fails');
    const unreadable = ports.unreadable();
    return unreadable.length === 0 ? { ready: true } : { ready: true, unreadable };
  };
};
