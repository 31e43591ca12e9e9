import { memoryStorage } from '../fakes/memoryStorage';
import { storeContract } from './storeContract';

describe('storage in memory', () => {
  const storage = memoryStorage();
  storeContract(() => storage);

  test('work taken and never done comes again', async () => {
    await storage.queue.put([{ programme: 'p', keys: ['a'] }]);
    await storage.queue.take();
    expect(await storage.queue.take()).toEqual([]);
    storage.queue.reappear();
    expect(await storage.queue.take()).toHaveLength(1);
  });
});
