import { courseOf, plannedOutcome, weekOf } from '../../examples/demo/outcomePlan';

const ordinaryOutcomes = Array.from({ length: 500 }, (_, n) =>
  plannedOutcome('ordinary', `P${n}/2027-03-02`, 3),
);
const share = (outcome: string): number =>
  ordinaryOutcomes.filter((planned) => planned?.outcome === outcome).length / ordinaryOutcomes.length;

test('most ordinary sessions are on time, some late, few missed', () => {
  expect(share('onTime')).toBeGreaterThan(0.7);
  expect(share('late')).toBeGreaterThan(0.03);
  expect(share('absentNotified')).toBeLessThan(0.1);
  for (const planned of ordinaryOutcomes) {
    expect(planned?.minutesLate === null).toBe(planned?.outcome !== 'late');
  }
});

test('the same session is always answered in the same way', () => {
  expect(plannedOutcome('ordinary', 'J3A01/2027-02-09', 0)).toEqual(
    plannedOutcome('ordinary', 'J3A01/2027-02-09', 0),
  );
});

test('at every school one pupil stays away in the first two weeks, one is late, one student is silent', () => {
  const courses = Array.from({ length: 28 }, (_, n) => courseOf(n));
  expect(courses.filter((course) => course !== 'ordinary')).toEqual([
    'stays away',
    'comes late',
    'student is silent',
  ]);
  expect(plannedOutcome('stays away', 's', 0)?.outcome).toBe('absentUnnotified');
  expect(plannedOutcome('stays away', 's', 1)?.outcome).toBe('absentUnnotified');
  expect(plannedOutcome('stays away', 's', 2)?.outcome).toBe('onTime');
  expect(plannedOutcome('comes late', 's', 2)).toEqual({ outcome: 'late', minutesLate: 11 });
  expect(plannedOutcome('student is silent', 's', 2)).toBeNull();
});

test.each([
  ['J3A01/2027-02-08', 0],
  ['J3A01/2027-02-14', 0],
  ['J3A01/2027-02-15', 1],
  ['with/slash/2027-04-01', 7],
])('%s is in week %i', (session, week) => {
  expect(weekOf(session, '2027-02-08')).toBe(week);
});
