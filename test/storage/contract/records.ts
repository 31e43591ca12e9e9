import type { FlagAction } from '../../../bot/programme/facts';
import type { PupilPage, Storage } from '../../../bot/ports/storage';
import { aNotice, added, answerOf, append, emptyPage, freshId, grown, known } from './examples';
import { hostileEntries } from '../../hostileStrings';
import { hostileIds } from './hostileIds';

const acknowledged = (at: number): FlagAction => ({
  kind: 'action',
  at,
  verb: 'acknowledge',
  by: 'cora@hmp.example',
  note: null,
});

/** What every RecordStore does with facts and pages. */
export function recordsContract(storage: () => Storage): void {
  const store = () => storage().records;

  describe('pages', () => {
    test('nothing is known of a programme nobody stored', async () => {
      const programme = freshId();
      expect(await store().page(programme, 'jdw', 'p1')).toBeNull();
      expect(await store().pages(programme, 'jdw')).toEqual([]);
      expect(await store().checkIns(programme, 'p1', '2027-01-01')).toEqual([]);
      expect(await store().pendingNotices(programme)).toEqual([]);
      expect(await store().pauses(programme)).toEqual([]);
      expect(await store().rebuild(programme, () => 'jdw')).toBe(0);
    });

    test('come back as they were stored, facts of every kind', async () => {
      const programme = freshId();
      const plain = answerOf('p1', '2027-02-09');
      const facts = [
        added(plain),
        added(answerOf('p1', '2027-02-16', { outcome: 'late', minutesLate: 7, by: 'cora@hmp.example' })),
        added({ ...plain, at: plain.at + 1e9, session: { ...plain.session, id: 'odd', room: '1.12' } }),
        added({ ...plain, at: plain.at + 2e9, session: { ...plain.session, pupil: 'other' } }),
        added(acknowledged(plain.at + 3e9)),
        added({ ...plain, at: plain.at + 3e9, cause: 'mispressed' }),
        added({ ...plain, at: plain.at + 3e9, by: 'cora@hmp.example', reason: 'Moved to "2.04"' }),
        added({ ...acknowledged(plain.at + 4e9), verb: 'resolve', note: null, reason: 'talkedToPupil' }),
        added({ ...acknowledged(plain.at + 4e9), verb: 'resolve', note: 'Talked \ud800 😀 "\u0000' }),
      ];
      let page = emptyPage('p1');
      for (const fact of facts) page = await append(store(), programme, page, fact);
      expect((await store().page(programme, 'jdw', 'p1'))?.value).toEqual(page);
      expect(await store().pages(programme, 'jdw')).toEqual([page]);
    });

    test('what people typed comes back as they typed it', async () => {
      const programme = freshId();
      let page = emptyPage('p1');
      for (const [index, [, text]] of hostileEntries.entries()) {
        const answer = answerOf('p1', '2027-02-09', { reason: text });
        const fact = added({ ...answer, at: answer.at + index });
        const followUp = { topics: [], nextStep: text, note: text, case: false } as const;
        page = await append(store(), programme, page, { ...fact, followUp });
      }
      expect((await store().page(programme, 'jdw', 'p1'))?.value).toEqual(page);
      const kept = await store().checkIns(programme, 'p1', '2027-01-01');
      expect(kept.map(({ followUp }) => followUp.note)).toEqual(hostileEntries.map(([, text]) => text));
    });

    test('an append to a page that changed meanwhile stores nothing', async () => {
      const programme = freshId();
      const first = added(answerOf('p1', '2027-02-09'));
      await append(store(), programme, emptyPage('p1'), first);
      const before = known(await store().page(programme, 'jdw', 'p1'));
      const second = added(answerOf('p1', '2027-02-16'));
      await append(store(), programme, emptyPage('p1'), second);
      const late = added(answerOf('p1', '2027-02-23'));
      const page = grown(before.value, late);
      expect(await store().append(programme, page, before.tag, late, [aNotice()])).toBe('conflict');
      expect(await store().append(programme, page, null, late, [aNotice()])).toBe('conflict');
      expect(await store().checkIns(programme, 'p1', '2027-01-01')).toHaveLength(2);
      expect(await store().pendingNotices(programme)).toEqual([]);
    });

    test('of appends at the same time one is stored', async () => {
      const programme = freshId();
      for (const round of [1, 2]) {
        const before = await store().page(programme, 'jdw', 'p1');
        const results = await Promise.all(
          Array.from({ length: 8 }, (_, n) => {
            const fact = added(answerOf('p1', `2027-0${round}-1${n}`));
            const page = grown(before?.value ?? emptyPage('p1'), fact);
            return store().append(programme, page, before?.tag ?? null, fact, []);
          }),
        );
        expect(results.filter((result) => result === 'stored')).toHaveLength(1);
        expect(await store().checkIns(programme, 'p1', '2027-01-01')).toHaveLength(round);
      }
    });

    test('of a school come all, of over a thousand pupils, and no one else', async () => {
      const programme = freshId();
      const pupils = Array.from({ length: 1100 }, (_, n) => `p${String(n).padStart(4, '0')}`);
      for (let start = 0; start < pupils.length; start += 20) {
        const some = pupils.slice(start, start + 20);
        await Promise.all(
          some.map((pupil) =>
            append(store(), programme, emptyPage(pupil), added(answerOf(pupil, '2027-02-09'))),
          ),
        );
      }
      await append(store(), programme, emptyPage('p1', 'jdw2'), added(answerOf('p1', '2027-02-09')));
      const pages = await store().pages(programme, 'jdw');
      expect(pages.map(({ pupil }) => pupil)).toEqual(pupils);
      expect(await store().pages(programme, 'jdw2')).toHaveLength(1);
      expect(await store().rebuild(programme, (pupil) => (pupil === 'p1' ? 'jdw2' : 'jdw'))).toBe(1101);
      expect(await store().pages(programme, 'jdw')).toEqual(pages);
    }, 180_000);

    test('ids of any characters stay apart', async () => {
      const programme = `${freshId()} | '`;
      const expected = [];
      for (const id of hostileIds) {
        expected.push(await append(store(), programme, emptyPage(id, id), added(answerOf(id, '2027-02-09'))));
      }
      for (const [index, id] of hostileIds.entries()) {
        expect(await store().pages(programme, id)).toEqual([expected[index]]);
        expect((await store().page(programme, id, id))?.value).toEqual(expected[index]);
        expect(await store().checkIns(programme, id, '2027-01-01')).toHaveLength(1);
      }
      expect(await store().rebuild(programme, (pupil) => pupil)).toBe(hostileIds.length);
      for (const page of expected) expect(await store().pages(programme, page.school)).toEqual([page]);
    });

    test('programmes never mix', async () => {
      for (const programme of hostileIds) {
        const student = `of ${programme}`;
        await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-09')), [aNotice()]);
        await store().addPause(programme, { at: 1, student, until: null });
      }
      for (const programme of hostileIds) {
        const paused = (await store().pauses(programme)).map(({ student }) => student);
        expect(paused).toEqual([`of ${programme}`]);
        expect(await store().pages(programme, 'jdw')).toHaveLength(1);
        expect(await store().pendingNotices(programme)).toHaveLength(1);
      }
    });
  });

  describe('check-ins', () => {
    test('come in order of session and time, from a day on, with what was added', async () => {
      const programme = freshId();
      const followUp = { topics: ['work', 'network'], nextStep: 'Visit', note: 'ok', case: true } as const;
      const nothing = { topics: [], nextStep: null, note: null, case: false };
      const second = answerOf('p1', '2027-02-16');
      const changed = { ...second, at: second.at + 60_000, outcome: 'absentUnknown' as const };
      const early = answerOf('p1', '2027-02-09', { at: changed.at + 60_000 });
      const first = answerOf('p1', '2027-02-02');
      for (const fact of [added(first), added(second), added(changed, { followUp: { ...followUp } })]) {
        await append(store(), programme, emptyPage('p1'), fact);
      }
      await append(store(), programme, emptyPage('p1'), added(early));
      await append(store(), programme, emptyPage('p1'), added(acknowledged(early.at + 1)));
      await append(store(), programme, emptyPage('p10'), added(answerOf('p10', '2027-02-16')));
      expect(await store().checkIns(programme, 'p1', '2027-02-09')).toEqual([
        { answer: early, followUp: nothing },
        { answer: second, followUp: nothing },
        { answer: changed, followUp },
      ]);
      expect(await store().checkIns(programme, 'p1', '2027-02-17')).toEqual([]);
    });

    test('of one moment come in the order they were stored, as under a standing clock', async () => {
      const programme = freshId();
      const minutes = Array.from({ length: 12 }, (_, n) => n);
      for (const minutesLate of minutes) {
        await append(
          store(),
          programme,
          emptyPage('p1'),
          added(answerOf('p1', '2027-02-09', { outcome: 'late', minutesLate })),
        );
      }
      const stored = await store().checkIns(programme, 'p1', '2027-02-09');
      expect(stored.map(({ answer }) => answer.minutesLate)).toEqual(minutes);
    });
  });

  describe('pauses', () => {
    test('come in order of time, one a student and moment', async () => {
      const programme = freshId();
      const pauses = [
        { at: 1000, student: 'o|b', from: '2027-04-30', until: '2027-05-03' },
        { at: 20, student: 'a', until: '2027-03-01' },
        { at: 3000, student: 'o|b', until: null },
      ];
      for (const pause of [...pauses, ...pauses]) await store().addPause(programme, pause);
      expect(await store().pauses(programme)).toEqual([pauses[1], pauses[0], pauses[2]]);
    });
  });

  describe('a rebuild', () => {
    test('makes the same pages again, notices and activities with them', async () => {
      const programme = freshId();
      const first = answerOf('p1', '2027-02-09');
      await append(store(), programme, emptyPage('p1'), added(first), [aNotice()]);
      await append(store(), programme, emptyPage('p1'), added({ ...first, outcome: 'absentUnknown' }), []);
      const second = aNotice({ ordinal: 2 });
      const page = await append(store(), programme, emptyPage('p1'), added(acknowledged(first.at + 1)), [
        second,
      ]);
      expect(await store().rebuild(programme, () => 'jdw')).toBe(1);
      expect(await store().pages(programme, 'jdw')).toEqual([page]);
      const third = await append(store(), programme, page, added(answerOf('p1', '2027-02-16')));
      expect((await store().page(programme, 'jdw', 'p1'))?.value).toEqual(third);
    });

    test('of one pupil moves what lies at the school they left, with what is still to be told', async () => {
      const programme = freshId();
      const places = { from: 'old', to: 'new' };
      const told: unknown[] = [];
      const made = (page: PupilPage, left: PupilPage) => {
        told.push([page.facts.length, left.facts.length]);
        return { standing: null, notices: [aNotice()] };
      };
      await append(store(), programme, emptyPage('p1', 'new'), added(answerOf('p1', '2027-02-09')));
      await store().movePage(programme, 'p1', places, made);
      expect(told).toEqual([]);
      await append(store(), programme, emptyPage('p1', 'old'), added(answerOf('p1', '2027-02-16')));
      await store().movePage(programme, 'p1', places, made);
      await store().movePage(programme, 'p1', places, made);
      expect(told).toEqual([[2, 1]]);
      expect(await store().pages(programme, 'old')).toEqual([]);
      expect(await store().figures(programme, 'old', 'all')).toEqual([]);
      const [page] = await store().pages(programme, 'new');
      expect(page?.facts.map((fact) => fact.at)).toEqual([
        answerOf('p1', '2027-02-09').at,
        answerOf('p1', '2027-02-16').at,
      ]);
      expect(await store().figures(programme, 'new', 'all')).toHaveLength(1);
      expect(await store().pendingNotices(programme)).toEqual([
        { of: 'flag', pupil: 'p1', notice: aNotice() },
      ]);
      const last = known(await store().page(programme, 'new', 'p1'));
      const more = added(answerOf('p1', '2027-02-23'));
      expect(await store().append(programme, grown(last.value, more), last.tag, more, [])).toBe('stored');
    });

    test('what is stored of a pupil is gathered from wherever it lies', async () => {
      const programme = freshId();
      expect(await store().gathered(programme, 'new', 'p1')).toBeNull();
      await append(store(), programme, emptyPage('p2', 'old'), added(answerOf('p2', '2027-02-09')));
      expect(await store().gathered(programme, 'new', 'p1')).toBeNull();
      const page = await append(
        store(),
        programme,
        emptyPage('p1', 'old'),
        added(answerOf('p1', '2027-02-09')),
        [aNotice()],
      );
      expect(await store().gathered(programme, 'new', 'p1')).toEqual({ ...page, school: 'new' });
    });

    test('puts pages where the pupils are now', async () => {
      const programme = freshId();
      await append(store(), programme, emptyPage('p1', 'old'), added(answerOf('p1', '2027-02-09')));
      const stays = await append(
        store(),
        programme,
        emptyPage('p2', 'old'),
        added(answerOf('p2', '2027-02-09')),
      );
      const page = await append(
        store(),
        programme,
        emptyPage('p1', 'new'),
        added(answerOf('p1', '2027-02-16')),
      );
      expect(await store().rebuild(programme, (pupil) => (pupil === 'p1' ? 'new' : null))).toBe(2);
      expect(await store().pages(programme, 'old')).toEqual([stays]);
      const pages = await store().pages(programme, 'new');
      expect(pages.map(({ facts }) => facts.length)).toEqual([2]);
      expect(pages[0]?.facts[1]).toEqual(page.facts[0]);
    });

    test('is needed where a page lies at another school than its pupil is at', async () => {
      const programme = freshId();
      for (const pupil of ['p1', 'p2', 'p3'])
        await append(store(), programme, emptyPage(pupil, 'old'), added(answerOf(pupil, '2027-02-09')));
      const schools = new Map([
        ['p1', 'new'],
        ['p2', 'old'],
      ]);
      const schoolOf = (pupil: string) => schools.get(pupil) ?? null;
      expect(await store().strays(programme, schoolOf)).toEqual([{ pupil: 'p1', from: 'old' }]);
      await store().rebuild(programme, schoolOf);
      expect(await store().strays(programme, schoolOf)).toEqual([]);
    });

    test('loses nothing that is stored meanwhile', async () => {
      const programme = freshId();
      const days = ['2027-02-09', '2027-02-16', '2027-02-23', '2027-03-02', '2027-03-09'];
      await append(store(), programme, emptyPage('p1'), added(answerOf('p1', '2027-02-02')));
      const rebuilding = Promise.all([1, 2, 3].map(() => store().rebuild(programme, () => 'jdw')));
      for (const day of days) {
        const fact = added(answerOf('p1', day));
        for (;;) {
          const before = known(await store().page(programme, 'jdw', 'p1'));
          const page = grown(before.value, fact);
          if ((await store().append(programme, page, before.tag, fact, [])) === 'stored') break;
        }
      }
      await rebuilding;
      const facts = (await store().page(programme, 'jdw', 'p1'))?.value.facts;
      expect(facts?.map((fact) => fact.kind === 'answer' && fact.session.date)).toEqual([
        '2027-02-02',
        ...days,
      ]);
    });
  });
}
