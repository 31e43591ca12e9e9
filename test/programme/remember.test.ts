import { remember, rememberPair } from '../../bot/programme/remember';

/** A function that counts how often it works something out. */
const counting = <A extends readonly unknown[], V>(work: (...given: A) => V) => {
  let times = 0;
  const counted = (...given: A): V => {
    times += 1;
    return work(...given);
  };
  return { counted, times: () => times };
};

test('what was asked before is not worked out again', () => {
  const { counted, times } = counting((key: string) => key.toUpperCase());
  const upper = remember(counted);
  expect([upper('a'), upper('b'), upper('a')]).toEqual(['A', 'B', 'A']);
  expect(times()).toBe(2);
});

test('a number and its text are different keys', () => {
  const kind = remember((key: string | number) => typeof key);
  expect([kind(1), kind('1')]).toEqual(['number', 'string']);
});

test('of two keys both count, each at its place', () => {
  const { counted, times } = counting((first: string, second: string | number) => `${first}-${second}`);
  const joined = rememberPair(counted);
  expect([joined('a', 'b c'), joined('a b', 'c'), joined('b c', 'a')]).toEqual(['a-b c', 'a b-c', 'b c-a']);
  expect(joined('a', 'b c')).toBe('a-b c');
  expect(times()).toBe(3);
});

test('more than is kept is forgotten, and worked out again to the same', () => {
  const { counted, times } = counting((key: number) => key * 2);
  const twice = remember(counted);
  for (let key = 0; key <= 20_000; key += 1) expect(twice(key)).toBe(key * 2);
  expect(times()).toBe(20_001);
  expect(twice(0)).toBe(0);
  expect(times()).toBe(20_002);
  expect(twice(20_000)).toBe(40_000);
  expect(times()).toBe(20_002);
});
