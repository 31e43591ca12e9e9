import * as fc from 'fast-check';
import { afterTurn, inTurn, type Turn } from '../../../bot/programme/rounds/rotation';

const group = ['a', 'b', 'c', 'd'];
const nobody: ReadonlySet<string> = new Set();

interface Met {
  readonly members: readonly string[];
  readonly passed?: readonly string[];
}

/** The same meeting some times in a row. */
const times = (count: number, met: Met): Met[] => Array.from({ length: count }, () => met);

/** Who brings the case to some meetings in a row, each with its members and those who pass it on. */
const play = (meetings: readonly Met[]): string[] => {
  const ledger = new Map<string, Turn>();
  return meetings.map(({ members, passed = [] }, index) => {
    const bringer = inTurn(ledger, members, new Set(passed))[0] ?? '-';
    if (bringer === '-') return bringer;
    for (const [member, turn] of afterTurn(ledger, members, bringer, index)) ledger.set(member, turn);
    return bringer;
  });
};

describe('the rotation', () => {
  test('goes round in the order of the group', () => {
    expect(play(times(9, { members: group })).join('')).toBe('abcdabcda');
  });

  test('keeps the turn of who passed it on', () => {
    const meetings = [{ members: group, passed: ['a'] }, ...times(5, { members: group })];
    expect(play(meetings).join('')).toBe('bacdba');
  });

  test('shares standing in for who always passes it on', () => {
    const meetings = times(9, { members: group, passed: ['d'] });
    expect(play([...meetings, { members: group }]).join('')).toBe('abcabcabcd');
  });

  test('stops when everybody passed it on', () => {
    expect(play([{ members: group, passed: group }, { members: group }])).toEqual(['-', 'a']);
  });

  test('lets a newcomer bring once, not until they have caught up', () => {
    const meetings = [...times(8, { members: group }), ...times(6, { members: [...group, 'e'] })];
    expect(play(meetings).slice(8).join('')).toBe('eabcde');
  });

  test('goes on when somebody leaves', () => {
    const meetings = [...times(2, { members: group }), ...times(4, { members: ['a', 'b', 'd'] })];
    expect(play(meetings).join('')).toBe('abdabd');
  });

  test('has nobody in turn among nobody', () => {
    expect(inTurn(new Map(), [], nobody)).toEqual([]);
  });

  test('begins anew once everybody is done: who brings again then is done again', () => {
    const done = new Map(group.map((member, last) => [member, { isDone: true, last }]));
    expect(inTurn(done, group, nobody)).toEqual(group);
    expect(inTurn(afterTurn(done, group, 'a', 4), group, nobody)).toEqual(['b', 'c', 'd']);
  });

  test('names all who are in turn', () => {
    const ledger = new Map([['a', { isDone: true, last: 0 }]]);
    expect(inTurn(ledger, group, new Set(['c']))).toEqual(['b', 'd']);
  });
});

const someone = fc.constantFrom(...group, 'e', 'f');
const meeting = fc.record({
  members: fc.uniqueArray(someone, { minLength: 1 }),
  passed: fc.uniqueArray(someone),
});

describe('whoever comes, goes and passes on', () => {
  test('nobody brings twice before everyone once, while the members stay and bring', () => {
    fc.assert(
      fc.property(fc.uniqueArray(someone, { minLength: 1 }), fc.nat({ max: 40 }), (members, count) => {
        const brought = play(times(count, { members }));
        const counts = members.map((member) => brought.filter((one) => one === member).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        for (let start = 0; start + members.length <= count; start += members.length)
          expect(new Set(brought.slice(start, start + members.length)).size).toBe(members.length);
      }),
    );
  });

  test('who brings is a member who did not pass it on, and there is one while there are such members', () => {
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 40 }), (meetings) => {
        const brought = play(meetings);
        for (const [index, { members, passed }] of meetings.entries()) {
          const bringer = brought[index] ?? '-';
          const willing = members.filter((member) => !passed.includes(member));
          expect(willing.length === 0 ? ['-'] : willing).toContain(bringer);
        }
      }),
    );
  });

  test('of two who are always there and never pass it on, neither is more than one case ahead', () => {
    const always = ['x', 'y'];
    fc.assert(
      fc.property(fc.array(meeting, { maxLength: 40 }), (meetings) => {
        const withBoth = meetings.map(({ members, passed }) => ({
          members: [...members, ...always],
          passed,
        }));
        const ahead = { x: 0, y: 0 };
        for (const bringer of play(withBoth)) {
          if (bringer === 'x' || bringer === 'y') ahead[bringer] += 1;
          expect(Math.abs(ahead.x - ahead.y)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
