import type { Programme } from '../../bot/programme/model';
import { mergeProgramme } from '../../bot/roster/merge';
import { formatProblem } from '../../bot/roster/problems';
import { programmeOf, settingsText, sound } from './folder';

const today = '2027-03-10';
const stored = programmeOf({}).programme;

const people = (...without: readonly string[]) =>
  sound['people.csv']
    .split('\n')
    .filter((row) => !without.some((email) => row.startsWith(email)))
    .join('\n');
const pairs = (...rows: readonly string[]) =>
  ['pupil,student,weekday,start,end,from,until', ...rows].join('\n');
const p1 = 'p1,sam@x.org,di,09:00,10:00,,';
const p2 = 'p2,noor@x.org,wo,09:00,10:00,,';

/** p2 and noor are no longer in the files. */
const withoutNoor = programmeOf({
  'people.csv': people('noor'),
  'pupils.csv': 'pupil,firstName,school,class\np1,Yara,jdw,3A\n',
  'pairs.csv': pairs(p1),
});

function merged(
  from: Programme,
  files: ReturnType<typeof programmeOf>,
  options: { endMissing?: boolean; on?: string } = {},
) {
  const result = mergeProgramme(from, files, options.on ?? today, options.endMissing ?? false);
  if (!result.ok) throw new Error(result.problems.map(formatProblem).join('\n'));
  return result;
}

function refused(
  from: Programme,
  files: ReturnType<typeof programmeOf>,
  endMissing = false,
): readonly string[] {
  const result = mergeProgramme(from, files, today, endMissing);
  return result.ok ? [] : result.problems.map(formatProblem);
}

describe('the same folder again', () => {
  test('changes nothing', () => {
    const again = merged(stored, programmeOf({}));
    expect(again).toMatchObject({ changed: false, missing: { people: [], pupils: [], pairs: [] } });
    expect(JSON.stringify(again.programme)).toBe(JSON.stringify(stored));
  });

  test('changes nothing either when some are kept from before', () => {
    const once = merged(stored, withoutNoor);
    const twice = merged(once.programme, withoutNoor);
    expect(twice.changed).toBe(false);
    expect(JSON.stringify(twice.programme)).toBe(JSON.stringify(once.programme));
    expect(twice.missing).toEqual(once.missing);
  });

  test('changes nothing when a store gives back its keys in another order', () => {
    const [first, ...others] = stored.pupils;
    const turned = first === undefined ? [] : [Object.fromEntries(Object.entries(first).toReversed())];
    const programme = { ...stored, pupils: [...turned, ...others] };
    expect(merged(JSON.parse(JSON.stringify(programme)), programmeOf({})).changed).toBe(false);
  });
});

describe('who is no longer in the files', () => {
  test('is listed and kept, after those who are', () => {
    const result = merged(stored, withoutNoor);
    expect(result.missing).toEqual({
      people: [expect.objectContaining({ email: 'noor@x.org' })],
      pupils: [expect.objectContaining({ id: 'p2' })],
      pairs: [expect.objectContaining({ pupil: 'p2', student: 'noor@x.org' })],
    });
    expect(result.programme.people.at(-1)).toEqual(stored.people.at(-1));
    expect(result.programme.pupils.map(({ id, endedOn }) => [id, endedOn])).toEqual([
      ['p1', null],
      ['p2', null],
    ]);
    expect(result.programme.pairs).toEqual(stored.pairs);
    expect(result.changed).toBe(false);
  });

  test('is ended on the day of the import when asked', () => {
    const result = merged(stored, withoutNoor, { endMissing: true });
    expect(result.missing.people).toHaveLength(1);
    expect(result.programme.people.at(-1)).toMatchObject({ email: 'noor@x.org', endedOn: today });
    expect(result.programme.pupils.at(-1)).toMatchObject({ id: 'p2', endedOn: today });
    expect(result.programme.pairs.at(-1)).toMatchObject({ pupil: 'p2', until: today });
    expect(result.programme.pairs[0]).toMatchObject({ pupil: 'p1', until: null });
    expect(result.changed).toBe(true);
  });

  test('is not listed again, nor ended again, on a later day', () => {
    const once = merged(stored, withoutNoor, { endMissing: true });
    for (const on of [today, '2027-05-01']) {
      const later = merged(once.programme, withoutNoor, { endMissing: true, on });
      expect(later).toMatchObject({ changed: false, missing: { people: [], pupils: [], pairs: [] } });
      expect(later.programme).toEqual(once.programme);
    }
  });

  test('is as before when the files have them again', () => {
    const once = merged(stored, withoutNoor, { endMissing: true });
    const back = merged(once.programme, programmeOf({}), { on: '2027-03-20' });
    expect(back.programme).toEqual(stored);
    expect(back.changed).toBe(true);
  });

  test('one role of a person goes, the other stays', () => {
    const both = programmeOf({ 'people.csv': `${sound['people.csv']}theo@x.org,Theo,coordinator,,\n` });
    const result = merged(both.programme, programmeOf({}), { endMissing: true });
    expect(result.programme.people.filter(({ email }) => email === 'theo@x.org')).toMatchObject([
      { role: 'teacher', endedOn: null },
      { role: 'coordinator', endedOn: today },
    ]);
  });

  test('a pair that ended by itself stays as it is, unlisted', () => {
    const before = programmeOf({ 'pairs.csv': pairs(p1, `${p2}2027-03-01`) });
    const result = merged(before.programme, withoutNoor, { endMissing: true });
    expect(result.missing.pairs).toEqual([]);
    expect(result.programme.pairs.at(-1)).toMatchObject({ pupil: 'p2', until: '2027-03-01' });
  });

  test('a pair that ends later ends today, and one that would only begin is dropped', () => {
    const before = programmeOf({
      'pairs.csv': pairs(p1, `${p2}2027-04-01`, 'p2,sam@x.org,do,09:00,10:00,2027-04-02,'),
    });
    const result = merged(before.programme, withoutNoor, { endMissing: true });
    expect(result.missing.pairs).toHaveLength(2);
    expect(result.programme.pairs.slice(1)).toMatchObject([{ student: 'noor@x.org', until: today }]);
  });
});

describe('a pair edited in the files', () => {
  test.each([
    ['its slot', 'p1,sam@x.org,do,13:00,14:00,,'],
    ['its last day', 'p1,sam@x.org,di,09:00,10:00,,2027-05-01'],
    ['its first day', 'p1,sam@x.org,di,09:00,10:00,2027-02-15,'],
  ])('%s replaces the stored one', (_, row) => {
    const files = programmeOf({ 'pairs.csv': pairs(row, p2) });
    const result = merged(stored, files);
    expect(result.programme.pairs).toEqual(files.programme.pairs);
    expect(result.missing.pairs).toEqual([]);
    expect(result.changed).toBe(true);
  });

  test('a second time with the same pupil, later, does not replace the first', () => {
    const before = programmeOf({ 'pairs.csv': pairs(`${p1}2027-03-01`, p2) });
    const files = programmeOf({ 'pairs.csv': pairs('p1,sam@x.org,di,09:00,10:00,2027-04-01,', p2) });
    expect(
      merged(before.programme, files).programme.pairs.map(({ pupil, from, until }) => [pupil, from, until]),
    ).toEqual([
      ['p1', '2027-04-01', null],
      ['p2', null, null],
      ['p1', null, '2027-03-01'],
    ]);
  });
});

const handedOver = (from: string) =>
  programmeOf({ 'pairs.csv': pairs(p2, `p1,noor@x.org,di,09:00,10:00,${from},`) });

describe('files that the stored pairs stand in the way of', () => {
  test('a new student from the start: says what to do', () => {
    expect(refused(stored, handedOver(''))).toEqual([
      'pairs.csv:3: pupil "p1" is already paired with sam@x.org (no longer in the files) until 2027-07-02; end it with --end-missing (today, 2027-03-10) and give this pair a "from" after that day',
    ]);
  });

  test('ending is not enough while the days overlap', () => {
    expect(refused(stored, handedOver(''), true)).toEqual([
      'pairs.csv:3: pupil "p1" is already paired with sam@x.org (no longer in the files) until 2027-03-10; expected a "from" after 2027-03-10 for this pair',
    ]);
    expect(refused(stored, handedOver(today), true)).toHaveLength(1);
    expect(refused(stored, handedOver('2027-03-11'), true)).toEqual([]);
    expect(refused(stored, handedOver('2027-03-11'))).toHaveLength(1);
  });

  test('a student who has been erased: says that the line may be theirs, whoever is in the files', () => {
    const erased: Programme = {
      ...stored,
      people: stored.people.map((one) =>
        one.email === 'sam@x.org'
          ? { ...one, email: 'erased-1', name: 'erased-1', endedOn: '2027-03-02' }
          : one,
      ),
      pairs: stored.pairs.map((pair) =>
        pair.student === 'sam@x.org' ? { ...pair, student: 'erased-1', until: '2027-03-02' } : pair,
      ),
    };
    const said = [
      expect.stringMatching(
        /^pairs.csv:\d: pupil "p1" was paired until 2027-03-02 with a student who has been erased; expected no line of that student, here and in people.csv, or a "from" after 2027-03-02 for another student$/,
      ),
    ];
    expect(refused(erased, programmeOf({}))).toEqual(said);
    expect(refused(erased, handedOver(''), true)).toEqual(said);
    expect(refused(erased, handedOver('2027-03-03'))).toEqual([]);
    const without = programmeOf({ 'people.csv': people('sam'), 'pairs.csv': pairs(p2) });
    expect(refused(erased, without)).toEqual([]);
  });

  test('a school or university that is gone while somebody kept belongs to it', () => {
    const files = programmeOf({
      'programme.json': settingsText({
        schools: [{ id: 'jdw', name: 'J' }],
        universities: [{ id: 'eur', name: 'E' }],
      }),
      'people.csv': 'email,name,role,university\nsam@x.org,Sam,student,eur\n',
      'pupils.csv': 'pupil,firstName,school,class\np1,Yara,jdw,3A\n',
      'pairs.csv': pairs(p1),
    });
    expect(refused(stored, files)).toEqual([
      'programme.json:1: "zwc" is no longer in "schools", but stored people belong to it (p2); expected it to stay',
      'programme.json:1: "leiden" is no longer in "universities", but stored people belong to it (noor@x.org); expected it to stay',
    ]);
  });
});

test('settings and groups are those of the files', () => {
  const files = programmeOf({
    'programme.json': settingsText({ name: 'Anders', tenants: ['t2'] }),
    'groups.csv': 'group,teacher,student\ng,theo@x.org,sam@x.org\n',
  });
  expect(merged(stored, files)).toMatchObject({
    changed: true,
    programme: { name: 'Anders', tenants: ['t2'], groups: [{ id: 'g' }] },
  });
  expect(merged(files.programme, programmeOf({})).programme).toEqual({
    ...stored,
    formerTenants: ['t2'],
  });
});

const tenants = (...ids: readonly string[]) =>
  programmeOf({ 'programme.json': settingsText({ tenants: ids }) });

describe('a tenant that the files no longer have', () => {
  test('is kept as a former one, until it is back', () => {
    const both = merged(stored, tenants('t1', 't2'));
    expect(both.programme).not.toHaveProperty('formerTenants');
    const one = merged(both.programme, tenants('t2'));
    expect(one.programme).toMatchObject({ tenants: ['t2'], formerTenants: ['t1'] });
    expect(merged(one.programme, tenants('t2')).changed).toBe(false);
    const none = merged(one.programme, tenants('t3'));
    expect(none.programme).toMatchObject({ tenants: ['t3'], formerTenants: ['t1', 't2'] });
    const back = merged(none.programme, tenants('t1', 't2', 't3'));
    expect(back.programme).not.toHaveProperty('formerTenants');
  });
});
