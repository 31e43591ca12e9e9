import * as fc from 'fast-check';
import { directoryOf, type Directory } from '../../../bot/programme/directory';
import { outcomes, type Answer } from '../../../bot/programme/facts';
import type { Programme, Pupil } from '../../../bot/programme/model';
import { attendanceFromFacts } from '../../../bot/programme/pupilAttendance';
import { rateIn, RateCounts } from '../../../bot/programme/wholeRate';
import { sessionsOfPupil } from '../../../bot/programme/sessions';
import { summarise } from '../../../bot/programme/summary/summary';
import { everythingAsked } from '../../../bot/programme/summary/asked';
import { isPart } from '../../../bot/programme/summary/comparison';
import { summaryDetails } from '../../../bot/programme/summary/details';
import { studentDetails, whoDetails } from '../../../bot/programme/summary/people';
import { aDirectory, aPair, aPupil, aSchool, aSession, anAnswer, at } from '../../builders';
import { someMoment } from '../facts';
import { few, someProgramme } from '../programmes';

const answersFrom = (directory: Directory, pupil: Pupil, chances: Iterator<number>): Answer[] =>
  sessionsOfPupil(directory, pupil.id, []).flatMap((session) => {
    const chance = chances.next().value ?? 0;
    const outcome = outcomes[chance % outcomes.length] ?? 'onTime';
    const minutesLate = outcome === 'late' ? chance % 30 : null;
    return chance % 5 === 0 ? [] : [anAnswer(session.date, { session, outcome, minutesLate })];
  });

const sourceOf = (programme: Programme, chances: Iterator<number>, now: number) => {
  const directory = directoryOf(programme);
  const facts = new Map(programme.pupils.map((pupil) => [pupil.id, answersFrom(directory, pupil, chances)]));
  const factsOf = (pupil: string): readonly Answer[] => facts.get(pupil) ?? [];
  const attendanceOf = (pupil: Pupil) => attendanceFromFacts(directory, pupil, factsOf(pupil.id), now, null);
  return { directory, factsOf, attendanceOf, now, pauses: [] };
};

const someChances = fc.infiniteStream(fc.nat({ max: 1000 }));
const someSchools = fc.subarray(['jdw', 'zwc'], { minLength: 1 });

test('every view says what the summary of the same says', () => {
  fc.assert(
    fc.property(someProgramme, someChances, someMoment, someSchools, (programme, chances, now, schools) => {
      const source = { ...sourceOf(programme, chances, now), schools };
      const { directory, factsOf } = source;
      const [school = 'jdw'] = schools;
      const asked = { ...everythingAsked, school };
      const figures = summarise(directory, (pupil) => factsOf(pupil.id), asked, now);
      const count = (who: 'missed' | 'late'): number =>
        whoDetails(source, { ...asked, who }, who).lines.reduce((sum, line) => sum + line.sessions.length, 0);
      expect(summaryDetails(source, asked, null, []).figures).toMatchObject({
        sessions: figures.sessions,
        attendanceRate: figures.attendanceRate,
      });
      expect(count('missed')).toBe(figures.absence + figures.missed);
      expect(count('late')).toBe(figures.late);
      const students = [...new Set(programme.pairs.map(({ student }) => student))];
      const all = students.map((student) => studentDetails(source, asked, student));
      expect(all.reduce((sum, { held }) => sum + held, 0)).toBe(figures.present + figures.late);
      expect(all.reduce((sum, { timeline }) => sum + timeline.length, 0)).toBe(figures.sessions);
      for (const { week, ...counted } of figures.byWeek) {
        const same = all.flatMap(({ byWeek }) => byWeek.filter((one) => one.week === week));
        const sum = (what: 'sessions' | 'present' | 'absence'): number =>
          same.reduce((total, one) => total + one.figures[what], 0);
        for (const what of ['sessions', 'present', 'absence'] as const) expect(sum(what)).toBe(counted[what]);
      }
    }),
    few,
  );
});

test('the rate to compare with is the rate of everything', () => {
  fc.assert(
    fc.property(someProgramme, someChances, someMoment, (programme, chances, now) => {
      const { directory, factsOf, attendanceOf } = sourceOf(programme, chances, now);
      const counts = new RateCounts();
      for (const pupil of programme.pupils) counts.add(attendanceOf(pupil));
      const rates = counts.rates(directory, now);
      for (const range of [{}, { from: '2027-03-20' }, { to: '2027-03-20' }]) {
        const asked = { ...everythingAsked, ...range };
        const whole = summarise(directory, (pupil) => factsOf(pupil.id), asked, now);
        expect(rateIn(rates, asked)).toBe(whole.attendanceRate);
      }
    }),
    few,
  );
});

const twoSchools = aDirectory({
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  pupils: [aPupil(), aPupil({ id: 'p2', firstName: 'Bo', school: 'zwc' })],
  pairs: [aPair(), aPair({ pupil: 'p2', weekday: 4 })],
});

test.each([
  [['jdw', 'zwc'], {}, false],
  [['jdw', 'zwc'], { from: '2027-03-01' }, false],
  [['jdw'], {}, true],
  [['jdw', 'zwc'], { school: 'jdw' }, true],
  [['jdw', 'zwc'], { pupil: 'p1' }, true],
])('of schools %j, %j is part of the whole: %p', (schools, asked, expected) => {
  expect(isPart(twoSchools, schools, { ...everythingAsked, ...asked })).toBe(expected);
});

const absent = (pupil: string, date: string): Answer =>
  anAnswer(date, {
    session: { ...aSession(date), id: `${pupil}/${date}`, pupil },
    outcome: 'studentAbsent',
  });

test('of a student nobody else’s pupils are gone through', () => {
  const directory = aDirectory({
    pupils: [aPupil(), aPupil({ id: 'p2' }), aPupil({ id: 'p3' })],
    pairs: [
      aPair(),
      aPair({ pupil: 'p2', student: 'noor@x.org' }),
      aPair({ pupil: 'p3', until: '2027-02-10' }),
    ],
  });
  const now = at('2027-03-10T12:00:00+01:00');
  const asked = { ...everythingAsked, student: 'sam@leiden.example', who: 'missed' as const };
  const seen = new Set<string>();
  const factsOf = (pupil: string): readonly Answer[] => {
    seen.add(pupil);
    return [];
  };
  const attendanceOf = (pupil: Pupil) => attendanceFromFacts(directory, pupil, factsOf(pupil.id), now, null);
  const source = { directory, schools: ['jdw'], factsOf, attendanceOf, now, pauses: [] };
  studentDetails(source, asked, asked.student);
  expect([...seen].toSorted()).toEqual(['p1', 'p3']);
  seen.clear();
  whoDetails(source, asked, 'missed');
  expect([...seen].toSorted()).toEqual(['p1', 'p3']);
});

describe('one student at two schools', () => {
  const facts = new Map([
    ['p1', [absent('p1', '2027-02-16')]],
    ['p2', [absent('p2', '2027-02-11'), absent('p2', '2027-02-18')]],
  ]);
  const seenBy = (...schools: readonly string[]) =>
    studentDetails(
      {
        directory: twoSchools,
        schools,
        factsOf: (pupil) => facts.get(pupil) ?? [],
        pauses: [],
        now: at('2027-02-19T12:00:00+01:00'),
      },
      everythingAsked,
      'sam@leiden.example',
    );

  test('cancels as often as the schools of the reader know', () => {
    expect(seenBy('jdw', 'zwc').cancelling).toEqual({ since: '2027-02-11' });
    expect(seenBy('jdw').cancelling).toBeNull();
  });

  test('has the sessions and pupils of the reader’s schools only', () => {
    const { timeline, pupils, studentAbsent } = seenBy('jdw');
    expect(timeline.map(({ session }) => session)).toEqual(['p1/2027-02-09', 'p1/2027-02-16']);
    expect(pupils.map(({ label }) => label)).toEqual(['Yara']);
    expect(studentAbsent).toBe(1);
  });
});
