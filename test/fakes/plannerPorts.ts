import type { PlannerPorts } from '../../bot/delivery/planner';
import { RoundPlans } from '../../bot/delivery/rounds/plans';
import type { Storage } from '../../bot/ports/storage';
import { keepRounds } from '../../bot/rounds/keepRounds';
import { directSolvers } from './directSolvers';
import { SilentLog } from './silentLog';
import { silentMetrics } from './silentMetrics';

/** A planner's ports on a storage, of a process that has just begun. */
export const plannerPorts = (storage: Storage): PlannerPorts & { readonly log: SilentLog } => {
  const log = new SilentLog();
  const rounds = keepRounds(storage.rounds);
  const roundPlans = new RoundPlans({ rounds, intervision: directSolvers, log });
  return { ...storage, roundPlans, metrics: silentMetrics, log };
};
