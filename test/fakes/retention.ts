import { settled } from './settled';
import { keepRetention, type KeepRetention } from '../../bot/privacy/schedule';
import type { Clock, Log } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';

/** Keeps to retention as a running bot does, by a clock that is right. */
export const retentionOf = (storage: Storage, machine: Clock, log: Log): KeepRetention => {
  let ids = 0;
  return keepRetention({
    ...storage,
    machine,
    log,
    newId: () => `retention-${(ids += 1)}`,
    settled,
    isDayRight: () => Promise.resolve(true),
  });
};
