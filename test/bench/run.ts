/**
 * `npm run bench [-- NAME...]`: every figure as a ratio to a yardstick of the same run, of all parts or of those that
 * are named. See docs/bench.md.
 */
import { warmCards } from '../../cards/render';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { LoadedProgramme, Programmes } from '../../bot/ports';
import type { Settings } from './botProcess';
import { measureCheckIn, students } from './checkingIn';
import { measureGrowth } from './growing';
import { storePast } from './history';
import { importInto, measureImport } from './importing';
import { bareInsert, type Insert } from './insert';
import { checkInSchool, pastSchool, writeFolder } from './programmeFolder';
import { measureIntervision } from './intervision';
import { measureLarge } from './large';
import { isMet, table, type Figure } from './report';
import { measureWaves } from './sendingWaves';
import { measureStart } from './starting';
import { measureSummary } from './summarising';
import { measureTick, type Tick } from './ticking';
import { openWorkplace, prefix, type Workplace } from './workplace';

/** The Sunday after twenty weeks: nothing is due. The bot's clock hardly moves. */
const now = '2027-06-27T12:00:00+02:00';
const weeks = 20;

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

/** The school with a past, one with a last week to come, and a planner that is up to date. */
const prepare = async (workplace: Workplace, { head, directory }: LoadedProgramme): Promise<void> => {
  const records = workplace.bare(`${prefix}Records`);
  await storePast(records, directory, directory.pupilsOfSchool(pastSchool), weeks);
  const others = directory.pupilsOfSchool(checkInSchool).slice(0, students);
  await storePast(records, directory, others, weeks - 1);
  await workplace.storage.outbox.setMark(head.id, {
    upTo: Date.parse(now),
    version: head.version,
    rounds: '0',
  });
};

/** What the parts share. */
interface Bench {
  readonly workplace: Workplace;
  /** A programme of 5,000 pairs with a past, made when a part first asks for it. */
  readonly small: () => Promise<Small>;
  readonly settings: Settings;
}

interface Small {
  readonly programmes: Programmes;
  readonly loaded: LoadedProgramme;
  readonly insert: Insert;
}

const storeSmall = async (workplace: Workplace): Promise<Small> => {
  await importInto(workplace.storage, await writeFolder(workplace.directory));
  const programmes = keepProgrammes(workplace.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('nothing was imported');
  await prepare(workplace, loaded);
  warmCards();
  return { programmes, loaded, insert: bareInsert(workplace) };
};

const settingsIn = ({ connectionString, directory }: Workplace): Settings => ({
  AZURE_STORAGE_CONNECTION_STRING: connectionString,
  DATA_DIR: directory,
  TABLE_PREFIX: prefix,
  DEMO_CLOCK: `${now}@0.001`,
  AZURE_STORAGE_ACCOUNT: '',
  MicrosoftAppId: '',
  LOG_LEVEL: 'info',
});

const withoutAnything = (settings: Settings): Settings => ({ ...settings, TABLE_PREFIX: 'nothing' });

const smallTick: Tick = { at: '5,000 pairs', most: 5, now: Date.parse(now) };

/** By name, in the order in which they are measured. */
const parts: Readonly<Record<string, (bench: Bench) => Promise<Figure[]>>> = {
  import: async ({ workplace }) => measureImport(workplace, await writeFolder(workplace.directory)),
  'check-in': async ({ workplace, small, settings }) => {
    const { loaded, insert } = await small();
    return measureCheckIn(workplace, insert, loaded.directory, weeks - 1, settings);
  },
  summary: async ({ workplace, small }) =>
    measureSummary(workplace, (await small()).programmes, Date.parse(now)),
  growth: ({ workplace }) => {
    warmCards();
    return measureGrowth(workplace);
  },
  tick: async ({ workplace, small }) => measureTick(workplace, prefix, (await small()).insert, smallTick),
  start: async ({ small, settings }) => {
    await small();
    const rounds = { warmUp: 1, counted: 5 };
    return measureStart('5,000 pairs', settings, withoutAnything(settings), rounds);
  },
  large: ({ workplace, settings }) =>
    measureLarge(workplace, bareInsert(workplace), settings, withoutAnything(settings)),
  waves: () => measureWaves(settingsIn),
  intervision: measureIntervision,
};

const measure = async (workplace: Workplace, names: readonly string[]): Promise<Figure[]> => {
  let small: Promise<Small> | null = null;
  const bench: Bench = {
    workplace,
    small: () => (small ??= storeSmall(workplace)),
    settings: settingsIn(workplace),
  };
  const figures: Figure[] = [];
  for (const [name, part] of Object.entries(parts)) {
    if (!names.includes(name)) continue;
    say(`${name} …`);
    try {
      figures.push(...(await part(bench)));
    } catch (error) {
      // What was measured is worth showing all the same.
      say(`${name} failed: ${String(error instanceof Error ? error.stack : error)}`);
      process.exitCode = 1;
    }
  }
  return figures;
};

const main = async (asJson: boolean, names: readonly string[]): Promise<void> => {
  const workplace = await openWorkplace();
  try {
    const figures = await measure(workplace, names);
    const shown = figures.map((figure) => ({ ...figure, met: isMet(figure) }));
    process.stdout.write(asJson ? `${JSON.stringify(shown, null, 2)}\n` : `\n${table(figures)}\n`);
  } finally {
    await workplace.close();
  }
};

class WrongName extends Error {}

/** Those that were asked for; all when none was. Throws for one that is not there. */
const namesIn = (args: readonly string[]): readonly string[] => {
  const all = Object.keys(parts);
  const asked = args.filter((arg) => arg !== '--json');
  const unknown = asked.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new WrongName(`no part is called ${unknown}: there are ${all.join(', ')}`);
  return asked.length === 0 ? all : asked;
};

const start = async (args: readonly string[]): Promise<void> => main(args.includes('--json'), namesIn(args));

start(process.argv.slice(2)).catch((error: unknown) => {
  say(error instanceof WrongName ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
});
