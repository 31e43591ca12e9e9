import { problemsOf, sound } from './folder';

/** What is wrong, the file, and each problem of that file with its line and some of its words. */
type Case = readonly [what: string, text: string, ...problems: (readonly [line: number, words: RegExp])[]];

function finds(file: 'people.csv' | 'pupils.csv' | 'pairs.csv' | 'groups.csv', cases: readonly Case[]): void {
  test.each(cases.map(([what, text, ...expected]) => ({ what, text, expected })))(
    '$what',
    ({ text, expected }) => {
      const found = problemsOf({ [file]: text }).filter((problem) => problem.startsWith(`${file}:`));
      expect(found).toEqual(
        expected.map(([line, words]) =>
          expect.stringMatching(new RegExp(`^${file}:${line}: .*${words.source}`, 'u')),
        ),
      );
    },
  );
}

const people = (...rows: readonly string[]) => `${sound['people.csv']}${rows.join('\n')}\n`;
const pupils = (...rows: readonly string[]) => `${sound['pupils.csv']}${rows.join('\n')}\n`;
const pairs = (...rows: readonly string[]) =>
  ['pupil,student,weekday,start,end,room,from,until', ...rows].join('\n');
const groups = (...rows: readonly string[]) => ['group,teacher,student', ...rows].join('\n');
const meetings = (...rows: readonly string[]) =>
  ['group,teacher,student,weekday,start,end,room', ...rows].join('\n');

describe('the form of a CSV file', () => {
  finds('pupils.csv', [
    ['nothing at all', '', [1, /is empty, expected a header row: pupil,firstName/]],
    ['blank lines only', '\n \n\r\n', [1, /is empty/]],
    [
      'a header of one column',
      'pupil\np1\n',
      [1, /one column "pupil", expected pupil, firstName, .*"," or ";"/],
    ],
    ['tabs between columns', 'pupil\tfirstName\tschool\tclass\n', [1, /one column "pupil/]],
    [
      'an unknown column',
      'pupil,firstName,school,class,age\n',
      [1, /unknown column "age", expected only pupil/],
    ],
    [
      'a column in other letters',
      'Pupil,firstName,school,class\n',
      [1, /unknown column "Pupil"/],
      [1, /"pupil" is missing/],
    ],
    ['a duplicate column', 'pupil,class,firstName,school,class\n', [1, /"class" is there twice/]],
    ['every missing column', 'pupil,firstName\n', [1, /"school" is missing/], [1, /"class" is missing/]],
    ['a column without a name', 'pupil;firstName;school;class;\n', [1, /column 5 has no name/]],
    [
      'a column named like a prototype',
      'pupil,firstName,school,class,__proto__\n',
      [1, /column "__proto__"/],
    ],
    [
      'both separators in the header',
      'pupil;firstName;school,class\n',
      [1, /unknown column "school,class"/],
      [1, /"school" is missing/],
      [1, /"class" is missing/],
    ],
    ['too few fields', pupils('p3,Ilse,jdw'), [4, /begins with "p3" has 3 fields, expected 4/]],
    ['too many fields, below blank lines', pupils('', ' ', 'p3,Ilse,jdw,3A,x'), [6, /"p3" has 5 fields/]],
    ['the other separator in the body', pupils('p3;Ilse;jdw;3A'), [4, /"p3;Ilse;jdw;3A" has 1 fields/]],
    ['a quote never closed', pupils('p3,Ilse,jdw,3A', 'p4,"Ann,jdw,3A', 'p5,Bo,jdw,3A'), [5, /never closed/]],
    [
      'a quote never closed, late in a record',
      pupils('"p3","Il', 'se","jdw,3A', 'p4,Bo,jdw'),
      [5, /never closed/],
    ],
    [
      'a quote within a field, and what comes after',
      pupils('p3,Jan "JJ",jdw,3A', 'p4,Bo,nope,3A'),
      [4, /a " in the middle .*doubled/],
      [5, /school is "nope"/],
    ],
    [
      'text behind a closing quote, and what comes after',
      pupils('p3,"Jan"a,jdw,3A', 'p4,Bo,nope,3A'),
      [4, /a " in the middle/],
      [5, /"nope"/],
    ],
    ['a record after one of two lines', pupils('"p3","Il', 'se",jdw,3A', '', 'p4,Bo,nope,3A'), [7, /"nope"/]],
    ['a record of two lines itself', pupils('p3,"Il', 'se",nope,3A'), [4, /"nope"/]],
    [
      'lines that end in CR LF, also in quotes',
      'pupil,firstName,school,class\r\n\r\np3,"a\r\nb",jdw,3A\r\np4,Bo,nope,3A\r\n',
      [5, /"nope"/],
    ],
    ['lines that end in CR', 'pupil,firstName,school,class\rp3,"a\rb",jdw,3A\rp4,Bo,nope,3A', [4, /"nope"/]],
    [
      'an endless row',
      pupils('p3,Ilse,jdw,3A', `p4,${'x'.repeat(200_000)},jdw,3A`),
      [5, /more than 100000 char/],
    ],
  ]);
});

describe('people.csv', () => {
  finds('people.csv', [
    ['no address', people(',Ann,teacher,,'), [6, /email is empty, expected an address/]],
    [
      'no @',
      people('ann.x.org,Ann,teacher,,'),
      [6, /email is "ann.x.org", expected an address, for example/],
    ],
    ['two @', people('ann@x@org,Ann,teacher,,'), [6, /email is "ann@x@org"/]],
    ['a space in an address', people('an n@x.org,Ann,teacher,,'), [6, /email is "an n@x.org"/]],
    ['no name', people('ann@x.org, ,teacher,,'), [6, /name is empty, expected a text/]],
    ['a NUL in a name', people('ann@x.org,An\0n,teacher,,'), [6, /name is "An\\u0000n", expected printable/]],
    ['a name without end', people(`ann@x.org,${'n'.repeat(201)},teacher,,`), [6, /name is .*at most 200/]],
    [
      'an unknown role',
      people('ann@x.org,Ann,mentor,,'),
      [6, /role is "mentor", expected student, teacher, coord/],
    ],
    ['a role in other letters', people('ann@x.org,Ann,Teacher,,'), [6, /role is "Teacher"/]],
    [
      'the same role twice',
      people('SAM@x.org,Sam,student,leiden,'),
      [6, /"sam@x.org" is already a student on line 4/],
    ],
    ['a student of no university', people('ann@x.org,Ann,student,,'), [6, /university is empty/]],
    [
      'an unknown university',
      people('ann@x.org,Ann,student,eur,'),
      [6, /university is "eur", expected one of leiden/],
    ],
    ['a teacher of an unknown one', people('ann@x.org,Ann,teacher,eur,'), [6, /university is "eur"/]],
    ['unknown schools, each', people('ann@x.org,Ann,coordinator,,jdw|a|b'), [6, /"a", expected/], [6, /"b"/]],
    [
      'a language nobody speaks here',
      'email,name,role,language\nann@x.org,Ann,teacher,de\n',
      [2, /language is "de", expected nl, en/],
    ],
    ['several mistakes in a row', people('ann,,x,,'), [6, /email/], [6, /name/], [6, /role/]],
  ]);
});

describe('pupils.csv', () => {
  finds('pupils.csv', [
    ['no code', pupils(',Ann,jdw,3A'), [4, /pupil is empty/]],
    [
      'an objection that is neither yes nor no',
      'pupil,firstName,school,class,objection\np1,Ann,jdw,3A,\np2,Bo,jdw,3A,maybe\n',
      [3, /objection is "maybe", expected ja, nee, yes, no or nothing/],
    ],
    ['the same code twice', pupils('p1,Ann,jdw,3A'), [4, /pupil "p1" is already on line 2, expected once/]],
    ['a slash in a code', pupils('3A/1,Ann,jdw,3A'), [4, /"3A\/1", expected a code without "\/"/]],
    ['a long code', pupils(`${'p'.repeat(65)},Ann,jdw,3A`), [4, /at most 64 characters/]],
    ['a control character in a code', pupils('p\u0007,Ann,jdw,3A'), [4, /"p\\u0007", expected printable/]],
    ['no first name and no class', pupils('p3,,jdw,'), [4, /firstName is empty/], [4, /class is empty/]],
    ['an unknown school', pupils('p3,Ann,xyz,3A'), [4, /school is "xyz", expected one of jdw, zwc/]],
    ['a school named like a prototype', pupils('p3,Ann,constructor,3A'), [4, /school is "constructor"/]],
  ]);
});

describe('pairs.csv', () => {
  const p2 = 'p2,noor@x.org,wo,09:00,10:00,,,';
  finds('pairs.csv', [
    ['nobody’s pupil', pairs('p9,sam@x.org,di,09:00,10:00,,,'), [2, /pupil "p9" is not in pupils.csv/]],
    [
      'a pupil named like a prototype',
      pairs('__proto__,sam@x.org,di,09:00,10:00,,,'),
      [2, /"__proto__" is not in/],
    ],
    [
      'nobody as student',
      pairs('p1,ann@x.org,di,09:00,10:00,,,'),
      [2, /"ann@x.org" is not a student in people/],
    ],
    ['a teacher as student', pairs('p1,theo@x.org,di,09:00,10:00,,,'), [2, /"theo@x.org" is not a student/]],
    ['no weekday', pairs('p1,sam@x.org,,09:00,10:00,,,'), [2, /weekday is empty, expected a weekday: 1–7/]],
    ['the eighth weekday', pairs('p1,sam@x.org,8,09:00,10:00,,,'), [2, /weekday is "8"/]],
    ['a day that is no weekday', pairs('p1,sam@x.org,dinsdags,09:00,10:00,,,'), [2, /weekday is "dinsdags"/]],
    ['24 o’clock', pairs('p1,sam@x.org,di,09:00,24:00,,,'), [2, /end is "24:00", expected a time from/]],
    ['a time with a point', pairs('p1,sam@x.org,di,9.00,10:00,,,'), [2, /start is "9.00"/]],
    [
      'an end before the start',
      pairs('p1,sam@x.org,di,10:00,9:00,,,'),
      [2, /end is "09:00", expected .* 10:00/],
    ],
    ['an end at the start', pairs('p1,sam@x.org,di,10:00,10:00,,,'), [2, /end is "10:00", expected/]],
    [
      '30 February',
      pairs('p1,sam@x.org,di,09:00,10:00,,2027-02-30,'),
      [2, /from is "2027-02-30", expected a day that/],
    ],
    [
      'a Dutch date',
      pairs('p1,sam@x.org,di,09:00,10:00,,,1-3-2027'),
      [2, /until is "1-3-2027", expected .*2027-02-08/],
    ],
    [
      'until before from',
      pairs('p1,sam@x.org,di,09:00,10:00,,2027-04-02,2027-04-01'),
      [2, /until is "2027-04-01", expected a day not before from, 2027-04-02/],
    ],
    [
      'a second pair of a pupil',
      pairs('p1,sam@x.org,di,09:00,10:00,,,', p2, 'p1,noor@x.org,do,09:00,10:00,,,'),
      [4, /pupil "p1" already has a pair on some of these days on line 2/],
    ],
    [
      'a second pair of a pupil on a single day',
      pairs('p1,sam@x.org,di,09:00,10:00,,2027-03-01,', 'p1,noor@x.org,do,09:00,10:00,,,2027-03-01'),
      [3, /pupil "p1" already has a pair on some of these days on line 2/],
    ],
    [
      'three pairs of a pupil, two of which clash only with the second',
      pairs(
        'p1,sam@x.org,di,09:00,10:00,,,2027-03-01',
        'p1,noor@x.org,do,09:00,10:00,,2027-03-01,',
        'p1,sam@x.org,di,09:00,10:00,,2027-04-01,',
      ),
      [3, /on line 2/],
      [4, /on line 3/],
    ],
    [
      'a mistake in every row',
      pairs('p9,sam@x.org,di,09:00,10:00,,,', 'p1,sam@x.org,x,09:00,10:00,,,', 'p2,who@x.org,di,9,10:00,,,'),
      [2, /"p9"/],
      [3, /"x"/],
      [4, /start is "9"/],
      [4, /"who@x.org"/],
    ],
  ]);
});

describe('groups.csv', () => {
  const mo = 'g,theo@x.org,sam@x.org,ma,09:00,10:00,1.1';
  finds('groups.csv', [
    ['no group', groups(',theo@x.org,sam@x.org'), [2, /group is empty/]],
    ['nobody as teacher', groups('g,who@x.org,sam@x.org'), [2, /"who@x.org" is not a teacher in people.csv/]],
    ['a student as teacher', groups('g,noor@x.org,sam@x.org'), [2, /"noor@x.org" is not a teacher/]],
    ['a coordinator as member', groups('g,theo@x.org,cora@x.org'), [2, /"cora@x.org" is not a student/]],
    [
      'a student in two groups',
      groups('g,theo@x.org,sam@x.org', 'h,theo@x.org,Sam@x.org'),
      [3, /"sam@x.org" is already in a group on line 2/],
    ],
    [
      'two times of a group',
      meetings(mo, 'g,theo@x.org,noor@x.org,di,09:00,10:00,1.1'),
      [3, /expected "on weekday 1/],
    ],
    [
      'a time once only',
      meetings(mo, 'g,theo@x.org,noor@x.org,,,,'),
      [3, /meets "at no fixed time", expected/],
    ],
    ['half a time', meetings('g,theo@x.org,sam@x.org,ma,09:00,,'), [2, /end is empty, expected a time/]],
    ['a room without a time', meetings('g,theo@x.org,sam@x.org,,,,1.1'), [2, /room is "1.1" without a time/]],
  ]);
});

test('a group with two teachers', () => {
  const found = problemsOf({
    'people.csv': people('tess@x.org,Tess,teacher,,'),
    'groups.csv': groups('g,theo@x.org,sam@x.org', 'g,tess@x.org,noor@x.org'),
  });
  expect(found).toEqual([
    'groups.csv:3: teacher of group "g" is "tess@x.org", expected "theo@x.org" as on line 2',
  ]);
});

test('a misplaced quote in one row makes nothing wrong in another file', () => {
  const quoted = sound['people.csv'].replace('Sam', 'Sam "x"');
  expect(quoted).not.toBe(sound['people.csv']);
  expect(problemsOf({ 'people.csv': quoted })).toEqual([
    expect.stringMatching(/^people.csv:\d+: has a " in the middle of a field/),
  ]);
});
