/** Whose turn it is when turns of later meetings are given out already (docs/rules.md, Intervision). */
import type { Moment } from '../model';
import { caseGivenTo, caseKeptBy } from './caseChoice';
import { inTurn, waitingAmong, type Ledger } from './rotation';
import type { GroupState } from './state';

/** The turns before a meeting, and with those that members have at later meetings of the group. */
export interface Turns {
  readonly ledger: Ledger;
  /** With all that were given out: nobody is in turn twice meanwhile. */
  readonly ahead: Ledger;
  /** With those that stand whatever happens. */
  readonly firm: Ledger;
}

/**
 * The turns, with those that were given out for later meetings of the group before everybody had one. What was given out
 * once the meeting had begun changes nothing of it any more.
 */
export const turnsWith = (
  ledger: Ledger,
  members: readonly string[],
  later: readonly GroupState[],
  start: Moment,
): Turns => {
  const waiting = members.filter((member) => ledger.get(member)?.isDone !== true).length;
  const before = later.slice(0, (waiting === 0 ? members.length : waiting) - 1);
  const withThose = (whose: typeof caseGivenTo): Ledger => {
    const ahead = before.flatMap((group) => whose(group, start) ?? []);
    const done = { isDone: true, last: Number.MAX_SAFE_INTEGER };
    if (ahead.length === 0) return ledger;
    const turns = members.map(
      (member) => [member, ahead.includes(member) ? done : ledger.get(member)] as const,
    );
    return new Map(turns.flatMap(([member, turn]) => (turn === undefined ? [] : [[member, turn]])));
  };
  return { ledger, ahead: withThose(caseGivenTo), firm: withThose(caseKeptBy) };
};

/**
 * Those who may bring it, the first in turn first: who is in turn and has no turn to come; else who has one that can be
 * another's; and only when all of those passed it on, who has had theirs.
 */
export const candidates = (
  { ahead, firm }: Turns,
  members: readonly string[],
  passed: ReadonlySet<string>,
): readonly string[] => {
  const free = waitingAmong(ahead, members, passed);
  if (free.length > 0) return free;
  const movable = waitingAmong(firm, members, passed);
  return movable.length > 0 ? movable : inTurn(firm, members, passed);
};

/** Those among whom somebody was given a turn: who joins later takes it from nobody. */
export const amongWhom = (
  { caseSteps }: GroupState,
  members: readonly string[],
  student: string,
): readonly string[] => {
  const known = caseSteps.findLast((fact) => fact.kind === 'caseAssigned')?.members ?? members;
  return members.filter((member) => member === student || known.includes(member));
};

/**
 * Who gets a turn in the place of somebody who would bring a case twice before everybody did once, or twice in a row:
 * turns were given, and then meetings were called off, put behind one another, or passed on. Null when nothing is wrong
 * with it, or nobody is better.
 */
export const insteadOf = (
  student: string,
  turns: Turns,
  members: readonly string[],
  passed: ReadonlySet<string>,
  newest: string | null,
): string | null => {
  const other = candidates(turns, members, new Set([...passed, student]))[0];
  if (other === undefined) return null;
  const isOthersTurn = waitingAmong(turns.ledger, members, passed).includes(other);
  const isDone = !waitingAmong(turns.ledger, members, new Set()).includes(student);
  const isBetter = student === newest ? isDone || isOthersTurn : isDone && isOthersTurn;
  return isBetter ? other : null;
};
