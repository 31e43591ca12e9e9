import { checkRow, checkTransaction, inTransactions } from '../../bot/storage/limits';
import type { Change, Row } from '../../bot/storage/row';

const row = (columns: Readonly<Record<string, string>> = {}, rowKey = 'pupil-7'): Row => ({
  partitionKey: 'hmp',
  rowKey,
  ...columns,
});

const columns = (count: number, length: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`c${n}`, 'x'.repeat(length)]));

const changes = (count: number, length: number): Change[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'create', row: row(columns(1, length), `r${n}`) }));

describe('an entity', () => {
  test('at its limits is taken', () => {
    checkRow(row(columns(252, 10)));
    checkRow(row(columns(15, 32 * 1024)));
    checkRow(row({}, 'k'.repeat(512)));
  });

  test.each([
    ['too many properties', columns(253, 1), /hmp \/ pupil-7 .*property count of 253, at most 252/],
    ['a text too long', { note: 'x'.repeat(32_769) }, /pupil-7 .*"note" of 32769, at most 32768/],
    ['too large', columns(16, 32_768), /pupil-7 .*size in bytes of 10\d+, at most 1048576/],
  ])('with %s is refused by name', (_, bad, message) => {
    expect(() => checkRow(row(bad))).toThrow(message);
  });

  test('with a key too long is refused', () => {
    expect(() => checkRow(row({}, 'k'.repeat(513)))).toThrow(/key length of 513, at most 512/);
  });
});

describe('a transaction', () => {
  test('of a hundred rows is taken, of one more refused', () => {
    checkTransaction(changes(100, 10));
    expect(() => checkTransaction(changes(101, 10))).toThrow(/transaction count of 101, at most 100/);
  });

  test('that weighs too much is refused', () => {
    expect(() => checkTransaction(changes(99, 32_768 + 10_000))).toThrow(/text length/);
    const heavy = changes(99, 32_768).map((change) => ({
      ...change,
      row: { ...change.row, more: 'é'.repeat(8000) },
    }));
    expect(() => checkTransaction(heavy)).toThrow(/transaction size in bytes of \d+, at most 4194304/);
  });

  test('over partitions, or of nothing, is refused', () => {
    const other: Change = { kind: 'create', row: { partitionKey: 'other', rowKey: 'r' } };
    expect(() => checkTransaction([...changes(1, 1), other])).toThrow(/other \/ r .*partition/);
    expect(() => checkTransaction([])).toThrow(/at least one/);
  });

  test('is cut so that every piece is taken, and nothing is lost or moved', () => {
    for (const all of [changes(250, 10), changes(250, 30_000), [], changes(1, 1)]) {
      const pieces = inTransactions(all);
      for (const piece of pieces) checkTransaction(piece);
      expect(pieces.flat()).toEqual(all);
    }
  });
});
