/** Several names in one question. */
import { directoryOf } from '../../../bot/programme/directory';
import { type SummaryAsked } from '../../../bot/programme/summary/asked';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { all, asked, lastWeek, march, programme, pupils, queryOf, scope, today, yara } from './queryScene';
import { aPupil, aSchool } from '../../builders';

const wholeSchool = (school: string) => ({ school, class: null, pupil: null });

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
