/** A bot that is asked to stop: what it says meanwhile, how long it takes, and what it leaves to the others. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { StartedBot } from '../fakes/startedBot';
import type { ChaosWorld } from './chaosWorld';

const stopsWithin = 10_000;
/** Elsewhere a signal is a kill: nobody can ask a process to stop. */
const canAsk = process.platform !== 'win32';

/** What readiness says until nobody answers any more. */
const readiness = async (bot: StartedBot): Promise<string[]> => {
  const said: string[] = [];
  while (bot.isRunning) {
    const answer = await fetch(`${bot.address}/readyz`, { signal: AbortSignal.timeout(2000) })
      .then((response) => response.text())
      .catch(() => 'nobody');
    if (said.at(-1) !== answer) said.push(answer);
    await pause(10);
  }
  return said;
};

/** It said at first that it was ready, perhaps; then that it stops; then nothing. */
const isInOrder = (said: readonly string[]): boolean =>
  // A connection that is cut off as idle looks like nobody for a moment.
  /^(\{"ready":true\} )?\{"ready":false,"reason":"stopping"\}( nobody| \{"ready":false,"reason":"stopping"\})*$/.test(
    said.join(' '),
  );

/** Asks a bot to stop and looks on: ready no more, in time, well, and its tenant left to whoever comes next. */
export const askToStop = async (
  world: ChaosWorld,
  bot: StartedBot,
  signal: 'SIGINT' | 'SIGTERM',
  round: { readonly problems: string[]; readonly figures: string[] },
): Promise<void> => {
  const fence = await world.fence();
  const asked = performance.now();
  const [code, said] = await Promise.all([world.end(bot, canAsk ? signal : 'SIGKILL'), readiness(bot)]);
  const took = Math.round(performance.now() - asked);
  round.figures.push(`stopped by ${signal} within ${took} ms, readiness: ${said.join(' ')}`);
  if (took > stopsWithin) round.problems.push(`took ${took} ms to stop`);
  if (!canAsk) return;
  if (code !== 0) round.problems.push(`stopped with ${code}`);
  if (!isInOrder(said)) round.problems.push(`readiness said ${said.join(' ')}`);
  // A lease that nobody gave back is held for longer than it takes to stop.
  if (!(await world.isLeftToOthers(fence))) round.problems.push('stopped, and kept the lease of the tenant');
};
