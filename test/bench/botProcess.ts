/** The built bot in a process of its own, which also tells how much memory and processor time it uses. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

/** Seen from where this file is built to. */
const program = join(__dirname, '..', '..', 'bot', 'index.js');
const manifest = join(__dirname, '..', '..', '..', 'package.json');

const started = z.object({ scripts: z.object({ bot: z.string() }) });

/** The options that `npm run bot` gives Node. */
const nodeOptions = (): readonly string[] =>
  started
    .parse(JSON.parse(readFileSync(manifest, 'utf8')))
    .scripts.bot.split(' ')
    .filter((word) => word.startsWith('--'));

/** The bot's environment besides what it inherits. */
export type Settings = Readonly<Record<string, string>>;

/** What a process uses; memory in megabytes. */
interface Uses {
  /** What the system counts as the process's. */
  readonly held: number;
  /** What is left on the heap when the rubbish is out. */
  readonly needed: number;
  /** Processor time since its start, in milliseconds. */
  readonly processor: number;
}

/** A bot that is ready. */
export interface BotProcess {
  readonly address: string;
  uses(): Promise<Uses>;
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
const told = z.object({ held: z.number(), needed: z.number(), processor: z.number() });

const usesOf = async (child: ChildProcess): Promise<Uses> => {
  const answer = once(child, 'message');
  child.send('uses');
  const { held, needed, processor } = told.parse((await answer)[0]);
  return { held: held / megabyte, needed: needed / megabyte, processor };
};

/** Starts the bot as `npm run bot` does, and returns once it is ready. */
export const startBot = async (settings: Settings): Promise<BotProcess> => {
  const child = fork(program, ['bot'], {
    execArgv: [...nodeOptions(), '--require', require.resolve('./tellUses')],
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
    uses: () => usesOf(child),
    stop: async () => {
      child.kill();
      await ended;
    },
  };
};
