/** A bot that is asked to stop: what it says meanwhile, how long it takes, and what it leaves to the others. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { senderLease } from '../../bot/ports/outbox';
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
  // A connection that is cut off as idle, or an answer that takes too long, looks like nobody for a moment.
  /^(nobody )?(\{"ready":true\} )?\{"ready":false,"reason":"stopping"\}( nobody| \{"ready":false,"reason":"stopping"\})*$/.test(
    said.join(' '),
  );

/** Who takes the lease over writes down a moment later that they have: a crowded machine shows the one without the other. */
const takenOverWithin = 3000;
/** A lease that nobody gave back is held for so long from when the stop was asked for, as it was renewed shortly before. */
const heldFor = senderLease - 6000;

/** Whether others may send soon: as long as can be looked before a lease that nobody gave back would run out. */
const isLeftSoon = async (world: ChaosWorld, fence: number, asked: number): Promise<boolean> => {
  const until = Math.max(performance.now() + takenOverWithin, asked + heldFor);
  do {
    if (await world.isLeftToOthers(fence)) return true;
    await pause(100);
  } while (performance.now() < until);
  return false;
};

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
  if (!(await isLeftSoon(world, fence, asked)))
    round.problems.push('stopped, and kept the lease of the tenant');
};
