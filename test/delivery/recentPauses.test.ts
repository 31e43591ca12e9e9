import { withRecentPauses } from '../../bot/delivery/recentPauses';
import type { Pause } from '../../bot/programme/facts';
import type { RecordStore } from '../../bot/ports/storage';
import { memoryStorage } from '../fakes/memoryStorage';
import { watchedStorage } from '../fakes/watchedStorage';

const programme = 'hmp';
const aPause = (at: number): Pause => ({ student: 'sam@leiden.example', at, until: '2027-03-20' });

interface World {
  readonly recent: RecordStore;
  /** As another process sees the same records. */
  readonly elsewhere: RecordStore;
  readonly clock: { now: number };
  /** Reads of storage so far. */
  readonly reads: () => number;
  /** Lets the next call of storage fail. */
  readonly fail: () => void;
}

const aWorld = (): World => {
  let reads = 0;
  let failing = false;
  const storage = memoryStorage();
  const { records } = watchedStorage(storage, (_, method) => {
    if (method === 'pauses') reads += 1;
    if (!failing) return;
    failing = false;
    throw new Error('storage is away');
  });
  const clock = { now: 5_000 };
  return {
    recent: withRecentPauses(records, { now: () => clock.now }),
    elsewhere: storage.records,
    clock,
    reads: () => reads,
    fail: () => {
      failing = true;
    },
  };
};

const count = async (records: RecordStore): Promise<number> => (await records.pauses(programme)).length;

test('a wave reads the pauses of its programme once', async () => {
  const { recent, reads } = aWorld();
  await Promise.all(Array.from({ length: 50 }, () => recent.pauses(programme)));
  await recent.pauses(programme);
  expect(reads()).toBe(1);
  await recent.pauses('another');
  expect(reads()).toBe(2);
});

test('a pause that is set here counts at once', async () => {
  const { recent } = aWorld();
  expect(await count(recent)).toBe(0);
  await recent.addPause(programme, aPause(1));
  expect(await count(recent)).toBe(1);
});

test('a pause that is set here counts although a read was under way', async () => {
  const { recent } = aWorld();
  const underWay = recent.pauses(programme);
  await recent.addPause(programme, aPause(1));
  await underWay;
  expect(await count(recent)).toBe(1);
});

test('a pause whose storing failed may have been stored, and is read again', async () => {
  const { recent, elsewhere, fail } = aWorld();
  expect(await count(recent)).toBe(0);
  await elsewhere.addPause(programme, aPause(1));
  fail();
  await expect(recent.addPause(programme, aPause(1))).rejects.toThrow('away');
  expect(await count(recent)).toBe(1);
});

test('a pause of another process counts a second later', async () => {
  const { recent, elsewhere, clock } = aWorld();
  expect(await count(recent)).toBe(0);
  await elsewhere.addPause(programme, aPause(1));
  clock.now += 999;
  expect(await count(recent)).toBe(0);
  clock.now += 1;
  expect(await count(recent)).toBe(1);
});

test('a read that failed is not remembered', async () => {
  const { recent, fail } = aWorld();
  fail();
  await expect(recent.pauses(programme)).rejects.toThrow('away');
  expect(await count(recent)).toBe(0);
});
