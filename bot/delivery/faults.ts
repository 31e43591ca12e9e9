/** Work that throws: tried again with the next ticks, and put aside when that does not help. */
import { failure } from '../programme/failure';
import type { Log, Metrics } from '../ports';
import { toBeSentAt, unclaimed, type OutboxMessage, type OutboxStore } from '../ports/outbox';
import type { Message } from './ledger';
import { isStorageAway } from './storageAway';

/** Faults after which a message is put aside until somebody releases it. */
export const mostFaults = 5;

const afterFault = (message: OutboxMessage): OutboxMessage => {
  const faults = message.faults + 1;
  // It was sent, and stays so: its card is left as it is.
  if (message.stale !== null)
    return { ...message, faults, stale: faults >= mostFaults ? null : message.stale };
  const left = { ...message, faults, ...unclaimed };
  return faults >= mostFaults ? { ...left, status: 'failed', reason: 'putAside', retryAt: null } : left;
};

/** Whether a fault counts: it is to be sent and in nobody's hands, or its card is to be drawn anew. */
const isWaiting = (message: OutboxMessage): boolean =>
  (message.status !== 'sending' && toBeSentAt(message) !== null) || message.stale !== null;

/** What faults are counted with. */
export interface FaultPorts {
  readonly outbox: OutboxStore;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Counts a fault of ours in a message; never throws. */
export const recordFault = async (
  { outbox, metrics, log }: FaultPorts,
  programme: string,
  { value }: Message,
  error: unknown,
): Promise<void> => {
  const { kind } = value;
  log.error('message not handled', { programme, kind, faults: value.faults + 1, ...failure(error) });
  // Nobody's fault: every message would be put aside with it.
  if (isStorageAway(error)) return;
  try {
    const stored = await outbox.find(programme, value.key);
    if (stored === null || !isWaiting(stored.value)) return;
    const counted = afterFault(stored.value);
    const written = await outbox.update(programme, counted, stored.tag);
    if (counted.reason === 'putAside' && written !== 'conflict') metrics.ended(kind, 'failed', 'putAside');
  } catch (again) {
    log.error('fault not recorded', { programme, kind, ...failure(again) });
  }
};
