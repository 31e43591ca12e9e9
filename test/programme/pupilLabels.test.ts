import { labelAmong } from '../../bot/programme/labels';
import { pupilLabels } from '../../bot/programme/pupilLabels';
import { aDirectory, aProgramme, aPupil, aSchool } from '../builders';

const labels = (pupilLabel: 'firstName' | 'initials' | 'code'): Record<string, string> => {
  const pupils = [
    aPupil({ id: 'a', firstName: 'Yara', class: '3A' }),
    aPupil({ id: 'b', firstName: 'Jan Peter', class: '3A' }),
    aPupil({ id: 'c', firstName: 'Yara', class: '3B' }),
    aPupil({ id: 'd', firstName: 'Yusuf', class: '3A' }),
  ];
  const labelOf = pupilLabels(aProgramme({ pupilLabel, pupils }));
  return Object.fromEntries(pupils.map((pupil) => [pupil.id, labelOf(pupil)]));
};

test('a pupil is shown by first name, initials or code', () => {
  expect(labels('firstName')).toEqual({ a: 'Yara', b: 'Jan Peter', c: 'Yara', d: 'Yusuf' });
  expect(labels('code')).toEqual({ a: 'a', b: 'b', c: 'c', d: 'd' });
});

test('two of one class who would be called the same get their code behind it', () => {
  expect(labels('initials')).toEqual({ a: 'Y. (a)', b: 'J.P.', c: 'Y.', d: 'Y. (d)' });
});

test('among others who are called the same: class, then school, then code behind it', () => {
  const pupils = [
    aPupil({ id: 'a', firstName: 'Yusuf', class: '3A' }),
    aPupil({ id: 'b', firstName: 'Yusuf', class: '3B' }),
    aPupil({ id: 'c', firstName: 'YUSUF', class: '3A', school: 'zwc' }),
    aPupil({ id: 'd', firstName: 'Yara', class: '3A' }),
  ];
  const directory = aDirectory({
    pupils,
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark' })],
    pairs: [],
  });
  const among = (...ids: readonly string[]) => ids.map((id) => labelAmong(directory, id, ids));
  expect(among('a', 'd')).toEqual(['Yusuf', 'Yara']);
  expect(among('a', 'b', 'd')).toEqual(['Yusuf (3A)', 'Yusuf (3B)', 'Yara']);
  expect(among('a', 'c')).toEqual(['Yusuf (3A, Johan de Witt)', 'YUSUF (3A, Zuiderpark)']);
  expect(among('gone', 'a')).toEqual(['gone', 'Yusuf']);
});

test('and where even the school is the same their code', () => {
  const pupils = ['a', 'b'].map((id) => aPupil({ id, firstName: 'Yusuf' }));
  const directory = aDirectory({ pupils, pairs: [] });
  expect(['a', 'b'].map((id) => labelAmong(directory, id, ['a', 'b']))).toEqual(['Yusuf (a)', 'Yusuf (b)']);
});
