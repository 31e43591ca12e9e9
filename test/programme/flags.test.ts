import * as fc from 'fast-check';
import { replayFlags, unresolvedFlag } from '../../bot/programme/flagReplay';
import {
  addFact,
  advanceBook,
  answeredSessions,
  flagBook,
  flagContext,
  type FlagBook,
} from '../../bot/programme/flags';
import type { Flag, PupilFact } from '../../bot/programme/facts';
import type { Moment } from '../../bot/programme/model';
import { aDirectory, aSchool, aSession, anAction, anAnswer, at } from '../builders';
import { dawn, someFacts, someMoment } from './facts';

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

const late = (date: string): PupilFact => anAnswer(date, { outcome: 'late', minutesLate: 12 });

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

const absent = (date: string, moment?: string): PupilFact =>
  anAnswer(date, { outcome: 'absentUnnotified', ...(moment === undefined ? {} : { at: at(moment) }) });

describe('under a clock that stands still', () => {
  const noon = '2027-03-09T12:00:00+01:00';

  test('an answer given after a resolution at the same moment is news', () => {
    const facts = [
      absent('2027-02-09'),
      absent('2027-02-16'),
      anAction({ at: at(noon), verb: 'resolve', note: 'gebeld' }),
      absent('2027-03-09', noon),
    ];
    const { flags, notices } = flagBook(facts, at(noon), context);
    expect(flags).toMatchObject([{ status: 'open', level: 3 }]);
    expect(flags[0]?.history.map(({ what }) => what)).toEqual(['opened', 'resolved', 'reopened']);
    expect(notices.map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  test('a resolution after an answer at the same moment holds for it', () => {
    const facts = [
      absent('2027-02-09'),
      absent('2027-03-09', noon),
      anAction({ at: at(noon), verb: 'resolve', note: 'gebeld' }),
    ];
    expect(flagsOf(facts, at(noon))).toMatchObject([{ status: 'resolved' }]);
  });

  test('on Monday 08:30 the digest comes before what people do then', () => {
    const monday = '2027-03-15T08:30:00+01:00';
    const facts = [
      absent('2027-02-09'),
      absent('2027-02-16'),
      anAction({ at: at(monday), verb: 'acknowledge' }),
    ];
    const [flag] = flagsOf(facts, at(monday));
    expect(flag).toMatchObject({ level: 3, status: 'acknowledged' });
    expect(flag?.history.map(({ what }) => what)).toEqual(['opened', 'raised', 'acknowledged']);
  });

  test('a session answered at the moment of the digest that raised a flag stands behind the rise', () => {
    const monday = '2027-03-15T08:30:00+01:00';
    const facts = [absent('2027-02-09'), absent('2027-02-16'), absent('2027-03-09', monday)];
    const [flag] = flagsOf(facts, at(monday));
    expect(flag?.level).toBe(3);
    expect(flag?.history.map(({ what, by, on }) => [what, by, on])).toEqual([
      ['opened', 'bot', '2027-02-16'],
      ['raised', 'bot', null],
      ['added', 'bot', '2027-03-09'],
    ]);
  });
});

describe('waiting and clearing', () => {
  const early = [absent('2027-02-09'), absent('2027-02-16')];
  const onTime = ['2027-03-02', '2027-03-09', '2027-03-16', '2027-03-23'].map((date) => anAnswer(date));

  test('level 2 rises by the digest after ten school days, whatever is answered meanwhile at that level', () => {
    const facts = [...early, anAnswer('2027-03-02'), absent('2027-03-09')];
    const [before] = flagsOf(facts, at('2027-03-15T08:29:59+01:00'));
    const [after] = flagsOf(facts, at('2027-03-15T08:30:00+01:00'));
    expect([before?.level, after?.level]).toEqual([2, 3]);
  });

  test('acknowledged in time it does not rise', () => {
    const taken = anAction({ at: at('2027-03-14T12:00:00+01:00'), verb: 'acknowledge' });
    expect(flagsOf([...early, taken])).toMatchObject([{ level: 2, status: 'acknowledged' }]);
  });

  test('level 2 is not cleared by sessions on time, level 1 is after three', () => {
    const taken = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'acknowledge' });
    expect(flagsOf([...early, taken, ...onTime])).toMatchObject([{ level: 2, status: 'acknowledged' }]);
    const mild = [absent('2027-02-09'), anAnswer('2027-02-16'), absent('2027-03-02')];
    expect(flagsOf([...mild, ...onTime.slice(1, 3)])).toMatchObject([{ level: 1, status: 'open' }]);
    expect(flagsOf([...mild, ...onTime.slice(1)])).toMatchObject([{ level: 1, status: 'resolved' }]);
  });

  test('the fourth session after a resolution reopens, the fifth opens a flag of its own', () => {
    const resolved = anAction({ at: at('2027-02-17T12:00:00+01:00'), verb: 'resolve', note: 'gebeld' });
    const known = [...early, resolved];
    expect(flagsOf([...known, ...onTime.slice(0, 3), absent('2027-03-23')])).toHaveLength(1);
    expect(flagsOf([...known, ...onTime, absent('2027-03-30')])).toHaveLength(2);
  });
});

describe('the school’s own limits', () => {
  test('a late session is an absence from the school’s own number on', () => {
    const strict = flagContext(aDirectory({ schools: [aSchool({ absentFrom: 10 })] }), 'jdw');
    const facts = [late('2027-02-09'), late('2027-02-16')];
    const now = at('2027-02-17T12:00:00+01:00');
    expect(unresolvedFlag(flagBook(facts, now, strict).flags)?.level).toBe(2);
    expect(flagBook(facts, now, context).flags).toEqual([]);
  });
});

describe('answeredSessions', () => {
  test('keeps the place of the first answer and the value of the newest', () => {
    const session = aSession('2027-02-09');
    const facts = [
      anAnswer('2027-02-09', { session, outcome: 'absentUnnotified', at: session.end }),
      anAnswer('2027-02-16', { outcome: 'onTime' }),
      anAnswer('2027-02-09', { session, outcome: 'onTime', at: session.end + 9e8 }),
    ];
    expect(answeredSessions(facts, context.limits)).toMatchObject([
      { date: '2027-02-09', attendance: 'present', firstAnsweredAt: session.end },
      { date: '2027-02-16', attendance: 'present' },
    ]);
  });
});
