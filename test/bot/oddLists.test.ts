/** Lists of odd items, as many as a body holds: none keeps the process from others, with a token or without. */
import { activitySchema, inboundOf } from '../../bot/inbound/inbound';
import { aPress } from './guardedBot';

const listOf = (many: number, item: unknown): readonly unknown[] => Array.from({ length: many }, () => item);

const took = (act: () => unknown): number => {
  const began = performance.now();
  act();
  return performance.now() - began;
};

const look = (body: unknown): void => {
  const { data } = activitySchema.safeParse(body);
  if (data !== undefined) inboundOf(data, { cameAt: 0, saidAt: 0 });
};

/** How many times as long looking at an activity takes as reading its text: of several times the least. */
const timesReading = (activity: object): number => {
  const text = JSON.stringify(activity);
  JSON.parse(text);
  const times = Array.from({ length: 9 }, () => {
    const reading = took(() => JSON.parse(text));
    const body: unknown = JSON.parse(text);
    return took(() => look(body)) / reading;
  });
  return Math.min(...times);
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

/** Complaining of each odd item took 33 to 120 times as long as reading it; this takes less than once, on a busy machine eight times. */
const asFast = 20;

test.each(Object.entries(odd))('%s are looked at about as fast as they are read', (_name, activity) => {
  look(activity);
  expect(timesReading(activity)).toBeLessThan(asFast);
});

test('new members that are none are one reason to refuse, not one each', () => {
  const found = activitySchema.safeParse(odd['new members that are none']);
  expect(found.error?.issues.length).toBe(1);
});
