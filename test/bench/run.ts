/** `npm run bench`: every figure as a ratio to a yardstick of the same run. See docs/bench.md. */
import { warmCards } from '../../cards/render';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { LoadedProgramme } from '../../bot/ports';
import { measureCheckIn, students } from './checkingIn';
import { measureGrowth } from './growing';
import { storePast } from './history';
import { importInto, measureImport } from './importing';
import { bareInsert } from './insert';
import { checkInSchool, pastSchool, writeFolder } from './programmeFolder';
import { measureLarge } from './large';
import { isMet, table, type Figure } from './report';
import { measureWaves } from './sendingWaves';
import { measureStart } from './starting';
import { measureSummary } from './summarising';
import { measureTick } from './ticking';
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
  await workplace.storage.outbox.setMark(head.id, { upTo: Date.parse(now), version: head.version });
};

const measure = async (workplace: Workplace): Promise<Figure[]> => {
  const folder = await writeFolder(workplace.directory);
  say('import …');
  const imported = await measureImport(workplace, folder);
  await importInto(workplace.storage, folder);
  const programmes = keepProgrammes(workplace.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('nothing was imported');
  await prepare(workplace, loaded);
  warmCards();
  const insert = bareInsert(workplace);
  const settings = {
    AZURE_STORAGE_CONNECTION_STRING: workplace.connectionString,
    DATA_DIR: workplace.directory,
    TABLE_PREFIX: prefix,
    DEMO_CLOCK: `${now}@0.001`,
    AZURE_STORAGE_ACCOUNT: '',
    MicrosoftAppId: '',
    LOG_LEVEL: 'info',
  };
  say('check-in …');
  const checkIn = await measureCheckIn(workplace, insert, loaded.directory, weeks - 1, settings);
  say('summary …');
  const summary = await measureSummary(workplace, programmes, Date.parse(now));
  say('growth …');
  const growth = await measureGrowth(workplace);
  say('tick …');
  const tick = await measureTick(workplace, prefix, insert, {
    at: '5,000 pairs',
    most: 5,
    now: Date.parse(now),
  });
  say('start …');
  const nothing = { ...settings, TABLE_PREFIX: 'nothing' };
  const start = await measureStart('5,000 pairs', settings, nothing, { warmUp: 1, counted: 5 });
  say('100,000 pairs …');
  const large = await measureLarge(workplace, insert, settings, nothing);
  say('waves …');
  const waves = await measureWaves(workplace, insert, settings);
  return [...imported, ...checkIn, ...summary, ...growth, ...tick, ...start, ...large, ...waves];
};

/** Growth alone. */
const measureGrowthAlone = (workplace: Workplace): Promise<Figure[]> => {
  warmCards();
  return measureGrowth(workplace);
};

const main = async (asJson: boolean, only: string | null): Promise<void> => {
  const workplace = await openWorkplace();
  try {
    const figures = await (only === 'growth' ? measureGrowthAlone(workplace) : measure(workplace));
    const shown = figures.map((figure) => ({ ...figure, met: isMet(figure) }));
    process.stdout.write(asJson ? `${JSON.stringify(shown, null, 2)}\n` : `\n${table(figures)}\n`);
  } finally {
    await workplace.close();
  }
};

main(process.argv.includes('--json'), process.argv.includes('growth') ? 'growth' : null).catch(
  (error: unknown) => {
    say(error instanceof Error ? String(error.stack) : String(error));
    process.exitCode = 1;
  },
);
