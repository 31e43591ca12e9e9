/** What a coordinator types behind `overzicht`, and what it is understood as. */
import { directoryOf } from '../../../bot/programme/directory';
import { type SummaryAsked } from '../../../bot/programme/summary/asked';
import { parseCommand } from '../../../dialogs/commands';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { all, asked, lastWeek, march, programme, queryOf, scope, today, yara } from './queryScene';
import { aPupil, aSchool } from '../../builders';

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
    ['week 10', lastWeek],
    ['wk10 jdw', { school: 'jdw', ...lastWeek }],
    ['jdw wk10', { school: 'jdw', ...lastWeek }],
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
    ['wie was er niet in week 10', { who: 'missed', ...lastWeek }],
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
    ['wie miste ma en di vorige week', { who: 'missed', from: '2027-03-08', to: '2027-03-09' }],
    ['wie miste er bij Sam', { who: 'missed', student: 'sam@leiden.example' }],
  ])('%s', (text, wanted) => {
    expect(asked(text)).toEqual([scope(wanted)]);
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

/** With one pupil more. */
const called = (firstName: string) => {
  const pupil = aPupil({ id: 'd1', firstName, class: '2B' });
  return directoryOf({ ...programme, pupils: [...programme.pupils, pupil] });
};
const askedOf = (firstName: string, text: string) =>
  parseSummaryQuery(called(firstName), all, text, today).understood.map(({ scope: { pupil, from, to } }) => [
    pupil,
    from,
    to,
  ]);

describe('a pupil who is called as a day of the week', () => {
  test.each([
    ['Di', 'Di week 10', '2027-03-09'],
    ['Do', 'week 10 do', '2027-03-11'],
    ['Sun', 'sun week 10', '2027-03-14'],
    ['Di', 'Di vorige week', '2027-03-09'],
  ])('%s: %s may be the day or the pupil, and is asked', (firstName, text, day) => {
    expect(askedOf(firstName, text)).toEqual([
      [null, day, day],
      ['d1', lastWeek.from, lastWeek.to],
    ]);
  });

  test.each([
    ['Dirk', 'Di week 10', '2027-03-09', '2027-03-09'],
    ['Di', 'ma t/m do week 10', '2027-03-08', '2027-03-11'],
    ['Maart', '1 maart t/m 5 maart', '2027-03-01', '2027-03-05'],
    ['Mei', '3 t/m 5 maart', '2027-03-03', '2027-03-05'],
  ])('%s: %s is a period alone', (firstName, text, from, to) => {
    expect(askedOf(firstName, text)).toEqual([[null, from, to]]);
  });

  test('a class that is called as a number is no day', () => {
    const classes = directoryOf({ ...programme, pupils: [aPupil({ id: 'g7', class: '7' })] });
    const { understood } = parseSummaryQuery(classes, all, '7 maart', today);
    expect(understood.map(({ scope: { class: of, from } }) => [of, from])).toEqual([[null, '2027-03-07']]);
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
