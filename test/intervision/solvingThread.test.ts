import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { formGroups } from '../../bot/intervision/formGroups';
import { openSolver } from '../../bot/intervision/solver';
import { students, wantedOf } from './students';

const program = join(process.cwd(), 'dist', 'test', 'fakes', 'intervisionProcess.js');

const schools = ['jdw', 'zwc', 'hav'];

test('for a thousand students a thread gives what the solver gives here in time, others go on meanwhile, and what breaks it is told', async () => {
  const wanted = wantedOf({
    students: students(1000, (index) => ({
      university: index % 3 === 0 ? 'hhs' : 'leiden',
      pupils: [{ school: schools[index % 3] ?? '', class: `3${index % 13}` }],
    })),
  });
  const began = performance.now();
  const { stdout, stderr } = spawnSync(process.execPath, [program], {
    input: JSON.stringify(wanted),
    encoding: 'utf8',
  });
  const took = performance.now() - began;
  expect(stderr).toBe('');
  const told: unknown = JSON.parse(stdout);
  const expected = formGroups(wanted, await openSolver());
  expect(told).toMatchObject({ proposal: expected, chosen: [], broken: 'rejected' });
  // Ten seconds are promised; a process starts in them too, on a machine that may be crowded.
  expect(took).toBeLessThan(20_000);
  // On the bot's own thread others wait for nearly all of it.
  expect(Number(Object(told).waited)).toBeLessThan(0.4);
});
