/** Pairs that look like a slip but can stand: the folder is accepted, with a warning. */
import { mergeProgramme } from '../../bot/roster/merge';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';
import { folderOf, problemsOf, programmeOf } from './folder';

const pairs = (...rows: readonly string[]) => ({
  'pairs.csv': ['pupil,student,weekday,start,end,from,until', ...rows].join('\n'),
});
const p1 = 'p1,sam@x.org,di,09:00,10:00,,';
const p2 = 'p2,noor@x.org,wo,09:00,10:00,,';
const both = ['p1,sam@x.org,di,09:00,10:00,,', 'p2,SAM@x.org,2,09:59,11:00,,'] as const;

const warned = (...rows: readonly string[]) => programmeOf(pairs(...rows)).warnings.map(formatProblem);

describe('a folder is accepted with a warning when', () => {
  test.each([
    ['a pair would begin after the programme', '2027-07-03,', '2027-07-03 to …'],
    ['a pair is over before the programme', ',2027-02-07', '… to 2027-02-07'],
    ['a pair never begins', '9999-12-31,', '9999-12-31 to …'],
  ])('%s', (_, days, said) => {
    const row = `p1,sam@x.org,di,09:00,10:00,${days}`;
    expect(warned(p2, row)).toEqual([
      `pairs.csv:3: the pair's days, ${said}, are outside the programme (2027-02-08 to 2027-07-02), so it has no sessions`,
    ]);
    expect(programmeOf(pairs(p2, row)).programme.pairs).toHaveLength(2);
  });

  test('a student is with two pupils at once', () => {
    expect(warned(...both)).toEqual([
      'pairs.csv:3: "sam@x.org" is with pupil "p1" at this time on line 2, so two sessions are planned at once',
    ]);
  });
});

describe('no warning', () => {
  test.each([
    ['one pair after the other', [p1, 'p2,sam@x.org,di,10:00,11:00,,']],
    ['on another day', [p1, 'p2,sam@x.org,wo,09:00,10:00,,']],
    ['in another part of the year', [`${p1}2027-03-01`, 'p2,sam@x.org,di,09:00,10:00,2027-03-02,']],
  ])('for %s', (_, rows) => {
    expect(warned(...rows)).toEqual([]);
  });
});

test('what is odd does not hide what is wrong', () => {
  expect(problemsOf(pairs(...both, 'p1,noor@x.org,wo,09:00,10:00,,'))).toEqual([
    expect.stringMatching(/^pairs.csv:4: pupil "p1" already has a pair/),
  ]);
  expect(problemsOf(pairs('p1,sam@x.org,di,09:00,10:00,2028-03-02,2028-03-01'))).toEqual([
    expect.stringMatching(/^pairs.csv:2: until is "2028-03-01", expected a day not before from/),
  ]);
});

test('a warning for every row stays a list that can be read', () => {
  const rows = Array.from({ length: 300 }, () => 'p1,sam@x.org,di,09:00,10:00,2028-01-01,');
  const parsed = parseFolder(folderOf(pairs(...rows)));
  expect(parsed.ok && parsed.warnings.map(({ problem }) => problem).at(-1)).toBe('… and 100 more');
});

describe('beside a pair that only the store still has', () => {
  const stored = programmeOf(pairs(p1, p2)).programme;
  const files = programmeOf({
    'pupils.csv': 'pupil,firstName,school,class\np3,Ann,jdw,3A\np2,Bram,zwc,3B\n',
    ...pairs('p3,sam@x.org,di,09:30,10:30,,', p2),
  });
  const merged = (endMissing: boolean, today = '2027-03-10') => {
    const result = mergeProgramme(stored, files, today, endMissing);
    if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
    return { ...result, warnings: result.warnings.map(formatProblem) };
  };
  const kept =
    'pairs.csv:2: "sam@x.org" is with pupil "p1" at this time (no longer in the files) until 2027-07-02, so two sessions are planned at once; --end-missing ends the other';

  test('a student at the same time is accepted, and the way out said', () => {
    const result = merged(false);
    expect(result.warnings).toEqual([kept]);
    expect(result.programme.pairs.map(({ pupil }) => pupil)).toEqual(['p3', 'p2', 'p1']);
  });

  test('one that ends today no longer needs a way out', () => {
    expect(merged(true).warnings).toEqual([kept.replace('2027-07-02', '2027-03-10').replace(/;.*/, '')]);
  });

  test('the warnings of the files stand there too, in order of line', () => {
    const odd = programmeOf({
      'pupils.csv': 'pupil,firstName,school,class\np3,Ann,jdw,3A\np4,Lia,jdw,3A\n',
      ...pairs(
        'p4,noor@x.org,ma,09:00,10:00,2028-01-01,',
        'p3,sam@x.org,di,09:30,10:30,,',
        'p4,sam@x.org,di,09:45,10:45,,',
      ),
    });
    const result = mergeProgramme(stored, odd, '2027-03-10', false);
    expect(result.ok && result.warnings.map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});
