import { playKept } from './keptScene';

const shownLines = 80;
/** Ten seeds a test: on a crowded machine all sixty take longer than a test may. */
const tens = [0, 10, 20, 30, 40, 50];

test.each(tens)(
  'what people typed while Teams asked for rest is answered, and once unless a process died with it (seeds from %i)',
  async (from) => {
    const broken: string[] = [];
    for (let seed = from; seed < from + 10; seed += 1) {
      const { violations, trace } = await playKept(seed);
      if (violations.length === 0) continue;
      if (broken.length === 0) broken.push(...trace.slice(-shownLines));
      broken.push(`seed ${seed}: ${violations.join('; ')}`);
    }
    expect(broken).toEqual([]);
  },
);
