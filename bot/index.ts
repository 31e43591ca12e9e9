#!/usr/bin/env node
/**
 * The entry: the only file that reads the environment, the clock and chance. What a command needs is loaded once it is
 * known which: the tool would else wait most of a second for the libraries of the bot.
 */
import { randomUUID } from 'node:crypto';
import { readConfig, type ConfigResult } from './config';
import { withoutSecrets } from './log';
import { codeOf, failureLine, Mendable } from './programme/failure';
import type { World } from './world';

/** Resolves when the stream has taken the text. */
const writeTo =
  (stream: NodeJS.WriteStream) =>
  (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const ended = (cause: unknown): void => {
        if (cause) reject(new Mendable(`output cannot be written: ${codeOf(cause)}`, { cause }));
        else resolve();
      };
      stream.write(text, ended);
    });

const startedAt = Date.now() - performance.now();

/** Not the one of node:timers/promises: that makes an error, with its stack, for every wait that is cut short. */
const sleep: World['timer']['sleep'] = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(waiting);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const waiting = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });

const world: World = {
  wall: { now: () => Date.now() },
  machine: { now: () => Math.floor(startedAt + performance.now()) },
  random: { uuid: () => randomUUID(), fraction: () => Math.random() },
  timer: { sleep },
  out: writeTo(process.stdout),
  // What cannot be told there can be told nowhere, and what is in hand goes on.
  err: (text) => writeTo(process.stderr)(text).catch(() => undefined),
};

const refuse = async (problems: readonly string[]): Promise<number> => {
  await world.err(problems.map((problem) => `${problem}\n`).join(''));
  return 1;
};

const runBot = async (read: ConfigResult, options: readonly string[]): Promise<number> => {
  const { botProblems } = read.ok ? read.config : read;
  const problems = [...(read.ok ? [] : read.problems), ...botProblems];
  if (!read.ok || problems.length > 0) return refuse(problems);
  const { startBot } = await import('./startBot.js');
  return startBot(read.config, world, options.includes('--resume-clock'));
};

/** `bot [--resume-clock]` runs the bot; everything else is a command of the operator's tool. */
const main = async (read: ConfigResult, args: readonly string[]): Promise<number> => {
  const [command, ...options] = args;
  if (command === 'bot') return runBot(read, options);
  const { runTool } = await import('./runTool.js');
  return runTool(read, world, args);
};

/** Whoever reads our output may stop reading: that is no fault. What else keeps it from being written is told by the write. */
process.stdout.on('error', (error) => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0);
});

process.stderr.on('error', () => undefined);

const result = readConfig(process.env);

main(result, process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    // What can be mended says so itself; the text of anything else may quote a secret, or somebody's name.
    const advice =
      error instanceof Mendable ? '' : '; what it stands on is checked by: npx mentormaat doctor';
    const said = withoutSecrets(failureLine(error), result.ok ? result.config.secrets : []);
    process.stderr.write(`${said}${advice}\n`);
    process.exit(1);
  },
);
