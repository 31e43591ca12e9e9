/** Whose turn it is to bring a case: nobody twice before everyone once (docs/rules.md, Intervision). */

/** How often each student brought a case so far; who is not in it never did. */
export type Ledger = ReadonlyMap<string, number>;

/**
 * The turns of the members of a group as the rotation counts them: nobody is more than one behind whoever brought
 * most. So who joins late, comes back, or passed on for long is next, but does not bring several times in a row.
 */
export const turnsAmong = (ledger: Ledger, members: readonly string[]): Ledger => {
  const counts = members.map((member) => ledger.get(member) ?? 0);
  const fewest = Math.max(0, ...counts) - 1;
  return new Map(members.map((member) => [member, Math.max(ledger.get(member) ?? 0, fewest)]));
};

/** Those who may bring a case: who did so least, of the members who did not pass it on this time. In order. */
export const firstInTurn = (
  ledger: Ledger,
  members: readonly string[],
  passed: ReadonlySet<string>,
): readonly string[] => {
  const turns = turnsAmong(ledger, members);
  const willing = members.filter((member) => !passed.has(member));
  const fewest = Math.min(...willing.map((member) => turns.get(member) ?? 0));
  return willing.filter((member) => turns.get(member) === fewest);
};

/** Who is to bring the case: the first in turn in the group's order; null when everybody passed it on. */
export const nextBringer = (
  ledger: Ledger,
  members: readonly string[],
  passed: ReadonlySet<string>,
): string | null => firstInTurn(ledger, members, passed)[0] ?? null;

/** The turns of the members, and of the bringer, after that one brought a case. */
export const afterTurn = (ledger: Ledger, members: readonly string[], bringer: string): Ledger => {
  const turns = turnsAmong(ledger, members);
  return new Map([...turns, [bringer, (turns.get(bringer) ?? ledger.get(bringer) ?? 0) + 1]]);
};
