/** A Teams that limits, in a process of its own so that it counts on time: see limitedTeams.ts. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Arrival } from './limitedTeams';

/** A Teams that takes messages. */
export interface TeamsProcess {
  readonly serviceUrl: string;
  /** What arrived, once so many requests have; throws when nothing more comes. */
  arrivals(count: number): Promise<readonly Arrival[]>;
  stop(): void;
}

const lookEvery = 100;
/** Milliseconds without a message after which no more is expected. */
const silence = 60_000;

const answerOf = async (child: ChildProcess, question: string): Promise<unknown> => {
  const answer = once(child, 'message');
  child.send(question);
  return (await answer)[0];
};

const isArrival = (value: unknown): value is Arrival =>
  typeof value === 'object' && value !== null && 'conversation' in value;

const waitFor = async (child: ChildProcess, count: number): Promise<void> => {
  let seen = 0;
  let seenAt = performance.now();
  while (seen < count) {
    await pause(lookEvery);
    const now = Number(await answerOf(child, 'count'));
    if (now > seen) seenAt = performance.now();
    seen = now;
    if (performance.now() - seenAt > silence) throw new Error(`${seen} of ${count} messages arrived`);
  }
};

/** Starts a Teams that takes so many messages a second and tenant. */
export const startTeams = async (perSecond: number): Promise<TeamsProcess> => {
  const child = fork(join(__dirname, 'limitedTeams.js'), [String(perSecond)]);
  const [port] = await once(child, 'message');
  return {
    serviceUrl: `http://127.0.0.1:${Number(port)}`,
    arrivals: async (count) => {
      await waitFor(child, count);
      const arrivals = await answerOf(child, 'arrivals');
      return Array.isArray(arrivals) ? arrivals.filter(isArrival) : [];
    },
    stop: () => child.kill(),
  };
};
