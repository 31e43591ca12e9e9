/** Generated facts of one pupil: what people could do, in the order in which they did it. */
import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import { flagVerbs, outcomes, type PupilFact } from '../../bot/programme/facts';
import { aSession, anAction, anAnswer, at } from '../builders';

const hour = 3_600_000;
/** Before the first session of the builders' programme. */
export const dawn = at('2027-02-08T00:00:00+01:00');

interface Step {
  readonly hours: number;
  readonly what: PupilFact;
}

const answered = fc
  .record({
    week: fc.nat({ max: 13 }),
    outcome: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...outcomes) },
      { weight: 3, arbitrary: fc.constant('absentUnnotified' as const) },
      { weight: 2, arbitrary: fc.constant('onTime' as const) },
    ),
    minutes: fc.nat({ max: 40 }),
  })
  .map(({ week, outcome, minutes }): PupilFact => {
    const session = aSession(addDays('2027-02-09', week * 7));
    return anAnswer(session.date, { session, outcome, minutesLate: outcome === 'late' ? minutes : null });
  });

const acted = fc
  .constantFrom(...flagVerbs)
  .map((verb): PupilFact => anAction({ at: 0, verb, note: verb === 'acknowledge' ? null : 'gebeld' }));

/** Mostly days apart, sometimes at one and the same moment, as under a clock that stands still. */
const step: fc.Arbitrary<Step> = fc.record({
  hours: fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 24 * 21 })),
  what: fc.oneof({ weight: 3, arbitrary: answered }, { weight: 1, arbitrary: acted }),
});

/** Answers to up to fourteen Tuesdays in any order, changed answers and actions, in order of their moments. */
export const someFacts: fc.Arbitrary<readonly PupilFact[]> = fc
  .array(step, { maxLength: 24 })
  .map((steps) => {
    let moment = dawn;
    return steps.map(({ hours, what }) => {
      moment += hours * hour;
      return { ...what, at: moment };
    });
  });

/** A moment within half a year after the first day. */
export const someMoment = fc.nat({ max: 24 * 180 }).map((hours) => dawn + hours * hour);
