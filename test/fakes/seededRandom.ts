import type { Random } from '../../bot/ports';

/** Chance that is the same in every run (a linear congruential generator). */
export const seededRandom = (seed = 1): Random => {
  let state = seed;
  let ids = 0;
  return {
    uuid: () => `id-${seed}-${(ids += 1)}`,
    fraction: () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
      return state / 2 ** 31;
    },
  };
};
