/** Our figures and flags beside those of the plainest reading of the contract (plainRules.ts), over generated stories. */
import * as fc from 'fast-check';
import { addDays } from '../../bot/programme/calendar';
import { digestDetails } from '../../bot/programme/digestDetails';
import { directoryOf } from '../../bot/programme/directory';
import { answersIn, type PupilFact } from '../../bot/programme/facts';
import { WeekCounts } from '../../bot/programme/counts';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
import { keepPupil } from '../../bot/programme/kept/pupil';
import { attendanceFromKept, isKept } from '../../bot/programme/pupilAttendance';
import { sessionsOfPupil } from '../../bot/programme/sessions';
import { flagsOfPupil } from '../../bot/programme/flags/details';
import type { Programme, Pupil } from '../../bot/programme/model';
import { figuresFrom, summarise } from '../../bot/programme/summary/summary';
import { aCoordinator, aProgramme, aPupil, aSchool, at } from '../builders';
import { someFacts, someMoment } from './facts';
import { plainFigures, plainFlags, standingOf } from './plainRules';
import { someDay, someProgramme } from './programmes';

/** Of the school itself, and never the wrong way round: the import refuses that. */
const limits = (min: number, max: number) => fc.option(fc.integer({ min, max }), { nil: null });

/** One pupil on Tuesdays, at a school with its own limits and closed weeks, under rules that may be others. */
const someSetting: fc.Arbitrary<Programme> = fc
  .record({
    lateFrom: limits(0, 10),
    absentFrom: limits(11, 35),
    raiseAfter: fc.constantFrom(3, 10, 10),
    clearAfter: fc.constantFrom(2, 3, 3),
    reopenWithin: fc.constantFrom(1, 4, 4),
    closed: fc.boolean(),
  })
  .map(({ lateFrom, absentFrom, closed, ...numbers }) => {
    const { rules } = aProgramme();
    return aProgramme({
      rules: { ...rules, ...numbers },
      schools: [
        aSchool({
          lateFrom,
          absentFrom,
          closed: closed ? [{ from: '2027-02-20', to: '2027-02-28', label: null }] : [],
        }),
      ],
      pupils: [aPupil()],
    });
  });

const flagsOf = (programme: Programme, facts: readonly PupilFact[], now: number) => {
  const [pupil = aPupil()] = programme.pupils;
  return flagsOfPupil(directoryOf(programme), pupil, facts, now)
    .map(({ openedOn, status, level, reasons, history }) => ({
      openedOn,
      status,
      level,
      reasons: Object.fromEntries(reasons.map(({ rule, dates }) => [rule, dates])),
      history: history.map(({ what }) => what),
    }))
    .toSorted((a, b) => (a.openedOn < b.openedOn ? -1 : 1));
};

test('flags are those of the contract read plainly', () => {
  const seen = { flags: 0 };
  fc.assert(
    fc.property(someSetting, someFacts, someMoment, (programme, facts, now) => {
      const known = facts.filter((fact) => fact.at <= now);
      const plain = plainFlags(programme, 'jdw', known, now);
      seen.flags += plain.length;
      expect(flagsOf(programme, known, now).map(standingOf)).toEqual(plain.map(standingOf));
    }),
    { numRuns: 1_000 },
  );
  expect(seen.flags).toBeGreaterThan(100);
});

/** Every session answered once, the earlier first. */
const told = (facts: readonly PupilFact[]): readonly PupilFact[] => {
  let last = '';
  return facts.filter((fact) => {
    if (fact.kind === 'action') return true;
    if (fact.session.date <= last) return false;
    last = fact.session.date;
    return true;
  });
};

test('and so is what happened to them, as long as nothing is changed or said too late', () => {
  fc.assert(
    fc.property(someSetting, someFacts, someMoment, (programme, facts, now) => {
      const known = told(facts).filter((fact) => fact.at <= now);
      expect(flagsOf(programme, known, now)).toEqual(plainFlags(programme, 'jdw', known, now));
    }),
    { numRuns: 1_000 },
  );
});

/** Facts about sessions that the programme has, or had; every pupil has some. */
const factsFor = (programme: Programme, facts: readonly PupilFact[]) => {
  const directory = directoryOf(programme);
  return new Map(
    programme.pupils.map(({ id }, turn) => {
      const sessions = sessionsOfPupil(directory, id, []);
      const own = facts.flatMap((fact, index): PupilFact[] => {
        const session = sessions[(index * 5 + turn) % Math.max(1, sessions.length)];
        if (fact.kind === 'action') return [fact];
        return session === undefined ? [] : [{ ...fact, at: fact.at + turn, session }];
      });
      return [id, own] as const;
    }),
  );
};

/** An import afterwards: other slots, other closed days, pupils at the other school. */
const later = (programme: Programme, changed: Programme, isMoved: boolean): Programme => ({
  ...changed,
  schools: programme.schools.map((school, index) => ({
    ...school,
    closed: changed.schools[index]?.closed ?? [],
  })),
  pupils: programme.pupils.map((pupil) =>
    isMoved ? { ...pupil, school: pupil.school === 'jdw' ? 'zwc' : 'jdw' } : pupil,
  ),
});

test('figures are those of the contract read plainly: by school, class, pupil and period, from facts and from what is kept', () => {
  const seen = { answered: 0 };
  fc.assert(
    fc.property(
      fc.tuple(someProgramme, someProgramme, fc.boolean()),
      fc.tuple(limits(0, 10), limits(11, 35)),
      someFacts,
      fc.oneof(someMoment, fc.constant(at('2027-06-01T12:00:00+02:00'))),
      fc.tuple(fc.option(someDay, { freq: 1 }), fc.option(someDay, { freq: 1 })),
      ([first, second, isMoved], [lateFrom, absentFrom], facts, now, [from, to]) => {
        const limited = {
          ...first,
          schools: first.schools.map((school) =>
            school.id === 'zwc' ? { ...school, lateFrom, absentFrom } : school,
          ),
        };
        const factsOf = factsFor(limited, facts);
        const programme = later(limited, second, isMoved);
        const directory = directoryOf(programme);
        // What is yet to be said is known to nobody: not that there was such a session either.
        const all = (id: string) => (factsOf.get(id) ?? []).filter((fact) => fact.at <= now);
        const range = { from, to };
        const summary = summarise(
          directory,
          ({ id }) => answersIn(all(id)),
          { school: null, class: null, pupil: null, ...range },
          now,
        );
        seen.answered += summary.answered;
        const plain = (pupils: (pupil: Pupil) => boolean) =>
          plainFigures(programme, all, { pupils, ...range }, now);
        expect(summary).toMatchObject(plain(() => true));
        for (const part of summary.bySchool)
          expect(part).toEqual({ ...plain((pupil) => pupil.school === part.school), school: part.school });
        for (const part of summary.byClass)
          expect(part).toMatchObject(
            plain((pupil) => pupil.school === part.school && pupil.class === part.class),
          );
        for (const part of summary.pupils) expect(part).toMatchObject(plain(({ id }) => id === part.pupil));
        for (const pupil of programme.pupils) {
          const known = all(pupil.id);
          const kept = keepPupil(
            pupil.id,
            known,
            standingAfter(known, markedContext(directory, pupil.school)),
          );
          if (!isKept(directory, pupil, kept, now, range.from)) continue;
          const counts = attendanceFromKept(directory, pupil, kept, now).count(range, new WeekCounts());
          expect(figuresFrom(counts)).toEqual(plain(({ id }) => id === pupil.id));
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(seen.answered).toBeGreaterThan(100);
});

test('the digest sets one whole week against the whole week before it, every session in one of them', () => {
  const seen = { sessions: 0 };
  fc.assert(
    fc.property(someProgramme, someFacts, fc.integer({ min: 1, max: 6 }), (programme, facts, weeks) => {
      const directory = directoryOf(programme);
      const factsOf = factsFor(programme, facts);
      const all = (id: string) => factsOf.get(id) ?? [];
      const monday = addDays('2027-03-08', weeks * 7);
      const now = directory.calendar.momentOf(monday, '08:30');
      const [coordinator = aCoordinator()] = programme.people.filter(({ role }) => role === 'coordinator');
      const { lastWeek, weekBefore } = digestDetails(
        {
          directory,
          schools: ['jdw', 'zwc'],
          factsOf: all,
          now,
          pauses: [],
          contactsMade: [],
          unreachableSince: () => null,
        },
        coordinator,
        monday,
        [],
      );
      const plain = (from: string, to: string) =>
        plainFigures(programme, all, { pupils: () => true, from, to }, now);
      expect(lastWeek).toEqual(plain(addDays(monday, -7), addDays(monday, -1)));
      expect(weekBefore).toEqual(plain(addDays(monday, -14), addDays(monday, -8)));
      seen.sessions += lastWeek.sessions + weekBefore.sessions;
    }),
    { numRuns: 200 },
  );
  expect(seen.sessions).toBeGreaterThan(50);
});
