/** `import`: a programme folder into storage, whole or not at all. */
import { followRoster } from '../privacy/followRoster';
import { importMark } from '../ports/outbox';
import type { Storage } from '../ports/storage';
import type { Moment, Pair, Person, Programme } from '../programme/model';
import type { CliPorts, FolderProblem, ImportResult, Missing } from './cliPorts';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { countsOf } from './programmes';
import { progressLines } from './progress';
import { withStorage } from './storedProgramme';
import { alignedRows } from './textTable';
import type { Cell } from './textTable';

/** What the operator wants done. */
export interface ImportRequest {
  readonly dir: string;
  readonly dryRun: boolean;
  readonly endMissing: boolean;
  readonly purge: boolean;
}

type Imported = Extract<ImportResult, { ok: true }>;

const asData = ({ file, line, problem }: FolderProblem) => ({ file, line, problem });

const failed = (problems: readonly FolderProblem[]): Outcome => ({
  exitCode: 1,
  report: {
    data: { problems: problems.map(asData) },
    text: '',
  },
  complaints: problems.map(({ file, line, problem }) => `${file}:${line}: ${problem}`),
});

const counted = (programme: Programme): string => {
  const counts = Object.entries(countsOf(programme));
  return `${programme.id} (${programme.name}): ${counts.map(([kind, count]) => `${kind} ${count}`).join(', ')}`;
};

const whatHappened = ({ changed }: Imported, { dryRun }: ImportRequest): string => {
  if (!changed) return 'nothing changed';
  return dryRun ? 'would be stored (dry run: nothing was)' : 'stored';
};

const personRow = ({ email, role }: Person): Cell[] => ['', role, email];
const pairRow = ({ pupil, student }: Pair): Cell[] => ['', 'pair', `${pupil} with ${student}`];

const missingText = (missing: Missing, { dryRun, endMissing }: ImportRequest): string => {
  const rows = [
    ...missing.people.map(personRow),
    ...missing.pupils.map(({ id }): Cell[] => ['', 'pupil', id]),
    ...missing.pairs.map(pairRow),
  ];
  if (rows.length === 0) return '';
  const ended = dryRun ? 'would be ended today' : 'ended today';
  const what = endMissing ? ended : 'kept; --end-missing ends them on the day of the import';
  return `No longer in the files (${what}):\n${alignedRows(rows)}`;
};

const succeeded = (result: Imported, request: ImportRequest): Outcome => {
  const { programme, changed, missing, warnings } = result;
  const data = {
    programme: programme.id,
    changed,
    dryRun: request.dryRun,
    counts: countsOf(programme),
    missing: {
      people: missing.people.map(({ email, name, role }) => ({ email, name, role })),
      pupils: missing.pupils.map(({ id }) => id),
      pairs: missing.pairs.map(({ pupil, student, weekday, start, end }) => ({
        pupil,
        student,
        weekday,
        start,
        end,
      })),
    },
    warnings: warnings.map(asData),
  };
  const text = `${counted(programme)}\n${whatHappened(result, request)}\n${missingText(missing, request)}`;
  const complaints = warnings.map(({ file, line, problem }) => `${file}:${line}: warning: ${problem}`);
  return { ...done(data, text), complaints };
};

/** What becomes due from now until a bot runs for the first time is planned by that one, and told when it is too late. */
export const beginPlanning = async (
  { outbox }: Pick<Storage, 'outbox'>,
  programme: string,
  now: Moment,
): Promise<void> => {
  if ((await outbox.mark(programme)) !== null) return;
  await outbox.setMark(programme, { upTo: now, version: importMark, rounds: null });
};

/** Imports a folder; every problem is a complaint, and then nothing was stored. A warning is a complaint too, but stops nothing. */
export const importCommand = (ports: CliPorts, request: ImportRequest): Promise<Outcome> =>
  withStorage(ports, async (storage) => {
    const { dir, dryRun, endMissing, purge } = request;
    const progress = progressLines((text) => ports.err(text));
    const now = await ports.now();
    const result = await ports.importFolder(dir, storage.programmes, {
      now,
      dryRun,
      endMissing,
      purge,
      onProgress: progress.report,
    });
    await progress.written();
    if (!result.ok) return failed(result.problems);
    if (!dryRun) {
      await beginPlanning(storage, result.programme.id, now);
      await followRoster(
        { ...storage, now: () => ports.now(), settled: () => ports.rosterSettled() },
        result,
      );
    }
    return succeeded(result, request);
  });
