import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { formGroups } from '../../bot/intervision/formGroups';
import { openSolver } from '../../bot/intervision/solver';
import { students, wantedOf } from './students';

const program = join(process.cwd(), 'dist', 'test', 'fakes', 'intervisionProcess.js');

const schools = ['jdw', 'zwc', 'hav'];

const pupilOf = (index: number) => ({ school: schools[index % 3] ?? '', class: `3${index % 13}` });

/** On the bot's own thread others would have a few; in a thread beside it they have hundreds. */
const someTurns = 20;

test.each([
  ['each with a pupil', (index: number) => [pupilOf(index)]],
  [
    'a third of them with two pupils',
    (index: number) => [
      pupilOf(index),
      ...(index % 3 === 1 ? [pupilOf(index * 7 + Math.floor(index / 3))] : []),
    ],
  ],
])(
  'for a thousand students, %s, a thread gives what the solver gives here, others go on meanwhile, and what breaks it is told',
  async (_, pupilsOf) => {
    const wanted = wantedOf({
      students: students(1000, (index) => ({
        university: index % 3 === 0 ? 'hhs' : 'leiden',
        pupils: pupilsOf(index),
      })),
    });
    const { stdout, stderr } = spawnSync(process.execPath, [program], {
      input: JSON.stringify(wanted),
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const told: unknown = JSON.parse(stdout);
    const expected = formGroups(wanted, await openSolver());
    expect(told).toMatchObject({ proposal: expected, chosen: [], broken: 'rejected' });
    expect(Number(Object(told).turns)).toBeGreaterThan(someTurns);
  },
);
