/** What happened, on a table with a partition for each programme. */
import type { Day, Moment } from '../programme/model';
import { answersIn } from '../programme/facts';
import type {
  Answer,
  CareUse,
  ContactMade,
  FlagNotice,
  KeptHours,
  Pause,
  PendingNotice,
  UnreachableStudent,
} from '../programme/facts';
import type { FlagStanding } from '../programme/kept/flag';
import type { KeptPupil } from '../programme/kept/pupil';
import type { DayRates } from '../programme/wholeRate';
import type {
  CheckInRecord,
  NewFact,
  PupilPage,
  Reach,
  RecordStore,
  StandingOf,
  Stray,
} from '../ports/storage';
import type { Stored } from '../ports/stored';
import type { Random } from '../ports';
import { figureRow, keptOf, ratesFrom, ratesKey, ratesRow } from './figureRows';
import { readFigures, type ReadPages } from './figures';
import { JointReads } from './jointReads';
import { readable, unlessUnreadable } from './columns';
import { keyOf } from './keys';
import { movePage, type Moving } from './movePage';
import { pageFrom } from './pageText';
import { inParallel } from './parallel';
import { rebuildPages } from './rebuild';
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
  placeFrom,
  pupilFactKeys,
  schoolKeys,
  allPageKeys,
  placeColumn,
} from './recordRows';
import type { Change, FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';
import { unreadableRecords } from './unreadableRecords';
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
    if (row === null) return null;
    const value = unlessUnreadable(() => pageFrom(row)) ?? (await this.gathered(programme, school, pupil));
    // Nobody knows what it was made from: told as it is.
    return { value: value ?? pageFrom(row), tag: row.etag };
  }

  async gathered(programme: string, school: string, pupil: string): Promise<PupilPage | null> {
    const rows = await this.#reads.within(keyOf(programme), pupilFactKeys(pupil));
    return rows.length === 0 ? null : pageOf(school, pupil, rows.map(factFrom));
  }

  async pages(programme: string, school: string): Promise<readonly PupilPage[]> {
    return (await this.#readPages(programme, school)).pages;
  }

  async #readPages(programme: string, school: string): Promise<ReadPages> {
    const rows = await all(this.#table.range(keyOf(programme), schoolKeys(school)));
    const read = await inParallel(rows, (row) => this.#pageIn(programme, row));
    const pages = read.filter((page) => page !== null);
    return { pages, areAll: pages.length === rows.length };
  }

  /** A page that cannot be read is made from the facts for whoever asks; null when those cannot be read either. */
  async #pageIn(programme: string, row: FoundRow): Promise<PupilPage | null> {
    const page = unlessUnreadable(() => pageFrom(row));
    const place = page === null ? unlessUnreadable(() => placeFrom(row)) : null;
    if (place === null) return page;
    const facts = await all(this.#table.range(keyOf(programme), pupilFactKeys(place.pupil)));
    return unlessUnreadable(() => pageOf(place.school, place.pupil, facts.map(factFrom)));
  }

  async figures(programme: string, school: string, reach: Reach): Promise<readonly KeptPupil[]> {
    const pages = () => this.#readPages(programme, school);
    return readFigures(this.#table, this.#random, { programme, school, reach, pages });
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

  async answersOf(programme: string, pupil: string): Promise<readonly Answer[]> {
    const rows = await all(this.#table.range(keyOf(programme), pupilFactKeys(pupil)));
    return answersIn(pageOf('', pupil, readable(rows, factFrom)).facts);
  }

  async checkIns(programme: string, pupil: string, from: Day): Promise<readonly CheckInRecord[]> {
    const rows = await this.#reads.within(keyOf(programme), answerKeys(pupil, from));
    return rows.map(checkInFrom).filter((record) => record !== null);
  }

  async rebuild(
    programme: string,
    schoolOf: (pupil: string) => string | null,
    standingOf: StandingOf = () => null,
    unreadable: (row: string) => void = () => undefined,
  ): Promise<number> {
    const home = { table: this.#table, random: this.#random, programme };
    return rebuildPages(home, { schoolOf, standingOf, unreadable });
  }

  async strays(programme: string, schoolOf: (pupil: string) => string | null): Promise<readonly Stray[]> {
    const rows = await all(this.#table.range(keyOf(programme), allPageKeys, { only: [placeColumn] }));
    return readable(rows, placeFrom)
      .filter(({ pupil, school }) => (schoolOf(pupil) ?? school) !== school)
      .map(({ pupil, school }) => ({ pupil, from: school }));
  }

  async movePage(
    programme: string,
    pupil: string,
    places: Omit<Moving, 'pupil'>,
    made: Parameters<RecordStore['movePage']>[3],
  ): Promise<void> {
    const home = { table: this.#table, random: this.#random, programme };
    await movePage(home, { pupil, ...places }, made);
  }

  async rates(programme: string): Promise<DayRates | null> {
    const row = await this.#table.get(keyOf(programme), ratesKey);
    return row === null ? null : unlessUnreadable(() => ratesFrom(row));
  }

  async keepRates(programme: string, rates: DayRates): Promise<void> {
    await this.#table.put(ratesRow(programme, rates));
  }

  async noteUnreachable(programme: string, unreachable: UnreachableStudent): Promise<void> {
    await this.#table.put(noticeRow(programme, { of: 'student', unreachable }));
  }

  async pendingNotices(programme: string): Promise<readonly PendingNotice[]> {
    return readable(await all(this.#table.range(keyOf(programme), noticeKeys)), noticeFrom);
  }

  async unreadable(programme: string): Promise<readonly string[]> {
    return unreadableRecords(this.#table, programme);
  }

  async noticePlanned(programme: string, notice: PendingNotice): Promise<void> {
    const { partitionKey, rowKey } = noticeRow(programme, notice);
    await this.#table.remove(partitionKey, rowKey);
  }

  async pauses(programme: string): Promise<readonly Pause[]> {
    return readable(await all(this.#table.range(keyOf(programme), pauseKeys)), pauseFrom);
  }

  async addPause(programme: string, pause: Pause): Promise<void> {
    await this.#table.put(pauseRow(programme, pause));
  }

  async contactsMade(programme: string): Promise<readonly ContactMade[]> {
    return readable(await all(this.#table.range(keyOf(programme), contactMadeKeys)), contactMadeFrom);
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
    return readable(await all(this.#table.range(keyOf(programme), hoursKeys(student))), keptHoursFrom);
  }

  async careUses(programme: string, from: Moment): Promise<readonly CareUse[]> {
    return readable(await all(this.#table.range(keyOf(programme), careUseKeys(from))), careUseFrom);
  }

  async addCareUse(programme: string, use: CareUse, activity: string): Promise<void> {
    await this.#table.put(careUseRow(programme, use, activity));
  }
}
