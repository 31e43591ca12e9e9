/** Every sample of every card: what tests go through and pictures are drawn of. */
import { coordinatorSamples } from './coordinatorSamples';
import { correctionCardsWith } from './correctionSamples';
import { exportSamples } from './exportSamples';
import { roundSamples } from './roundSamples';
import { samples, type Sample } from './samples';

/** Cards of intervision that look like others and say another sentence: tested with all of them, not drawn. */
const inWordsOnly =
  /^round (?:notice (?!passed)|proposal (?:again|moved out|no )|group (?:same|taken|teacher busy|same teacher|lapsed)|status same|ended round|form with other)/;

/** Of students, coordinators, corrections, files and intervision, each under a name of its own. */
export const everySample: readonly Sample[] = [
  ...samples,
  ...coordinatorSamples,
  ...correctionCardsWith(null),
  ...exportSamples,
  ...roundSamples.filter(({ name }) => !inWordsOnly.test(name)),
];
