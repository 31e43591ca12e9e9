import { intervisionWith } from '../../bot/intervision/intervision';
import { work } from '../../bot/intervision/jobs';
import { openSolver } from '../../bot/intervision/solver';
import type { Intervision } from '../../bot/intervisionPorts';

let opened: ReturnType<typeof openSolver> | null = null;

/** The solvers of intervision in this very thread: threads only begin from built files. */
export const directSolvers: Intervision = intervisionWith(async (name, wanted) => {
  opened ??= openSolver();
  return work(name, wanted, await opened);
});
