import * as fc from 'fast-check';
import { directoryOf } from '../../../bot/programme/directory';
import type { Programme, Pupil } from '../../../bot/programme/model';
import { everythingAsked, type SummaryAsked } from '../../../bot/programme/summary/asked';
import { summaryUnclearCard } from '../../../cards/summary/unclear';
import { parseCommand } from '../../../dialogs/commands';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { aPair, aPerson, aPupil, aProgramme, aSchool } from '../../builders';

const today = '2027-03-17';

const pupils: readonly Pupil[] = [
  aPupil({ id: 'p1', firstName: 'Yara', class: '3A' }),
  aPupil({ id: 'p2', firstName: 'Yusuf', class: '3A' }),
  aPupil({ id: 'p3', firstName: 'Yusuf', class: '3B' }),
  aPupil({ id: 'p4', firstName: 'April', class: 'havo 4C' }),
  aPupil({ id: 'p5', firstName: 'Noor', class: '3B' }),
  aPupil({ id: 'p6', firstName: 'Çağlar Emre', class: '3B' }),
  aPupil({ id: 'q1', firstName: 'Bo', class: '3A', school: 'zwc' }),
  aPupil({ id: 'q2', firstName: 'Zeynep', class: '5V', school: 'zwc' }),
];

const programme: Programme = aProgramme({
  schools: [
    aSchool({ closed: [{ from: '2027-02-20', to: '2027-02-28', label: 'Voorjaarsvakantie' }] }),
    aSchool({
      id: 'zwc',
      name: 'Zuiderpark College',
      closed: [{ from: '2027-02-27', to: '2027-03-03', label: 'Projectweek' }],
    }),
  ],
  people: [
    aPerson({ email: 'sam@leiden.example', name: 'Sam de Boer' }),
    aPerson({ email: 'noor@leiden.example', name: 'Noor Aydın' }),
    aPerson({ email: 'lea@leiden.example', name: 'Lea Vos' }),
  ],
  pupils,
  pairs: [
    aPair({ pupil: 'p1', student: 'sam@leiden.example' }),
    aPair({ pupil: 'p2', student: 'noor@leiden.example' }),
    aPair({ pupil: 'q1', student: 'lea@leiden.example' }),
  ],
});
const directory = directoryOf(programme);
const all = ['jdw', 'zwc'];

const asked = (text: string, schools: readonly string[] = all): readonly SummaryAsked[] =>
  parseSummaryQuery(directory, schools, text, today).understood.map(({ scope }) => scope);

const scope = (changes: Partial<SummaryAsked>): SummaryAsked => ({ ...everythingAsked, ...changes });

const yara = { school: 'jdw', class: '3A', pupil: 'p1' };
const march = { from: '2027-03-01', to: '2027-03-31' };
const lastWeek = { from: '2027-03-08', to: '2027-03-14' };
const week10 = lastWeek;

const queryOf = (text: string) => parseSummaryQuery(directory, all, text, today);

const wholeSchool = (school: string) => ({ school, class: null, pupil: null });

describe('a period that ends before it begins', () => {
  test.each([
    ['12-3 t/m 1-3', '12-3 t/m 1-3', {}],
    ['3A jdw 12 maart tot 1 maart', '12 maart tot 1 maart', { school: 'jdw', class: '3A' }],
    ['Yara 12-3 t/m 1-3', '12-3 t/m 1-3', yara],
  ])('%s is said to do so, and offered the other way round', (text, unknown, place) => {
    const period = { from: '2027-03-01', to: '2027-03-12' };
    const { understood, isTurned, nearest, ...rest } = queryOf(text);
    expect({ understood, isTurned, unknown: rest.unknown }).toEqual({
      understood: [],
      isTurned: true,
      unknown,
    });
    expect(nearest.map((choice) => choice.scope)).toEqual([scope({ ...place, ...period })]);
  });

  test('beside a name that there is not, the name is what is not known', () => {
    expect(queryOf('Qqqq 12-3 t/m 1-3')).toMatchObject({ understood: [], isTurned: false });
  });
});

describe('one meaning', () => {
  test.each<[string, Partial<SummaryAsked>]>([
    ['', {}],
    ['alles', {}],
    ['Haags Mentorprogramma', {}],
    ['jdw', { school: 'jdw' }],
    ['JOHAN DE WITT', { school: 'jdw' }],
    ['de witt', { school: 'jdw' }],
    ['zuider', { school: 'zwc' }],
    ['college', { school: 'zwc' }],
    ['school jdw', { school: 'jdw' }],
    ['klas 3b', { school: 'jdw', class: '3B' }],
    ['3 B', { school: 'jdw', class: '3B' }],
    ['havo 3B', { school: 'jdw', class: '3B' }],
    ['4C', { school: 'jdw', class: 'havo 4C' }],
    ['3A jdw', { school: 'jdw', class: '3A' }],
    ['zuiderpark college 3a', { school: 'zwc', class: '3A' }],
    ['de 3A van Johan de Witt', { school: 'jdw', class: '3A' }],
    ['yara', yara],
    ['leerling p1', yara],
    ['Yara 3A', yara],
    ['yara uit klas 3A op jdw', yara],
    ['caglar', { school: 'jdw', class: '3B', pupil: 'p6' }],
    ['Yusuf 3B', { school: 'jdw', class: '3B', pupil: 'p3' }],
    ['3B yusuf', { school: 'jdw', class: '3B', pupil: 'p3' }],
    ['sam', { student: 'sam@leiden.example' }],
    ['Sam de Boer', { student: 'sam@leiden.example' }],
    ['sam@leiden.example', { student: 'sam@leiden.example' }],
    ['Aydin', { student: 'noor@leiden.example' }],
    ['student Noor', { student: 'noor@leiden.example' }],
    ['leerling noor', { school: 'jdw', class: '3B', pupil: 'p5' }],
    ['student Yara', yara],
    ['Sam maart', { student: 'sam@leiden.example', ...march }],
    ['maart', march],
    ['in march', march],
    ['over maart 2027', march],
    ['week 10', week10],
    ['wk10 jdw', { school: 'jdw', ...week10 }],
    ['jdw wk10', { school: 'jdw', ...week10 }],
    ['3B vorige week jdw', { school: 'jdw', class: '3B', ...lastWeek }],
    ['jdw, 3B, last week', { school: 'jdw', class: '3B', ...lastWeek }],
    ['jdw in maart klas 3B?', { school: 'jdw', class: '3B', ...march }],
    ['Yara sinds 1 maart', { ...yara, from: '2027-03-01' }],
    ['since 1 March Yara', { ...yara, from: '2027-03-01' }],
    ['3B van 1/3 tot en met 5/3', { school: 'jdw', class: '3B', from: '2027-03-01', to: '2027-03-05' }],
    ['laatste 4 weken zwc', { school: 'zwc', from: '2027-02-18', to: today }],
    ['April in maart', { school: 'jdw', class: 'havo 4C', pupil: 'p4', ...march }],
    ['3B week 10-12', { school: 'jdw', class: '3B', from: '2027-03-08', to: '2027-03-28' }],
    ['zwc maart en april', { school: 'zwc', from: '2027-03-01', to: '2027-04-30' }],
    ['maart, mei en april bij Sam', { student: 'sam@leiden.example', from: '2027-03-01', to: '2027-05-31' }],
    ['Yara week 10, 11 en 12', { ...yara, from: '2027-03-08', to: '2027-03-28' }],
    ['zwc from 1 March to 31 March 2027', { school: 'zwc', ...march }],
    ['3B sinds de voorjaarsvakantie', { school: 'jdw', class: '3B', from: '2027-03-01' }],
    ['since the spring break', { from: '2027-03-01' }],
    ['schooljaar', { from: '2026-08-01', to: '2027-07-31' }],
    ['voor de projectweek in Zuiderpark', { school: 'zwc', to: '2027-02-26' }],
    ['leerling April', { school: 'jdw', class: 'havo 4C', pupil: 'p4' }],
  ])('%s', (text, wanted) => {
    expect(asked(text)).toEqual([scope(wanted)]);
  });

  test.each<[string, Partial<SummaryAsked>]>([
    ['wie miste vorige week?', { who: 'missed', ...lastWeek }],
    ['Wie heeft er vorige week gemist?', { who: 'missed', ...lastWeek }],
    ['wie was er niet in week 10', { who: 'missed', ...week10 }],
    ['wie kwam niet opdagen gisteren', { who: 'missed', from: '2027-03-16', to: '2027-03-16' }],
    ['wie was te laat in maart?', { who: 'late', ...march }],
    ['Wie waren er in maart te laat op jdw?', { who: 'late', school: 'jdw', ...march }],
    ['welke leerlingen waren afwezig in 3B', { who: 'missed', school: 'jdw', class: '3B' }],
    ['who missed last week', { who: 'missed', ...lastWeek }],
    ['who was late in March?', { who: 'late', ...march }],
    ["who didn't show up last week", { who: 'missed', ...lastWeek }],
    ['which pupils were absent in 3B last week', { who: 'missed', school: 'jdw', class: '3B', ...lastWeek }],
    ['te laat vorige week', { who: 'late', ...lastWeek }],
    ['wie miste de laatste twee weken', { who: 'missed', from: '2027-03-04', to: today }],
    ['wie miste er bij Sam', { who: 'missed', student: 'sam@leiden.example' }],
  ])('%s', (text, wanted) => {
    expect(asked(text)).toEqual([scope(wanted)]);
  });
});

const in3A = { school: 'jdw', class: '3A', pupil: null };
const in3B = { school: 'jdw', class: '3B', pupil: null };
const in4C = { school: 'jdw', class: 'havo 4C', pupil: null };
const bo = { school: 'zwc', class: '3A', pupil: 'q1' };

describe('several names are one question', () => {
  test.each<[string, Partial<SummaryAsked>]>([
    ['3B en 4C', { together: [in3B, in4C] }],
    ['3B, 4C', { together: [in3B, in4C] }],
    ['klas 3B & klas 4C', { together: [in3B, in4C] }],
    ['3B+4C', { together: [in3B, in4C] }],
    ['3A, 3B en 4C', { together: [in3A, in3B, in4C] }],
    ['3B and 4C in March', { together: [in3B, in4C], ...march }],
    ['maart 3B en 4C', { together: [in3B, in4C], ...march }],
    ['in 3B en in 4C vorige week', { together: [in3B, in4C], ...lastWeek }],
    ['Yara en Bo', { together: [{ ...yara }, bo] }],
    ['Bo, Yara, 4C', { together: [bo, { ...yara }, in4C] }],
    ['3A Johan de Witt en 3A Zuiderpark', { together: [in3A, { school: 'zwc', class: '3A', pupil: null }] }],
    ['jdw en zwc', { together: [wholeSchool('jdw'), wholeSchool('zwc')] }],
    ['3B en 3B', { school: 'jdw', class: '3B' }],
  ])('%s', (text, wanted) => {
    expect(asked(text)).toEqual([scope(wanted)]);
  });

  test.each<[string, Partial<SummaryAsked>]>([
    ['wie miste vorige week in 3B en 4C?', { who: 'missed', together: [in3B, in4C], ...lastWeek }],
    ['who was late in 3B and 4C', { who: 'late', together: [in3B, in4C] }],
  ])('%s', (text, wanted) => {
    expect(asked(text)).toEqual([scope(wanted)]);
  });

  test('classes of the same name are those of one school; both schools are asked', () => {
    const both = directoryOf({
      ...programme,
      pupils: [...pupils, aPupil({ id: 'q3', firstName: 'Sem', class: '3B', school: 'zwc' })],
    });
    const query = parseSummaryQuery(both, all, '3A en 3B', today);
    expect(query.understood.map(({ label }) => label)).toEqual([
      '3A + 3B, Johan de Witt',
      '3A + 3B, Zuiderpark College',
    ]);
    expect(
      parseSummaryQuery(both, all, '3A en 3B jdw', today).understood.map((choice) => choice.scope),
    ).toEqual([scope({ together: [in3A, in3B] })]);
  });

  test('a school and a class of it are asked: the class, or both beside each other', () => {
    expect(queryOf('Johan de Witt en 3B').understood.map(({ label }) => label)).toEqual([
      '3B, Johan de Witt',
      'Johan de Witt + 3B (Johan de Witt)',
    ]);
    expect(asked('Johan de Witt, 3B')).toEqual([scope({ school: 'jdw', class: '3B' })]);
  });

  test('students are offered one at a time', () => {
    const query = queryOf('Sam en Lea vorige week');
    expect(query.isApart).toBe(true);
    expect(query.understood.map(({ scope: { student, from } }) => [student, from])).toEqual([
      ['sam@leiden.example', '2027-03-08'],
      ['lea@leiden.example', '2027-03-08'],
    ]);
  });

  test('what is not known among them is said, and nothing is guessed', () => {
    expect(queryOf('3B en 5X')).toMatchObject({ understood: [], unknown: '5X' });
    expect(queryOf('3B, 5X en 4C')).toMatchObject({ understood: [], unknown: '5X' });
  });

  test('a name with such a word in it is one name', () => {
    const named = directoryOf({
      ...programme,
      schools: [aSchool({ name: 'Zorg en Welzijn' }), aSchool({ id: 'zwc', name: 'Kunst & Co' })],
    });
    const of = (text: string) =>
      parseSummaryQuery(named, all, text, today).understood.map((choice) => choice.scope);
    expect(of('Zorg en Welzijn')).toEqual([scope({ school: 'jdw' })]);
    expect(of('Zorg en Welzijn en Kunst & Co')).toEqual([
      scope({ together: [wholeSchool('jdw'), wholeSchool('zwc')] }),
    ]);
  });

  test('who may see one school is asked about that one alone', () => {
    expect(asked('3A en 3B', ['jdw'])).toEqual([scope({ together: [in3A, in3B] })]);
    expect(asked('3A en 3B', ['zwc'])).toEqual([]);
  });
});

describe('a month is the beginning of no name', () => {
  const withMaartje = directoryOf({
    ...programme,
    pupils: [
      ...pupils,
      aPupil({ id: 'p7', firstName: 'Maartje', class: '3A' }),
      aPupil({ id: 'p8', firstName: 'Jan Willem', class: '3B' }),
    ],
  });
  const maartje = { school: 'jdw', class: '3A', pupil: 'p7' };
  const of = (text: string) =>
    parseSummaryQuery(withMaartje, ['jdw'], text, today).understood.map((choice) => choice.scope);

  test.each<[string, Partial<SummaryAsked>]>([
    ['10-12 maart', { from: '2027-03-10', to: '2027-03-12' }],
    ['3A 10-12 maart', { school: 'jdw', class: '3A', from: '2027-03-10', to: '2027-03-12' }],
    ['3A maart', { school: 'jdw', class: '3A', ...march }],
    ['maart', march],
    ['Maartje maart', { ...maartje, ...march }],
  ])('%s', (text, wanted) => {
    expect(of(text)).toEqual([scope(wanted)]);
  });

  test('as the beginning of one it is asked about', () => {
    const query = parseSummaryQuery(withMaartje, ['jdw'], 'maartj', today);
    expect(query).toMatchObject({ understood: [], unknown: 'maartj' });
    expect(query.nearest.map((choice) => choice.scope)).toEqual([scope(maartje)]);
  });

  test('as a whole word of one it is asked', () => {
    expect(of('jan').map(({ pupil, from }) => [pupil, from])).toEqual([
      [null, '2027-01-01'],
      ['p8', null],
    ]);
  });
});

test('Christmas is the holiday around it', () => {
  const closed = [{ from: '2026-12-19', to: '2027-01-03', label: 'Kerstvakantie' }];
  const winter = directoryOf({ ...programme, start: '2026-10-05', schools: [aSchool({ closed })] });
  const of = (text: string) =>
    parseSummaryQuery(winter, ['jdw'], text, today).understood.map(({ scope: { from, to } }) => [from, to]);
  expect(of('na kerst')).toEqual([['2027-01-04', null]]);
  expect(of('3B voor kerst')).toEqual([[null, '2026-12-18']]);
  expect(of('since Christmas')).toEqual([['2027-01-04', null]]);
});

describe('more than one meaning', () => {
  test.each<[string, readonly Partial<SummaryAsked>[]]>([
    [
      'Yusuf',
      [
        { school: 'jdw', class: '3A', pupil: 'p2' },
        { school: 'jdw', class: '3B', pupil: 'p3' },
      ],
    ],
    [
      '3A',
      [
        { school: 'jdw', class: '3A' },
        { school: 'zwc', class: '3A' },
      ],
    ],
    ['Noor', [{ school: 'jdw', class: '3B', pupil: 'p5' }, { student: 'noor@leiden.example' }]],
    [
      'april',
      [
        { from: '2027-04-01', to: '2027-04-30' },
        { school: 'jdw', class: 'havo 4C', pupil: 'p4' },
      ],
    ],
  ])('%s is asked, with exact ids', (text, wanted) => {
    expect(asked(text)).toEqual(wanted.map((one) => scope(one)));
  });

  test.each<[string, readonly (string | null)[]]>([
    ['maart of april', ['2027-03-01', '2027-04-01']],
    ['zwc maart en mei', ['2027-03-01', '2027-05-01', '2027-03-01']],
    ['3B voor maart', ['2027-03-01', null]],
    ['laatste week jdw', ['2027-03-08', '2027-03-11']],
  ])('%s is asked, with a button for each period', (text, wanted) => {
    expect(asked(text).map(({ from }) => from)).toEqual(wanted);
  });

  test('the period stays with every choice', () => {
    expect(asked('Yusuf maart').map(({ pupil, from }) => [pupil, from])).toEqual([
      ['p2', '2027-03-01'],
      ['p3', '2027-03-01'],
    ]);
  });

  test('is one meaning for who may see one of them', () => {
    expect(asked('3A', ['zwc'])).toEqual([scope({ school: 'zwc', class: '3A' })]);
  });
});

describe('who was not late, and who did not miss', () => {
  test.each([
    'wie was niet te laat',
    'wie miste niet vorige week',
    'wie heeft geen sessie gemist',
    'wie was nooit afwezig',
    "who wasn't late in March",
    'who didn’t miss last week',
    'who has never been absent',
    'who was not away',
  ])('%j is no question that is answered, for anybody', (text) => {
    expect(asked(text)).toEqual([]);
    expect(parseCommand(text)).toBeNull();
  });
});

describe('what is not known', () => {
  test.each([
    ['xyz', 'xyz'],
    ['3B xyz maart', 'xyz'],
    ['Yara 3B', 'Yara 3B'],
    ['havo vwo', 'havo vwo'],
    ['week 99', 'week 99'],
    ['wie miste xyz', 'xyz'],
    ['3B 3/14', '3/14'],
    ['week 10 t/m maartje', 't/m maartje'],
    ['komende week', 'komende week'],
    ['3B, xyz, maart', 'xyz'],
  ])('in %j is %j', (text, unknown) => {
    expect(queryOf(text)).toMatchObject({ understood: [], unknown });
  });

  test('comes with the names most like it, the period kept', () => {
    expect(queryOf('yaro maart').nearest).toEqual([
      { label: 'Yara, 3A, Johan de Witt', scope: scope({ ...yara, ...march }) },
    ]);
    expect(queryOf('zuyderpark').nearest.map(({ label }) => label)).toEqual(['Zuiderpark College']);
    expect(queryOf('qqqqqqqq').nearest).toEqual([]);
  });

  test.each<[string, string, Partial<SummaryAsked>]>([
    ['Boe', 'Boe', { student: 'sam@leiden.example' }],
    ['no maart', 'no', { student: 'noor@leiden.example', ...march }],
    ['wie miste bij Ya', 'Ya', { ...yara, who: 'missed' }],
    ['sam@leiden', 'sam@leiden', { student: 'sam@leiden.example' }],
  ])('as %j may be somebody, who is not shown but offered', (text, unknown, wanted) => {
    const query = queryOf(text);
    expect(query).toMatchObject({ understood: [], unknown });
    expect(query.nearest.map((choice) => choice.scope)).toContainEqual(scope(wanted));
  });

  test.each(['Boer', 'de Boer', 'Zuider', 'Joh', 'leiden.example', 'Aydin'])(
    '%j is a whole word of a name, or part of a school: no guess',
    (text) => {
      expect(queryOf(text).understood.length + Number(text === 'leiden.example')).toBeGreaterThan(0);
    },
  );

  test('one guess among several names is asked about too, with all of them', () => {
    const query = queryOf('Zeynep en Ya');
    expect(query).toMatchObject({ understood: [], unknown: 'Ya' });
    expect(query.nearest[0]?.scope.together).toHaveLength(2);
  });

  test('a very long text is looked at briefly', () => {
    expect(queryOf('Yara '.repeat(100)).understood).toEqual([]);
  });
});

/** The programme as if a school had never been in it, with its pupils, pairs and students. */
const without = (school: string): Programme => {
  const kept = pupils.filter((pupil) => pupil.school !== school);
  const pairs = programme.pairs.filter(({ pupil }) => kept.some(({ id }) => id === pupil));
  return {
    ...programme,
    schools: programme.schools.filter(({ id }) => id !== school),
    pupils: kept,
    pairs,
    people: programme.people.filter(({ email }) => pairs.some(({ student }) => student === email)),
  };
};

const cardOf = (of: Programme, text: string): string => {
  const query = parseSummaryQuery(directoryOf(of), ['jdw'], text, today);
  const isKnown = query.understood.length > 0;
  const typed = isKnown ? text : query.unknown;
  const choices = isKnown ? query.understood : query.nearest;
  return JSON.stringify(
    summaryUnclearCard({ typed, isKnown, isApart: query.isApart, isTurned: false, choices }, 'nl'),
  );
};
const names = [
  'zwc',
  'Zuiderpark College',
  'Zuiderpark',
  'Bo',
  'q1',
  'q2',
  'Zeynep',
  '5V',
  '3A',
  'Lea',
  'Lea Vos',
  'lea@leiden.example',
  'Yara',
  'jdw',
  'Noor',
  'april',
  'maart',
  'week 10',
  'wie miste',
  'student',
  'leerling',
  'klas',
  'xyz',
  'te laat',
  'in',
  'Zeinep',
  'projectweek',
  'sinds',
  'Zuider',
  'en',
  '3B',
  'Yara,',
  '3A,',
  '+',
];

describe('who may see one school learns nothing of another', () => {
  test('every text gets the answer it would get if the other school did not exist', () => {
    const alone = without('zwc');
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...names), { maxLength: 4 }), fc.string(), (some, noise) => {
        for (const text of [some.join(' '), `${some.join(' ')} ${noise}`])
          expect(cardOf(programme, text)).toBe(cardOf(alone, text));
      }),
      { numRuns: 300 },
    );
  });

  test('a name of the other school and a name that is nowhere get the same card, but for the name', () => {
    for (const name of ['zwc', 'Zeynep', 'q2', '5V', 'Lea Vos'])
      expect(cardOf(programme, name).replaceAll(name, '…')).toBe(
        cardOf(programme, 'wqxwqx').replaceAll('wqxwqx', '…'),
      );
  });
});

describe('as people type', () => {
  const named = directoryOf(
    aProgramme({
      pupils: [
        aPupil(),
        aPupil({ id: 'p2', firstName: "D'Angelo" }),
        aPupil({ id: 'p3', firstName: 'Jan-Willem' }),
      ],
      pairs: [aPair()],
    }),
  );

  test.each([
    'overzicht 3A aub',
    'overzicht 3A a.u.b.',
    'overzicht van 3A alsjeblieft',
    'overzicht 3A svp',
    'please summary 3A',
    'graag overzicht 3A',
    'mag ik een overzicht van 3A?',
    'overzicht graag 3A',
    'overzicht d’Angelo &amp; Jan-Willem',
    'overzicht d’angelo',
    'overzicht jan willem',
    'overzicht Jan-Willem',
    'overzicht verleden week',
    'overzicht van 1-3 tot nu toe',
  ])('%s', (text) => {
    const rest = parseCommand(text)?.rest ?? '?';
    expect(parseSummaryQuery(named, ['jdw'], rest, today).understood).toHaveLength(1);
  });
});

describe('a name that holds signs', () => {
  const named = directoryOf(
    aProgramme({
      schools: [
        aSchool({ id: 'dal', name: 'Dalton (Den Haag)' }),
        aSchool({ id: 'hlz', name: 'Haags Lyceum, locatie Zuid' }),
        aSchool({ id: 'grv', name: "'s-Gravenhage College" }),
        aSchool({ id: 'sin', name: 'Sint "Jan"; havo & vwo' }),
      ],
      pupils: [
        aPupil({ id: 'p1', firstName: 'Bo "Bobbie"', school: 'dal' }),
        aPupil({ id: 'p2', firstName: 'Ilse (A.)', school: 'hlz' }),
      ],
      pairs: [],
    }),
  );
  const found = (text: string): readonly SummaryAsked[] =>
    parseSummaryQuery(named, ['dal', 'hlz', 'grv', 'sin'], text, today).understood.map(
      (choice) => choice.scope,
    );

  test.each<[string, Partial<SummaryAsked>]>([
    ['Dalton (Den Haag)', { school: 'dal' }],
    ['dalton den haag', { school: 'dal' }],
    ['Haags Lyceum, locatie Zuid', { school: 'hlz' }],
    ['haags lyceum locatie zuid', { school: 'hlz' }],
    ["'s-Gravenhage College", { school: 'grv' }],
    ['‘s-Gravenhage College', { school: 'grv' }],
    ['’s-gravenhage', { school: 'grv' }],
    ['Sint "Jan"; havo & vwo', { school: 'sin' }],
    ['“Sint “Jan”; havo & vwo”', { school: 'sin' }],
    ['Bo "Bobbie"', { school: 'dal', class: '3A', pupil: 'p1' }],
    ['Ilse (A.)', { school: 'hlz', class: '3A', pupil: 'p2' }],
  ])('%s', (text, place) => {
    expect(found(text)).toEqual([scope(place)]);
    expect(found(`${text} maart`)).toEqual([scope({ ...place, ...march })]);
  });
});
