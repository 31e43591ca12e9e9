/**
 * The order of the suites: first those that take long, the longest of them first, most of it waiting for real processes, so
 * that the others are done beside them. Left to itself jest knows of no time in a fresh checkout, and takes the largest files first: the
 * longest suites are among the smallest files, and would run alone at the end.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const long = [
  'simulation/seeds',
  'bot/walk',
  'bot/chaos',
  'cards/hostile',
  'bot/storageAway',
  'bot/restart',
  'bot/awayMemory',
  'bot/intervision',
  'playground/english',
  'bot/watched',
  'playground/round',
  'bot/resting',
  'playground/weeklyCycle',
  'bot/attacker',
  'playground/twoCoordinators',
  'dialogs/hostile',
  'dialogs/access',
  'storage/embedded',
  'storage/azure',
  'export/workbook',
  'simulation/kept',
  'bot/endpoint',
  'bot/cardUpdates',
  'bot/failing',
  'storage/lostReplies',
  'bot/intervisionEnglish',
  'bot/duplicates',
  'bot/intervisionWalk',
  'bot/callersFuzz',
  'bot/files',
  'playground/cardShots',
  'bot/stop',
  'bot/start',
  'examples/start',
].map((name) => `/test/${name}.test.ts`);

/** Its place among the long ones, from 0; after all of them when it is none. */
const placeOf = ({ path }) => {
  const place = long.findIndex((name) => path.replaceAll('\\', '/').endsWith(name));
  return place < 0 ? long.length : place;
};

module.exports = class extends Sequencer {
  sort(tests) {
    return tests.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
};
