/** From the start of the process until the bot says it is ready, with programmes stored and without. */
import { startBot, type Settings } from './botProcess';
import { duration, type Figure } from './report';
import { median, takeTurns, type Rounds } from './rounds';

/** Starts and stops a bot; the memory it held once ready is added to `held`. */
const startOnce = (settings: Settings, held: number[]) => async (): Promise<void> => {
  const bot = await startBot(settings);
  held.push((await bot.uses()).held);
  await bot.stop();
};

const megabytes = (of: readonly number[]): string => `${Math.round(median(of))} MB`;

/** Time and memory against a bot on a storage where nothing is stored. */
export const measureStart = async (
  pairs: string,
  full: Settings,
  empty: Settings,
  rounds: Rounds,
): Promise<Figure[]> => {
  const memory: { readonly full: number[]; readonly empty: number[] } = { full: [], empty: [] };
  const time = await takeTurns(
    { empty: startOnce(empty, memory.empty), full: startOnce(full, memory.full) },
    rounds,
  );
  return [
    {
      what: `start to ready with ${pairs} stored`,
      value: time('full') / time('empty'),
      unit: '×',
      aim: null,
      detail: `${duration(time('full'))}; with nothing stored: ${duration(time('empty'))}`,
    },
    {
      what: `memory when ready with ${pairs} stored`,
      value: median(memory.full) / median(memory.empty),
      unit: '×',
      aim: null,
      detail: `${megabytes(memory.full)}; with nothing stored: ${megabytes(memory.empty)}`,
    },
  ];
};
