/** Runs many seeds, and shows the first that goes wrong in a way that can be run again. */
import { wholeNumber } from '../wholeNumber';
import { simulate, type Outcome } from './simulation';

const seedsInAll = 2_000;
/** Processes that share the seeds; as many as a small machine has cores. */
export const parts = 2;
/** Lines of the trace shown before the end. */
const shownLines = 150;

/**
 * The seeds of one of the parts: `SEED=n` for that one only, `SEEDS=n` for another number in all. Throws when those are no
 * numbers.
 */
export const seedsOf = (part: number, variables = process.env): readonly number[] => {
  const only = wholeNumber(variables, 'SEED', 0);
  if (only !== null) return only % parts === part ? [only] : [];
  const count = wholeNumber(variables, 'SEEDS', 1) ?? seedsInAll;
  return Array.from({ length: count }, (_, index) => index).filter((seed) => seed % parts === part);
};

/** The story of a seed that went wrong. */
const told = async ({ seed, plan, violations }: Outcome): Promise<string> => {
  const { trace } = await simulate(seed, true);
  const shown = wholeNumber(process.env, 'SEED', 0) === null ? trace.slice(-shownLines) : trace;
  return [
    ...shown,
    `seed ${seed}, ${JSON.stringify(plan)}:`,
    ...violations,
    `whole trace: SEED=${seed} npm test -- test/simulation/seeds`,
  ].join('\n');
};

/** Throws the story of the first seed in which something was not as it must be. */
export const runSeeds = async (seeds: readonly number[]): Promise<void> => {
  for (const seed of seeds) {
    const outcome = await simulate(seed);
    if (outcome.violations.length > 0) throw new Error(await told(outcome));
  }
};
