/** CSV for a spreadsheet, written in pieces. */
import { csvPieces } from '../../bot/export/csv';

test('asks for rows only as fast as it is read, however many there are', async () => {
  const total = 10_000;
  let asked = 0;
  function* rows(): Generator<readonly string[]> {
    for (; asked < total; asked += 1) yield ['Yara', String(asked)];
  }
  const pieces = csvPieces(['Naam', 'Nummer'], rows(), ';')[Symbol.asyncIterator]();
  await pieces.next();
  expect(asked).toBe(0);
  await pieces.next();
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(total / 10);
  let last = '';
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) last = next.value;
  expect(asked).toBe(total);
  expect(last.trimEnd().endsWith('Yara;9999')).toBe(true);
});
