/** Lists of odd items, as many as a body holds: none keeps the process from others, with a token or without. */
import { activitySchema, inboundOf } from '../../bot/inbound/inbound';
import { aPress } from './guardedBot';

const many = 80_000;
const listOf = (item: unknown): readonly unknown[] => Array.from({ length: many }, () => item);

/** The milliseconds it takes to look at an activity: of three times the shortest. */
const took = (activity: object): number => {
  const body = JSON.stringify(activity);
  const times = [1, 2, 3].map(() => {
    const began = performance.now();
    const { data } = activitySchema.safeParse(JSON.parse(body));
    if (data !== undefined) inboundOf(data);
    return performance.now() - began;
  });
  return Math.min(...times);
};

const pressed = (data: unknown) => aPress({ value: { action: { verb: 'checkIn.record', data } } });

const odd: Readonly<Record<string, object>> = {
  'lists in a list': pressed({ session: listOf([]) }),
  'objects in a list': pressed({ session: listOf({}) }),
  'nothing in a list': pressed({ session: listOf(null) }),
  'fields that are lists': pressed(
    Object.fromEntries(listOf([[]]).map((list, at) => [`k${at % 20_000}`, list])),
  ),
  'new members that are none': aPress({ type: 'conversationUpdate', membersAdded: listOf([]) }),
};

test.each(Object.entries(odd))('%s take no longer than texts in a list', (_name, activity) => {
  const texts = took(pressed({ session: listOf('a') }));
  expect(took(activity)).toBeLessThan(100 + 3 * texts);
});

test('new members that are none are one reason to refuse, not one each', () => {
  const found = activitySchema.safeParse(odd['new members that are none']);
  expect(found.error?.issues.length).toBe(1);
});
