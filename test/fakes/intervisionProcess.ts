/**
 * Started as a process by test/intervision/solvingThread.test.ts, for threads only begin from built files: forms groups
 * of what stands on standard input, and prints them with how often other work got its turn meanwhile.
 */
import { text } from 'node:stream/consumers';
import { intervisionWith } from '../../bot/intervision/intervision';
import { inThread } from '../../bot/intervision/solvingThread';

const every = 5;

const main = async (): Promise<void> => {
  const intervision = intervisionWith(inThread);
  const wanted: Parameters<typeof intervision.formGroups>[0] = JSON.parse(await text(process.stdin));
  let turns = 0;
  const others = setInterval(() => (turns += 1), every);
  const [proposal, again] = await Promise.all([
    intervision.formGroups(wanted),
    intervision.formGroups(wanted),
  ]);
  clearInterval(others);
  const chosen = await intervision.chooseSlots({ groups: [], appointments: new Map() });
  const broken = await intervision
    .formGroups(JSON.parse('{"students": null}'))
    .then(() => 'answered')
    .catch(() => 'rejected');
  process.stdout.write(JSON.stringify({ proposal, again, chosen, broken, turns }));
};

void main();
