/** What the card of a flag says of itself, to see whether drawing it anew would change anything. */
import { deliveredFlag } from '../../../dialogs/flags/delivered';
import { anAnswer } from '../../builders';
import { someFlagView, takenUpFlag } from '../../cards/coordinatorFlagViews';

const facts = [anAnswer('2027-03-02'), anAnswer('2027-03-09')];
const sent = deliveredFlag(someFlagView, 'raised', facts)('nl');

test('as it was sent and as it is drawn anew it shows the same, and says something else', () => {
  const drawn = deliveredFlag(someFlagView, 'asked', facts)('nl');
  expect(drawn.shows).toBe(sent.shows);
  expect(sent.shows).toMatch(/^[0-9a-f]{16}$/);
  expect(drawn.content).not.toEqual(sent.content);
});

test.each([
  ['the flag was taken up', deliveredFlag({ ...someFlagView, flag: takenUpFlag }, 'asked', facts)('nl')],
  ['its reader reads another language', deliveredFlag(someFlagView, 'asked', facts)('en')],
  // Whoever stored it may see the answer to that in the place of the card.
  [
    'something is stored that does not show',
    deliveredFlag(someFlagView, 'asked', [...facts, anAnswer('2027-03-16')])('nl'),
  ],
])('shows something else once %s', (_, drawn) => {
  expect(drawn.shows).not.toBe(sent.shows);
});
