/** The built bot in a process of its own, which also tells how much memory it uses. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/** Seen from where this file is built to. */
const program = join(__dirname, '..', '..', 'bot', 'index.js');

/** The bot's environment besides what it inherits. */
export type Settings = Readonly<Record<string, string>>;

/** A bot that is ready. */
export interface BotProcess {
  readonly address: string;
  /** Megabytes the process holds. */
  memory(): Promise<number>;
  stop(): Promise<void>;
}

const readyEvery = 5;

const portIn = (line: string): number | null => {
  const found = /"port":(\d+)/.exec(line)?.[1];
  return found === undefined ? null : Number(found);
};

const portOf = async (log: Readable): Promise<number> => {
  const lines: string[] = [];
  for await (const line of createInterface({ input: log })) {
    const port = portIn(line);
    if (port !== null) return port;
    lines.push(line);
  }
  throw new Error(['the bot ended before it listened', ...lines].join('\n'));
};

const isReady = async (address: string): Promise<boolean> => (await fetch(`${address}/readyz`)).ok;

const memoryOf = async (child: ChildProcess): Promise<number> => {
  const answer = once(child, 'message');
  child.send('memory');
  const [bytes] = await answer;
  return Number(bytes) / 1024 / 1024;
};

/** Starts the bot and returns once it is ready. */
export const startBot = async (settings: Settings): Promise<BotProcess> => {
  const child = fork(program, ['bot'], {
    execArgv: ['--require', require.resolve('./tellMemory')],
    env: { ...process.env, PORT: '0', ...settings },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  if (child.stderr === null) throw new Error('the bot has no log');
  const ended = once(child, 'exit');
  const address = `http://127.0.0.1:${await portOf(child.stderr)}`;
  child.stderr.resume();
  while (!(await isReady(address))) await pause(readyEvery);
  return {
    address,
    memory: () => memoryOf(child),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};
