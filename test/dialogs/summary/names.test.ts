/** Names as people type them. */
import { directoryOf } from '../../../bot/programme/directory';
import { type SummaryAsked } from '../../../bot/programme/summary/asked';
import { parseCommand } from '../../../dialogs/commands';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { march, programme, pupils, scope, today } from './queryScene';
import { aPair, aPerson, aPupil, aProgramme, aSchool } from '../../builders';

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

describe('a name with initials, `vd` or a form of address', () => {
  const joost = 'joost@leiden.example';
  const jp = 'jp@leiden.example';
  const withNames = directoryOf({
    ...programme,
    people: [
      ...programme.people,
      aPerson({ email: joost, name: 'Joost van der Berg' }),
      aPerson({ email: jp, name: 'Jan Peter Balk' }),
    ],
    pupils: [...pupils, aPupil({ id: 'p7', firstName: 'Kim' }), aPupil({ id: 'p8', firstName: 'Tim' })],
    pairs: [...programme.pairs, aPair({ pupil: 'p7', student: joost }), aPair({ pupil: 'p8', student: jp })],
  });
  const read = (text: string, schools = ['jdw', 'zwc']) => parseSummaryQuery(withNames, schools, text, today);

  test.each([
    ['J. van der Berg', joost],
    ['vd Berg', joost],
    ['v.d. Berg maart', joost],
    ['j v/d berg', joost],
    ['S. de Boer', 'sam@leiden.example'],
    ['J.P. Balk', jp],
    ['J. P. Balk', jp],
    ['jp balk', jp],
    ['Sem de Boer', 'sam@leiden.example'],
  ])('%s is asked about', (text, student) => {
    const { understood, nearest } = read(text);
    expect(understood).toEqual([]);
    expect(nearest.map((choice) => choice.scope.student)).toEqual([student]);
  });

  test.each(['dhr de Boer', 'mevr. de Boer', 'meneer Sam de Boer'])('%s is known', (text) => {
    expect(read(text).understood.map((choice) => choice.scope.student)).toEqual(['sam@leiden.example']);
  });

  test.each(['J.', 'J.P.', 'X. van der Berg'])('%s alone says too little', (text) => {
    expect(read(text).understood).toEqual([]);
    expect(read(text).nearest.length).toBeLessThan(2);
  });

  test('of another school is as unknown as nobody’s', () => {
    for (const text of ['L. Vos', 'Lva Vos'])
      expect(read(text, ['jdw'])).toMatchObject({ understood: [], nearest: [] });
  });

  test.each<[string, Partial<SummaryAsked>]>([
    ['per week', {}],
    ['per klas maart', march],
    ['3A Johan de Witt per leerling', { school: 'jdw', class: '3A' }],
  ])('%s is what the summary shows anyway', (text, wanted) => {
    expect(read(text).understood.map((choice) => choice.scope)).toEqual([scope(wanted)]);
  });
});

const closed = (to: string) => [{ from: '2027-02-20', to, label: 'Voorjaarsvakantie' }];

describe('a holiday that ends on different days at two schools', () => {
  const [jdw, zwc] = programme.schools;
  const directory = directoryOf({
    ...programme,
    schools: [jdw, zwc].flatMap((school, index) =>
      school === undefined ? [] : [{ ...school, closed: closed(index === 0 ? '2027-02-28' : '2027-03-07') }],
    ),
    pairs: [...programme.pairs, aPair({ pupil: 'q2', student: 'sam@leiden.example', weekday: 4 })],
  });
  const since = (text: string, schools = ['jdw', 'zwc']) =>
    parseSummaryQuery(directory, schools, text, today).understood.map(({ scope: { from } }) => from);

  test.each([
    ['Zuiderpark sinds de voorjaarsvakantie', ['2027-03-08']],
    ['Bo sinds de voorjaarsvakantie', ['2027-03-08']],
    ['wie miste 3B sinds de voorjaarsvakantie', ['2027-03-01']],
    ['Lea Vos sinds de voorjaarsvakantie', ['2027-03-08']],
    ['sinds de voorjaarsvakantie', ['2027-03-01', '2027-03-08']],
    ['Sam de Boer sinds de voorjaarsvakantie', ['2027-03-01', '2027-03-08']],
  ])('%s', (text, expected) => {
    expect(since(text)).toEqual(expected);
  });

  test('says nothing of a school that is not the reader’s', () => {
    expect(since('Sam de Boer sinds de voorjaarsvakantie', ['jdw'])).toEqual(['2027-03-01']);
  });
});
