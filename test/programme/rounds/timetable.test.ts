/** What was worked out before is not worked out again, and is what it would be. */
import * as fc from 'fast-check';
import type { Directory } from '../../../bot/programme/directory';
import { bringersOf } from '../../../bot/programme/rounds/bringers';
import { booksOf } from '../../../bot/programme/rounds/book';
import type { RoundFact } from '../../../bot/programme/rounds/facts';
import type { RoundMessage } from '../../../bot/programme/rounds/planning';
import { roundSource, roundTimetable, timetablesOf } from '../../../bot/programme/rounds/timetable';
import { someFacts, someTown } from './generated';
import { announced, bas, five, hanneke, story, theo, town, weekly, type Told } from './story';

/** The timetable of a bot that has looked after each fact. */
const asAdded = (directory: Directory, facts: readonly RoundFact[]): readonly RoundMessage[] => {
  const [books, timetables] = [booksOf(directory), timetablesOf(directory)];
  const factsOf = new Map<string, readonly RoundFact[]>();
  let messages: readonly RoundMessage[] = [];
  for (const fact of facts) {
    factsOf.set(fact.round, [...(factsOf.get(fact.round) ?? []), fact]);
    const book = books(factsOf);
    messages = timetables({ directory, book, bringers: bringersOf(directory, book) }).between(0, Infinity);
  }
  return messages;
};

const atOnce = (directory: Directory, facts: readonly RoundFact[]): readonly RoundMessage[] =>
  roundTimetable(roundSource(directory, facts)).between(0, Infinity);

test('whoever looks after each fact has the timetable of who looks after the last', () => {
  fc.assert(
    fc.property(someTown, someFacts, (directory, facts) => {
      if (facts.length > 0) expect(asAdded(directory, facts)).toEqual(atOnce(directory, facts));
    }),
    { numRuns: 40 },
  );
});

test('also where one week is called off at night, and another is the first that the invitation for all weeks shows', () => {
  const directory = town({ start: '2027-03-08', groups: [weekly()] });
  const evening = '2027-03-02T20:00:00+01:00';
  const given = { kind: 'handedOver', group: 'A', teacher: hanneke, from: theo } as const;
  // Else who brings the case would change with it.
  const turn = { kind: 'caseAssigned', group: 'A', student: bas, members: five } as const;
  const off = { kind: 'groupCancelled', group: 'A' } as const;
  const facts = story(
    ...announced('2027-03-09', '2027-03-16').map(([, step, by = 'bot', round = '']): Told => [
      evening,
      step,
      by,
      round,
    ]),
    ['2027-03-02T20:30:00+01:00', given, theo, '2027-W11'],
    ['2027-03-02T20:30:00+01:00', turn, 'bot', '2027-W11'],
    ['2027-03-02T20:40:00+01:00', off, theo, '2027-W10'],
  );
  expect(asAdded(directory, facts)).toEqual(atOnce(directory, facts));
});
