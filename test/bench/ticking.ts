/** One tick of the work loop when nothing is due. */
import { randomUUID } from 'node:crypto';
import { keepProgrammes } from '../../bot/delivery/programmes';
import { outbound } from '../../bot/delivery/outbound';
import type { Programmes } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';
import { silentMetrics } from '../fakes/silentMetrics';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import { silentLog, type Workplace } from './workplace';
import type { Insert } from './insert';

const rounds = { warmUp: 10, counted: 40 };

const nothingIsDue = (): never => {
  throw new Error('expected nothing to be due');
};

/** A tick of the flow out, with nothing to send. */
const tickOf = (storage: Storage, programmes: Programmes, now: number) => async (): Promise<void> => {
  const clock = { now: () => now, isSure: () => true };
  const { work } = outbound({
    ...storage,
    programmes,
    messenger: { send: nothingIsDue },
    compose: nothingIsDue,
    clock,
    machine: clock,
    timer: { sleep: () => Promise.resolve() },
    random: { uuid: randomUUID, fraction: Math.random },
    metrics: silentMetrics,
    log: silentLog,
    perSecond: 30,
    every: 1,
  });
  await programmes.refresh();
  await work.tick(clock.now);
};

/** Requests of a tick, and its time against inserts. */
export const measureTick = async (workplace: Workplace, insert: Insert, now: number): Promise<Figure[]> => {
  const programmes = keepProgrammes(workplace.storage.programmes);
  const watched = keepProgrammes(workplace.watched.storage.programmes);
  await Promise.all([programmes.refresh(), watched.refresh()]);
  const { requests } = await workplace.watched.cost(tickOf(workplace.watched.storage, watched, now));
  const time = await takeTurns({ insert, tick: tickOf(workplace.storage, programmes, now) }, rounds);
  return [
    {
      what: 'a tick with nothing due at 5,000 pairs',
      value: requests,
      unit: 'requests',
      aim: 5,
      detail: '',
    },
    {
      what: 'a tick with nothing due at 5,000 pairs: time',
      value: time('tick') / time('insert'),
      unit: '×',
      aim: null,
      detail: `${duration(time('tick'))}; one insert: ${duration(time('insert'))}`,
    },
  ];
};
