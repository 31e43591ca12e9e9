import { pupilLabels } from '../../bot/programme/pupilLabels';
import { aProgramme, aPupil } from '../builders';

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
