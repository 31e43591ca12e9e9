import { parseFolder } from '../../bot/roster/parseProgramme';
import { formatProblem } from '../../bot/roster/problems';
import { folderOf, problemsOf, programmeOf, settings, settingsText } from './folder';

/** Problems of programme.json alone: when it is wrong, nothing else of the sound folder is. */
const finds = (text: string, ...expected: readonly (readonly [line: number, words: RegExp])[]): void => {
  expect(problemsOf({ 'programme.json': text })).toEqual(
    expected.map(([line, words]) =>
      expect.stringMatching(new RegExp(`^programme.json:${line}: .*${words.source}`, 'u')),
    ),
  );
};

test('a tenant id counts in lower case, as Teams writes it; one that is no GUID as it is', () => {
  const { programme } = programmeOf({
    'programme.json': settingsText({ tenants: ['72F988BF-86F1-41AF-91AB-2D7CD011DB47', 'Tenant-B'] }),
  });
  expect(programme.tenants).toEqual(['72f988bf-86f1-41af-91ab-2d7cd011db47', 'Tenant-B']);
  expect(
    problemsOf({
      'programme.json': settingsText({
        tenants: ['72F988BF-86F1-41AF-91AB-2D7CD011DB47', '72f988bf-86f1-41af-91ab-2d7cd011db47'],
      }),
    })[0],
  ).toContain('in "tenants" twice');
});

describe('text that is no JSON', () => {
  test.each<[string, string, number, RegExp]>([
    ['nothing', '', 1, /is empty, expected a JSON object/],
    ['blank', '\n\n ', 3, /is empty/],
    ['a missing comma', '{\n"id": "a"\n"name": "b"}', 3, /is not JSON: comma expected at "\\"name\\""/],
    ['a missing colon', '{\n"id"\n"a"}', 3, /colon expected/],
    ['a comma at the end', '{\n"id": "a",\n}', 3, /property name expected at "\}"/],
    ['a comment', '{\n// note\n"id": "a"}', 2, /without comments/],
    ['single quotes', "{\n'id': 'a'}", 2, /is not JSON/],
    ['no end', '{\n"id": "a"\n', 3, /close brace expected at the end/],
    ['two documents', '{}\n{}', 2, /end of file expected/],
    ['a line break in a text', '{"id": "a\nb"}', 1, /is not JSON/],
    ['brackets without end', `{\n"a": ${'['.repeat(100_000)}`, 2, /nested more than 40 levels/],
    ['objects without end', '{"a":'.repeat(100_000), 1, /nested more than 40 levels/],
  ])('%s', (_, text, line, words) => finds(text, [line, words]));

  test('the other files are checked all the same, but not against it', () => {
    expect(
      problemsOf({ 'programme.json': '{', 'pupils.csv': 'pupil,firstName,school,class\np1,,x,3A\n' }),
    ).toEqual([
      expect.stringMatching(/^programme.json:1: /),
      expect.stringMatching(/^pupils.csv:2: firstName is empty/),
      expect.stringMatching(/^pairs.csv:3: pupil "p2" is not in pupils.csv/),
    ]);
  });
});

describe('settings of the wrong form', () => {
  test('a list instead of an object', () =>
    finds('[]', [1, /the file is \[\], expected an object with id, name/]));
  test('a text instead of an object', () => finds('"x"', [1, /the file is "x", expected an object/]));

  test.each<[string, Record<string, unknown>, number, RegExp]>([
    ['id missing', { id: undefined }, 1, /"id" is missing, expected a text of 1 to 64/],
    ['id empty', { id: ' ' }, 2, /"id" is " ", expected a text/],
    ['id long', { id: 'x'.repeat(65) }, 2, /"id" is "x+…, expected a text of 1 to 64/],
    ['id with half a character', { id: 'a\ud800' }, 2, /"id" is .*, expected a text of 1 to 64/],
    ['tenant with half a character', { tenants: ['a\ud800'] }, 9, /expected a tenant id/],
    ['id with a control character', { id: 'a\u0000' }, 2, /"id" is "a\\u0000", expected/],
    ['id a number', { id: 7 }, 2, /"id" is 7, expected a text/],
    ['name null', { name: null }, 3, /"name" is null/],
    [
      'a zone that is none',
      { timeZone: 'Europe/Den_Haag' },
      4,
      /"timeZone" is .*, expected .*"Europe\/Amsterdam"/,
    ],
    ['an offset as zone', { timeZone: '+01:00' }, 4, /"timeZone"/],
    ['a moment as zone', { timeZone: '2027-01-01T00:00[Europe/Amsterdam]' }, 4, /"timeZone"/],
    ['a third language', { language: 'fr' }, 5, /"language" is "fr", expected "nl" or "en"/],
    ['30 February', { start: '2027-02-30' }, 6, /"start" is "2027-02-30", expected a day that exists/],
    ['a moment as day', { end: '2027-07-02T00:00' }, 7, /"end" is "2027-07-02T00:00", expected a day/],
    [
      'an end before the start',
      { end: '2027-02-07' },
      7,
      /"end" is "2027-02-07", expected .*start", 2027-02-08/,
    ],
    [
      'a programme of three years',
      { end: '2030-02-08' },
      7,
      /"end" is "2030-02-08", expected .* within 2 years/,
    ],
    [
      'half a session',
      { requiredSessions: 1.5 },
      8,
      /"requiredSessions" is 1.5, expected a whole number from 0/,
    ],
    ['less than none', { requiredSessions: -1 }, 8, /"requiredSessions" is -1/],
    ['no tenants', { tenants: [] }, 9, /"tenants" is \[\], expected at least one/],
    [
      'a tenant with a space',
      { tenants: ['a b'] },
      9,
      /"tenants\[0\]" is "a b", expected a tenant id without spaces/,
    ],
    ['a tenant twice', { tenants: ['a', 'a'] }, 9, /"a" is in "tenants" twice/],
    ['tenants as a text', { tenants: 'a' }, 9, /"tenants" is "a", expected a list/],
    ['an unknown key', { colour: 'red' }, 12, /unknown key "colour", expected only id, name/],
    [
      'an unknown label',
      { pupilLabel: 'lastName' },
      12,
      /"pupilLabel" is "lastName", expected "firstName", "init/,
    ],
    [
      'an empty window',
      { sendWindow: { from: '09:00', to: '09:00' } },
      12,
      /"sendWindow.to" is "09:00", expected a "to" after/,
    ],
    ['half a window', { sendWindow: { from: '09:00' } }, 12, /"sendWindow.to" is missing, expected a time/],
    ['a window of no time', { sendWindow: { from: '8:30', to: '25:00' } }, 12, /"sendWindow.from" is "8:30"/],
    ['a retention that is no object', { retention: 30 }, 12, /"retention" is 30, expected an object with/],
    [
      'an unknown period',
      { retention: { notes: 3 } },
      12,
      /unknown key "retention.notes", expected only freeText/,
    ],
    [
      'a period of no days',
      { retention: { namesDays: '56' } },
      12,
      /"retention.namesDays" is "56", expected a whole number from 0 to 3650/,
    ],
    [
      'names kept for less long than text',
      { retention: { namesDays: 20 } },
      12,
      /freeTextDays 30 is more than namesDays 20, expected freeTextDays ≤ namesDays ≤ hoursDays ≤ accessDays/,
    ],
    [
      'hours kept for longer than the access record',
      { retention: { hoursDays: 400 } },
      12,
      /hoursDays 400 is more than accessDays 365/,
    ],
    [
      'a school twice',
      { schools: [...settings.schools, { id: 'jdw', name: 'x' }] },
      10,
      /"jdw" is in "schools" twice/,
    ],
    [
      'a school closed for ever',
      { schools: [{ ...settings.schools[0], closed: [{ from: '2027-06-20', to: '9999-12-31' }] }] },
      10,
      /"schools\[0\].closed\[0\].to" is "9999-12-31", expected a "to" within 2 years of "from"/,
    ],
    [
      'a university closed until the wrong century',
      {
        universities: [{ id: 'leiden', name: 'a', closed: [{ from: '2027-02-20', to: '2207-02-28' }] }],
      },
      11,
      /"universities\[0\].closed\[0\].to" is "2207-02-28", expected a "to" within 2 years/,
    ],
    [
      'a university twice',
      {
        universities: [
          { id: 'leiden', name: 'a' },
          { id: 'leiden', name: 'b' },
        ],
      },
      11,
      /"leiden" is in "universities" twice/,
    ],
  ])('%s', (_, changes, line, words) => {
    const found = problemsOf({ 'programme.json': settingsText(changes) });
    expect(found[0]).toMatch(new RegExp(`^programme.json:${line}: .*${words.source}`, 'u'));
  });

  test('the line within a list is that of the key', () => {
    const text = settingsText({ schools: '@' }).replace(
      '"@"',
      '[\n{"id": "jdw", "name": "J",\n"closed": [\n{"from": "2027-02-28",\n"to": "2027-02-20"},\n{"from": "2027-03-01"}],\n"rules": {"lateFrom": 30,\n"count": 1}},\n{"id": "zwc", "name": "Z"},\n"x"]',
    );
    finds(
      text,
      [14, /"schools\[0\].closed\[0\].to" is "2027-02-20", expected a "to" that is not before "from"/],
      [15, /"schools\[0\].closed\[1\].to" is missing/],
      [16, /lateFrom 30 is not less than absentFrom 20, expected/],
      [17, /unknown key "schools\[0\].rules.count", expected only lateFrom, absentFrom/],
      [19, /"schools\[2\]" is "x", expected an object/],
    );
  });

  test('a key given twice, and one named like a prototype', () => {
    finds(
      settingsText().replace('"language"', '"name": "Other",\n"__proto__": {"id": "x"},\n"language"'),
      [5, /key "name" is there twice/],
      [6, /unknown key "__proto__"/],
    );
  });

  test('every mistake in one run, those that need two values too', () => {
    finds(
      settingsText({
        name: '',
        timeZone: 'x',
        end: '2027-01-01',
        tenants: ['a', 'a'],
        rules: { clearAfter: 0 },
      }),
      [3, /name/],
      [4, /timeZone/],
      [7, /"end"/],
      [9, /twice/],
      [12, /"rules.clearAfter" is 0, expected a whole number from 1/],
    );
  });
});

describe('rules', () => {
  test.each<[string, unknown, RegExp]>([
    ['a list', [], /"rules" is \[\], expected an object with rules/],
    [
      'an unknown number',
      { lateUntil: 3 },
      /rule "lateUntil" is not a number of the rules; the numbers are lateFrom/,
    ],
    [
      'an unknown rule turned off',
      { absentThrice: false },
      /rule "absentThrice" turns off a rule that does not exist/,
    ],
    ['a number turned off', { clearAfter: false }, /rule "clearAfter" expected a whole number/],
    ['a text', { absentTwice: 'off' }, /"rules.absentTwice" is "off", expected an object with counts/],
    ['true', { absentTwice: true }, /"rules.absentTwice" is true, expected/],
    ['half a new rule', { mine: { count: 1, among: 2 } }, /rule "mine" is a new rule and needs all of/],
    ['an unknown key of a rule', { absentTwice: { counter: 1 } }, /unknown key "rules.absentTwice.counter"/],
    ['a level 4', { absentTwice: { level: 4 } }, /"rules.absentTwice.level" is 4, expected 1, 2 or 3/],
    [
      'a rule that counts nothing',
      { absentTwice: { counts: [] } },
      /"rules.absentTwice.counts" is \[\], expected at least/,
    ],
    [
      'a rule that counts presence',
      { absentTwice: { counts: ['present'] } },
      /counts\[0\]" is "present", expected "late"/,
    ],
    [
      'a count of nought',
      { absentTwice: { count: 0 } },
      /"rules.absentTwice.count" is 0, expected a whole number from 1/,
    ],
    [
      'a count over among',
      { absentTwice: { count: 5 } },
      /rule "absentTwice" can never fire: count 5 is more than among 4/,
    ],
    ['limits in the wrong order', { lateFrom: 20 }, /lateFrom 20 is not less than absentFrom 20/],
    ['a rule without a name', { ' ': false }, /rule " ", expected a name/],
  ])('%s', (_, rules, words) => finds(settingsText({ rules }), [12, words]));

  test('a programme’s overrides and a school’s own limits are resolved', () => {
    const { programme } = programmeOf({
      'programme.json': settingsText({
        rules: { absentTwice: { count: 3 }, lateOften: false, absentFrom: 15 },
        schools: [
          { id: 'jdw', name: 'J', contact: 'balie', rules: { lateFrom: 10 } },
          { id: 'zwc', name: 'Z' },
        ],
      }),
    });
    expect(programme.rules.absentFrom).toBe(15);
    expect(programme.rules.flagRules.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'absentTwice 3',
      'absentInARow 2',
      'absentOften 3',
      'absentLong 3',
      'missedOften 3',
      'lateVeryOften 5',
    ]);
    expect(programme.schools).toEqual([
      { id: 'jdw', name: 'J', closed: [], contact: 'balie', lateFrom: 10, absentFrom: null },
      { id: 'zwc', name: 'Z', closed: [], contact: null, lateFrom: null, absentFrom: null },
    ]);
  });
});

test('what may be missing has its default', () => {
  const { programme } = programmeOf({ 'programme.json': settingsText() });
  expect(programme).toMatchObject({ pupilLabel: 'firstName', sendWindow: { from: '08:30', to: '19:00' } });
  expect(programme.groups).toEqual([]);
  expect(programme.retention).toEqual({ freeTextDays: 30, namesDays: 56, hoursDays: 182, accessDays: 365 });
});

test('retention is taken period by period', () => {
  const retention = { namesDays: 90, hoursDays: 365 };
  const { programme } = programmeOf({ 'programme.json': settingsText({ retention }) });
  expect(programme.retention).toEqual({ freeTextDays: 30, namesDays: 90, hoursDays: 365, accessDays: 365 });
});

test('a programme of two years to the day is not too long', () => {
  expect(problemsOf({ 'programme.json': settingsText({ end: '2029-02-08' }) })).toEqual([]);
});

test('files that could not be read stand before what is wrong within files', () => {
  const folder = folderOf({ 'programme.json': '{', 'pupils.csv': undefined });
  const missing = { file: 'pupils.csv', line: 1, problem: 'is missing' };
  const parsed = parseFolder({ ...folder, problems: [missing] });
  expect(parsed.ok ? [] : parsed.problems.map(formatProblem)).toEqual([
    expect.stringMatching(/^programme.json:1: /),
    'pupils.csv:1: is missing',
  ]);
});
