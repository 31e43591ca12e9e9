/** Waves of messages by the built bot to a Teams that limits: how close to the limit, and what a message costs. */
import { atWave, storeContacts, storeProgramme, type Wanted } from './wavePlace';
import { startBot, type Settings } from './botProcess';
import { bareInsert, type Insert } from './insert';
import type { Arrival } from './limitedTeams';
import { duration, type Figure } from './report';
import { median, timed } from './rounds';
import { startTeams } from './teamsProcess';
import { openWorkplace, type Workplace } from './workplace';

/** A limit with a wave to try it on. */
interface Limited {
  readonly perSecond: number;
  readonly messages: number;
}

const fast: Limited = { perSecond: 200, messages: 3000 };
/** What two cores keep up with beside the storage that runs on them too. */
const slow: Limited = { perSecond: 30, messages: 450 };
/** As many as the setting takes: more than the machine can send. */
const unlimited = 1000;
const inserts = 200;
const insertsAtOnce = 16;

/** What came of a wave. */
interface Wave {
  /** Taken, from the first to the last. Milliseconds. */
  readonly lasted: number;
  readonly taken: number;
  readonly refused: number;
  /** What the bot took of the processor once it was ready. Milliseconds. */
  readonly processor: number;
}

/** What a bot is started with on a storage. */
type SettingsIn = (workplace: Workplace) => Settings;

/**
 * A storage of its own for every wave: Azurite saves all it holds every five seconds, and meanwhile answers nobody.
 */
const apart = async <T>(measure: (workplace: Workplace) => Promise<T>): Promise<T> => {
  const workplace = await openWorkplace();
  try {
    return await measure(workplace);
  } finally {
    await workplace.close();
  }
};

const waveOf = (arrivals: readonly Arrival[], processor: number): Wave => {
  const taken = arrivals.filter(({ isTaken }) => isTaken);
  const first = taken[0]?.at ?? 0;
  const last = taken.at(-1)?.at ?? 0;
  return { lasted: last - first, taken: taken.length, refused: arrivals.length - taken.length, processor };
};

/** Everybody once: what arrives twice or not at all is no wave to measure. */
const checkWhole = (arrivals: readonly Arrival[], expected: number): void => {
  const taken = arrivals.filter(({ isTaken }) => isTaken).map(({ conversation }) => conversation);
  const people = new Set(taken).size;
  if (people !== expected || taken.length !== expected) {
    throw new Error(`${taken.length} messages to ${people} people arrived instead of ${expected}`);
  }
};

const prefix = 'wave';

/** A bot that finds a wave to be sent in each of these programmes. */
const send = async (
  workplace: Workplace,
  settings: Settings,
  programmes: readonly Wanted[],
  limit: number,
): Promise<Wave> => {
  const expected = programmes.reduce((sum, { due }) => sum + due, 0);
  const teams = await startTeams(limit === unlimited ? Number.POSITIVE_INFINITY : limit);
  const storage = await workplace.open(prefix);
  for (const wanted of programmes) {
    await storeProgramme(storage, wanted);
    await storeContacts(workplace.bare(`${prefix}People`), wanted, teams.serviceUrl);
  }
  const bot = await startBot({
    ...settings,
    TABLE_PREFIX: prefix,
    SENDS_PER_SECOND: String(limit),
    DEMO_CLOCK: `${atWave}@1`,
  });
  try {
    const { processor } = await bot.uses();
    const arrivals = await teams.arrivals(expected);
    checkWhole(arrivals, expected);
    return waveOf(arrivals, (await bot.uses()).processor - processor);
  } finally {
    await bot.stop();
    teams.stop();
  }
};

const programme = (n: number, messages: number): Wanted => ({
  id: `wave-${n}`,
  tenant: `tenant-${n}`,
  pairs: messages,
  due: messages,
});

const rateOf = ({ taken, lasted }: Wave): number => (taken - 1) / (lasted / 1000);

/** Milliseconds of an insert: one after the other, and of each of sixteen at the same time. */
const insertTimes = async (insert: Insert): Promise<{ readonly alone: number; readonly among: number }> => {
  const alone: number[] = [];
  for (let n = 0; n < inserts; n += 1) alone.push(await timed(insert));
  const among: number[] = [];
  for (let n = 0; n < inserts / insertsAtOnce; n += 1) {
    const some = Array.from({ length: insertsAtOnce }, () => insert);
    among.push((await timed(() => Promise.all(some.map((one) => one())))) / insertsAtOnce);
  }
  return { alone: median(alone), among: median(among) };
};

/** Rate under a limit in one tenant and in two. */
const measureLimited = async (
  settingsIn: SettingsIn,
  { perSecond, messages }: Limited,
): Promise<Figure[]> => {
  const wave = (tenants: readonly number[]): Promise<Wave> => {
    const programmes = tenants.map((n) => programme(n, messages));
    return apart((workplace) => send(workplace, settingsIn(workplace), programmes, perSecond));
  };
  const one = await wave([1]);
  const two = await wave([1, 2]);
  const what = `a wave of ${messages} under a limit of ${perSecond} a second`;
  return [
    {
      what: `${what}: of the allowed rate`,
      value: rateOf(one) / perSecond,
      unit: '×',
      aim: { least: 0.97 },
      detail: `${rateOf(one).toFixed(1)} a second from the first to the last`,
    },
    {
      what: `${what}: refused for going too fast`,
      value: one.refused + two.refused,
      unit: 'requests',
      aim: { most: 0 },
      detail: 'in one tenant and in two',
    },
    {
      what: `${what}: two tenants against one`,
      value: rateOf(two) / rateOf(one),
      unit: '×',
      aim: { least: 1.9 },
      detail: `${rateOf(two).toFixed(1)} a second in both`,
    },
  ];
};

/** A message where only the machine limits. */
const measureUnlimited = async (workplace: Workplace, settings: Settings): Promise<Figure[]> => {
  const insert = bareInsert(workplace);
  const before = await insertTimes(insert);
  const wave = await send(workplace, settings, [programme(1, fast.messages)], unlimited);
  const after = await insertTimes(insert);
  const alone = (before.alone + after.alone) / 2;
  const among = (before.among + after.among) / 2;
  const each = 1000 / rateOf(wave);
  return [
    {
      what: 'a message of a wave without a limit',
      value: each / alone,
      unit: '×',
      aim: { most: 5 },
      detail: `${duration(each)}; one insert: ${duration(alone)}, of sixteen at the same time each ${duration(among)}`,
    },
    {
      what: 'a message of a wave without a limit: processor time of the bot',
      value: wave.processor / wave.taken,
      unit: 'ms',
      aim: null,
      detail: 'planning, deciding, sending and recording',
    },
  ];
};

/** Rates under a limit, and the cost of a message without one. */
export const measureWaves = async (settingsIn: SettingsIn): Promise<Figure[]> => [
  ...(await measureLimited(settingsIn, slow)),
  ...(await measureLimited(settingsIn, fast)),
  ...(await apart((workplace) => measureUnlimited(workplace, settingsIn(workplace)))),
];
