/** The flow out of one process, in the process that measures. */
import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { composeMessage } from '../../dialogs/outgoing';
import { redrawCard } from '../../dialogs/redraw';
import { outbound } from '../../bot/delivery/outbound';
import { withRecentPauses } from '../../bot/delivery/recentPauses';
import type { Work } from '../../bot/delivery/work';
import type { Clock, Programmes, Timer } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';
import { directSolvers } from '../fakes/directSolvers';
import { silentMetrics } from '../fakes/silentMetrics';
import { silentLog } from './workplace';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { rosterWatch } from '../../bot/delivery/rosterWatch';
import { retentionOf } from '../fakes/retention';

const machine: Clock = { now: () => Math.floor(performance.timeOrigin + performance.now()) };
const timer: Timer = {
  sleep: async (milliseconds, signal) => {
    await after(milliseconds, undefined, { signal }).catch(() => undefined);
  },
};

/** As wired in bot/wiring.ts, at a moment that stands still, to a Teams that takes everything at once. */
export const flowOut = (opened: Storage, programmes: Programmes, now: number, perSecond: number): Work => {
  const storage = { ...opened, records: withRecentPauses(opened.records, machine) };
  const outgoing = outgoingPorts(storage);
  return outbound({
    ...storage,
    programmes,
    watch: rosterWatch({ store: opened.programmes, programmes, machine }),
    rounds: outgoing.rounds,
    intervision: directSolvers,
    messenger: {
      isReady: async () => true,
      send: async () => ({ status: 'sent', activityId: randomUUID() }),
      update: async (_contact, activityId) => ({ status: 'sent', activityId }),
    },
    compose: composeMessage(outgoing),
    keepRetention: retentionOf(opened, machine, silentLog),
    redraw: redrawCard(outgoing),
    clock: { now: () => now, isSure: () => true },
    machine,
    timer,
    random: { uuid: randomUUID, fraction: Math.random },
    metrics: silentMetrics,
    log: silentLog,
    perSecond,
    every: 5_000,
  }).work;
};
