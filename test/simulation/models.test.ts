/** The queues and leases of the simulation do what the real ones do, as long as nothing goes wrong. */
import { senderLease } from '../../bot/ports/outbox';
import { inboxContract } from '../storage/contract/inbox';
import { leasesContract } from '../storage/contract/leases';
import { queueContract } from '../storage/contract/queue';
import { Chance } from './chance';
import { Machine } from './machine';
import { faultPlan } from './plan';
import { Scheduler } from './scheduler';
import { SharedStorage, storageOf } from './storage';
import { Trace } from './trace';
import { Universe } from './universe';

/** How far time goes while a call is waited for. Milliseconds. */
const step = 10;

describe('what the simulation keeps work and leases in', () => {
  const chance = new Chance(1);
  const scheduler = new Scheduler(1_802_000_000_000, chance.fork());
  const universe = new Universe(chance.fork(), scheduler, faultPlan(chance.fork()), new Trace(false));
  universe.isCalm = true;
  const storage = storageOf(new SharedStorage(), new Machine(universe, 'b1', 0), universe);
  const over = new AbortController();
  let until = scheduler.now();
  let driving: Promise<void> = Promise.resolve();

  const drive = async (): Promise<void> => {
    while (!over.signal.aborted) {
      until = Math.max(until, scheduler.now() + step);
      await scheduler.runUntil(until);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };

  beforeAll(() => {
    driving = drive();
  });

  afterAll(async () => {
    over.abort();
    await driving;
  });

  const lapse = async (): Promise<void> => {
    until = scheduler.now() + senderLease;
    while (scheduler.now() < until) await new Promise((resolve) => setImmediate(resolve));
  };

  queueContract(() => storage);
  inboxContract(() => storage);
  leasesContract(() => storage, lapse);
});
