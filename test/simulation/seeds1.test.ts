import { runSeeds, seedsOf } from './seeds';

test('nothing is lost or doubled, whatever goes wrong (part 2 of 4)', async () => {
  await expect(runSeeds(seedsOf(1))).resolves.toBeUndefined();
}, 3_600_000);
