/**
 * Plays one of the parts of all seeds (`node dist/test/simulation/run.js PART`) and ends with 1 and the story of
 * the first seed in which something was not as it must be. A process of its own: jest's sandbox makes the same
 * seeds take more than twice as long.
 */
import { runSeeds, seedsOf } from './seeds';

process.env['TZ'] = 'America/St_Johns';

const play = async (): Promise<void> => runSeeds(seedsOf(Number(process.argv[2])));

play().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
