/** Generated facts of one pupil: what people could do, in the order in which they did it. */
import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import { flagVerbs, isAnswer, outcomes, type PupilFact } from '../../bot/programme/facts';
import { aSession, anAction, anAnswer, at } from '../builders';

const hour = 3_600_000;
/** Before the first session of the builders' programme. */
export const dawn = at('2027-02-08T00:00:00+01:00');

const tuesdays = Array.from({ length: 14 }, (_, week) => aSession(addDays('2027-02-09', week * 7)));

interface Step {
  readonly hours: number;
  readonly what: PupilFact;
}

const answered = fc
  .record({
    session: fc.constantFrom(...tuesdays),
    outcome: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...outcomes) },
      { weight: 3, arbitrary: fc.constant('absentUnnotified' as const) },
      { weight: 2, arbitrary: fc.constant('onTime' as const) },
    ),
    minutes: fc.nat({ max: 40 }),
  })
  .map(({ session, outcome, minutes }): PupilFact => {
    const minutesLate = outcome === 'late' ? minutes : null;
    return anAnswer(session.date, { session, outcome, minutesLate });
  });

const acted = fc
  .constantFrom(...flagVerbs)
  .map((verb): PupilFact => anAction({ at: 0, verb, note: verb === 'acknowledge' ? null : 'gebeld' }));

/** Mostly days apart, sometimes at one and the same moment, as under a clock that stands still. */
const step: fc.Arbitrary<Step> = fc.record({
  hours: fc.oneof(fc.constant(0), fc.nat({ max: 12 }), fc.nat({ max: 24 * 21 })),
  what: fc.oneof({ weight: 3, arbitrary: answered }, { weight: 1, arbitrary: acted }),
});

const isAhead = (fact: PupilFact, moment: number): boolean =>
  isAnswer(fact) &&
  moment < fact.session.start &&
  !['studentAbsent', 'schoolCancelled'].includes(fact.outcome);

/** What can be said at a moment: how a session went only once it has begun, so it is said of one that has. */
const saidAt = (fact: PupilFact, moment: number): PupilFact => {
  if (!isAnswer(fact) || !isAhead(fact, moment)) return { ...fact, at: moment };
  const begun = tuesdays.filter(({ start }) => start <= moment);
  const session = begun[tuesdays.indexOf(fact.session) % begun.length];
  return session === undefined
    ? { ...fact, at: moment, outcome: 'schoolCancelled', minutesLate: null }
    : { ...fact, at: moment, session };
};

/**
 * Answers to up to fourteen Tuesdays in any order, some called off long ahead, changed answers and actions, in order of
 * their moments.
 */
export const someFacts: fc.Arbitrary<readonly PupilFact[]> = fc
  .array(step, { maxLength: 24 })
  .map((steps) => {
    let moment = dawn;
    return steps.map(({ hours, what }) => {
      moment += hours * hour;
      return saidAt(what, moment);
    });
  });

/** A moment within half a year after the first day. */
export const someMoment = fc.nat({ max: 24 * 180 }).map((hours) => dawn + hours * hour);
