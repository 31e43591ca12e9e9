/** What the buttons of all cards send: nothing that bot/programme/access.ts does not decide about. */
import { isVerb, verbThings } from '../../bot/programme/access';
import { ofType } from './cardProblems';
import { everySample } from './everySample';

const sentBy = everySample.flatMap(({ name, render }) =>
  ['Action.Execute', 'Action.Submit'].flatMap((type) =>
    ofType(render('nl'), type).map((action) => {
      const data: unknown = action['data'];
      const inData: unknown =
        typeof data === 'object' && data !== null
          ? Object.entries(data).find(([key]) => key === 'verb')?.[1]
          : null;
      return { name, verb: String(type === 'Action.Execute' ? action['verb'] : inData) };
    }),
  ),
);

test('every button of every card sends a verb that has a row', () => {
  expect(sentBy.length).toBeGreaterThan(100);
  expect(sentBy.filter(({ verb }) => !isVerb(verb))).toEqual([]);
});

/** Theirs come with the cards of intervision. */
const isOfRounds = (verb: string): boolean => verb.startsWith('round.');

test('and every verb is on a card', () => {
  const sent = new Set(sentBy.map(({ verb }) => verb));
  expect(Object.keys(verbThings).filter((verb) => !sent.has(verb) && !isOfRounds(verb))).toEqual([]);
});

test.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '',
  'CheckIn.record',
  'checkIn.record ',
])('%j is no verb', (text) => {
  expect(isVerb(text)).toBe(false);
});
