/** Who may see one school learns nothing of another by asking. */
import * as fc from 'fast-check';
import { directoryOf } from '../../../bot/programme/directory';
import type { Programme } from '../../../bot/programme/model';
import { summaryUnclearCard } from '../../../cards/summary/unclear';
import { parseSummaryQuery } from '../../../dialogs/summary/query';
import { programme, pupils, today } from './queryScene';

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
