import { plainName, shownName } from '../../cards/names';

test.each([
  ['Anne-Marie', 'Anne-Marie', String.raw`Anne\-Marie`],
  ['x'.repeat(60), 'x'.repeat(60), 'x'.repeat(60)],
  ['x'.repeat(61), `${'x'.repeat(59)}…`, `${'x'.repeat(59)}…`],
  [`${'x'.repeat(57)} yyy zzz`, `${'x'.repeat(57)} y…`, `${'x'.repeat(57)} y…`],
  [`${'x'.repeat(58)} yyy zzz`, `${'x'.repeat(58)}…`, `${'x'.repeat(58)}…`],
  ['*'.repeat(61), `${'*'.repeat(59)}…`, `${String.raw`\*`.repeat(59)}…`],
  [' \n\u202e', '?', '?'],
])('%j is %j, and %j in markdown', (name, plain, shown) => {
  expect([plainName(name), shownName(name)]).toEqual([plain, shown]);
});
