import { spawn } from 'node:child_process';
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
      said: expect.stringMatching(/^ENOSPC: no space left on device.*\n$/),
    });
  },
);

test('whoever reads may stop reading', async () => {
  expect(await versionInto('gone')).toEqual({ code: 0, said: '' });
});
