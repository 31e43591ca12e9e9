/** What a seed decides before anything happens: how much goes wrong, and in which ways. */
import type { Chance } from './chance';

export interface FaultPlan {
  /** A call fails and was never applied. */
  readonly failBefore: number;
  /** A call is applied and its answer gets lost. */
  readonly failAfter: number;
  /** The client repeats a call whose answer got lost. */
  readonly repeated: number;
  /** A call takes seconds. */
  readonly slow: number;
  /** Teams answers a send with something else than yes. */
  readonly refusedSends: number;
  /** A range comes in small pages, some of them empty. */
  readonly smallPages: number;
  /** Crashes, pauses and clean stops, a day and process; crashes and pauses come in the middle of sends too. */
  readonly crashes: number;
  readonly pauses: number;
  readonly stops: number;
  /** Times a day and process the system's clock is wrong for a while. */
  readonly leaps: number;
  /** Storage is away for a while, times a day. */
  readonly outages: number;
  /** Teams takes nothing for a while, times a day. */
  readonly teamsOutages: number;
  /** Times Teams delivers an activity again although it was answered. */
  readonly repeatedActivities: number;
  /** Milliseconds by which clocks of machines may be off. */
  readonly skew: number;
  readonly processes: number;
  readonly weekendDown: boolean;
  readonly sendsPerSecond: number;
  /** Messages get their real cards; else their keys only. */
  readonly drawsCards: boolean;
  /** The coordinator makes a round. */
  readonly makesRound: boolean;
}

/** Nothing goes wrong. */
export const noTrouble: FaultPlan = {
  failBefore: 0,
  failAfter: 0,
  repeated: 0,
  slow: 0,
  refusedSends: 0,
  smallPages: 0,
  crashes: 0,
  pauses: 0,
  stops: 0,
  leaps: 0,
  outages: 0,
  teamsOutages: 0,
  repeatedActivities: 0,
  skew: 0,
  processes: 1,
  weekendDown: false,
  sendsPerSecond: 30,
  drawsCards: false,
  makesRound: false,
};

type Kind = (chance: Chance) => Partial<FaultPlan>;

/** Kinds of trouble; a seed has some of them at a time, so that what is found has few causes. */
const kinds: readonly Kind[] = [
  (chance) => ({ failBefore: chance.oneOf([0.003, 0.02, 0.08]) }),
  (chance) => ({ failAfter: chance.oneOf([0.003, 0.02, 0.05]) }),
  (chance) => ({ repeated: chance.oneOf([0.01, 0.05]) }),
  (chance) => ({ slow: chance.oneOf([0.005, 0.03]) }),
  (chance) => ({ refusedSends: chance.oneOf([0.05, 0.2, 0.5]) }),
  (chance) => ({ refusedSends: chance.oneOf([0.05, 0.2]) }),
  (chance) => ({ crashes: chance.oneOf([0.3, 1]) }),
  (chance) => ({ crashes: chance.oneOf([0.1, 0.5]) }),
  (chance) => ({ pauses: chance.oneOf([0.2, 1]) }),
  (chance) => ({ stops: chance.oneOf([0.2, 0.8]) }),
  (chance) => ({ leaps: chance.oneOf([0.5, 3]) }),
  (chance) => ({ outages: chance.oneOf([0.3, 1]) }),
  (chance) => ({ teamsOutages: chance.oneOf([0.5, 2]) }),
  (chance) => ({ skew: chance.oneOf([50, 1000]) }),
  () => ({ weekendDown: true }),
];

/** The plan of a seed: one in eight without any trouble, the others with up to five kinds of it. */
export const faultPlan = (chance: Chance): FaultPlan => {
  const base = {
    ...noTrouble,
    processes: chance.between(1, 3),
    sendsPerSecond: chance.oneOf([1, 2, 5, 30]),
    drawsCards: chance.happens(1 / 8),
    makesRound: chance.happens(1 / 6),
    smallPages: chance.oneOf([0, 0.1]),
    repeatedActivities: chance.oneOf([0, 0.1, 0.3]),
  };
  if (chance.happens(1 / 8)) return base;
  let plan: FaultPlan = base;
  for (let left = chance.between(1, 5); left > 0; left -= 1)
    plan = { ...plan, ...chance.oneOf(kinds)(chance) };
  return plan;
};
