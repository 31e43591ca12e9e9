import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { parts } from './seeds';

const program = join(process.cwd(), 'dist', 'test', 'simulation', 'run.js');

/** What a part of the seeds says went wrong; null when nothing did. */
const play = async (part: number): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(process.execPath, [program, String(part)], { maxBuffer: 1 << 28 }, (error, _out, story) => {
      resolve(error === null ? null : `${error.code ?? error.signal}: ${story}`);
    });
  });

test.concurrent.each(Array.from({ length: parts }, (_, part) => part))(
  'nothing is lost or doubled, whatever goes wrong (part %i)',
  async (part) => {
    expect(await play(part)).toBeNull();
  },
  3_600_000,
);
