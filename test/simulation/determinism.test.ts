import { simulate } from './simulation';

test.each([3, 11, 42])('seed %i happens twice in the same way', async (seed) => {
  const first = await simulate(seed);
  const second = await simulate(seed, true);
  expect(second.fingerprint).toBe(first.fingerprint);
  expect(second.trace.length).toBeGreaterThan(100);
});

test('seeds differ, and send something', async () => {
  const [one, other] = [await simulate(1), await simulate(2)];
  expect(one.fingerprint).not.toBe(other.fingerprint);
  expect(one.messages + other.messages).toBeGreaterThan(10);
});
