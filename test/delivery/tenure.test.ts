/** The time in which a process is a tenant's only sender. */
import { takeTenure, type Tenure } from '../../bot/delivery/tenure';
import { Turns } from '../../bot/delivery/turns';
import { senderLease } from '../../bot/ports/outbox';
import { MachineTime } from '../fakes/machineTime';
import { MemoryLeases } from '../fakes/memoryLeases';
import { MemoryPace } from '../fakes/memoryPace';
import { SilentLog } from '../fakes/silentLog';
import { silentMetrics } from '../fakes/silentMetrics';

const aTenant = () => {
  const machine = new MachineTime(1_000_000);
  const storageTime = (): Promise<number> => Promise.resolve(machine.now());
  const pace = new MemoryPace();
  const log = new SilentLog();
  const ports = {
    leases: new MemoryLeases(machine),
    pace,
    machine,
    timer: machine,
    metrics: silentMetrics,
    log,
  };
  const take = (): Promise<Tenure | null> => takeTenure(ports, 'a');
  const turns = ({ fence }: Tenure): Turns =>
    new Turns({ pace, machine, timer: machine, storageTime, perSecond: 5 }, 'a', fence, 0);
  return { machine, log, take, turns };
};

const sure = (tenure: Tenure | null): Tenure => {
  if (tenure === null) throw new Error('somebody else is the sender');
  return tenure;
};

const never = (): AbortSignal => new AbortController().signal;

test('each is higher than the one before, and whoever was before gets no turn any more', async () => {
  const { machine, take, turns } = aTenant();
  const first = sure(await take());
  expect(await take()).toBeNull();
  const before = turns(first);
  expect(await machine.drive(before.take(never(), before.ticket()))).toMatchObject({ took: null });
  await first.giveBack();
  const second = sure(await take());
  expect(second.fence).toBeGreaterThan(first.fence);
  expect(second.grants).toContainEqual({ fence: first.fence, ticket: 1 });
  expect(await machine.drive(before.take(never(), before.ticket()))).toBe('lost');
  await second.giveBack();
});

test('lasts as long as it is renewed', async () => {
  const { machine, take } = aTenant();
  const tenure = sure(await take());
  await machine.drive(machine.sleep(10 * senderLease, never()));
  expect(tenure.isValid()).toBe(true);
  await tenure.giveBack();
  expect(tenure.isValid()).toBe(false);
});

test('of who stood still is over before the lease is, and said to be lost when another has it', async () => {
  const { machine, log, take } = aTenant();
  const tenure = sure(await take());
  machine.pass(senderLease - 2_000);
  expect(tenure.isValid()).toBe(false);
  machine.pass(2_000);
  const other = sure(await take());
  await machine.drive(machine.sleep(5_000, never()));
  expect(tenure.signal.aborted).toBe(true);
  expect(log.lines).toContainEqual(expect.objectContaining({ event: 'sender lost' }));
  expect(other.isValid()).toBe(true);
  await other.giveBack();
});
