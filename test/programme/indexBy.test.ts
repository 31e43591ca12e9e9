import * as fc from 'fast-check';
import { indexBy } from '../../bot/programme/indexBy';

const words = ['anna', 'bart', 'aisha', 'coen', 'adam', 'bo'];
const byInitial = indexBy(words, (word) => word.slice(0, 1));

test('finds one, several in order, or none', () => {
  expect(byInitial('c')).toEqual(['coen']);
  expect(byInitial('a')).toEqual(['anna', 'aisha', 'adam']);
  expect(byInitial('b')).toEqual(['bart', 'bo']);
  expect(byInitial('z')).toEqual([]);
  expect(byInitial('')).toEqual([]);
});

test('finds in any list what looking through all of it finds', () => {
  const keys = fc.oneof(
    fc.constantFrom('a', 'b', 'B', 'ab', ''),
    fc.string({ unit: 'binary', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(fc.record({ key: keys, n: fc.nat() })), keys, (items, other) => {
      const find = indexBy(items, ({ key }) => key);
      for (const wanted of [other, ...items.map(({ key }) => key)])
        expect(find(wanted)).toEqual(items.filter(({ key }) => key === wanted));
    }),
  );
});
