import * as fc from 'fast-check';

import { encodePart, keyOf, keysUnder, momentPart } from '../../bot/storage/keys';
import { hostileStrings } from '../hostileStrings';
import { hostileIds } from './contract/hostileIds';

/** Any text, halves of surrogate pairs and control characters included. */
const anyId = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 127 }), fc.integer({ min: 0, max: 0xffff })), { maxLength: 400 })
  .map((units) => String.fromCharCode(...units));
const ids = fc.oneof(anyId, fc.constantFrom(...hostileIds, ...Object.values(hostileStrings)));

describe('a part of a key', () => {
  test.each([
    ['sam@leiden.example', 'sam@leiden.example'],
    ['P1_a-b:c+d', 'P1_a-b:c+d'],
    ['nudge/sam', 'nudge=002Fsam'],
    ['a|b%\\#?', 'a=007Cb=0025=005C=0023=003F'],
    ['é😀', '=00E9=D83D=DE00'],
    ['=', '=003D'],
  ])('%s becomes %s', (id, part) => {
    expect(encodePart(id)).toBe(part);
  });

  test('has only characters that every key may have, and room for others', () => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(encodePart(id)).toMatch(/^[A-Za-z0-9@._:+=-]{0,220}$/);
      }),
    );
  });

  test('tells ids apart, long ones too', () => {
    const suffix = fc.tuple(fc.constantFrom('', 'x'.repeat(300), '\ud800'.repeat(60)), ids);
    fc.assert(
      fc.property(suffix, suffix, ([a, b], [c, d]) => {
        expect(encodePart(a + b) === encodePart(c + d)).toBe(a + b === c + d);
      }),
    );
    expect(new Set(hostileIds.map(encodePart)).size).toBe(hostileIds.length);
    const halves = ['\ud800', '\ud801'].map((half) => encodePart(half.repeat(100)));
    expect(halves[0]).not.toBe(halves[1]);
  });

  test('keeps the order of plain ids', () => {
    const plain = fc.stringMatching(/^[A-Za-z0-9@._:+-]{0,40}$/);
    fc.assert(fc.property(plain, plain, (a, b) => encodePart(a) < encodePart(b) === a < b));
  });
});

describe('a key', () => {
  test('tells lists of ids apart', () => {
    const lists = fc.array(fc.oneof(fc.constantFrom('', 'a', '|', 'a|', '=007C'), ids), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(lists, lists, (a, b) => {
        expect(keyOf(...a) === keyOf(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });

  test('is in the range of its beginning, and in no other', () => {
    fc.assert(
      fc.property(ids, ids, ids, (start, other, rest) => {
        const { from, to } = keysUnder(start);
        const key = keyOf(other, rest);
        expect(key >= from && key < to).toBe(start === other);
      }),
    );
  });

  test('longer than storage takes is an error that says so', () => {
    expect(keyOf('x'.repeat(220), 'y'.repeat(220))).toHaveLength(441);
    expect(() => keyOf('x'.repeat(220), 'y'.repeat(220), 'z'.repeat(220))).toThrow(/512.*662/);
  });
});

describe('a moment in a key', () => {
  test('sorts as time does', () => {
    const moment = fc.maxSafeNat();
    fc.assert(fc.property(moment, moment, (a, b) => momentPart(a) < momentPart(b) === a < b));
    expect(momentPart(Number.MAX_SAFE_INTEGER)).toHaveLength(16);
  });

  test.each([-1, 0.5, NaN, Infinity])('cannot be %d', (moment) => {
    expect(() => momentPart(moment)).toThrow(/moment/);
  });
});
