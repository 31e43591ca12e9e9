/** What happened, on a table with a partition for each programme. */
import type { Day, Moment } from '../programme/model';
import type {
  CareUse,
  ContactMade,
  FlagNotice,
  KeptHours,
  Pause,
  PendingNotice,
  UnreachableStudent,
} from '../programme/facts';
import type { FlagStanding } from '../programme/keptFlag';
import type { KeptPupil } from '../programme/keptPupil';
import type { SchoolRates } from '../programme/schoolRates';
import type { CheckInRecord, NewFact, PupilPage, Reach, RecordStore, StandingOf } from '../storagePorts';
import type { Stored } from '../stored';
import type { Random } from '../ports';
import { figureRow, keptOf, rateKeys, ratesFrom, ratesRow } from './figureRows';
import { readFigures } from './figures';
import { JointReads } from './jointReads';
import { unlessUnreadable } from './columns';
import { keyOf } from './keys';
import { pageFrom } from './pageText';
import { movePage, rebuildPages, type Moving } from './rebuild';
import {
  answerKeys,
  careUseFrom,
  careUseKeys,
  careUseRow,
  checkInFrom,
  contactMadeFrom,
  contactMadeKeys,
  contactMadeRow,
  factFrom,
  factRow,
  hoursKeys,
  keptHoursFrom,
  keptHoursRow,
  noticeFrom,
  noticeKeys,
  noticeRow,
  pageKey,
  pageOf,
  pageRow,
  pauseFrom,
  pauseKeys,
  pauseRow,
  pupilFactKeys,
  schoolKeys,
} from './recordRows';
import type { Change } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

/** The facts and pages on a table of their own. */
export class AzureRecords implements RecordStore {
  readonly #table: Table;
  readonly #reads: JointReads;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#reads = new JointReads(table);
    this.#random = random;
  }

  async page(programme: string, school: string, pupil: string): Promise<Stored<PupilPage> | null> {
    const row = await this.#reads.get(keyOf(programme), pageKey(school, pupil));
    return row === null ? null : { value: pageFrom(row), tag: row.etag };
  }

  async gathered(programme: string, school: string, pupil: string): Promise<PupilPage | null> {
    const rows = await this.#reads.within(keyOf(programme), pupilFactKeys(pupil));
    return rows.length === 0 ? null : pageOf(school, pupil, rows.map(factFrom));
  }

  async pages(programme: string, school: string): Promise<readonly PupilPage[]> {
    return (await all(this.#table.range(keyOf(programme), schoolKeys(school)))).map(pageFrom);
  }

  async figures(programme: string, school: string, reach: Reach): Promise<readonly KeptPupil[]> {
    return readFigures(this.#table, this.#random, programme, school, reach);
  }

  async append(
    programme: string,
    page: PupilPage,
    tag: string | null,
    added: NewFact,
    notices: readonly FlagNotice[],
    standing: FlagStanding | null = null,
  ): Promise<'stored' | 'conflict'> {
    // The fact is the witness: nobody ever changes it, while the page may be changed at once.
    const fact = factRow(programme, page, added, notices, this.#random.uuid());
    const row = pageRow(programme, page);
    const { pupil } = page;
    const { change } = added;
    const pending: PendingNotice[] = notices.map((notice) => ({ of: 'flag', pupil, notice }));
    if (change !== null) pending.push({ of: 'change', change });
    const changes: Change[] = [
      { kind: 'create', row: fact },
      tag === null ? { kind: 'create', row } : { kind: 'replace', row, etag: tag },
      { kind: 'upsert', row: figureRow(programme, page.school, keptOf(page, standing)) },
      ...pending.map((one): Change => ({ kind: 'upsert', row: noticeRow(programme, one) })),
    ];
    const written = await write(this.#table, this.#random, { changes, witness: fact.rowKey });
    return written === 'conflict' ? 'conflict' : 'stored';
  }

  async checkIns(programme: string, pupil: string, from: Day): Promise<readonly CheckInRecord[]> {
    const rows = await this.#reads.within(keyOf(programme), answerKeys(pupil, from));
    return rows.map(checkInFrom).filter((record) => record !== null);
  }

  async rebuild(
    programme: string,
    schoolOf: (pupil: string) => string | null,
    standingOf: StandingOf = () => null,
  ): Promise<number> {
    return rebuildPages(this.#table, this.#random, programme, { schoolOf, standingOf });
  }

  async movePage(
    programme: string,
    pupil: string,
    places: Omit<Moving, 'pupil'>,
    made: Parameters<RecordStore['movePage']>[3],
  ): Promise<void> {
    await movePage(this.#table, this.#random, programme, { pupil, ...places }, made);
  }

  async rates(programme: string): Promise<readonly SchoolRates[]> {
    return (await all(this.#table.range(keyOf(programme), rateKeys))).map(ratesFrom);
  }

  async keepRates(programme: string, rates: SchoolRates): Promise<void> {
    await this.#table.put(ratesRow(programme, rates));
  }

  async noteUnreachable(programme: string, unreachable: UnreachableStudent): Promise<void> {
    await this.#table.put(noticeRow(programme, { of: 'student', unreachable }));
  }

  async pendingNotices(programme: string): Promise<readonly PendingNotice[]> {
    const rows = await all(this.#table.range(keyOf(programme), noticeKeys));
    return rows.map((row) => unlessUnreadable(() => noticeFrom(row))).filter((notice) => notice !== null);
  }

  async unreadableNotices(programme: string): Promise<readonly string[]> {
    const rows = await all(this.#table.range(keyOf(programme), noticeKeys));
    return rows.filter((row) => unlessUnreadable(() => noticeFrom(row)) === null).map(({ rowKey }) => rowKey);
  }

  async noticePlanned(programme: string, notice: PendingNotice): Promise<void> {
    const { partitionKey, rowKey } = noticeRow(programme, notice);
    await this.#table.remove(partitionKey, rowKey);
  }

  async pauses(programme: string): Promise<readonly Pause[]> {
    return (await all(this.#table.range(keyOf(programme), pauseKeys))).map(pauseFrom);
  }

  async addPause(programme: string, pause: Pause): Promise<void> {
    await this.#table.put(pauseRow(programme, pause));
  }

  async contactsMade(programme: string): Promise<readonly ContactMade[]> {
    return (await all(this.#table.range(keyOf(programme), contactMadeKeys))).map(contactMadeFrom);
  }

  async addContactMade(programme: string, made: ContactMade): Promise<void> {
    await this.#table.put(contactMadeRow(programme, made));
  }

  async removeContactMade(programme: string, made: ContactMade): Promise<void> {
    const { partitionKey, rowKey } = contactMadeRow(programme, made);
    await this.#table.remove(partitionKey, rowKey);
  }

  async keepHours(programme: string, hours: KeptHours): Promise<void> {
    const row = keptHoursRow(programme, hours);
    // A conflict is hours that were kept before.
    await write(this.#table, this.#random, { changes: [{ kind: 'create', row }], witness: row.rowKey });
  }

  async hoursKept(programme: string, student: string): Promise<readonly KeptHours[]> {
    return (await all(this.#table.range(keyOf(programme), hoursKeys(student)))).map(keptHoursFrom);
  }

  async careUses(programme: string, from: Moment): Promise<readonly CareUse[]> {
    return (await all(this.#table.range(keyOf(programme), careUseKeys(from)))).map(careUseFrom);
  }

  async addCareUse(programme: string, use: CareUse, activity: string): Promise<void> {
    await this.#table.put(careUseRow(programme, use, activity));
  }
}
