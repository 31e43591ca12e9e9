import { spawn, type ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

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
  /** Resolves when its process has ended, whatever the cause. */
  readonly ended: Promise<unknown>;
  stop(): Promise<unknown>;
}

const readyEvery = 100;

/**
 * Imports a programme folder; a second time changes nothing. Returns where the embedded storage is kept,
 * null with another storage. What the import says is shown when it fails.
 */
export async function importProgramme(root: string, folder: string): Promise<string | null> {
  const heard: string[] = [];
  let dataDir: string | null = null;
  const run = runProgram(root, ['import', folder], (text, line) => {
    if (line === null) heard.push(text);
    dataDir ??= line?.directory ?? null;
  });
  if ((await run.ended) !== 0)
    throw new Error([...heard, 'the sample programme could not be imported'].join('\n'));
  return dataDir;
}

/** Starts the bot where its clock stood, and returns once it is ready. Its log goes to a stream, warnings here too. */
export async function startBot(root: string, logTo: Writable): Promise<Bot> {
  const said = new EventEmitter();
  const run = runProgram(root, ['bot', '--resume-clock'], (text, line) => {
    logTo.write(`${text}\n`);
    if (line === null || isWarning(line)) process.stderr.write(`${text}\n`);
    if (line?.port !== undefined) said.emit('port', line.port);
  });
  const ended = run.ended.then(() => null);
  const address = await Promise.race([readyAddress(said), ended]);
  if (address === null) throw new Error('the bot did not start');
  const stop = async (): Promise<unknown> => {
    run.process.kill('SIGTERM');
    return ended;
  };
  return { address, ended, stop };
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
