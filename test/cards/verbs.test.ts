/** What the buttons of all cards send: nothing that bot/programme/access.ts does not decide about. */
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import { refreshVerbs } from '../../cards/refresh';
import { nodesOf, ofType, type Node } from './cardProblems';
import { everySample } from './everySample';

const dataOf = (action: Node): Readonly<Record<string, unknown>> =>
  Object.fromEntries(nodesOf(action['data']).flatMap((data) => Object.entries(data)));

const sentBy = everySample.flatMap(({ name, render }) =>
  ['Action.Execute', 'Action.Submit'].flatMap((type) =>
    ofType(render('nl'), type).map((action) => {
      const data = dataOf(action);
      return { name, data, verb: String(type === 'Action.Execute' ? action['verb'] : data['verb']) };
    }),
  ),
);

test('every button of every card sends a verb that has a row', () => {
  expect(sentBy.length).toBeGreaterThan(100);
  expect(sentBy.filter(({ verb }) => !isVerb(verb))).toEqual([]);
});

test('a button that names a session, a flag, a pupil or a round names the programme too: codes, days and weeks are the same in others', () => {
  const naming = sentBy.filter(
    ({ verb, data }) =>
      'session' in data ||
      'flag' in data ||
      'round' in data ||
      'group' in data ||
      (verb === 'checkIn.corrections' && 'pupil' in data),
  );
  expect(naming.length).toBeGreaterThan(100);
  expect(naming.filter(({ data }) => !('programme' in data))).toEqual([]);
});

test('and every verb is on a card, or draws one anew', () => {
  const sent = new Set([...sentBy.map(({ verb }) => verb), ...refreshVerbs]);
  expect(Object.keys(verbThings).filter((verb) => !sent.has(verb))).toEqual([]);
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
