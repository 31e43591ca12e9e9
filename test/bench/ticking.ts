/** One tick of the work loop when nothing is due. */
import type { Storage } from '../../bot/ports/storage';
import { flowOut, programmesOf, type Known } from './flowOut';
import type { Insert } from './insert';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import type { Workplace } from './workplace';

const rounds = { warmUp: 10, counted: 40 };
const perSecond = 30;

/** What a tick is measured at. */
export interface Tick {
  /** For people: how large the programme is. */
  readonly at: string;
  readonly most: number;
  /** A moment at which nothing is due. */
  readonly now: number;
}

/** A tick of the flow out, with nothing to send. The first of a process, which tidies up as well, has been then. */
const tickOf = async (storage: Storage, known: Known, now: number): Promise<() => Promise<void>> => {
  const work = flowOut(storage, known, now, perSecond);
  const tick = async (): Promise<void> => {
    await known.programmes.refresh();
    await work.tick(() => now);
  };
  await known.programmes.refresh();
  await work.settle(() => now);
  return tick;
};

/** Requests of a tick, and its time against inserts, on tables that are named by this prefix. */
export const measureTick = async (
  workplace: Workplace,
  prefix: string,
  insert: Insert,
  { at, most, now }: Tick,
): Promise<Figure[]> => {
  const [direct, seen] = await Promise.all([workplace.open(prefix), workplace.watched.open(prefix)]);
  const [known, seenKnown] = [programmesOf(direct), programmesOf(seen)];
  await Promise.all([known.programmes.refresh(), seenKnown.programmes.refresh()]);
  const { requests } = await workplace.watched.cost(await tickOf(seen, seenKnown, now));
  const time = await takeTurns({ insert, tick: await tickOf(direct, known, now) }, rounds);
  return [
    {
      what: `a tick with nothing due at ${at}`,
      value: requests,
      unit: 'requests',
      aim: { most },
      detail: '',
    },
    {
      what: `a tick with nothing due at ${at}: time`,
      value: time('tick') / time('insert'),
      unit: '×',
      aim: null,
      detail: `${duration(time('tick'))}; one insert: ${duration(time('insert'))}`,
    },
  ];
};
