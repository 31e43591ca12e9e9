/** Whose turn it is to bring a case: nobody twice before everyone once (docs/rules.md, Intervision). */

/** What the rotation knows of a student. */
export interface Turn {
  /** Brought a case since everybody in the group last had. */
  readonly isDone: boolean;
  /** When they last did, counted in meetings of all groups. */
  readonly last: number;
}

/** What the rotation knows; who is not in it never brought a case. */
export type Ledger = ReadonlyMap<string, Turn>;

const never: Turn = { isDone: false, last: -1 };

/** The members' turns; once all are done, it begins anew. Who joins is not done, so is in turn before the next time round. */
const turnsAmong = (ledger: Ledger, members: readonly string[]): Ledger => {
  const turns = members.map((member) => [member, ledger.get(member) ?? never] as const);
  const areAllDone = turns.every(([, { isDone }]) => isDone);
  return new Map(areAllDone ? turns.map(([member, turn]) => [member, { ...turn, isDone: false }]) : turns);
};

/** Some members, beginning with who brought a case longest ago; in the order of the group where nobody ever did. */
const longestAgoFirst = (ledger: Ledger, members: readonly string[]): readonly string[] => {
  const lastOf = (member: string): number => (ledger.get(member) ?? never).last;
  return members.toSorted((a, b) => lastOf(a) - lastOf(b));
};

/** The members who are not done and did not pass it on this time; who brought a case longest ago comes first. */
export const waitingAmong = (
  ledger: Ledger,
  members: readonly string[],
  passed: ReadonlySet<string>,
): readonly string[] => {
  const turns = turnsAmong(ledger, members);
  const isWaiting = (member: string): boolean => !passed.has(member) && turns.get(member)?.isDone !== true;
  return longestAgoFirst(ledger, members.filter(isWaiting));
};

/**
 * Those who may bring a case, the first in turn first: members who are not done. When all of those passed it on this
 * time, the others likewise.
 */
export const inTurn = (
  ledger: Ledger,
  members: readonly string[],
  passed: ReadonlySet<string>,
): readonly string[] => {
  const waiting = waitingAmong(ledger, members, passed);
  const willing = members.filter((member) => !passed.has(member));
  return waiting.length > 0 ? waiting : longestAgoFirst(ledger, willing);
};

/** The turns of two who trade their places. */
export const afterTrade = (ledger: Ledger, one: string, other: string): Ledger => {
  const [first, second] = [ledger.get(one) ?? never, ledger.get(other) ?? never];
  return new Map([
    [one, { ...first, last: second.last }],
    [other, { ...second, last: first.last }],
  ]);
};

/** The turns of the members, and of the bringer, after that one brought a case at a meeting. */
export const afterTurn = (
  ledger: Ledger,
  members: readonly string[],
  bringer: string,
  meeting: number,
): Ledger => new Map([...turnsAmong(ledger, members), [bringer, { isDone: true, last: meeting }]]);
