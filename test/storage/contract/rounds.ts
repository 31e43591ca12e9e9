import type { GroupStep, RoundFact } from '../../../bot/programme/rounds/facts';
import { mostRoundFacts, type RoundHead, type RoundStore } from '../../../bot/ports/roundStore';
import type { Storage } from '../../../bot/ports/storage';
import { attended, bas, eva, five, scheduled, story, text, theo } from '../../programme/rounds/story';
import { freshId, known } from './examples';
import { hostileIds } from './hostileIds';

/** An answer of Ann's to a poll, in the place of its order. */
const said = (order: number, round = 'r1'): RoundFact => ({
  at: 1000 + order,
  order,
  by: 'ann@uni.example',
  round,
  group: 'B',
  kind: 'available',
  student: 'ann@uni.example',
  slots: ['s1'],
});

/** The first fact of a round, in its group B. */
const inB = (round: string, step: GroupStep): RoundFact => ({
  at: 1000,
  order: 0,
  by: 'bot',
  round,
  group: 'B',
  ...step,
});

const headOf = async (rounds: RoundStore, programme: string, round = 'r1'): Promise<RoundHead> =>
  known((await rounds.heads(programme)).rounds.find((head) => head.round === round));

/** One fact of every kind there is. */
const everyKind = story(
  ...scheduled,
  ['2027-03-10T17:00:00+01:00', { kind: 'undecided', best: null }],
  ['2027-03-10T17:00:00+01:00', { kind: 'slotsProposed', slots: [], fewer: 'closed' }],
  ['2027-03-10T17:00:00+01:00', { kind: 'moved', student: eva, group: null }],
  ['2027-03-10T17:00:00+01:00', { kind: 'handedOver', teacher: theo, from: 'hanneke@hmp.example' }],
  ['2027-03-10T17:00:00+01:00', { kind: 'shifted', slot: { id: 's9', start: 1, end: 2, room: '1.20' } }],
  ['2027-03-11T09:00:00+01:00', { kind: 'caseAssigned', student: bas, members: five }],
  ['2027-03-11T09:00:00+01:00', { kind: 'casePassed', student: bas, to: eva }],
  ['2027-03-11T09:00:00+01:00', { kind: 'caseVolunteered', student: bas }],
  ['2027-03-11T09:00:00+01:00', { kind: 'caseTraded', student: bas, other: eva }],
  ['2027-03-12T09:00:00+01:00', { kind: 'caseWritten', student: eva, text }],
  [
    '2027-03-12T09:00:00+01:00',
    {
      kind: 'announced',
      slot: { id: 's9', start: 1, end: 2, room: '1' },
      teacher: theo,
      members: five.slice(1),
      left: five.slice(0, 1),
    },
  ],
  [
    '2027-03-18T15:00:00+01:00',
    { kind: 'begun', slot: { id: 's9', start: 1, end: 2, room: null }, teacher: theo, members: five },
  ],
  attended('2027-03-18T16:30:00+01:00', five),
  ['2027-03-19T09:00:00+01:00', { kind: 'groupCancelled' }],
  ['2027-03-19T09:00:00+01:00', { kind: 'cancelled' }],
);

/** What every RoundStore does. */
export function roundsContract(storage: () => Storage): void {
  describe('rounds', () => {
    test('of nothing there are none', async () => {
      const { rounds } = storage();
      expect((await rounds.heads(freshId())).rounds).toEqual([]);
      expect(await rounds.facts(freshId(), 'r1', 0)).toEqual([]);
      expect(await rounds.unreadable(freshId())).toEqual([]);
    });

    test('facts of every kind come back as they were stored, from a place on', async () => {
      const { rounds } = storage();
      const programme = freshId();
      expect(await rounds.append(programme, null, everyKind, null)).toBe('stored');
      expect(await rounds.facts(programme, 'r1', 0)).toEqual(everyKind);
      expect(await rounds.facts(programme, 'r1', 7)).toEqual(everyKind.slice(7));
      expect(await rounds.facts(programme, 'r1', everyKind.length)).toEqual([]);
      const head = await headOf(rounds, programme);
      expect(head).toMatchObject({ round: 'r1', facts: everyKind.length, rewritten: 0 });
      expect(await rounds.append(programme, head, [said(head.facts)], null)).toBe('stored');
      expect(await rounds.facts(programme, 'r1', head.facts)).toEqual([said(head.facts)]);
      expect(await rounds.unreadable(programme)).toEqual([]);
    });

    test('who was not the first stores nothing', async () => {
      const { rounds } = storage();
      const programme = freshId();
      expect(await rounds.append(programme, null, [said(0), said(1)], null)).toBe('stored');
      const head = await headOf(rounds, programme);
      expect(await rounds.append(programme, null, [said(0)], null)).toBe('conflict');
      expect(await rounds.append(programme, head, [said(2)], null)).toBe('stored');
      expect(await rounds.append(programme, head, [said(2), said(3)], null)).toBe('conflict');
      expect(await rounds.facts(programme, 'r1', 0)).toEqual([said(0), said(1), said(2)]);
      expect((await headOf(rounds, programme)).tag).not.toBe(head.tag);
    });

    test('who did not know of a booking in another round books nothing, by any fact that does', async () => {
      const { rounds } = storage();
      const programme = freshId();
      const seen = await rounds.heads(programme);
      expect(seen.bookings).toBeNull();
      const slot = { id: 's9', start: 1, end: 2, room: null };
      const booking: readonly GroupStep[] = [
        { kind: 'slotChosen', slot: 's1' },
        { kind: 'shifted', slot },
        { kind: 'handedOver', teacher: theo },
      ];
      let before = seen.bookings;
      for (const [n, step] of booking.entries()) {
        const add = (round: string, bookings: string | null) =>
          rounds.append(programme, null, [inB(round, step)], bookings);
        expect(await add(`one${n}`, before)).toBe('stored');
        expect(await add(`other${n}`, before)).toBe('conflict');
        expect(await rounds.facts(programme, `other${n}`, 0)).toEqual([]);
        const after = (await rounds.heads(programme)).bookings;
        expect(after).not.toBe(before);
        before = after;
      }
      expect(await rounds.append(programme, null, [said(0, 'poll')], seen.bookings)).toBe('stored');
      const [head = null] = (await rounds.heads(programme)).rounds.filter(({ round }) => round === 'poll');
      expect(await rounds.append(programme, head, [said(1, 'poll')], null)).toBe('stored');
      expect((await rounds.heads(programme)).bookings).toBe(before);
      expect((await rounds.heads(freshId())).bookings).toBeNull();
      expect(await rounds.unreadable(programme)).toEqual([]);
    });

    test('of many who book in a round each at once every one knows of those before', async () => {
      const { rounds } = storage();
      const programme = freshId();
      const seen: number[] = [];
      const book = async (round: string): Promise<void> => {
        const { rounds: heads, bookings } = await rounds.heads(programme);
        const added = await rounds.append(
          programme,
          null,
          [inB(round, { kind: 'slotChosen', slot: 's1' })],
          bookings,
        );
        if (added === 'conflict') await book(round);
        else seen.push(heads.length);
      };
      await Promise.all(Array.from({ length: 6 }, (_, n) => book(`r${n}`)));
      expect(seen.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5]);
    });

    test('of many at once one is stored; those who come again go on after it', async () => {
      const { rounds } = storage();
      const programme = freshId();
      const add = async (): Promise<void> => {
        const head = (await rounds.heads(programme)).rounds[0] ?? null;
        if ((await rounds.append(programme, head, [said(head?.facts ?? 0)], null)) === 'conflict')
          await add();
      };
      await Promise.all(Array.from({ length: 8 }, add));
      const facts = await rounds.facts(programme, 'r1', 0);
      expect(facts).toEqual(Array.from({ length: 8 }, (_, order) => said(order)));
    });

    test('rounds and programmes keep apart, whatever they are called', async () => {
      const { rounds } = storage();
      const programme = freshId();
      for (const id of hostileIds) {
        await rounds.append(programme, null, [said(0, id)], null);
        await rounds.append(`${programme}${id}`, null, [said(0), said(1)], null);
      }
      const heads = (await rounds.heads(programme)).rounds;
      expect(new Set(heads.map(({ round }) => round))).toEqual(new Set(hostileIds));
      for (const id of hostileIds) {
        expect(await rounds.facts(programme, id, 0)).toEqual([said(0, id)]);
        expect(await rounds.facts(`${programme}${id}`, 'r1', 0)).toHaveLength(2);
      }
    });

    test('facts are rewritten in their place, and whoever has read them can tell', async () => {
      const { rounds } = storage();
      const programme = freshId();
      await rounds.append(programme, null, everyKind, null);
      const head = await headOf(rounds, programme);
      const without = everyKind
        .filter(({ kind }) => kind === 'caseWritten' || kind === 'attended')
        .map((fact): RoundFact =>
          fact.kind === 'caseWritten' ? { ...fact, text: null } : { ...fact, by: 'removed' },
        );
      expect(await rounds.rewrite(programme, head, without)).toBe('stored');
      const after = await headOf(rounds, programme);
      expect(after).toMatchObject({ facts: head.facts, rewritten: 1 });
      expect(await rounds.rewrite(programme, head, without)).toBe('conflict');
      expect(await rounds.append(programme, head, [said(head.facts)], null)).toBe('conflict');
      const facts = await rounds.facts(programme, 'r1', 0);
      const byOrder = new Map(without.map((fact) => [fact.order, fact]));
      expect(facts).toEqual(everyKind.map((fact) => byOrder.get(fact.order) ?? fact));
      expect(await rounds.append(programme, after, [said(after.facts)], null)).toBe('stored');
      expect(await headOf(rounds, programme)).toMatchObject({ facts: head.facts + 1, rewritten: 1 });
    });

    test('as many as are stored at once, long texts, and a proposal of thousands, are whole', async () => {
      const { rounds } = storage();
      const programme = freshId();
      const groups = Array.from({ length: 600 }, (_, n) => ({
        id: `r1-g${n}`,
        teacher: theo,
        students: five.map((email) => `${n}.${email}`),
      }));
      const long = {
        title: 'é'.repeat(5_000),
        situation: '😀'.repeat(20_000),
        question: '"\\'.repeat(5_000),
      };
      const large = story(
        ['2027-03-01T10:00:00+01:00', { kind: 'proposed', groups }],
        ['2027-03-12T09:00:00+01:00', { kind: 'caseWritten', student: eva, text: long }],
      );
      const many = Array.from({ length: mostRoundFacts - 2 }, (_, n) => said(n + 2));
      expect(await rounds.append(programme, null, [...large, ...many], null)).toBe('stored');
      const found = JSON.stringify(await rounds.facts(programme, 'r1', 0));
      // Compared whole: the difference would fill the screen.
      expect(found === JSON.stringify([...large, ...many])).toBe(true);
    });

    test('can be cleared altogether, and begin again', async () => {
      const [programme, other] = [freshId(), freshId()];
      const { rounds } = storage();
      for (const one of [programme, other]) await rounds.append(one, null, [said(0), said(1)], null);
      await rounds.append(programme, null, [said(0, 'r2')], null);
      const { bookings } = await rounds.heads(programme);
      await rounds.append(programme, null, [inB('r3', { kind: 'slotChosen', slot: 's1' })], bookings);
      expect(await rounds.clear(programme)).toBe(4);
      expect((await rounds.heads(programme)).bookings).toBeNull();
      expect((await rounds.heads(programme)).rounds).toEqual([]);
      expect(await rounds.facts(programme, 'r1', 0)).toEqual([]);
      expect(await rounds.clear(programme)).toBe(0);
      expect(await rounds.append(programme, null, [said(0)], null)).toBe('stored');
      expect((await rounds.heads(other)).rounds).toHaveLength(1);
    });
  });
}
