import * as fc from 'fast-check';
import { answerSteps, isCorrected, recentSessions } from '../../bot/programme/recentSessions';
import { outcomes } from '../../bot/programme/facts';
import { aDirectory, anAnswer, aPupil, at } from '../builders';

const limits = { lateFrom: 5, absentFrom: 20 };
const day = '2027-03-09';
const id = `p1/${day}`;

describe('the history of an answer', () => {
  test('tells each different answer once, with what it counts as', () => {
    const answers = [
      anAnswer(day, { outcome: 'absentUnknown' }),
      anAnswer(day, { outcome: 'absentUnknown' }),
      anAnswer('2027-03-02', { outcome: 'onTime' }),
      anAnswer(day, { outcome: 'late', minutesLate: 25, cause: 'heardLater' }),
      anAnswer(day, { outcome: 'late', minutesLate: 7, by: 'cora@hmp.example', reason: 'gebeld' }),
    ];
    const steps = answerSteps(answers, id, limits);
    expect(steps.map(({ attendance, minutesLate }) => `${attendance} ${minutesLate}`)).toEqual([
      'absence null',
      'absence 25',
      'late 7',
    ]);
    expect(steps.map(({ cause, reason }) => cause ?? reason ?? null)).toEqual([null, 'heardLater', 'gebeld']);
    expect(isCorrected(steps)).toBe(true);
    expect(isCorrected(steps.slice(0, 2))).toBe(false);
    expect(isCorrected([])).toBe(false);
  });

  test('always ends with the newest answer, and never says the same twice in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...outcomes), { minLength: 1, maxLength: 12 }), (said) => {
        const answers = said.map((outcome) => anAnswer(day, { outcome }));
        const steps = answerSteps(answers, id, limits);
        expect(steps.at(-1)?.outcome).toBe(said.at(-1));
        for (const [index, step] of steps.entries()) expect(step.outcome).not.toBe(steps[index + 1]?.outcome);
      }),
    );
  });
});

describe('the sessions shown', () => {
  const directory = aDirectory();
  const shownAt = (moment: string, before: string | null = null) =>
    recentSessions(directory, aPupil(), [anAnswer(day)], at(moment), before).map(({ date }) => date);

  test('are the last eight that ended, or those before a day', () => {
    const all = shownAt('2027-06-29T12:00:00+02:00');
    expect(all).toHaveLength(8);
    expect(all.at(-1)).toBe('2027-06-29');
    expect(shownAt('2027-06-29T12:00:00+02:00', all[0]).at(-1)).toBe('2027-05-04');
    expect(shownAt('2027-02-16T09:59:00+01:00')).toEqual(['2027-02-09']);
    expect(shownAt('2027-06-29T12:00:00+02:00', '2027-02-09')).toEqual([]);
  });

  test('are one that is going on too once it has its answer, and none that was called off ahead', () => {
    const sessionsAt = (moment: string, said: string) =>
      recentSessions(directory, aPupil(), [anAnswer(day, { at: at(said) })], at(moment)).at(-1)?.date;
    expect(sessionsAt(`${day}T09:21:00+01:00`, `${day}T09:21:00+01:00`)).toBe(day);
    expect(sessionsAt(`${day}T09:21:00+01:00`, `${day}T09:22:00+01:00`)).toBe('2027-03-02');
    expect(sessionsAt(`${day}T08:59:00+01:00`, `${day}T08:00:00+01:00`)).toBe('2027-03-02');
    expect(sessionsAt(`${day}T09:00:00+01:00`, `${day}T08:00:00+01:00`)).toBe(day);
  });

  test('an answer from later than now is not known yet', () => {
    const [session] = recentSessions(directory, aPupil(), [anAnswer(day)], at(`${day}T10:01:00+01:00`)).slice(
      -1,
    );
    expect(session).toMatchObject({ date: day, attendance: null, steps: [] });
  });
});
