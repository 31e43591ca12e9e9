import * as fc from 'fast-check';
import { allKinds, inSendingOrder, type AnyKind } from '../../bot/programme/plannedMessage';

const sorted = (...kinds: readonly AnyKind[]): readonly AnyKind[] =>
  kinds
    .map((kind) => ({ kind, dueAt: 0 }))
    .toSorted(inSendingOrder)
    .map(({ kind }) => kind);

test.each<[why: string, AnyKind, AnyKind]>([
  ['what is to be done comes after when it is', 'roundInvite', 'roundCase'],
  ['what is off comes before what takes its place', 'roundCancelled', 'roundPoll'],
  ['a question comes before what was set elsewhere', 'roundPoll', 'roundInvite'],
  ['a report is asked before one that is missing', 'roundReport', 'roundReportReminder'],
  ['a session of today comes before one of last week', 'checkIn', 'reminder1'],
  ['what was comes before what is to come', 'reminder2', 'nudge'],
  ['a flag comes before the overview', 'flagRaised', 'digest'],
])('%s', (_, first, second) => {
  expect(sorted(second, first)).toEqual([first, second]);
});

test('what was due first goes first, whatever it is', () => {
  const message = fc.record({ kind: fc.constantFrom(...allKinds), dueAt: fc.nat(3) });
  fc.assert(
    fc.property(fc.array(message), (messages) => {
      const moments = messages.toSorted(inSendingOrder).map(({ dueAt }) => dueAt);
      expect(moments).toEqual(moments.toSorted((a, b) => a - b));
    }),
  );
});
