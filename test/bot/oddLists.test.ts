/** Lists of odd items, as many as a body holds: none keeps the process from others, with a token or without. */
import { z } from 'zod';
import { activitySchema, inboundOf } from '../../bot/inbound/inbound';
import { aPress } from './guardedBot';

const listOf = (many: number, item: unknown): readonly unknown[] => Array.from({ length: many }, () => item);

const look = (body: unknown): void => {
  const { data, error } = activitySchema.safeParse(body);
  // The parser puts off what nobody reads.
  if (error !== undefined) expect(error.issues).not.toEqual([]);
  else inboundOf(data, { cameAt: 0, saidAt: 0 });
};

/**
 * How many faults the parser forms while an activity is looked at: forming one takes many times as long as reading the
 * item that it is about.
 */
const faultsFormed = (activity: object): number => {
  let faults = 0;
  const customError = (): undefined => {
    faults += 1;
  };
  z.config({ customError });
  look(activity);
  z.config({ customError: undefined });
  return faults;
};

const pressed = (data: unknown) => aPress({ value: { action: { verb: 'checkIn.record', data } } });
const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, [[]]]));

const odd: Readonly<Record<string, object>> = {
  'lists in a list': pressed({ session: listOf(80_000, []) }),
  'objects in a list': pressed({ session: listOf(80_000, {}) }),
  'nothing in a list': pressed({ session: listOf(50_000, null) }),
  'fields that are lists': pressed(fields),
  'new members that are none': aPress({ type: 'conversationUpdate', membersAdded: listOf(80_000, []) }),
};

test('a fault is counted where there is one', () => {
  expect(faultsFormed(aPress({ type: 5, channelId: null }))).toBe(2);
});

test.each(Object.entries(odd))('%s are looked at without a fault for each', (_name, activity) => {
  expect(faultsFormed(activity)).toBeLessThanOrEqual(1);
});
