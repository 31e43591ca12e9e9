import { indexBy } from '../../bot/programme/indexBy';

const words = ['anna', 'bart', 'aisha', 'coen', 'adam', 'bo'];
const byInitial = indexBy(words, (word) => word.slice(0, 1));

test('finds one, several in order, or none', () => {
  expect(byInitial('c')).toEqual(['coen']);
  expect(byInitial('a')).toEqual(['anna', 'aisha', 'adam']);
  expect(byInitial('b')).toEqual(['bart', 'bo']);
  expect(byInitial('z')).toEqual([]);
});
