import { intervisionWith } from '../../bot/intervision/intervision';
import { work } from '../../bot/intervision/jobs';
import { proposeSlots } from '../../bot/intervision/proposeSlots';
import { openSolver } from '../../bot/intervision/solver';
import type { Intervision } from '../../bot/ports/intervision';

let opened: ReturnType<typeof openSolver> | null = null;

const open = (): ReturnType<typeof openSolver> => (opened ??= openSolver());

/** Opens the solver: that takes time of the real machine, during which that of a test would pass. */
export const solversAreOpen = async (): Promise<void> => void (await open());

/**
 * The solvers of intervision in this very thread, as threads only begin from built files, and without a turn for other
 * work, which would be one of the real event loop while a test has a time of its own.
 */
export const directSolvers: Intervision = {
  ...intervisionWith(async (name, wanted) => work(name, wanted, await open())),
  proposeSlots: (directory, wanted) => Promise.resolve([...proposeSlots(directory, wanted)]),
};
