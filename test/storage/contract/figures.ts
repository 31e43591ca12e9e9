import * as fc from 'fast-check';

import { WeekCounts } from '../../../bot/programme/counts';
import { directoryOf } from '../../../bot/programme/directory';
import { isAnswer, type PupilFact } from '../../../bot/programme/facts';
import { markedContext, standingAfter } from '../../../bot/programme/kept/flag';
import { keepPupil, recentOnly } from '../../../bot/programme/kept/pupil';
import { attendanceFromFacts, attendanceFromKept } from '../../../bot/programme/pupilAttendance';
import type { Storage } from '../../../bot/ports/storage';
import { aPair, aProgramme, aPupil } from '../../builders';
import { someFacts } from '../../programme/facts';
import { added, answerOf, append, emptyPage, freshId, grown, known } from './examples';
import { hostileIds } from './hostileIds';

const directory = directoryOf(
  aProgramme({
    pupils: ['p1', 'p2', 'p3'].map((id) => aPupil({ id })),
    pairs: ['p1', 'p2', 'p3'].map((pupil) => aPair({ pupil })),
  }),
);
const standingOf = (facts: readonly PupilFact[]) => standingAfter(facts, markedContext(directory, 'jdw'));

/** The builders' facts are of one pupil: of another they are that one's. */
const of = (pupil: string, fact: PupilFact): PupilFact => {
  if (!isAnswer(fact)) return fact;
  const { session } = fact;
  return { ...fact, session: { ...session, pupil, id: `${pupil}/${session.date}` } };
};

/** What every RecordStore keeps beside the pages. */
export function figuresContract(storage: () => Storage): void {
  const store = () => storage().records;

  const storeFacts = async (programme: string, pupil: string, facts: readonly PupilFact[]) => {
    for (const fact of facts) {
      const before = await store().page(programme, 'jdw', pupil);
      const one = added(fact);
      const page = grown(before?.value ?? emptyPage(pupil), one);
      const standing = standingOf(page.facts);
      expect(await store().append(programme, page, before?.tag ?? null, one, [], standing)).toBe('stored');
    }
  };

  describe('figures', () => {
    test('of a school nobody knows are none, asked once or twice', async () => {
      const programme = freshId();
      expect(await store().figures(programme, 'jdw', 'all')).toEqual([]);
      expect(await store().figures(programme, 'jdw', 'all')).toEqual([]);
    });

    test('are those of the facts, whatever people did in whatever order, and after a rebuild', async () => {
      await fc.assert(
        fc.asyncProperty(someFacts, someFacts, async (first, second) => {
          const programme = freshId();
          const facts = new Map([
            ['p1', first],
            ['p2', second.map((fact) => of('p2', fact))],
          ]);
          for (const [pupil, some] of facts) await storeFacts(programme, pupil, some);
          const expected = [...facts]
            .filter(([, some]) => some.length > 0)
            .map(([pupil, some]) => keepPupil(pupil, some, standingOf(some)));
          const recent = expected.map(recentOnly);
          expect(await store().figures(programme, 'jdw', 'all')).toEqual(expected);
          expect(await store().figures(programme, 'jdw', 'recent')).toEqual(recent);
          await store().rebuild(
            programme,
            () => 'jdw',
            (page) => standingOf(page.facts),
          );
          expect(await store().figures(programme, 'jdw', 'all')).toEqual(expected);
          expect(await store().figures(programme, 'jdw', 'recent')).toEqual(recent);
          const now = Math.max(0, ...[...first, ...second].map(({ at }) => at)) + 5 * 86_400_000;
          for (const kept of await store().figures(programme, 'jdw', 'all')) {
            const pupil = aPupil({ id: kept.pupil });
            const page = known(await store().page(programme, 'jdw', kept.pupil));
            const recounted = attendanceFromFacts(directory, pupil, page.value.facts, now, null);
            const fromKept = attendanceFromKept(directory, pupil, kept, now);
            const all = { from: null, to: null };
            expect(fromKept.count(all, new WeekCounts())).toEqual(recounted.count(all, new WeekCounts()));
            expect(fromKept.openFlag()).toEqual(recounted.openFlag());
          }
        }),
        { numRuns: 6 },
      );
    }, 60_000);

    test('have no standing when nobody worked it out', async () => {
      const programme = freshId();
      const page = await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-09')));
      expect(await store().figures(programme, 'jdw', 'all')).toEqual([keepPupil('p1', page.facts, null)]);
    });

    test('follow a pupil to another school with a rebuild', async () => {
      const programme = freshId();
      const page = await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-09')));
      expect(await store().figures(programme, 'jdw', 'all')).toHaveLength(1);
      await store().rebuild(programme, () => 'zwc');
      expect(await store().figures(programme, 'jdw', 'all')).toEqual([]);
      expect(await store().figures(programme, 'zwc', 'all')).toEqual([keepPupil('p1', page.facts, null)]);
    });

    test('without the sessions before the last half year are those after it alone', async () => {
      const programme = freshId();
      const days = ['2027-02-09', '2027-02-16', '2027-12-28'];
      let page = emptyPage('p1');
      for (const day of days) page = await append(store(), programme, page, added(answerOf('p1', day)));
      const whole = keepPupil('p1', page.facts, null);
      expect(whole.sessions?.before).not.toBeNull();
      expect(await store().figures(programme, 'jdw', 'all')).toEqual([whole]);
      expect(await store().figures(programme, 'jdw', 'recent')).toEqual([recentOnly(whole)]);
    });

    test('of ids of any characters stay apart', async () => {
      const programme = freshId();
      for (const id of hostileIds) {
        await append(store(), programme, emptyPage(id, id), added(answerOf(id, '2027-02-09')));
      }
      for (const id of hostileIds) {
        for (const _ of ['made', 'read again']) {
          const kept = await store().figures(programme, id, 'all');
          expect(kept.map(({ pupil }) => pupil)).toEqual([id]);
        }
      }
    });
  });

  describe('rates', () => {
    test('are what was last counted', async () => {
      const programme = freshId();
      const rates = { at: 5, mark: 'm', days: [[20_000, 3, 4]] } as const;
      expect(await store().rates(programme)).toBeNull();
      await store().keepRates(programme, { ...rates, at: 4, days: [] });
      await store().keepRates(programme, rates);
      expect(await store().rates(programme)).toEqual(rates);
      expect(await store().rates(freshId())).toBeNull();
    });
  });
}
