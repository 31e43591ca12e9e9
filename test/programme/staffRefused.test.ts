import { directoryOf } from '../../bot/programme/directory';
import { staffRefused } from '../../bot/programme/staffRefused';
import { aCoordinator, aPerson, aProgramme, aSchool, at } from '../builders';

const since = at('2027-03-09T15:40:00+01:00');
const theo = aPerson({ email: 'theo@leiden.example', name: 'Theo Visser', role: 'teacher', schools: [] });
const cora = aCoordinator({ email: 'cora@hmp.example', name: 'Cora Bakker', schools: ['jdw'] });
const zara = aCoordinator({ email: 'zara@hmp.example', name: 'Zara Yilmaz', schools: ['zwc'] });
const alma = aCoordinator({ email: 'alma@hmp.example', name: 'Alma Vos', schools: [] });

const refusedOf = (
  people: readonly (typeof theo)[],
  unreachableSince: (email: string) => number | 'never' | null = () => since,
  schools: readonly string[] = ['jdw'],
): readonly string[] =>
  staffRefused({
    directory: directoryOf(
      aProgramme({ schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark' })], people: [...people] }),
    ),
    schools,
    unreachableSince,
    now: at('2027-03-10T09:00:00+01:00'),
  }).map(({ name, role }) => `${name}, ${role}`);

describe('whom of the staff Teams refuses', () => {
  test('a coordinator knows of teachers, and of colleagues at their own schools', () => {
    const people = [aPerson(), theo, cora, zara, alma];
    expect(refusedOf(people)).toEqual([
      'Theo Visser, teacher',
      'Cora Bakker, coordinator',
      'Alma Vos, coordinator',
    ]);
    expect(refusedOf(people, () => since, ['zwc'])).toContain('Zara Yilmaz, coordinator');
  });

  test.each([
    ['who can be reached', [theo], null],
    ['who never had the bot', [theo], 'never'],
    ['who takes part no longer', [{ ...theo, endedOn: '2027-03-10' }], since],
    ['who is a student', [aPerson()], since],
  ] as const)('not %s', (_, people, moment) => {
    expect(refusedOf(people, () => moment)).toEqual([]);
  });

  test('who has two roles stands there once', () => {
    const both = [theo, { ...theo, role: 'coordinator' as const }];
    expect(refusedOf(both)).toEqual(['Theo Visser, teacher']);
  });
});
