/** Who has the case of a meeting by what was done about it: given, passed on, taken over, written. */
import type { Moment } from '../model';
import type { CaseStepFact, GroupState } from './state';

/** Who was chosen to bring the case to a meeting, beside the rotation. */
export interface Choice {
  readonly student: string | null;
  /** They volunteered, or traded: it was not given to them. */
  readonly isTaken: boolean;
  readonly since: Moment;
  readonly passed: ReadonlySet<string>;
  /** How often each student got the case. */
  readonly turns: ReadonlyMap<string, number>;
}

/** How often a student got the case. */
export const turnsOf = ({ turns }: Choice, student: string): number => turns.get(student) ?? 0;

const given = (choice: Choice, student: string, since: Moment): Choice => {
  const passedTo = { ...choice, isTaken: false, since };
  if (student === choice.student) return passedTo;
  return { ...passedTo, student, turns: new Map([...choice.turns, [student, turnsOf(choice, student) + 1]]) };
};

const taken = (choice: Choice, student: string, since: Moment): Choice => ({
  ...given(choice, student, since),
  isTaken: true,
});

const choose = (choice: Choice, fact: CaseStepFact): Choice => {
  const { at: since } = fact;
  switch (fact.kind) {
    case 'caseAssigned':
      if (fact.student === choice.student) return choice;
      // The first is the rotation's, known beforehand; later somebody else gets it who did not expect it.
      return given(choice, fact.student, choice.student === null ? choice.since : since);
    case 'casePassed':
      return { ...given(choice, fact.to, since), passed: new Set([...choice.passed, fact.student]) };
    case 'caseVolunteered':
      return taken(choice, fact.student, since);
    case 'caseTraded':
      return taken(choice, fact.other, since);
    default:
      return fact satisfies never;
  }
};

const undecided: Choice = { student: null, isTaken: false, since: 0, passed: new Set(), turns: new Map() };

/** What was chosen for the meeting of a group before a moment. */
export const choiceAt = ({ caseSteps }: GroupState, before = Infinity): Choice =>
  caseSteps.filter(({ at }) => at < before).reduce(choose, undecided);

/** Who has the case of a group's meeting before a moment: it was given to them, or they have written it. */
export const caseGivenTo = (group: GroupState, before: Moment): string | null => {
  const { written } = group;
  return (
    choiceAt(group, before).student ?? (written !== null && written.at < before ? written.student : null)
  );
};

/** The same where it can be no other's: they wrote it, volunteered or traded. */
export const caseKeptBy = (group: GroupState, before: Moment): string | null => {
  const { written } = group;
  const { student, isTaken } = choiceAt(group, before);
  if (isTaken) return student;
  return written !== null && written.at < before ? written.student : null;
};
