/** Every text of people on every card, with everything that people could type. */
import { plainText } from '../../cards/escape';
import { hostileEntries } from '../hostileStrings';
import { cardProblems } from './cardProblems';
import { cardsWith } from './coordinatorCardsWith';
import { harmfulOn } from './harmless';
import { roundSamplesWith } from './roundSamples';
import { studentSamples } from './samples';
import type { PeoplesText } from './samplesData';

const everywhere = (text: string): PeoplesText => ({
  pupil: text,
  name: text,
  school: text,
  room: text,
  programme: text,
  // The files take nothing without an @ for an address.
  address: `${text}@evil.example`,
  step: text,
  note: text,
  typed: text,
});

/** What shows nothing is not stored of a case (`asTyped`). */
const inRounds = (text: string): PeoplesText =>
  plainText(text) === '' ? { ...everywhere(text), school: 'x', note: 'x', step: 'x' } : everywhere(text);

const cardsOf = (text: string) => [
  ...[...studentSamples(everywhere(text)), ...roundSamplesWith(inRounds(text))].map(({ name, render }) => ({
    name,
    render,
  })),
  ...cardsWith(text).map(([name, render]) => ({ name, render })),
];

/** What stands in the data of a button is sent back and shown to nobody: `harmfulOn` looks at the rest. */
const isOfExpressions = (problem: string): boolean => / matches \/\\[$]|\\[{}]/.test(problem);

describe.each(hostileEntries)('%s', (_, text) => {
  test.each(['nl', 'en'] as const)('is text on every card, which stays a card: %s', (language) => {
    const found = cardsOf(text).flatMap(({ name, render }) => {
      const card = render(language);
      const problems = [...harmfulOn(card), ...cardProblems(card).filter((one) => !isOfExpressions(one))];
      return problems.map((problem) => `${name}: ${problem}`);
    });
    expect(found).toEqual([]);
  });
});
