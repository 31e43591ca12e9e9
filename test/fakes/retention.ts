import { settled } from './settled';
import { keepRetention, type Retention } from '../../bot/privacy/schedule';
import type { Clock, Log, Timer } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';

/** Nothing takes long enough for a lease to be renewed. */
export const untilAborted: Timer = {
  sleep: (_milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    }),
};

/** Keeps to retention as a running bot does, by a clock that is right. */
export const retentionOf = (storage: Storage, machine: Clock, log: Log): Retention => {
  let ids = 0;
  return keepRetention({
    ...storage,
    shared: machine,
    machine,
    timer: untilAborted,
    log,
    newId: () => `retention-${(ids += 1)}`,
    settled,
    allowedTenants: [],
    isDayRight: () => Promise.resolve(true),
  });
};
