import { parseDay } from '../../bot/programme/calendar';
import { isTimeZone, parseAddress, parseWallTime, parseWeekday } from '../../bot/roster/values';
import { problemsOf, programmeOf, sound } from './folder';

describe('values', () => {
  test.each(['2027-02-28', '2028-02-29', '2027-12-31'])('%s is a day', (day) =>
    expect(parseDay(day)).toBe(day),
  );
  test.each(['2027-02-29', '2027-13-01', '2027-00-10', '27-02-01', '2027-2-1', '2027-02-08 ', ''])(
    '"%s" is none',
    (text) => expect(parseDay(text)).toBeNull(),
  );

  test.each([
    ['9:05', '09:05'],
    ['09:05', '09:05'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
  ])('%s is a time', (text, time) => expect(parseWallTime(text)).toBe(time));
  test.each(['24:00', '9:5', '9:60', '09.05', '09:05:00', '-1:00', ''])('"%s" is none', (text) =>
    expect(parseWallTime(text)).toBeNull(),
  );

  test.each([
    [1, ['1', 'ma', 'MA', 'maandag', 'mon', 'Monday']],
    [2, ['2', 'di', 'Dinsdag', 'tue', 'TUESDAY']],
    [3, ['3', 'wo', 'woensdag', 'wed', 'wednesday']],
    [4, ['4', 'do', 'donderdag', 'thu', 'thursday']],
    [5, ['5', 'vr', 'vrijdag', 'fri', 'friday']],
    [6, ['6', 'za', 'zaterdag', 'sat', 'saturday']],
    [7, ['7', 'zo', 'Zondag', 'sun', 'sunday']],
  ])('weekday %i', (weekday, texts) => expect(texts.map(parseWeekday)).toEqual(texts.map(() => weekday)));
  test.each(['0', '8', 'm', '01', 'mo', 'constructor', ''])('"%s" is no weekday', (text) =>
    expect(parseWeekday(text)).toBeNull(),
  );

  test.each(['sam@x.org', "o'brien+tag@uni.example", 'zoë@universität.example', 'a@b'])(
    '%s is an address',
    (text) => expect(parseAddress(text)).toBe(text),
  );
  test('an address is compared without case', () => expect(parseAddress('Sam@X.ORG')).toBe('sam@x.org'));
  test.each(['', '@', 'a@', '@b', 'a b@c', 'a@b@c', 'a\u0000@b', `${'a'.repeat(250)}@b.org`])(
    '"%s" is no address',
    (text) => expect(parseAddress(text)).toBeNull(),
  );

  test.each(['Europe/Amsterdam', 'America/Argentina/Buenos_Aires', 'UTC', 'Etc/GMT+3'])(
    '%s is a zone',
    (text) => expect(isTimeZone(text)).toBe(true),
  );
  test.each(['', 'Amsterdam', '+01:00', 'Europe/Nowhere', 'Z', '2027-01-01T00:00[UTC]'])(
    '"%s" is none',
    (text) => expect(isTimeZone(text)).toBe(false),
  );
});

describe('what a file may hold', () => {
  test('rows that are blank or hold separators only are no rows', () => {
    const { programme } = programmeOf({ 'pupils.csv': `\n \n${sound['pupils.csv']}\n,,,\n" ",,,\n\r\n` });
    expect(programme.pupils).toHaveLength(2);
  });

  test('a line break in a quoted text becomes a space, doubled quotes become one', () => {
    const { programme } = programmeOf({
      'pupils.csv': `${sound['pupils.csv']}p3,"Anne\r\nMarie ""Mies""",jdw,"  3A "\n`,
    });
    expect(programme.pupils[2]).toMatchObject({ firstName: 'Anne Marie "Mies"', class: '3A' });
  });

  test('separators within quotes do not decide which one the file uses', () => {
    const { programme } = programmeOf({
      'pairs.csv':
        '"pupil";"student";"weekday";"start";"end";"room"\np1;sam@x.org;di;9:00;10:00;"1,2,3,4,5,6,7,8"\n',
    });
    expect(programme.pairs).toMatchObject([{ start: '09:00', room: '1,2,3,4,5,6,7,8' }]);
  });

  test('a person may have several roles, and addresses compare without case', () => {
    const { programme } = programmeOf({
      'people.csv': `${sound['people.csv']}SAM@x.org,Sam,teacher,,\nSam@X.org,Sam,coordinator,,zwc|jdw|zwc\n`,
    });
    expect(programme.people.slice(4)).toMatchObject([
      { email: 'sam@x.org', role: 'teacher', schools: [] },
      { email: 'sam@x.org', role: 'coordinator', schools: ['zwc', 'jdw'] },
    ]);
  });

  test('only students have a university and only coordinators have schools, whatever the row says', () => {
    const { programme } = programmeOf({
      'people.csv': `${sound['people.csv']}ann@x.org,Ann,teacher,leiden,jdw\nbo@x.org,Bo,student,leiden,jdw\n`,
    });
    expect(programme.people.slice(4)).toMatchObject([
      { email: 'ann@x.org', university: null, schools: [] },
      { email: 'bo@x.org', university: 'leiden', schools: [] },
    ]);
  });

  test('pairs that touch in time or follow each other by a day do not clash', () => {
    const { programme } = programmeOf({
      'pairs.csv':
        'pupil,student,weekday,start,end,from,until\n' +
        'p1,sam@x.org,di,09:00,10:00,,2027-03-01\n' +
        'p2,sam@x.org,di,10:00,11:00,,2027-03-01\n' +
        'p1,noor@x.org,di,09:00,10:00,2027-03-02,\n' +
        'p2,sam@x.org,wo,09:00,10:00,2027-03-02,2028-01-01\n',
    });
    expect(programme.pairs).toHaveLength(4);
  });

  test('lines are told for pairs in their order', () => {
    expect(
      programmeOf({ 'pairs.csv': `\n${sound['pairs.csv'].replaceAll('\n', '\n\n')}` }).pairLines,
    ).toEqual([4, 6]);
  });
});

describe('one mistake is one problem', () => {
  test('nobody is missed in rows that could not be read', () => {
    expect(
      problemsOf({ 'pupils.csv': 'pupil,firstName,school,class\np1,Yara,jdw,3A\np2,Bram,zwc\n' }),
    ).toEqual([expect.stringMatching(/^pupils.csv:3: .*has 3 fields/)]);
  });

  test('nobody is called no student whose role is misspelt', () => {
    expect(problemsOf({ 'people.csv': sound['people.csv'].replace('Sam,student', 'Sam,studnt') })).toEqual([
      expect.stringMatching(/^people.csv:4: role is "studnt"/),
    ]);
  });

  test('a row that is there twice is no student in two places', () => {
    expect(problemsOf({ 'pairs.csv': `${sound['pairs.csv']}p1,sam@x.org,di,09:00,10:00,,\n` })).toEqual([
      expect.stringMatching(/^pairs.csv:4: pupil "p1" already has a pair/),
    ]);
  });

  test('an unknown school of a wrong programme.json is looked up as far as it goes', () => {
    expect(
      problemsOf({
        'programme.json': sound['programme.json'].replace('"nl"', '"fr"'),
        'pupils.csv': `${sound['pupils.csv']}p3,Ann,xyz,3A\n`,
      }),
    ).toEqual([
      expect.stringMatching(/^programme.json:5: "language"/),
      expect.stringMatching(/^pupils.csv:4: school is "xyz"/),
    ]);
  });
});
