/** Methods of intervision as data, and their steps as times on the clock. */
import type { Moment } from '../model';

/** A step of a method; its words stand with the cards. */
export type StepName =
  | 'lookBack'
  | 'read'
  | 'choose'
  | 'question'
  | 'analyse'
  | 'advise'
  | 'tell'
  | 'gossip'
  | 'react'
  | 'successes'
  | 'whatWorked'
  | 'intentions'
  | 'evaluate';

interface MethodStep {
  readonly name: StepName;
  /** In a meeting of 65 minutes. */
  readonly minutes: number;
}

/**
 * Every method. The incident method takes one case through seven steps; in the gossip method the others talk about
 * the case while its bringer only listens; the success method needs no case.
 */
export const methods = {
  incident: [
    { name: 'lookBack', minutes: 5 },
    { name: 'read', minutes: 10 },
    { name: 'choose', minutes: 5 },
    { name: 'question', minutes: 15 },
    { name: 'analyse', minutes: 10 },
    { name: 'advise', minutes: 10 },
    { name: 'evaluate', minutes: 10 },
  ],
  gossip: [
    { name: 'lookBack', minutes: 5 },
    { name: 'tell', minutes: 10 },
    { name: 'question', minutes: 10 },
    { name: 'gossip', minutes: 20 },
    { name: 'react', minutes: 10 },
    { name: 'evaluate', minutes: 10 },
  ],
  success: [
    { name: 'lookBack', minutes: 5 },
    { name: 'successes', minutes: 20 },
    { name: 'whatWorked', minutes: 20 },
    { name: 'intentions', minutes: 10 },
    { name: 'evaluate', minutes: 10 },
  ],
} as const satisfies Record<string, readonly MethodStep[]>;

/** A method by its id. */
export type MethodId = keyof typeof methods;

/** The ids of all methods, the usual one first. */
export const methodIds = ['incident', 'gossip', 'success'] as const satisfies readonly MethodId[];

/** A step with its times on the clock. */
export interface TimedStep {
  readonly name: StepName;
  readonly start: Moment;
  readonly end: Moment;
}

const minute = 60_000;

/**
 * The steps of a method over a meeting, one after the other from its start to its end, each its share of the time in
 * whole minutes.
 */
export const timedSteps = (method: MethodId, start: Moment, end: Moment): readonly TimedStep[] => {
  const steps: readonly MethodStep[] = methods[method];
  const total = steps.reduce((sum, { minutes }) => sum + minutes, 0);
  let passed = 0;
  let from = start;
  return steps.map(({ name, minutes }) => {
    passed += minutes;
    const share = Math.round((passed / total) * ((end - start) / minute));
    const until = passed === total ? end : start + share * minute;
    const step = { name, start: from, end: until };
    from = until;
    return step;
  });
};
