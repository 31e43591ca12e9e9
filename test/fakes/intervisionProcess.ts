/**
 * Started as a process by test/intervision/solvingThread.test.ts, for threads only begin from built files: forms groups
 * of what stands on standard input, and prints them with the turns that other work had meanwhile.
 */
import { text } from 'node:stream/consumers';
import { intervisionWith } from '../../bot/intervision/intervision';
import { inThread } from '../../bot/intervision/solvingThread';

const every = 5;

/** What some work gave, and the turns that others had until it was done. */
const watched = async <T>(work: () => Promise<T>): Promise<{ readonly done: T; readonly turns: number }> => {
  let turns = 0;
  const others = setInterval(() => (turns += 1), every);
  const done = await work();
  clearInterval(others);
  return { done, turns };
};

const main = async (): Promise<void> => {
  const intervision = intervisionWith(inThread);
  const wanted: Parameters<typeof intervision.formGroups>[0] = JSON.parse(await text(process.stdin));
  const { done: proposal, turns } = await watched(() => intervision.formGroups(wanted));
  const chosen = await intervision.chooseSlots({ groups: [], appointments: new Map() });
  const broken = await intervision
    .formGroups(JSON.parse('{"students": null}'))
    .then(() => 'answered')
    .catch(() => 'rejected');
  process.stdout.write(JSON.stringify({ proposal, chosen, broken, turns }));
};

void main();
