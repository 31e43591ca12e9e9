import { openSolver, unbounded, type Solve } from '../../bot/intervision/solver';

let solve: Solve;
beforeAll(async () => {
  solve = await openSolver();
});

const upTo = (most: number, cost: number) => ({ least: 0, most, cost });

test('finds the cheapest whole numbers, also where fractions would be cheaper', () => {
  // Fractions: 2.5 of the first, for -12.5.
  const rows = [{ terms: [[0, 2] as const, [1, 3] as const], least: -unbounded, most: 5 }];
  expect(solve({ columns: [upTo(9, -5), upTo(9, -7)], rows })).toEqual([1, 1]);
});

test('has no answer where no whole numbers keep to the rows', () => {
  const half = [{ terms: [[0, 2] as const], least: 1, most: 1 }];
  expect(solve({ columns: [upTo(1, 0)], rows: half })).toBeNull();
  const more = [{ terms: [[0, 1] as const], least: 5, most: 9 }];
  expect(solve({ columns: [upTo(1, 0)], rows: more })).toBeNull();
});

test('gives the same answer again', () => {
  const columns = Array.from({ length: 12 }, () => upTo(1, -1));
  const rows = [{ terms: columns.map((_, column) => [column, 1] as const), least: 5, most: 5 }];
  const first = solve({ columns, rows });
  expect(first?.reduce((sum, value) => sum + value, 0)).toBe(5);
  for (let again = 0; again < 5; again += 1) expect(solve({ columns, rows })).toEqual(first);
});
