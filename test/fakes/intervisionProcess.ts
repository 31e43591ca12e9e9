/**
 * Started as a process by test/intervision/solvingThread.test.ts, for threads only begin from built files: forms groups
 * of what stands on standard input, and prints them with the milliseconds that took, and the longest that other work
 * waited, as a share of that time.
 */
import { text } from 'node:stream/consumers';
import { intervisionWith } from '../../bot/intervision/intervision';
import { inThread } from '../../bot/intervision/solvingThread';

const every = 5;

/** What some work gave and took. */
interface Watched<T> {
  readonly done: T;
  /** In milliseconds. */
  readonly took: number;
  /** The longest time without a turn for others, out of all its time. */
  readonly waited: number;
}

const watched = async <T>(work: () => Promise<T>): Promise<Watched<T>> => {
  const start = performance.now();
  let last = start;
  let longest = 0;
  const turn = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const others = setInterval(turn, every);
  const done = await work();
  turn();
  clearInterval(others);
  const took = performance.now() - start;
  return { done, took, waited: longest / took };
};

const main = async (): Promise<void> => {
  const intervision = intervisionWith(inThread);
  const wanted: Parameters<typeof intervision.formGroups>[0] = JSON.parse(await text(process.stdin));
  const { done: proposal, took, waited } = await watched(() => intervision.formGroups(wanted));
  const chosen = await intervision.chooseSlots({ groups: [], appointments: new Map() });
  const broken = await intervision
    .formGroups(JSON.parse('{"students": null}'))
    .then(() => 'answered')
    .catch(() => 'rejected');
  process.stdout.write(JSON.stringify({ proposal, chosen, broken, took, waited }));
};

void main();
