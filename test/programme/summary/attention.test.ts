/** Who needs attention first, on the card of a school. */
import type { Outcome } from '../../../bot/programme/facts';
import { attendanceFromFacts } from '../../../bot/programme/pupilAttendance';
import { everythingAsked } from '../../../bot/programme/summary/asked';
import { summaryDetails } from '../../../bot/programme/summary/details';
import { aDirectory, aPair, aPupil, aSession, anAnswer, at } from '../../builders';

const days = ['2027-02-09', '2027-02-16', '2027-02-23', '2027-03-02'];

const said: Readonly<Record<string, Outcome>> = {
  '-': 'onTime',
  L: 'late',
  A: 'absentUnknown',
  M: 'absentNotified',
  S: 'studentAbsent',
};

/** Who is named, in order, of pupils by name with what came of their sessions: a letter each. */
const named = (pupils: Readonly<Record<string, string>>): readonly string[] => {
  const ids = Object.keys(pupils);
  const directory = aDirectory({
    pupils: ids.map((id) => aPupil({ id, firstName: id })),
    pairs: ids.map((pupil) => aPair({ pupil })),
  });
  const factsOf = (pupil: string) =>
    days.map((date, index) =>
      anAnswer(date, {
        session: aSession(date, { id: `${pupil}/${date}`, pupil }),
        outcome: said[pupils[pupil]?.[index] ?? '-'] ?? 'onTime',
        minutesLate: pupils[pupil]?.[index] === 'L' ? 10 : null,
      }),
    );
  const now = at('2027-03-05T12:00:00+01:00');
  const source = {
    directory,
    schools: ['jdw'],
    attendanceOf: (pupil: { readonly id: string }) => {
      const whole = aPupil({ id: pupil.id, firstName: pupil.id });
      return attendanceFromFacts(directory, whole, factsOf(pupil.id), now, null);
    },
    now,
  };
  return summaryDetails(source, everythingAsked, null, []).attention.map(
    ({ scope, level }) => `${scope.pupil} ${level ?? '-'}`,
  );
};

test('a flag weighs most, then absences, then what was called off, then lateness', () => {
  expect(named({ Late: 'L--L', Off: 'M--M', Calm: '----', Away: 'A-AA', Mixed: 'M--L' })).toEqual([
    'Away 2',
    'Off -',
    'Mixed -',
    'Late -',
  ]);
});

test('five are named at most, the worst of all', () => {
  const pupils = { A1: 'L--L', A2: 'L--L', A3: 'L--L', A4: 'L--L', A5: 'L--L', Worst: 'AAAA', B: 'M--M' };
  const found = named(pupils);
  expect(found).toHaveLength(5);
  expect(found.slice(0, 2)).toEqual(['Worst 3', 'B -']);
});

test.each(['----', 'L---', 'M---', 'SSSS'])('%s alone is nothing to name anybody for', (sessions) => {
  expect(named({ Yara: sessions })).toEqual([]);
});
