/** Work for the solver, as data that may go to a thread and back. */
import type { ChoicesWanted, GroupProposal, GroupsWanted, SlotChoice } from '../ports/intervision';
import { chooseSlots } from './chooseSlots';
import { formGroups } from './formGroups';
import type { Solve } from './solver';

/** What each job takes and gives. */
export interface Jobs {
  readonly formGroups: { readonly wanted: GroupsWanted; readonly done: GroupProposal };
  readonly chooseSlots: { readonly wanted: ChoicesWanted; readonly done: readonly SlotChoice[] };
}

const workers: {
  readonly [Name in keyof Jobs]: (wanted: Jobs[Name]['wanted'], solve: Solve) => Jobs[Name]['done'];
} = {
  formGroups,
  chooseSlots,
};

/** The name of a job. */
export type JobName = keyof Jobs;

/** Does one job. */
export const work = <Name extends JobName>(
  name: Name,
  wanted: Jobs[Name]['wanted'],
  solve: Solve,
): Jobs[Name]['done'] => workers[name](wanted, solve);

/** Has a job done somewhere. */
export type RunJob = <Name extends JobName>(
  name: Name,
  wanted: Jobs[Name]['wanted'],
) => Promise<Jobs[Name]['done']>;
