/** 100,000 pairs: what ticks ask of storage, what the bot holds in memory, and how it starts. */
import { setTimeout as pause } from 'node:timers/promises';
import { startBot, type Settings } from './botProcess';
import { flowOut, programmesOf } from './flowOut';
import type { Insert } from './insert';
import type { Figure } from './report';
import { measureStart } from './starting';
import { measureTick } from './ticking';
import { atWave, beforeWave, storeContacts, storeProgramme, type Wanted } from './wavePlace';
import type { Workplace } from './workplace';

const prefix = 'large';
const pairs = '100,000 pairs';
const wanted: Wanted = { id: 'large', tenant: 'tenant-large', pairs: 100_000, due: 500 };
/** What a bot sends where nothing else is set. */
const perSecond = 30;
/** Milliseconds in which a bot has ticked. */
const ticked = 3_000;

/** Everything a message asks for: planned, queued, decided, claimed, sent, recorded, in its turn. */
const measureDue = async ({ watched }: Workplace): Promise<Figure> => {
  const storage = await watched.open(prefix);
  const known = programmesOf(storage);
  await known.programmes.refresh();
  const now = Date.parse(atWave);
  const work = flowOut(storage, known, now, perSecond);
  const { requests } = await watched.cost(() => work.settle(() => now));
  await work.close();
  for await (const { status } of storage.outbox.list(wanted.id))
    if (status !== 'sent') throw new Error(`a message is ${status}`);
  return {
    what: `${wanted.due} messages due at ${pairs}: storage, all in`,
    value: requests / wanted.due,
    unit: 'requests a message',
    aim: { most: 4 },
    detail: `${requests} requests, half for nudges and half for check-ins, at ${perSecond} a second`,
  };
};

/** After the first tick. */
const measureMemory = async (settings: Settings): Promise<Figure> => {
  const bot = await startBot(settings);
  await pause(ticked);
  const { held, needed } = await bot.uses();
  await bot.stop();
  return {
    what: `memory of the bot at ${pairs}`,
    value: held,
    unit: 'MB',
    aim: { most: 250 },
    detail: `${Math.round(needed)} MB on the heap when the rubbish is out`,
  };
};

/** Figures of a large programme; `empty` are the settings of a bot for which nothing is stored. */
export const measureLarge = async (
  workplace: Workplace,
  insert: Insert,
  settings: Settings,
  empty: Settings,
): Promise<Figure[]> => {
  await storeProgramme(await workplace.open(prefix), wanted);
  await storeContacts(workplace.bare(`${prefix}People`), wanted, 'http://127.0.0.1:1');
  const now = Date.parse(beforeWave);
  const full = { ...settings, TABLE_PREFIX: prefix, DEMO_CLOCK: `${beforeWave}@0.001` };
  const tick = await measureTick(workplace, prefix, insert, { at: pairs, most: 10, now });
  const memory = await measureMemory(full);
  const start = await measureStart(pairs, full, empty, { warmUp: 0, counted: 3 });
  return [...tick, await measureDue(workplace), memory, ...start];
};
