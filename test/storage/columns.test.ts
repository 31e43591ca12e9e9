import * as fc from 'fast-check';
import { z } from 'zod';

import { fromColumns, toColumns } from '../../bot/storage/columns';
import type { FoundRow } from '../../bot/storage/row';

const found = (columns: Readonly<Record<string, unknown>>): FoundRow => ({
  partitionKey: 'hmp',
  rowKey: 'p|jdw|p1',
  etag: 'W/"1"',
  columns,
});

describe('a value in columns', () => {
  test('comes back, whatever the text', () => {
    const text = fc.string({ unit: 'binary', maxLength: 100 });
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 2000 }), (piece, times) => {
        const value = [piece.repeat(times), '\ud800'];
        expect(fromColumns(found(toColumns(value)), z.array(z.string()))).toEqual(value);
      }),
      { numRuns: 50 },
    );
  });

  test('stays on one line, though people paste lines of other kinds', () => {
    const value = 'a\u2028b\u2029c\u0085d\ne';
    const [piece = ''] = Object.values(toColumns(value));
    expect(piece).not.toMatch(/[\n\u0085\u2028\u2029]/);
    expect(fromColumns(found({ data0: piece }), z.string())).toBe(value);
  });

  test('is cut below the limit of a property and never within a character', () => {
    for (const shift of ['', 'x']) {
      const pieces = Object.values(toColumns(shift + '😀'.repeat(40_000)));
      expect(pieces).toHaveLength(3);
      for (const piece of pieces) {
        expect(piece.length).toBeLessThanOrEqual(32 * 1024);
        expect(piece).not.toMatch(/^[\udc00-\udfff]|[\ud800-\udbff]$/);
      }
    }
  });

  test.each([
    ['no text', {}],
    ['broken text', { data0: '{"a":' }],
    ['another shape', { data0: '{"a":1}' }],
    ['another type', { data0: 5 }],
  ])('with %s is an error that names the kind of row, not whose it is', (_, columns) => {
    expect(() => fromColumns(found(columns), z.array(z.string()))).toThrow(/Row hmp \/ p does not/);
  });
});
