/** Every sample of every card: what tests go through and pictures are drawn of. */
import { coordinatorSamples } from './coordinatorSamples';
import { correctionCardsWith } from './correctionSamples';
import { exportSamples } from './exportSamples';
import { roundSamples } from './roundSamples';
import { samples, type Sample } from './samples';

/** Of students, coordinators, corrections, files and intervision, each under a name of its own. */
export const everySample: readonly Sample[] = [
  ...samples,
  ...coordinatorSamples,
  ...correctionCardsWith(null),
  ...exportSamples,
  ...roundSamples,
];
