/** The solvers of intervision behind their door. */
import { setImmediate as otherWork } from 'node:timers/promises';
import type { Intervision, SlotProposal, SlotsWanted } from '../ports/intervision';
import type { Directory } from '../programme/directory';
import { qualityOf } from './formGroups';
import type { RunJob } from './jobs';
import { placeLateJoiner } from './lateJoiner';
import { proposeSlots } from './proposeSlots';

const proposals = async (directory: Directory, wanted: SlotsWanted): Promise<readonly SlotProposal[]> => {
  const found: SlotProposal[] = [];
  for (const proposal of proposeSlots(directory, wanted)) {
    found.push(proposal);
    await otherWork();
  }
  return found;
};

/** Jobs for the solver run where `run` says: `inThread` in the bot. */
export const intervisionWith = (run: RunJob): Intervision => ({
  formGroups: (wanted) => run('formGroups', wanted),
  chooseSlots: (wanted) => run('chooseSlots', wanted),
  proposeSlots: proposals,
  qualityOf,
  placeLateJoiner: (student, groups) => placeLateJoiner(student, groups),
});
