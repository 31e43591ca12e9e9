/** The built bot in a process of its own, which also tells how much memory it uses. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** Seen from where this file is built to. */
const program = join(__dirname, '..', '..', 'bot', 'index.js');

/** The bot's environment besides what it inherits. */
export type Settings = Readonly<Record<string, string>>;

/** What a process uses, in megabytes. */
export interface Memory {
  /** What the system counts as the process's. */
  readonly held: number;
  /** What is left on the heap when the rubbish is out. */
  readonly needed: number;
}

/** A bot that is ready. */
export interface BotProcess {
  readonly address: string;
  memory(): Promise<Memory>;
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

/** A bot that is loading may let a connection go. */
const isReady = async (address: string): Promise<boolean> =>
  fetch(`${address}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const megabyte = 1024 * 1024;
const bytes = z.object({ held: z.number(), needed: z.number() });

const memoryOf = async (child: ChildProcess): Promise<Memory> => {
  const answer = once(child, 'message');
  child.send('memory');
  const { held, needed } = bytes.parse((await answer)[0]);
  return { held: held / megabyte, needed: needed / megabyte };
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
  while (!(await isReady(address))) {
    if (child.exitCode !== null) throw new Error('the bot ended before it was ready');
    await pause(readyEvery);
  }
  return {
    address,
    memory: () => memoryOf(child),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};
