/** One world with two waves, and what happens in them by seed: ends, kills, limits, failures. */
import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { Random } from '../../bot/ports';
import { roughTeams } from '../fakes/roughTeams';
import { seededRandom } from '../fakes/seededRandom';
import { waveProgramme, waveSession } from '../fakes/waveFolder';
import { askToStop } from './chaosAsked';
import { busiest, waveProblems } from './chaosChecks';
import { ChaosPeople } from './chaosPeople';
import { ChaosWorld } from './chaosWorld';

/** What a round showed. */
export interface Round {
  /** Every breach, a line each. */
  readonly problems: string[];
  /** What was seen, for who wants to know. */
  readonly figures: string[];
}

const day = '2027-02-09';
/** Measured from the kill; what was written before it may still be on the line. */
const onTheLine = 150;
/** A start takes no longer on an idle machine, with as many worlds at once as are played. Milliseconds. */
const idleStart = 6000;
/** Slower than this nothing could be told of a rest any more. */
const mostSlowness = 3;
const byOtherWithin = 60_000;
const byNewWithin = 30_000;

const seconds = (milliseconds: number | null): string =>
  milliseconds === null ? 'never' : `${(milliseconds / 1000).toFixed(1)} s`;

/** Something that happens in a wave; what is wrong with it goes into the round's problems. */
export type Happening = (world: ChaosWorld, round: Round) => Promise<void>;

const expectMessage = async (world: ChaosWorld, round: Round, what: string, from: number, within: number) => {
  const took = await world.messageAfter(from, within);
  round.figures.push(`${what}: ${seconds(took)}`);
  if (took === null) round.problems.push(`${what}: nothing was sent within ${seconds(within)}`);
};

/** Whoever sends is killed; the other one goes on. */
export const killSender: Happening = async (world, round) => {
  const victim = world.sender();
  await world.end(victim, 'SIGKILL');
  const killed = performance.now() + onTheLine;
  await expectMessage(world, round, 'other goes on after a kill', killed, byOtherWithin);
  world.startAside(victim);
};

/** Both are killed; one starts again at once. */
export const killBoth: Happening = async (world, round) => {
  await Promise.all(world.bots.map((bot) => world.end(bot, 'SIGKILL')));
  const killed = performance.now() + onTheLine;
  await world.start(world.bots[0]);
  await expectMessage(world, round, 'new process goes on after a kill', killed, byNewWithin);
  world.startAside(world.bots[1]);
};

/** Whoever sends is asked to stop; the other one goes on, at once by `lane.test.ts`. */
export const stopSender =
  (signal: 'SIGINT' | 'SIGTERM'): Happening =>
  async (world, round) => {
    const leaver = world.sender();
    await askToStop(world, leaver, signal, round);
    await expectMessage(world, round, 'other goes on after a stop', performance.now(), byOtherWithin);
    world.startAside(leaver);
  };

/** A wave and what happens in it, one after the other, each after so many messages. */
export interface Plan {
  readonly kind: string;
  readonly now: string;
  readonly happenings: readonly { readonly after: number; readonly what: Happening }[];
  /** Chance that a student answers. */
  readonly answers: number;
}

/** The wave's doubts, doubles and ends, in a line. */
const figuresOf = (world: ChaosWorld, kind: string, statuses: readonly string[]): string => {
  const { asked } = world.teams;
  const count = (wanted: string): number => statuses.filter((status) => status === wanted).length;
  const answered = (wanted: number): number => asked.filter(({ answer }) => answer === wanted).length;
  const doubtful = asked.filter(({ answer }) => answer === 500 || answer === 'reset').length;
  const lookUps = asked.filter(({ what }) => what === 'member').length;
  return `${kind}: ${count('sent')} sent, ${count('unknown')} unknown, ${count('failed')} failed, ${count('expired')} expired; ${asked.length} requests, ${lookUps} look-ups, ${answered(429)} × 429, ${doubtful} in doubt, busiest ${busiest(asked, 1).length}`;
};

const sessionRow = z.object({
  session: z.string(),
  outcome: z.string().nullable(),
  minutesLate: z.number().nullable(),
});

const outcomeProblems = async (world: ChaosWorld, acknowledged: ReadonlyMap<string, number>) => {
  const bot = world.afterwards;
  const ofDay = ['--from', day, '--to', day];
  const sessions = z.array(sessionRow).parse(await bot.json('sessions', waveProgramme, ...ofDay));
  const stored = new Map(sessions.map(({ session, minutesLate }) => [session, minutesLate]));
  const lost = [...acknowledged].flatMap(([session, minutes]) =>
    stored.get(session) === minutes
      ? []
      : [`${session}: said to be stored as ${minutes}, is ${stored.get(session)}`],
  );
  return [...lost, ...(await figureProblems(world, ofDay, sessions))];
};

/** The summary, which reads the pages, counts as the answers do; pages, and what is kept for figures, are what the facts make anew. */
const figureProblems = async (
  world: ChaosWorld,
  ofDay: readonly string[],
  sessions: readonly z.infer<typeof sessionRow>[],
): Promise<readonly string[]> => {
  const minutes = sessions.flatMap(({ outcome, minutesLate }) =>
    outcome === null ? [] : [minutesLate ?? 0],
  );
  const late = minutes.filter((each) => each >= 5).length;
  const counted = { answered: minutes.length, present: minutes.length - late, late };
  const summary = () => world.afterwards.json('summary', waveProgramme, ...ofDay);
  const before = { pages: await summary(), kept: await world.keptFigures() };
  const rebuilt = await world.afterwards.tool('rebuild', waveProgramme);
  const after = { pages: await summary(), kept: await world.keptFigures() };
  const shown = z.object({ answered: z.number(), present: z.number(), late: z.number() }).parse(before.pages);
  return [
    ...(JSON.stringify(shown) === JSON.stringify(counted)
      ? []
      : [`the figures say ${JSON.stringify(shown)}, the answers ${JSON.stringify(counted)}`]),
    ...(rebuilt.code === 0 && JSON.stringify(before) === JSON.stringify(after)
      ? []
      : [`rebuild (${rebuilt.code}) makes other pages or figures of the facts`]),
  ];
};

/** Plays one wave to its end and says what was wrong with it. */
export const playWave = async (
  world: ChaosWorld,
  plan: Plan,
  perSecond: number,
  random: Random,
  answered: Map<string, number>,
): Promise<Round> => {
  const round: Round = { problems: [], figures: [] };
  const due = world.students.filter((_, n) => !answered.has(waveSession(n, day)));
  world.teams.asked.length = 0;
  world.deaths.length = 0;
  world.setClock(plan.now);
  const begun = performance.now();
  const people = new ChaosPeople(world, { random, day, answers: plan.answers });
  await Promise.all(world.cast.map((bot) => world.start(bot)));
  const ready = performance.now();
  for (const { after, what } of plan.happenings) {
    await world.started();
    const came = await world.afterMessages(after, byOtherWithin);
    if (!came) round.problems.push(`no ${after} messages in ${seconds(byOtherWithin)}`);
    await what(world, round);
  }
  const happened = performance.now();
  people.close();
  const rows = await world.settled();
  await people.stop();
  const { asked } = world.teams;
  const wave = {
    kind: plan.kind,
    receivers: due.map(({ email }) => email),
    conversationOf: (receiver: string) => `chat-aad-${receiver.split('@')[0]}`,
    asked,
    rows,
    deaths: world.deaths,
    slowness: Math.min(mostSlowness, Math.max(1, (ready - begun) / idleStart)),
  };
  for (const [session, minutes] of people.acknowledged) answered.set(session, minutes);
  round.problems.push(...waveProblems(wave, perSecond), ...(await outcomeProblems(world, answered)));
  const ends = rows.filter(({ kind }) => kind === plan.kind).map(({ status }) => status);
  round.figures.push(
    `${seconds(ready - begun)} to start, ${seconds(happened - ready)} of happenings, ${seconds(performance.now() - happened)} to settle`,
  );
  round.figures.push(figuresOf(world, plan.kind, ends), `${answered.size} answers acknowledged`);
  return round;
};

const plansOf = (random: Random, stop: Happening): Plan[] => {
  const after = (): number => 5 + Math.floor(random.fraction() * 9);
  const kills = random.fraction() < 0.5 ? [killSender, killBoth] : [killBoth, killSender];
  const [first = killSender, second = killBoth] = kills;
  const happenings = (kill: Happening) =>
    (random.fraction() < 0.5 ? [kill, stop] : [stop, kill]).map((what) => ({
      after: after(),
      what,
    }));
  return [
    { kind: 'checkIn', now: `${day}T11:00:05+01:00`, happenings: happenings(first), answers: 0.3 },
    { kind: 'reminder1', now: '2027-02-10T16:00:05+01:00', happenings: happenings(second), answers: 0.1 },
  ];
};

/** Plays these waves one after the other in a world, which is gone afterwards. */
export const playAll = async (
  world: ChaosWorld,
  plans: readonly Plan[],
  perSecond: number,
  random: Random,
) => {
  const whole: Round = { problems: [], figures: [] };
  const answered = new Map<string, number>();
  try {
    for (const [index, plan] of plans.entries()) {
      if (index > 0) await world.stop();
      const { problems, figures } = await playWave(world, plan, perSecond, random, answered);
      whole.problems.push(...problems.map((problem) => `${plan.kind}: ${problem}`));
      whole.figures.push(...figures);
    }
  } finally {
    await world.remove();
  }
  return whole;
};

/** What a seed decides before anything happens, and the chance that decides the rest. */
export const drawn = (seed: number, waves: number) => {
  const random = seededRandom(seed * 7919);
  const signal = seed % 2 === 0 ? 'SIGINT' : 'SIGTERM';
  const perSecond = 7 + Math.floor(random.fraction() * 5);
  const latency = Math.floor(random.fraction() * 120);
  const plans = plansOf(random, stopSender(signal)).slice(0, waves);
  return { random, signal, perSecond, latency, plans };
};

/** A whole world by seed, from the import to the end of its last wave, the first or the second. */
export const chaosRound = async (seed: number, waves: number): Promise<Round> => {
  const { random, perSecond, latency, plans } = drawn(seed, waves);
  const world = await ChaosWorld.make({ prefix: `chaos${seed}`, pairs: 75, perSecond });
  world.teams.fault = roughTeams({ random, perSecond: perSecond + 1, chance: 0.06, restChance: 0.015 });
  world.teams.latency = latency;
  const { problems, figures } = await playAll(world, plans, perSecond, random);
  return { problems, figures: [`${perSecond} requests a second`, ...figures] };
};

/** Whoever sends stands still for longer than any lease; the other one goes on; then it wakes up. */
export const freezeSender: Happening = async (world, round) => {
  const frozen = world.sender();
  world.freeze(frozen);
  const from = performance.now() + onTheLine;
  await expectMessage(world, round, 'other goes on while the sender stands still', from, byOtherWithin);
  await world.afterMessages(20, byOtherWithin);
  world.thaw(frozen);
};
