import { groupCount } from '../../bot/intervision/groupCount';

const limits = { least: 4, most: 9 };

test.each([
  [0, 7, 0, 0],
  [3, 7, 0, 0],
  [4, 7, 1, 4],
  [9, 7, 1, 9],
  [10, 7, 2, 10],
  [11, 4, 2, 11],
  [14, 7, 2, 14],
  [17, 7, 3, 17],
  [18, 7, 3, 18],
  [24, 7, 3, 24],
  [40, 6, 7, 40],
  [1000, 7, 143, 1000],
  [1000, 100, 112, 1000],
  [1000, 1, 250, 1000],
])('%i students near %i: %i groups of %i', (students, groupSize, groups, placed) => {
  expect(groupCount(students, { ...limits, groupSize })).toEqual({ groups, students: placed });
});

test('everybody from four students on, and no number of groups that fits comes nearer', () => {
  for (let students = 4; students <= 200; students += 1) {
    const { groups, students: placed } = groupCount(students, { ...limits, groupSize: 7 });
    expect(placed).toBe(students);
    const fitting = Array.from({ length: students }, (_, index) => index + 1).filter(
      (count) => Math.floor(students / count) >= 4 && Math.ceil(students / count) <= 9,
    );
    expect(fitting).toContain(groups);
    const farOff = (count: number): number => Math.abs(students / count - 7);
    expect(Math.min(...fitting.map(farOff))).toBe(farOff(groups));
  }
});

test('on a tie the larger groups: 24 near 7 is three of eight, not four of six', () => {
  expect(groupCount(24, { ...limits, groupSize: 7 }).groups).toBe(3);
});

test('limits that do not add up leave out as few as can be', () => {
  expect(groupCount(9, { least: 6, most: 7, groupSize: 7 })).toEqual({ groups: 1, students: 7 });
});
