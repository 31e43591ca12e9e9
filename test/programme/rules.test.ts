import { defaultRules, resolveRules, ruleProblems } from '../../bot/programme/rules';
import type { RuleOverrides } from '../../bot/programme/rules';

const rule = (overrides: RuleOverrides, name: string) =>
  resolveRules(overrides).flagRules.find((candidate) => candidate.name === name);

describe('resolveRules', () => {
  test('without overrides gives the contract’s table', () => {
    expect(resolveRules({})).toEqual(defaultRules);
    expect(
      defaultRules.flagRules.map((r) => [r.name, r.counts.join('+'), r.count, r.among, r.level]),
    ).toEqual([
      ['absentTwice', 'absence', 2, 4, 1],
      ['absentInARow', 'absence', 2, 2, 2],
      ['absentOften', 'absence', 3, 8, 2],
      ['absentLong', 'absence', 3, 3, 3],
      ['missedOften', 'absence+missed', 3, 6, 1],
      ['lateOften', 'late', 3, 6, 1],
      ['lateVeryOften', 'late', 5, 8, 2],
    ]);
    expect(defaultRules).toMatchObject({
      lateFrom: 5,
      absentFrom: 20,
      clearAfter: 3,
      reopenWithin: 4,
      raiseAfter: 10,
    });
  });

  test('one number of a rule changes and the rest of it stays', () => {
    expect(rule({ absentTwice: { count: 3 } }, 'absentTwice')).toEqual({
      name: 'absentTwice',
      counts: ['absence'],
      count: 3,
      among: 4,
      level: 1,
    });
  });

  test('every part of a built-in rule can change', () => {
    const change = { counts: ['late', 'missed'], count: 1, among: 1, level: 3 } as const;
    expect(rule({ absentLong: change }, 'absentLong')).toEqual({ name: 'absentLong', ...change });
  });

  test('false turns a rule off and leaves the others', () => {
    expect(rule({ absentInARow: false }, 'absentInARow')).toBeUndefined();
    expect(resolveRules({ absentInARow: false }).flagRules).toHaveLength(6);
  });

  test('a new rule comes after the built-in ones, also under an odd name', () => {
    const change = { counts: ['late'], count: 2, among: 2, level: 1 } as const;
    const overrides: RuleOverrides = JSON.parse(JSON.stringify({ lateTwice: change, constructor: change }));
    expect(resolveRules(overrides).flagRules.slice(7)).toEqual([
      { name: 'lateTwice', ...change },
      { name: 'constructor', ...change },
    ]);
  });

  test('other numbers go by name', () => {
    const rules = resolveRules({
      lateFrom: 3,
      absentFrom: 15,
      clearAfter: 2,
      reopenWithin: 0,
      raiseAfter: 5,
    });
    expect(rules).toEqual({
      ...defaultRules,
      lateFrom: 3,
      absentFrom: 15,
      clearAfter: 2,
      reopenWithin: 0,
      raiseAfter: 5,
    });
  });
});

describe('ruleProblems', () => {
  test.each<[string, RuleOverrides, string, RegExp]>([
    [
      'a rule that is not there turned off',
      { absentTwise: false },
      'absentTwise',
      /does not exist.*absentTwice/,
    ],
    ['a number turned off', { clearAfter: false }, 'clearAfter', /whole number/],
    ['a number given as a rule', { lateFrom: { count: 3 } }, 'lateFrom', /whole number/],
    ['a rule given as a number', { absentTwice: 3 }, 'absentTwice', /numbers are lateFrom/],
    ['an unknown number', { lateUntil: 3 }, 'lateUntil', /numbers are lateFrom/],
    ['half a new rule', { lateTwice: { count: 2 } }, 'lateTwice', /needs all of/],
    ['count over the built-in among', { absentTwice: { count: 5 } }, 'absentTwice', /count 5 .* among 4/],
    ['among under the built-in count', { absentOften: { among: 2 } }, 'absentOften', /count 3 .* among 2/],
  ])('%s', (_, overrides, name, problem) => {
    expect(ruleProblems(overrides)).toEqual([{ name, problem: expect.stringMatching(problem) }]);
  });

  test('nothing is wrong with what the contract allows', () => {
    expect(
      ruleProblems({
        absentTwice: { count: 3 },
        absentLong: false,
        lateTwice: { counts: ['late'], count: 2, among: 2, level: 1 },
        absentFrom: 15,
      }),
    ).toEqual([]);
  });
});
