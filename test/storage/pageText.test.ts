import * as fc from 'fast-check';

import { changeCauses, flagVerbs, outcomes, resolveReasons } from '../../bot/programme/facts';
import type { Answer, FlagAction } from '../../bot/programme/facts';
import { pageColumns, pageFrom } from '../../bot/storage/pageText';
import type { FoundRow } from '../../bot/storage/row';
import { answerOf } from './contract/examples';

const found = (columns: Readonly<Record<string, unknown>>): FoundRow => ({
  partitionKey: 'hmp',
  rowKey: 'p|jdw|p1',
  etag: 'W/"1"',
  columns,
});

const id = fc.constantFrom('p1', 'p2', 'sam@leiden.example', '', 'p1/2027-02-09');
const date = fc.constantFrom('2027-02-09', '2027-02-16');
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });

const answer: fc.Arbitrary<Answer> = fc.record({
  kind: fc.constant('answer' as const),
  at: fc.maxSafeNat(),
  by: id,
  session: fc.record({
    id: fc.oneof(
      id,
      date.map((day) => `p1/${day}`),
    ),
    pupil: id,
    student: id,
    date,
    start: fc.maxSafeNat(),
    end: fc.maxSafeNat(),
    room: orNull(fc.string()),
  }),
  outcome: fc.constantFrom(...outcomes),
  minutesLate: orNull(fc.nat()),
});

const changed = fc.oneof(
  answer,
  fc.tuple(answer, fc.constantFrom(...changeCauses)).map(([given, cause]) => ({ ...given, cause })),
  fc.tuple(answer, fc.string()).map(([given, reason]) => ({ ...given, reason })),
);

const action: fc.Arbitrary<FlagAction> = fc.record({
  kind: fc.constant('action' as const),
  at: fc.maxSafeNat(),
  verb: fc.constantFrom(...flagVerbs),
  by: id,
  note: orNull(fc.string()),
});

const resolved = fc
  .tuple(action, fc.constantFrom(...resolveReasons))
  .map(([given, reason]) => ({ ...given, reason }));

describe('a page in few characters', () => {
  test('comes back as it was', () => {
    fc.assert(
      fc.property(id, fc.array(fc.oneof(changed, action, resolved), { maxLength: 6 }), (pupil, facts) => {
        const page = { school: 'jdw', pupil, facts, notices: [], activities: ['a'] };
        expect(pageFrom(found(pageColumns(page)))).toEqual(page);
      }),
    );
  });

  test('takes less than half of what it says', () => {
    const facts = Array.from({ length: 20 }, (_, n) => answerOf('p1', `2027-03-${n + 10}`));
    const page = { school: 'jdw', pupil: 'p1', facts, notices: [], activities: [] };
    const stored = Object.values(pageColumns(page)).join('');
    expect(stored.length * 2).toBeLessThan(JSON.stringify(page).length);
  });

  const good = { o: 'onTime', t: 1, b: 'sam', d: '2027-02-09', s: 1, e: 2 };
  test.each([
    ['nothing', null],
    ['no outcome of ours', { ...good, o: 'ill' }],
    ['no moment', { ...good, t: '1' }],
    ['no day', { ...good, d: undefined }],
    ['minutes in words', { ...good, m: 'five' }],
    ['no verb of ours', { v: 'delete', t: 1, b: 'cora' }],
    ['a cause that is none of ours', { ...good, c: 'ill' }],
    ['a reason of a correction that is no text', { ...good, y: 5 }],
    ['a reason of a resolution that is none of ours', { v: 'resolve', t: 1, b: 'cora', y: 'ill' }],
    ['a note that is no text', { v: 'note', t: 1, b: 'cora', n: 5 }],
  ])('with a fact that has %s is an error that names the kind of row, not whose it is', (_, fact) => {
    const text = JSON.stringify({
      school: 'jdw',
      pupil: 'p1',
      facts: [good, fact],
      notices: [],
      activities: [],
    });
    expect(() => pageFrom(found({ data0: text }))).toThrow(/Row hmp \/ p does not/);
  });
});
