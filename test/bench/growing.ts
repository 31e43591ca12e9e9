/** What a school costs as its history grows, and as the programme gets more schools. */
import { keepProgrammes } from '../../bot/delivery/programmes';
import { addDays } from '../../bot/programme/calendar';
import type { Programme } from '../../bot/programme/model';
import { keepCounting } from '../../dialogs/summary/counting';
import type { Inbound, LoadedProgramme, Programmes } from '../../bot/ports';
import type { Storage } from '../../bot/ports/storage';
import { storeFiguresAnew, storeKept } from './history';
import { coordinator, pupilsPerSchool } from './programmeFolder';
import { duration, type Figure } from './report';
import { takeTurns } from './rounds';
import { asking, bareTables, contact, readingBare } from './summarising';
import { programmeWith } from './wavePlace';
import { silentLog, type Workplace } from './workplace';

const rounds = { warmUp: 15, counted: 40 };
/** The Sunday after the last week. */
const today = '2027-06-27';
const now = Date.parse(`${today}T12:00:00+02:00`);
const school = 'school0';
const many = 100;
/** Pupils of a small school. */
const few = 50;

/** A programme that began so many weeks ago; the coordinator answers for one of its schools. */
const programmeOf = (weeks: number, pairs: number): Programme => {
  const wanted = { id: 'growing', tenant: coordinator.tenant, pairs, due: 0 };
  const made = programmeWith(wanted);
  return {
    ...made,
    start: addDays(today, 1 - weeks * 7),
    pairs: made.pairs.map((pair) => ({ ...pair, from: null })),
    people: [
      ...made.people,
      {
        email: coordinator.email,
        name: 'Cora Bakker',
        role: 'coordinator',
        language: null,
        university: null,
        schools: [school],
        endedOn: null,
      },
    ],
  };
};

/** One programme in tables of its own. */
interface Place {
  readonly prefix: string;
  readonly storage: Storage;
  readonly programmes: Programmes;
  readonly weeks: number;
  /** Of the school of the coordinator. */
  readonly pupils: number;
}

const loadedIn = (programmes: Programmes): LoadedProgramme => {
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('nothing was imported');
  return loaded;
};

const placeOf = async (
  workplace: Workplace,
  weeks: number,
  schools: number,
  pupils = pupilsPerSchool,
): Promise<Place> => {
  const prefix = `grown${weeks}x${schools}x${pupils}`;
  const storage = await workplace.open(prefix);
  await storage.programmes.replace(programmeOf(weeks, schools * pupils), null, () => {});
  await storage.contacts.save(contact, null);
  const programmes = keepProgrammes(storage.programmes);
  await programmes.refresh();
  const { directory } = loadedIn(programmes);
  await storeKept(workplace.bare(`${prefix}Records`), directory, directory.pupilsOfSchool(school), weeks);
  return { prefix, storage, programmes, weeks, pupils };
};

const questions = {
  summary: 'overzicht',
  week: 'overzicht vorige week',
  who: 'wie miste vorige week?',
  flags: 'signalen',
} as const;

const text = (typed: string): Partial<Inbound> => ({ event: { kind: 'text', text: typed } });

const ask = (place: Place, question: keyof typeof questions, storage = place.storage) =>
  asking(storage, place.programmes, now, {
    from: text(questions[question]),
    holds: question === 'summary' ? String(place.weeks * place.pupils) : 'AdaptiveCard',
  });

const bare = (workplace: Workplace, { prefix }: Place) =>
  readingBare(bareTables(workplace, prefix), 'growing', school);

const ratio = (what: string, above: number, below: number, most: number, detail: string): Figure => ({
  what,
  value: above / below,
  unit: '×',
  aim: { most },
  detail: `${duration(above)}; ${detail}: ${duration(below)}`,
});

const anew = (workplace: Workplace, { prefix, programmes, weeks }: Place) => {
  const { directory } = loadedIn(programmes);
  const pupils = directory.pupilsOfSchool(school);
  return storeFiguresAnew(workplace.bare(`${prefix}Records`), directory, pupils, weeks);
};

/** Rows that were read lately are not taken apart again: here none was read before, as in the first question of a day. */
const measureFirstLook = async (workplace: Workplace, short: Place, long: Place): Promise<Figure[]> => {
  const change = [await anew(workplace, short), await anew(workplace, long)];
  const works = {
    bareShort: bare(workplace, short),
    short: ask(short, 'summary'),
    bareLong: bare(workplace, long),
    long: ask(long, 'summary'),
  };
  const time = await takeTurns(works, rounds, async (round) => {
    for (const one of change) await one(round + 1);
  });
  const reads = 'the same reads bare';
  return [
    ratio(
      '"overzicht" of rows never read before, 200 weeks',
      time('long'),
      time('short'),
      1.2,
      'after 20 weeks',
    ),
    ratio('the same after 20 weeks', time('short'), time('bareShort'), 1.5, reads),
    ratio('the same after 200 weeks', time('long'), time('bareLong'), 1.5, reads),
  ];
};

/** The questions of a coordinator after 200 weeks against the same after 20. */
const measureHistory = async (workplace: Workplace, short: Place, long: Place): Promise<Figure[]> => {
  const figures: Figure[] = [];
  for (const question of ['summary', 'week', 'who', 'flags'] as const) {
    const time = await takeTurns({ short: ask(short, question), long: ask(long, question) }, rounds);
    const what = `"${questions[question]}", 500 pupils, 200 weeks`;
    figures.push(ratio(what, time('long'), time('short'), 1.2, 'after 20 weeks'));
  }
  const time = await takeTurns({ bare: bare(workplace, long), summary: ask(long, 'summary') }, rounds);
  const detail = 'the same reads bare';
  figures.push(ratio('"overzicht", 500 pupils, 200 weeks', time('summary'), time('bare'), 1.5, detail));
  return figures;
};

/** A timeline beside a message that looks at nobody: whoever writes anything is read first. */
const measureTimeline = async ({ watched }: Workplace, place: Place): Promise<Figure[]> => {
  const storage = await watched.open(place.prefix);
  const pupil = loadedIn(place.programmes).directory.pupilsOfSchool(school)[0]?.id ?? '';
  const event = { kind: 'action', verb: 'summary.show', data: { pupil } } as const;
  const costOf = (what: { readonly from: Partial<Inbound>; readonly holds: string }) =>
    watched.cost(asking(storage, place.programmes, now, what));
  const any = await costOf({ from: text('hulp'), holds: 'AdaptiveCard' });
  const timeline = await costOf({ from: { event }, holds: String(place.weeks) });
  const what = "a pupil's timeline after 200 weeks: storage";
  return [
    {
      what: `${what}, beyond what any message costs`,
      value: timeline.requests - any.requests,
      unit: 'requests',
      aim: { most: 2 },
      detail: `"hulp" costs ${any.requests}`,
    },
    {
      what: `${what}, all of it`,
      value: timeline.requests,
      unit: 'requests',
      aim: null,
      detail: `${timeline.rows} rows`,
    },
  ];
};

/** Another process has counted the whole programme, as one of its first ticks does. */
const countedBeside = async ({ storage }: Place): Promise<void> => {
  const programmes = keepProgrammes(storage.programmes);
  await programmes.refresh();
  const counting = keepCounting({ records: storage.records, log: silentLog });
  counting.look(programmes.all(), now);
  await counting.idle();
};

/** A school in a programme of a hundred against the same school alone: asked again, and in a process that knows nothing. */
const measureSchools = async (workplace: Workplace, one: Place, hundred: Place): Promise<Figure[]> => {
  const { watched } = workplace;
  const requestsOf = async (place: Place): Promise<number> => {
    await countedBeside(place);
    return (await watched.cost(ask(place, 'summary', await watched.open(place.prefix)))).requests;
  };
  const cold = { one: await requestsOf(one), hundred: await requestsOf(hundred) };
  const time = await takeTurns({ one: ask(one, 'flags'), hundred: ask(hundred, 'flags') }, rounds);
  return [
    {
      what: 'a summary of one of 100 schools: storage, comparison included',
      value: cold.hundred,
      unit: 'requests',
      aim: { most: cold.one + 1 },
      detail: `${cold.one} where there is one school`,
    },
    ratio('"signalen" of one of 100 schools', time('hundred'), time('one'), 1.2, 'of a programme with one'),
  ];
};

/** Ten times the pupils may take ten times as long and no more. */
const measurePupils = async (small: Place, large: Place): Promise<Figure> => {
  const time = await takeTurns({ small: ask(small, 'summary'), large: ask(large, 'summary') }, rounds);
  const what = `"overzicht" of ${large.pupils} pupils, ${large.weeks} weeks`;
  return ratio(what, time('large'), time('small'), large.pupils / small.pupils, `of ${small.pupils} pupils`);
};

/** Ratios of growth: 20 and 200 weeks, 50 and 500 pupils, 1 and 100 schools. */
export const measureGrowth = async (workplace: Workplace): Promise<Figure[]> => {
  const short = await placeOf(workplace, 20, 1);
  const long = await placeOf(workplace, 200, 1);
  const history = await measureHistory(workplace, short, long);
  const firstLook = await measureFirstLook(workplace, short, long);
  const timeline = await measureTimeline(workplace, long);
  const pupils = await measurePupils(await placeOf(workplace, 20, 1, few), short);
  const hundred = await placeOf(workplace, 20, many);
  return [
    ...history,
    ...firstLook,
    ...timeline,
    pupils,
    ...(await measureSchools(workplace, short, hundred)),
  ];
};
