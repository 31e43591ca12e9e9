import * as fc from 'fast-check';
import { isoWeek } from '../../../bot/programme/calendar';
import { directoryOf, type Directory } from '../../../bot/programme/directory';
import { outcomes, type Answer } from '../../../bot/programme/facts';
import type { Programme, Pupil } from '../../../bot/programme/model';
import { sessionsOfPupil } from '../../../bot/programme/sessions';
import { summarise, type Figures, type Summary } from '../../../bot/programme/summary/summary';
import { aDirectory, aPair, aPupil, aSchool, aSession, anAnswer, at } from '../../builders';
import { someMoment } from '../facts';
import { few, someProgramme } from '../programmes';

const everything = { school: null, class: null, pupil: null, from: null, to: null };
const counts = [
  'sessions',
  'answered',
  'present',
  'late',
  'absence',
  'missed',
  'notCounted',
  'unknown',
] as const;

const sums = (parts: readonly Figures[]): readonly number[] =>
  counts.map((count) => parts.reduce((sum, part) => sum + part[count], 0));
const figures = (summary: Figures): readonly number[] => counts.map((count) => summary[count]);

/** Answers to some sessions, from a stream of chances; some are changed later. */
const answersFrom = (directory: Directory, pupil: Pupil, chances: Iterator<number>): Answer[] =>
  sessionsOfPupil(directory, pupil.id, []).flatMap((session) => {
    const chance = chances.next().value ?? 0;
    const outcome = outcomes[chance % outcomes.length] ?? 'onTime';
    const minutesLate = outcome === 'late' ? chance % 30 : null;
    const answer = anAnswer(session.date, { session, outcome, minutesLate });
    if (chance % 5 === 0) return [];
    return chance % 7 === 0
      ? [answer, { ...answer, at: answer.at + 3_600_000, outcome: 'onTime', minutesLate: null }]
      : [answer];
  });

const withAnswers = (programme: Programme, chances: Iterator<number>) => {
  const directory = directoryOf(programme);
  const answers = new Map(
    programme.pupils.map((pupil) => [pupil.id, answersFrom(directory, pupil, chances)]),
  );
  const answersOf = (pupil: Pupil): readonly Answer[] => answers.get(pupil.id) ?? [];
  return { directory, answersOf };
};

const someChances = fc.infiniteStream(fc.nat({ max: 1000 }));

describe('figures add up', () => {
  test('parts by school, class, week and pupil sum to the whole', () => {
    fc.assert(
      fc.property(someProgramme, someChances, someMoment, (programme, chances, now) => {
        const { directory, answersOf } = withAnswers(programme, chances);
        const summary = summarise(directory, answersOf, everything, now);
        for (const parts of [summary.bySchool, summary.byClass, summary.byWeek, summary.pupils])
          expect(sums(parts)).toEqual(figures(summary));
        expect(summary.sessions).toBe(summary.answered + summary.unknown);
        expect(summary.answered).toBe(
          summary.present + summary.late + summary.absence + summary.missed + summary.notCounted,
        );
      }),
      few,
    );
  });

  test('asking for each part alone gives that part', () => {
    fc.assert(
      fc.property(someProgramme, someChances, someMoment, (programme, chances, now) => {
        const { directory, answersOf } = withAnswers(programme, chances);
        const ask = (options: Partial<typeof everything> | object): Summary =>
          summarise(directory, answersOf, { ...everything, ...options }, now);
        const whole = ask({});
        for (const part of whole.bySchool)
          expect(figures(ask({ school: part.school }))).toEqual(figures(part));
        for (const part of whole.byClass)
          expect(figures(ask({ school: part.school, class: part.class }))).toEqual(figures(part));
        for (const part of whole.pupils) expect(figures(ask({ pupil: part.pupil }))).toEqual(figures(part));
      }),
      few,
    );
  });

  test('two periods side by side sum to both', () => {
    fc.assert(
      fc.property(someProgramme, someChances, (programme, chances) => {
        const { directory, answersOf } = withAnswers(programme, chances);
        const now = at('2027-07-20T12:00:00+02:00');
        const ask = (from: string | null, to: string | null) =>
          summarise(directory, answersOf, { ...everything, from, to }, now);
        expect(sums([ask(null, '2027-04-14'), ask('2027-04-15', null)])).toEqual(figures(ask(null, null)));
      }),
      few,
    );
  });

  test('every session that has ended counts once, with its newest answer by then', () => {
    fc.assert(
      fc.property(someProgramme, someChances, someMoment, (programme, chances, now) => {
        const { directory, answersOf } = withAnswers(programme, chances);
        const ended = programme.pupils
          .flatMap((pupil) => sessionsOfPupil(directory, pupil.id, []))
          .filter(({ end }) => end <= now);
        const summary = summarise(directory, answersOf, everything, now);
        expect(summary.sessions).toBe(ended.length);
        const weeks = new Set(ended.map(({ date }) => isoWeek(date)));
        expect(summary.byWeek.map(({ week }) => week)).toEqual([...weeks].toSorted());
      }),
      few,
    );
  });
});

describe('one pupil', () => {
  const answers = [
    anAnswer('2027-02-09', { outcome: 'late', minutesLate: 4 }),
    anAnswer('2027-02-16', { outcome: 'late', minutesLate: 12 }),
    anAnswer('2027-02-23', { outcome: 'absentNotified' }),
    anAnswer('2027-03-02', { outcome: 'studentAbsent' }),
  ];
  const summaryAt = (now: string, options = {}) =>
    summarise(aDirectory(), () => answers, { ...everything, ...options }, at(now));

  test('the rate is (present + late) out of what was observed, not rounded', () => {
    expect(summaryAt('2027-03-09T12:00:00+01:00')).toMatchObject({
      sessions: 5,
      answered: 4,
      present: 1,
      late: 1,
      absence: 0,
      missed: 1,
      notCounted: 1,
      unknown: 1,
      attendanceRate: 2 / 3,
    });
  });

  test('a session counts from the moment of its end, an answer from when it was given', () => {
    expect(summaryAt('2027-02-09T09:59:59+01:00').sessions).toBe(0);
    expect(summaryAt('2027-02-09T10:00:00+01:00')).toMatchObject({
      sessions: 1,
      unknown: 1,
      attendanceRate: null,
    });
    expect(summaryAt('2027-02-09T10:05:00+01:00')).toMatchObject({ present: 1, attendanceRate: 1 });
  });

  test('both days of a period belong to it', () => {
    const during = summaryAt('2027-07-20T12:00:00+02:00', { from: '2027-02-16', to: '2027-02-23' });
    expect(during).toMatchObject({ sessions: 2, from: '2027-02-16', to: '2027-02-23' });
  });

  test('a class belongs to its school', () => {
    const directory = aDirectory({
      schools: [aSchool(), aSchool({ id: 'zwc' })],
      pupils: [aPupil(), aPupil({ id: 'p2', school: 'zwc' })],
      pairs: [aPair(), aPair({ pupil: 'p2', weekday: 3 })],
    });
    const summary = summarise(directory, () => [], everything, at('2027-02-12T12:00:00+01:00'));
    expect(summary.byClass.map((part) => [part.school, part.class, part.sessions])).toEqual([
      ['jdw', '3A', 1],
      ['zwc', '3A', 1],
    ]);
  });

  test('an answered session stays in the figures when an import takes its day away', () => {
    const moved = aDirectory({ pairs: [aPair({ weekday: 4 })] });
    const answered = anAnswer('2027-02-09', { session: aSession('2027-02-09') });
    const summary = summarise(moved, () => [answered], everything, at('2027-02-12T12:00:00+01:00'));
    expect(summary).toMatchObject({ sessions: 2, present: 1, unknown: 1 });
  });
});
