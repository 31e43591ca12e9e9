/** One bot that is asked to stop in the middle of a wave, and starts again. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { seededRandom } from '../fakes/seededRandom';
import type { Fault } from '../fakes/teamsStandIn';
import { askToStop } from './chaosAsked';
import { playAll, type Happening, type Plan, type Round } from './chaosRound';
import { ChaosWorld } from './chaosWorld';

const startsWithin = 30_000;

/** Asks the only bot to stop while it sends, looks at what it left, and starts it again. */
const stopAndStart = (before: (world: ChaosWorld) => Promise<void>): Happening => {
  return async (world, round) => {
    const [bot] = world.bots;
    await before(world);
    await askToStop(world, bot, 'SIGTERM', round);
    const left = (await world.outbox()).filter(({ status }) => status === 'sending');
    if (left.length > 0) round.problems.push(`${left.length} messages left in sending`);
    world.teams.fault = () => null;
    const stopped = performance.now();
    await world.start(bot);
    // How long a start takes says how crowded the machine is, and is not what is looked at.
    const took = performance.now() - stopped;
    const goesOn = await world.messageAfter(stopped, took + startsWithin);
    round.figures.push(`sends ${Math.round(goesOn ?? Infinity)} ms after it began to start again`);
    if (goesOn === null) round.problems.push(`nothing was sent after the start`);
  };
};

const hang: Fault = ({ what }) => (what === 'message' ? { answer: 'hang', delivered: true } : null);

const whileSending = stopAndStart(async () => undefined);
const whileHanging = stopAndStart(async (world) => {
  world.teams.fault = hang;
  await world.afterMessages(2, startsWithin);
  await pause(500);
});

const plans: readonly Plan[] = [
  {
    kind: 'checkIn',
    now: '2027-02-09T11:00:05+01:00',
    happenings: [{ after: 12, what: whileSending }],
    answers: 0.3,
  },
  {
    kind: 'reminder1',
    now: '2027-02-10T16:00:05+01:00',
    happenings: [{ after: 12, what: whileHanging }],
    answers: 0,
  },
];

/** A stop while Teams answers slowly, and one while it does not answer at all. */
export const stopRound = async (): Promise<Round> => {
  const perSecond = 15;
  const world = await ChaosWorld.make({ prefix: 'stop', pairs: 50, perSecond, bots: 1 });
  world.teams.latency = 300;
  return playAll(world, plans, perSecond, seededRandom(3));
};
