/** Weeks of check-ins as the bot would have stored them, without waiting for each. */
import type { TableClient } from '@azure/data-tables';
import type { NewFact, PupilPage } from '../../bot/ports/storage';
import type { Directory } from '../../bot/programme/directory';
import type { Answer, Outcome, Session } from '../../bot/programme/facts';
import { markedContext, standingAfter } from '../../bot/programme/kept/flag';
import type { Pupil } from '../../bot/programme/model';
import { sessionOn } from '../../bot/programme/sessions';
import { AzureTable } from '../../bot/storage/azureTable';
import { figureRow, keptOf } from '../../bot/storage/figureRows';
import { inTransactions } from '../../bot/storage/limits';
import { factRow, pageRow } from '../../bot/storage/recordRows';
import type { Row } from '../../bot/storage/row';
import { inParallel } from '../../bot/storage/parallel';

/** Pages of many weeks weigh much, and Azurite takes less at once than a storage account. */
const rowsAtOnce = 20;

/** Of every hundred answers so many; the order is shuffled by `shareOf`. */
const shares: readonly (readonly [Outcome, number])[] = [
  ['onTime', 78],
  ['late', 8],
  ['absentUnnotified', 5],
  ['absentUnknown', 1],
  ['absentNotified', 4],
  ['studentAbsent', 3],
  ['schoolCancelled', 1],
];

/** The same for every run, and without a pattern over pupils or weeks. */
const shareOf = (pupil: number, week: number): number =>
  (((pupil * 7919 + week * 104_729) ^ (pupil * week)) >>> 0) % 100;

const outcomeOf = (pupil: number, week: number): Outcome => {
  let left = shareOf(pupil, week);
  for (const [outcome, share] of shares) {
    if (left < share) return outcome;
    left -= share;
  }
  return 'onTime';
};

/** Ids as long as those of Teams. */
const activityOf = (session: Session): string =>
  `a:1${session.student.padEnd(100, 'x')}|f:${session.id}-${session.start}`;

const answerTo = (session: Session, outcome: Outcome): Answer => ({
  kind: 'answer',
  at: session.end + 300_000,
  by: session.student,
  session,
  outcome,
  minutesLate: outcome === 'late' ? 7 : null,
});

const sessionsOf = (directory: Directory, pupil: Pupil): Session[] =>
  directory
    .pairsOfPupil(pupil.id)
    .flatMap((pair) => directory.meetingDays(pair).map((day) => sessionOn(directory, pair, day)));

const pageOf = (pupil: Pupil, added: readonly NewFact[]): PupilPage => ({
  school: pupil.school,
  pupil: pupil.id,
  facts: added.map(({ fact }) => fact),
  notices: [],
  activities: added.map(({ activity }) => activity),
});

const addedOf = (directory: Directory, pupil: Pupil, number: number, weeks: number): NewFact[] =>
  sessionsOf(directory, pupil)
    .slice(0, weeks)
    .map((session, week) => ({
      fact: answerTo(session, outcomeOf(number, week)),
      followUp: { topics: ['planning'], nextStep: null, note: null, case: false },
      activity: activityOf(session),
      change: null,
    }));

/** The page and the figures. */
const keptRows = (directory: Directory, pupil: Pupil, added: readonly NewFact[]): Row[] => {
  const page = pageOf(pupil, added);
  const standing = standingAfter(page.facts, markedContext(directory, pupil.school));
  const { id } = directory.programme;
  return [pageRow(id, page), figureRow(id, pupil.school, keptOf(page, standing))];
};

const numbered = (pupils: readonly Pupil[]) => pupils.map((pupil, number) => ({ pupil, number }));

/** Stores an answer to each of the first so many sessions of these pupils. */
export const storePast = async (
  client: TableClient,
  directory: Directory,
  pupils: readonly Pupil[],
  weeks: number,
): Promise<void> => {
  const records = new AzureTable(client);
  const { id } = directory.programme;
  await inParallel(numbered(pupils), async ({ pupil, number }) => {
    const added = addedOf(directory, pupil, number, weeks);
    const rows = added.map((one, index) =>
      factRow(id, pageOf(pupil, added.slice(0, index + 1)), one, [], `${index}`),
    );
    const all = [...rows, ...keptRows(directory, pupil, added)];
    await records.change(all.map((row) => ({ kind: 'upsert', row })));
  });
};

/**
 * The same without the facts themselves: Azurite looks through every row of a partition for each question, which a
 * storage account does not do, and facts are not read for a summary.
 */
export const storeKept = async (
  client: TableClient,
  directory: Directory,
  pupils: readonly Pupil[],
  weeks: number,
): Promise<void> => {
  const records = new AzureTable(client);
  const rows = numbered(pupils).flatMap(({ pupil, number }) =>
    keptRows(directory, pupil, addedOf(directory, pupil, number, weeks)),
  );
  const changes = rows.map((row) => ({ kind: 'upsert', row }) as const);
  for (const batch of inTransactions(changes, rowsAtOnce)) await records.change(batch);
};

/** The figures of these pupils written anew, each row another one than before: nothing that was read of them is known. */
export const storeFiguresAnew = async (
  client: TableClient,
  directory: Directory,
  pupils: readonly Pupil[],
  weeks: number,
): Promise<(round: number) => Promise<void>> => {
  const records = new AzureTable(client);
  const { id } = directory.programme;
  const kept = numbered(pupils).map(({ pupil, number }) => {
    const page = pageOf(pupil, addedOf(directory, pupil, number, weeks));
    return keptOf(page, standingAfter(page.facts, markedContext(directory, pupil.school)));
  });
  return async (round) => {
    const changes = kept.map((one, index) => {
      const row = figureRow(id, pupils[index]?.school ?? '', { ...one, upTo: one.upTo + round });
      return { kind: 'upsert', row } as const;
    });
    for (const batch of inTransactions(changes)) await records.change(batch);
  };
};
