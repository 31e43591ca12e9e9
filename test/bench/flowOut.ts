/** The flow out of one process, in the process that measures. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { composeMessage } from '../../dialogs/outgoing';
import { redrawCard } from '../../dialogs/redraw';
import { outbound } from '../../bot/delivery/outbound';
import { withRecentPauses } from '../../bot/delivery/recentPauses';
import type { Work } from '../../bot/delivery/work';
import type { Clock, Programmes, Timer } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { directSolvers } from '../fakes/directSolvers';
import { silentMetrics } from '../fakes/silentMetrics';
import { silentLog } from './workplace';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { rememberHeads, type ProgrammeHeads } from '../../bot/delivery/programmeHeads';
import { keepProgrammes } from '../../bot/delivery/programmes';
import { rosterWatch } from '../../bot/delivery/rosterWatch';
import { retentionOf } from '../fakes/retention';

const machine: Clock = { now: () => Math.floor(performance.timeOrigin + performance.now()) };
const timer: Timer = {
  sleep: async (milliseconds, signal) => {
    await after(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

/** The programmes of a process. */
export interface Known {
  readonly heads: ProgrammeHeads;
  readonly programmes: Programmes;
}

/** Those of a storage, of which nothing has been read yet. */
export const programmesOf = (opened: Storage): Known => {
  const heads = rememberHeads(opened.programmes, machine);
  return { heads, programmes: keepProgrammes(heads) };
};

/** As wired in bot/wiring.ts, at a moment that stands still, to a Teams that takes everything at once. */
export const flowOut = (
  opened: Storage,
  { heads, programmes }: Known,
  now: number,
  perSecond: number,
): Work => {
  const storage = { ...opened, records: withRecentPauses(opened.records, machine) };
  const outgoing = outgoingPorts(storage);
  return outbound({
    ...storage,
    programmes,
    watch: rosterWatch({ store: heads, programmes }),
    rounds: outgoing.rounds,
    intervision: directSolvers,
    messenger: {
      isReady: async () => true,
      send: async () => ({ status: 'sent', activityId: randomUUID() }),
      update: async (_contact, activityId) => ({ status: 'sent', activityId }),
    },
    compose: composeMessage(outgoing),
    beside: [retentionOf(opened, machine, silentLog)],
    redraw: redrawCard(outgoing),
    clock: { now: () => now, isSure: () => true, isSureSince: () => true },
    shared: machine,
    machine,
    timer,
    random: { uuid: randomUUID, fraction: Math.random },
    metrics: silentMetrics,
    log: silentLog,
    perSecond,
    every: 5_000,
  }).work;
};
