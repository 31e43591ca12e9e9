import { memoryStorage } from '../fakes/memoryStorage';
import { senderLease } from '../../bot/ports/outbox';
import { ManualClock } from '../fakes/manualClock';
import { aStoredMessage } from './contract/examples';
import { storeContract } from './storeContract';

describe('storage in memory', () => {
  const machine = new ManualClock(1_802_000_000_000);
  const storage = memoryStorage(machine);
  const lapse = (): Promise<void> => {
    machine.moveTo(machine.now() + senderLease);
    return Promise.resolve();
  };
  storeContract(() => storage, lapse);

  test('work taken and never done comes again', async () => {
    const queue = storage.queueOf('reappearing');
    await queue.put([{ programme: 'p', messages: [aStoredMessage('p1')] }]);
    await queue.take();
    expect(await queue.take()).toEqual([]);
    queue.reappear();
    expect(await queue.take()).toHaveLength(1);
  });

  test('a lease that is renewed in time goes on', async () => {
    const lease = await storage.leases.take('renewing');
    for (let times = 0; times < 3; times += 1) {
      machine.moveTo(machine.now() + senderLease - 1);
      expect(await storage.leases.take('renewing')).toBeNull();
      expect(await lease?.renew()).toBe(true);
    }
  });
});
