import { array, assert, constantFrom, property, record, uniqueArray } from 'fast-check';
import type { Delivered } from '../../bot/ports/calendar';
import { named, revise, type NamedEntry } from '../../bot/calendar/revisions';

const day = 86_400_000;
const entry = (id: string, changes: Partial<NamedEntry> = {}): NamedEntry =>
  named('hmp', {
    kind: 'session',
    id,
    start: 10 * day,
    end: 10 * day + 1,
    school: 'School',
    room: null,
    isCancelled: false,
    ...changes,
  });

const after = (steps: readonly (readonly NamedEntry[])[]) => {
  let delivered: readonly Delivered[] = [];
  let last = revise([], [], 0);
  for (const [index, entries] of steps.entries()) {
    last = revise(entries, delivered, index);
    ({ delivered } = last);
  }
  return last;
};

test('what did not change keeps its number, what changed gets a higher one under the same id', () => {
  const [a, b] = [entry('a'), entry('b')];
  const { entries, isNew } = after([
    [a, b],
    [a, entry('b', { start: 11 * day, end: 12 * day })],
    [a, b],
  ]);
  expect(isNew).toBe(true);
  expect(entries.map(({ uid, sequence, changedAt }) => [uid, sequence, changedAt])).toEqual(
    expect.arrayContaining([
      [a.uid, 0, 0],
      [b.uid, 2, 2],
    ]),
  );
  expect(
    after([
      [a, b],
      [b, a],
    ]).isNew,
  ).toBe(false);
});

test('room, school and cancelling are changes', () => {
  for (const change of [{ room: '2' }, { school: 'Other' }, { isCancelled: true }]) {
    expect(after([[entry('a')], [entry('a', change)]]).entries).toMatchObject([{ sequence: 1, ...change }]);
  }
});

test('what vanished is cancelled at its time, once; what comes back is there again', () => {
  const gone = after([[entry('a')], [], []]);
  expect(gone.isNew).toBe(false);
  expect(gone.entries).toMatchObject([{ isCancelled: true, start: 10 * day, sequence: 1, changedAt: 1 }]);
  expect(after([[entry('a')], [], [entry('a')]]).entries).toMatchObject([
    { isCancelled: false, sequence: 2 },
  ]);
});

test('what vanished is forgotten two months after it would have ended', () => {
  const { delivered } = after([[entry('a')], []]);
  expect(revise([], delivered, 70 * day).delivered).toHaveLength(1);
  const later = revise([], delivered, 71 * day);
  expect([later.delivered, later.isNew]).toEqual([[], true]);
});

test('the same session in two programmes has two ids', () => {
  expect(named('hmp', entry('a')).uid).not.toBe(named('hmp-2', entry('a')).uid);
});

test('numbers never fall and grow with every change that a reader could see', () => {
  const state = record({ id: constantFrom('a', 'b', 'c'), room: constantFrom('1', '2') });
  assert(
    property(array(uniqueArray(state, { selector: ({ id }) => id }), { maxLength: 8 }), (steps) => {
      let delivered: readonly Delivered[] = [];
      const seen = new Map<string, string>();
      const numbers = new Map<string, number>();
      for (const [index, step] of steps.entries()) {
        const revision = revise(
          step.map(({ id, room }) => entry(id, { room })),
          delivered,
          index,
        );
        ({ delivered } = revision);
        for (const { uid, sequence, room, isCancelled } of revision.entries) {
          const shown = JSON.stringify([room, isCancelled]);
          const before = numbers.get(uid);
          if (before !== undefined) expect(sequence - before).toBe(seen.get(uid) === shown ? 0 : 1);
          numbers.set(uid, sequence);
          seen.set(uid, shown);
        }
      }
    }),
  );
});
