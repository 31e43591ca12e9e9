/** `purge`: removes what retention says must go, and says how much that was. */
import { isNone } from '../privacy/counts';
import { nameOfCount } from '../privacy/places';
import type { Moment } from '../programme/model';
import { purge as purgeProgramme, type PurgedStage } from '../privacy/purge';
import { isSameDay } from '../privacy/schedule';
import type { Storage } from '../ports/storage';
import type { RetentionStage } from '../programme/retention';
import type { CliPorts } from './cliPorts';
import { done, refused } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import { erasing } from './subjectErase';
import { alignedRows, textTable } from './textTable';
import { unreadableNote } from './unreadableNote';
import type { Cell } from './textTable';

const whatGoes = {
  freeText: 'what people typed',
  names: 'pupils with everything about them, and messages',
  hours: 'hours, and everybody who still stands in the programme',
  access: 'who looked at what',
} as const satisfies Record<RetentionStage, string>;

const stateOf = ({ isDue, removed, changed }: PurgedStage, dryRun: boolean): string => {
  if (!isDue) return 'kept';
  if (isNone(removed) && isNone(changed)) return 'nothing left';
  return dryRun ? 'would go' : 'gone';
};

const countRows = ({ removed, changed }: PurgedStage): Cell[][] => [
  ...Object.entries(removed).map(([kind, count]): Cell[] => ['', count, nameOfCount(kind), 'removed']),
  ...Object.entries(changed).map(([kind, count]): Cell[] => ['', count, nameOfCount(kind), 'without text']),
];

const textOf = (stages: readonly PurgedStage[], dryRun: boolean): string => {
  const table = textTable(
    ['from', 'stage', 'state', 'what'],
    stages.map((one) => [one.on, one.stage, stateOf(one, dryRun), whatGoes[one.stage]]),
    '',
  );
  const counted = stages
    .filter(({ removed, changed }) => !isNone(removed) || !isNone(changed))
    .map((one) => `${one.stage}:\n${alignedRows(countRows(one))}`);
  const note = dryRun ? 'Dry run: nothing was removed.\n' : '';
  const left = unreadableNote(stages.flatMap(({ unreadable }) => unreadable)).map((line) => `${line}\n`);
  return `${table}${counted.join('')}${note}${left.join('')}`;
};

/** What is removed does not come back: a machine whose clock is wrong must not purge. A demo clock is no machine's. */
const isDayWrong = async (
  { doctor }: CliPorts,
  storage: Pick<Storage, 'time'>,
  now: Moment,
): Promise<boolean> => isSameDay(doctor.machineNow(), now) && !isSameDay(await storage.time(), now);

/** Purges a programme; a dry run counts only. */
export const purge = (ports: CliPorts, programme: string, dryRun: boolean): Promise<Outcome> =>
  askProgramme(ports, programme, async ({ storage, now, directory }) => {
    if (!dryRun && (await isDayWrong(ports, storage, now)))
      return refused(
        "this machine's clock and the storage service's differ by more than a day; set it right",
      );
    const stages = await purgeProgramme({ ...storage, ...erasing(ports) }, programme, now, dryRun);
    if (stages === null) return refused(`there is no programme ${JSON.stringify(programme)} any more`);
    const at = directory.calendar.iso(now);
    return done({ programme, at, dryRun, stages }, textOf(stages, dryRun));
  });
