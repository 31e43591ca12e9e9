import { playKept } from './keptScene';

const seeds = 60;
const shownLines = 80;

test('what people typed while Teams asked for rest is answered, and once unless a process died with it', async () => {
  const broken: string[] = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    const { violations, trace } = await playKept(seed);
    if (violations.length === 0) continue;
    if (broken.length === 0) broken.push(...trace.slice(-shownLines));
    broken.push(`seed ${seed}: ${violations.join('; ')}`);
  }
  expect(broken).toEqual([]);
});
