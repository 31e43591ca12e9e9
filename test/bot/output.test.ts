import { spawn, spawnSync } from 'node:child_process';
import { existsSync, openSync } from 'node:fs';
import { join } from 'node:path';

const program = join(__dirname, '../../dist/bot/index.js');

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs the tool with its output into a file, or into a reader that is gone before anything comes. */
const versionInto = (output: number | 'gone'): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [program, '--version'], {
      stdio: ['ignore', output === 'gone' ? 'pipe' : output, 'pipe'],
    });
    child.stdout?.destroy();
    let said = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('close', (code) => resolve({ code, said }));
  });

const full = '/dev/full';

(existsSync(full) ? test : test.skip)(
  'output that cannot be written is a failure, and says why',
  async () => {
    expect(await versionInto(openSync(full, 'w'))).toEqual({
      code: 1,
      said: expect.stringMatching(/^output cannot be written: ENOSPC\n$/),
    });
  },
);

/** Runs the tool where a value of the environment is wrong. */
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [program, ...args], { env: { PORT: 'abc' }, encoding: 'utf8' });

test('a wrong value of the environment hides neither help nor wrong usage, and is told by doctor', () => {
  expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage'), stderr: '' });
  expect(run('frobnicate')).toMatchObject({ status: 2 });
  expect(run('programmes')).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^PORT: found "abc".*\n$/),
  });
  expect(JSON.parse(run('doctor', '--json').stdout)).toMatchObject([{ check: 'configuration' }, {}]);
});

test('whoever reads what goes wrong may stop reading, and the work goes on', async () => {
  const child = spawn(process.execPath, [program, 'frobnicate'], { stdio: ['ignore', 'ignore', 'pipe'] });
  child.stderr.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect(code).toBe(2);
});

test('whoever reads may stop reading', async () => {
  expect(await versionInto('gone')).toEqual({ code: 0, said: '' });
});
