import * as fc from 'fast-check';
import { addDays } from '../../../bot/programme/calendar';
import { outcomes, type Answer } from '../../../bot/programme/facts';
import { keepSessions, readSessions } from '../../../bot/programme/kept/sessions';
import {
  readSaid,
  saidText,
  writeSaid,
  type SaidOn,
  type SaidSessions,
} from '../../../bot/programme/kept/signs';
import { aSession, anAnswer } from '../../builders';

const everyDay = { first: -1_000_000, last: 1_000_000 };

const saidOf = (answers: readonly Answer[]) => {
  const kept = keepSessions('p1', answers, answers.at(-1)?.at ?? 0);
  return [kept?.before?.said, kept?.recent.said];
};

/** What is told, session after session. */
const collecting = () => {
  const found: SaidOn[] = [];
  const add = (first: number, outcome: number, minutes: number, times: number): void => {
    for (let time = 0; time < times; time += 1)
      found.push({ day: first + time * 7, outcome, minutes: minutes < 0 ? null : minutes });
  };
  return { found, add };
};

const readBack = (written: SaidSessions, days = everyDay): SaidOn[] => {
  const into = collecting();
  readSaid(written, days, into);
  return into.found;
};

describe('sessions are kept in few signs', () => {
  const weekly = Array.from({ length: 200 }, (_, week) =>
    anAnswer(addDays('2027-02-09', week * 7), { session: aSession(addDays('2027-02-09', week * 7)) }),
  );
  test('two hundred weeks on time in seventeen', () => {
    expect(saidOf(weekly)).toEqual(['/////////////&', '//#']);
  });

  test('with days between, and minutes', () => {
    const answers = [
      anAnswer('2027-02-09', { outcome: 'late', minutesLate: 12 }),
      anAnswer('2027-02-23', { outcome: 'absentNotified' }),
      anAnswer('2027-03-02', { outcome: 'late', minutesLate: null }),
      anAnswer('2027-03-09', { outcome: 'late', minutesLate: 9999 }),
      anAnswer('2027-12-28'),
    ];
    expect(saidOf(answers)).toEqual(['0/!1W0}0~9999;', '#']);
  });

  test('every outcome comes back', () => {
    const answers = outcomes.map((outcome, week) =>
      anAnswer(addDays('2027-02-09', week * 7), {
        session: aSession(addDays('2027-02-09', week * 7)),
        outcome,
      }),
    );
    const kept = keepSessions('p1', answers, 0);
    const into = collecting();
    if (kept !== null) readSessions(kept, everyDay, into);
    expect(into.found.map(({ outcome }) => outcome)).toEqual(outcomes.map((_, place) => place));
  });

  test('what is not as this program stores it is not kept', () => {
    const odd = anAnswer('2027-02-09', { session: { ...aSession('2027-02-09'), id: 'odd' } });
    expect(keepSessions('p1', [odd], 0)).toBeNull();
    const half = anAnswer('2027-02-09', { outcome: 'late', minutesLate: 2.5 });
    expect(keepSessions('p1', [half], 0)).toBeNull();
  });

  /** On the day of a session, or just beside it. */
  const someEnd = fc.record({ index: fc.nat({ max: 60 }), off: fc.integer({ min: -1, max: 1 }) });

  const someSaid = fc
    .array(
      fc.record({
        between: fc.oneof(
          { weight: 4, arbitrary: fc.constant(7) },
          { weight: 1, arbitrary: fc.integer({ min: 1, max: 400 }) },
        ),
        outcome: fc.oneof(
          { weight: 3, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.nat({ max: outcomes.length - 1 }) },
        ),
        minutes: fc.option(fc.oneof(fc.nat({ max: 100 }), fc.nat({ max: 999_999 }))),
      }),
      { maxLength: 60 },
    )
    .map((steps) => {
      let day = 20_000;
      return steps.map(({ between, outcome, minutes }): SaidOn => {
        day += between;
        return { day, outcome, minutes: outcomes[outcome] === 'late' ? minutes : null };
      });
    });

  test('whatever the days between them and the minutes, and only those of some days when these are asked', () => {
    fc.assert(
      fc.property(someSaid, someEnd, someEnd, (said, from, to) => {
        const written = writeSaid(said);
        expect(written.said).toMatch(saidText);
        expect(readBack(written)).toEqual(said);
        const dayAt = ({ index, off }: typeof from): number =>
          (said[index % Math.max(said.length, 1)]?.day ?? 20_000) + off;
        const [first, last] = [dayAt(from), dayAt(to)];
        expect(readBack(written, { first, last })).toEqual(
          said.filter(({ day }) => day >= first && day <= last),
        );
      }),
      { numRuns: 300 },
    );
  });

  test.each(['"', '\\', ' ', 'é', '!', '!1', '0', '0~', '0~12', '0~;', '!~1', '!0/0', '#!'])(
    '%j is none that this program writes',
    (said) => {
      expect(said).not.toMatch(saidText);
    },
  );

  test.each(['#"', '0', '0~', '0~12', '0~;', '!~1', '!'])('what nobody keeps (%j) is refused', (said) => {
    expect(() => readSaid({ first: 0, said }, everyDay, collecting())).toThrow('kept in signs');
  });
});
