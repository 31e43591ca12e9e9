import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough, type Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Part } from './part';

/** A line of the bot's log, as far as the demo looks at it. */
const logLine = z.object({
  level: z.union([z.number(), z.string()]),
  /** Where it listens. */
  port: z.number().optional(),
  /** Where the embedded storage keeps its data: DATA_DIR in full. */
  directory: z.string().optional(),
});

type LogLine = z.infer<typeof logLine>;

/** The running bot. */
export interface Bot {
  /** `http://host:port`. */
  readonly address: string;
  /** Where the embedded storage is kept, null with another storage. */
  readonly dataDir: string | null;
  /** Everything it says, from its start on. */
  readonly log: Readable;
  /** Resolves when its process has ended, whatever the cause. */
  readonly ended: Promise<unknown>;
}

const readyEvery = 100;

/** Imports a programme folder; a second time changes nothing. Fails with what the import says. */
export async function importProgramme(
  root: string,
  folder: string,
  onStart: (part: Part) => void,
): Promise<void> {
  const heard: string[] = [];
  const run = runProgram(root, ['import', folder], (text, line) => {
    if (line === null) heard.push(text);
  });
  onStart({ stop: async () => stop(run) });
  if ((await run.ended) === 0) return;
  throw new Error([...heard, 'the sample programme could not be imported'].join('\n'));
}

/** Starts the bot where its clock stood, and returns once it is ready. Warnings are shown as they come. */
export async function startBot(root: string, onStart: (part: Part) => void): Promise<Bot> {
  const said = new EventEmitter();
  const log = new PassThrough();
  let dataDir: string | null = null;
  const run = runProgram(root, ['bot', '--resume-clock'], (text, line) => {
    log.write(`${text}\n`);
    if (line === null || isWarning(line)) process.stderr.write(`${text}\n`);
    dataDir ??= line?.directory ?? null;
    if (line?.port !== undefined) said.emit('port', line.port);
  });
  onStart({ stop: async () => stop(run) });
  const ended = run.ended.then(() => null);
  const address = await Promise.race([readyAddress(said), ended]);
  if (address === null)
    throw new Error('the bot did not start; another port for it is set as in: PORT=4000 npm start');
  return { address, dataDir, log, ended };
}

async function stop(run: Run): Promise<unknown> {
  run.process.kill('SIGTERM');
  return run.ended;
}

/** The address named by the first port in the log, once the bot is ready to work there. */
async function readyAddress(said: EventEmitter): Promise<string> {
  const [port]: unknown[] = await once(said, 'port');
  const address = `http://127.0.0.1:${String(port)}`;
  while (!(await isReady(address))) await pause(readyEvery);
  return address;
}

interface Run {
  readonly process: ChildProcess;
  /** Exit code, null when a signal ended it. */
  readonly ended: Promise<number | null>;
}

/** Runs a command of the built program in the demo's environment; `hear` gets every line, parsed if it is of the log. */
function runProgram(
  root: string,
  command: readonly string[],
  hear: (text: string, line: LogLine | null) => void,
): Run {
  const options = [`--env-file=${join(root, 'examples', 'demo.env')}`, join(root, 'dist', 'bot', 'index.js')];
  const child = spawn(process.execPath, [...options, ...command], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const input of [child.stdout, child.stderr]) {
    createInterface({ input }).on('line', (text) => hear(text, parsed(text)));
  }
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return { process: child, ended };
}

async function isReady(address: string): Promise<boolean> {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

function parsed(text: string): LogLine | null {
  try {
    return logLine.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** Whether people should see the line though nobody asked for logs. As a number 40 is a warning. */
const isWarning = ({ level }: LogLine): boolean =>
  typeof level === 'number' ? level >= 40 : ['warn', 'error', 'fatal'].includes(level);
