import * as fc from 'fast-check';
import { replayFlags } from '../../../bot/programme/flags/replay';
import {
  addFact,
  advanceBook,
  answeredSessions,
  flagBook,
  flagContext,
  type FlagBook,
} from '../../../bot/programme/flags/flags';
import type { Flag, PupilFact } from '../../../bot/programme/facts';
import type { Moment } from '../../../bot/programme/model';
import { aDirectory, aSchool, at } from '../../builders';
import { dawn, someFacts, someMoment } from '../facts';

const directory = aDirectory({
  schools: [aSchool({ closed: [{ from: '2027-02-20', to: '2027-02-28', label: 'Voorjaarsvakantie' }] })],
});
const context = flagContext(directory, 'jdw');
const end = at('2027-12-31T12:00:00+01:00');

const flagsOf = (facts: readonly PupilFact[], now: Moment = end): readonly Flag[] =>
  flagBook(facts, now, context).flags;

/** Keeps a book fact by fact, with looks at any moments in between. */
const kept = (facts: readonly PupilFact[], looks: readonly Moment[], now: Moment): FlagBook => {
  let book = flagBook([], dawn - 1, context);
  for (const [index, fact] of facts.entries()) {
    const before = facts.slice(0, index);
    const meanwhile = looks.filter((look) => look > book.upTo && look < fact.at).toSorted((a, b) => a - b);
    for (const look of meanwhile) book = advanceBook(book, look, context);
    book = addFact(book, before, fact, context);
  }
  return advanceBook(book, Math.max(now, book.upTo), context);
};

/** Without moments, which a replay does not know. */
const bare = (flag: Flag) => ({
  ...flag,
  history: flag.history.map(({ what, by, note, on }) => ({ what, by, note, on })),
});

const unresolved = (flags: readonly Flag[]): readonly Flag[] =>
  flags.filter(({ status }) => status === 'open' || status === 'acknowledged');

const standing = (all: readonly PupilFact[]) =>
  flagsOf(all, dawn)
    .filter(({ status }) => status !== 'withdrawn')
    .map(({ id, status, level, reasons }) => ({ id, status, level, reasons }));

describe('flags kept step by step', () => {
  test('equal a replay of all facts, whenever anybody looked in between', () => {
    fc.assert(
      fc.property(someFacts, fc.array(someMoment, { maxLength: 30 }), (facts, looks) => {
        expect(kept(facts, looks, end)).toEqual(flagBook(facts, end, context));
      }),
      { numRuns: 400 },
    );
  });

  test('at every moment in between they equal what the replay says of that moment', () => {
    fc.assert(
      fc.property(someFacts, someMoment, (facts, now) => {
        const known = facts.filter((fact) => fact.at <= now);
        expect(kept(known, [], now).flags).toEqual(flagsOf(facts, now));
      }),
      { numRuns: 200 },
    );
  });
});

describe('flags as they stand', () => {
  test('are those of one pass over the newest answers, whatever was said before', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { flags, raises, replay } = flagBook(facts, end, context);
        const actions = facts.flatMap((fact, order) =>
          fact.kind === 'action' ? [{ step: fact, order }] : [],
        );
        const digests = raises.map((step) => ({
          step,
          order: facts.filter((fact) => fact.at < step.at).length - 0.5,
        }));
        const steps = [...digests, ...actions].toSorted((a, b) => a.order - b.order);
        const whole = replayFlags(answeredSessions(facts, context.limits), steps, context.rules);
        expect(replay).toEqual(whole);
        const remaining = flags.filter(({ status }) => status !== 'withdrawn');
        expect(remaining.map(bare)).toEqual(whole.flags.map(bare));
      }),
      { numRuns: 200 },
    );
  });
});

describe('what always holds', () => {
  test('a pupil has at most one unresolved flag, and ids are unique', () => {
    fc.assert(
      fc.property(someFacts, someMoment, (facts, now) => {
        const flags = flagsOf(facts, now);
        expect(unresolved(flags).length).toBeLessThanOrEqual(1);
        expect(new Set(flags.map(({ id }) => id)).size).toBe(flags.length);
        expect(flags.map(({ openedOn }) => openedOn)).toEqual(
          flags.map(({ openedOn }) => openedOn).toSorted(),
        );
      }),
    );
  });

  test('notices of a flag count from 1, and name flags that are there', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { notices, flags } = flagBook(facts, end, context);
        for (const { id } of flags) {
          const ordinals = notices.filter(({ flag }) => flag === id).map(({ ordinal }) => ordinal);
          expect(ordinals).toEqual(ordinals.map((_, index) => index + 1));
        }
        expect(notices.every(({ flag }) => flags.some(({ id }) => id === flag))).toBe(true);
      }),
    );
  });

  test('a flag opens on an answered session, has reasons with counting days, and begins with opening', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const sessions = answeredSessions(facts, context.limits);
        for (const flag of flagsOf(facts).filter(({ status }) => status !== 'withdrawn')) {
          expect(flag.history[0]).toMatchObject({ what: 'opened', by: 'bot', on: flag.openedOn });
          const counting = new Set(
            sessions.filter(({ attendance }) => attendance !== 'present').map(({ date }) => date),
          );
          for (const { dates } of flag.reasons) expect(dates.every((date) => counting.has(date))).toBe(true);
          expect(flag.reasons.length).toBeGreaterThan(0);
          expect(new Set(flag.reasons.map(({ rule }) => rule)).size).toBe(flag.reasons.length);
        }
      }),
    );
  });

  test('a notice comes only with an answer, for a flag that is then unresolved', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { notices } = flagBook(facts, end, context);
        for (const { at: moment } of notices)
          expect(facts.some((fact) => fact.kind === 'answer' && fact.at === moment)).toBe(true);
      }),
    );
  });

  test('looking changes nothing: without facts and digests a book only grows older', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const book = flagBook(facts, end, context);
        expect(advanceBook(book, end + 1000, context)).toEqual({ ...book, upTo: end + 1000 });
      }),
    );
  });

  test('the order in which answers came makes no difference to which flags stand, when nobody acted', () => {
    const onlyAnswers = someFacts.map((facts) => {
      const first = new Map<string, PupilFact>();
      for (const fact of facts) if (fact.kind === 'answer') first.set(fact.session.id, { ...fact, at: dawn });
      return [...first.values()];
    });
    fc.assert(
      fc.property(onlyAnswers, fc.infiniteStream(fc.nat()), (facts, chances) => {
        const shuffled = facts
          .map((fact) => ({ fact, chance: chances.next().value ?? 0 }))
          .toSorted((a, b) => a.chance - b.chance)
          .map(({ fact }) => fact);
        expect(standing(shuffled)).toEqual(standing(facts));
      }),
    );
  });
});
