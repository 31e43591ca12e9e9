import { parts, seedsOf } from './seeds';

const all = (variables: Readonly<Record<string, string>>): readonly number[] =>
  Array.from({ length: parts }, (_, part) => seedsOf(part, variables))
    .flat()
    .toSorted((a, b) => a - b);

test('two thousand seeds are played, or as many as asked, or one', () => {
  expect(all({})).toHaveLength(2_000);
  expect(all({ SEEDS: '' })).toHaveLength(2_000);
  expect(all({ SEEDS: '5' })).toEqual([0, 1, 2, 3, 4]);
  expect(all({ SEED: '1234', SEEDS: '5' })).toEqual([1234]);
  expect(all({ SEED: '0' })).toEqual([0]);
});

test.each([
  ['SEEDS', 'x', 1],
  ['SEEDS', '0', 1],
  ['SEEDS', '1e9x', 1],
  ['SEEDS', '2.5', 1],
  ['SEED', '-1', 0],
  ['SEED', 'all', 0],
])('%s=%s is no number of seeds: said so, for it would play none', (name, text, least) => {
  expect(() => seedsOf(0, { [name]: text })).toThrow(
    `${name} is "${text}", expected a whole number of ${least} or more`,
  );
});
