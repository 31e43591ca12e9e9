/** How many groups there are, before anybody is in one. */

/** Limits on the size of a group, and the size it should be near. */
export interface Sizes {
  readonly least: number;
  readonly most: number;
  readonly groupSize: number;
}

/** How many groups, and how many students are in them: fewer than there are only when sizes do not add up. */
export interface GroupCount {
  readonly groups: number;
  readonly students: number;
}

/** The number of groups of equal size that is nearest `groupSize`; on a tie the larger groups. Null when none fits. */
const nearestCount = (students: number, { least, most, groupSize }: Sizes): number | null => {
  const fewest = Math.ceil(students / most);
  const largest = Math.floor(students / least);
  let best: number | null = null;
  const farOff = (groups: number): number => Math.abs(students / groups - groupSize);
  for (let groups = Math.max(1, fewest); groups <= largest; groups += 1)
    if (best === null || farOff(groups) < farOff(best)) best = groups;
  return best;
};

/** Places as many as it can: with 4 to 9 that is everybody from four students on. */
export const groupCount = (students: number, sizes: Sizes): GroupCount => {
  for (let placed = students; placed >= sizes.least; placed -= 1) {
    const groups = nearestCount(placed, sizes);
    if (groups !== null) return { groups, students: placed };
  }
  return { groups: 0, students: 0 };
};
