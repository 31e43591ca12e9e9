/** One tick of the work loop when nothing is due. */
import { keepProgrammes } from '../../bot/delivery/programmes';
import { loop } from '../../bot/delivery/loop';
import { work } from '../../bot/delivery/work';
import type { Programmes, Timer } from '../../bot/ports';
import type { Storage } from '../../bot/storagePorts';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import { silentLog, type Workplace } from './workplace';
import type { Insert } from './insert';

const rounds = { warmUp: 10, counted: 40 };

const nothingIsDue = (): never => {
  throw new Error('expected nothing to be due');
};

/** A loop that stops after its first tick. */
const tickOf = (storage: Storage, programmes: Programmes, now: number) => async (): Promise<void> => {
  const { outbox, records, queue } = storage;
  const works = work({
    outbox,
    records,
    queue,
    programmes,
    sender: { handle: nothingIsDue },
    log: silentLog,
  });
  const timer: Timer = { sleep: async () => void loops.stop() };
  const loops = loop({ work: works, programmes, clock: { now: () => now }, timer, log: silentLog, every: 1 });
  await loops.run();
  if (loops.health() !== 'well') throw new Error('the tick failed');
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
