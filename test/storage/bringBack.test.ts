import { bringBack } from '../../bot/storage/bringBack';

/** Tries that fail so often before they give `back`; with what was waited and told. */
const failing = async (times: number, isOver: (tries: number) => boolean = () => false) => {
  const waits: number[] = [];
  const told: { readonly error: unknown; readonly after: number }[] = [];
  let [tries, waited] = [0, 0];
  const result = await bringBack(
    async () => {
      tries += 1;
      if (tries <= times) throw new Error(`try ${tries}`);
      return 'back';
    },
    {
      wait: async (milliseconds) => {
        waits.push(milliseconds);
        waited += milliseconds;
      },
      isOver: () => isOver(tries),
      failed: (error) => told.push({ error, after: waited }),
    },
  );
  return { result, waits, told, tries };
};

test('what comes back at once is not waited for', async () => {
  expect(await failing(0)).toEqual({ result: 'back', waits: [], told: [], tries: 1 });
});

test('tries go on for as long as it takes, with waits that grow to a minute', async () => {
  const { result, waits } = await failing(500);
  expect(result).toBe('back');
  expect(waits.slice(0, 9).map((wait) => wait / 1000)).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(waits).toHaveLength(500);
  expect(Math.max(...waits)).toBe(60_000);
});

test('the first failure is told, and then one a minute at most', async () => {
  const { told } = await failing(40);
  expect(told[0]).toEqual({ error: new Error('try 1'), after: 0 });
  expect(told.length).toBeGreaterThan(30);
  const gaps = told.slice(1).map(({ after }, index) => after - (told[index]?.after ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60_000);
});

test('nobody needs it any more: no more tries', async () => {
  expect(await failing(500, (tries) => tries >= 3)).toMatchObject({ result: null, tries: 3 });
});
