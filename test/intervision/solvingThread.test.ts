import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { formGroups } from '../../bot/intervision/formGroups';
import { openSolver } from '../../bot/intervision/solver';
import { students, wantedOf } from './students';

const program = join(process.cwd(), 'dist', 'test', 'fakes', 'intervisionProcess.js');

const schools = ['jdw', 'zwc', 'hav'];

const pupilOf = (index: number) => ({ school: schools[index % 3] ?? '', class: `3${index % 13}` });

/** Ten seconds are promised for a thousand students. */
const promised = 10_000;

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
  'for a thousand students, %s, a thread gives what the solver gives here in time, others go on meanwhile, and what breaks it is told',
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
    const { took, waited } = Object(told);
    // Of the formation as the bot has it done, from the question to the answer; the process that asks is not in it.
    expect(Number(took)).toBeLessThan(promised);
    // On the bot's own thread others wait for nearly all of it.
    expect(Number(waited)).toBeLessThan(0.4);
  },
);
