import { runSeeds, seedsOf } from './seeds';

test('nothing is lost or doubled, whatever goes wrong (part 4 of 4)', async () => {
  await expect(runSeeds(seedsOf(3))).resolves.toBeUndefined();
}, 3_600_000);
