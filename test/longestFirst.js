/**
 * The order of the suites: first those that take long, most of it waiting for real processes, so that the others are
 * done beside them. Left to itself jest knows of no time in a fresh checkout, and takes the largest files first: the
 * longest suites are among the smallest files, and would run alone at the end.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const long = [
  'simulation/seeds',
  'bot/chaos',
  'bot/walk',
  'bot/awayMemory',
  'bot/storageAway',
  'bot/restart',
  'bot/stop',
  'playground/english',
  'playground/weeklyCycle',
  'playground/round',
  'playground/twoCoordinators',
  'examples/start',
  'storage/azure',
].map((name) => `/test/${name}.test.ts`);

const isLong = ({ path }) => long.some((name) => path.replaceAll('\\', '/').endsWith(name));

module.exports = class extends Sequencer {
  sort(tests) {
    return tests.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
};
