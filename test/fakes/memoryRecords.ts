import type { Day, Moment } from '../../bot/programme/model';
import { answersIn } from '../../bot/programme/facts';
import type {
  Answer,
  CareUse,
  ContactMade,
  FlagNotice,
  KeptHours,
  Pause,
  PendingNotice,
  UnreachableStudent,
} from '../../bot/programme/facts';
import type { FlagStanding } from '../../bot/programme/kept/flag';
import { keepPupil, recentOnly, type KeptPupil } from '../../bot/programme/kept/pupil';
import type { DayRates } from '../../bot/programme/wholeRate';
import type {
  CheckInRecord,
  NewFact,
  PupilPage,
  Reach,
  RecordStore,
  StandingOf,
  Stray,
} from '../../bot/ports/storage';
import type { Stored } from '../../bot/ports/stored';
import { copyOf } from './copyOf';
import type { Drawer } from './drawer';
import { noticeKey, recordDrawers, Records, type Kept } from './memoryRecordDrawers';

const pageKey = (school: string, pupil: string): string => JSON.stringify([school, pupil]);

const momentOf = (pending: PendingNotice): Moment => {
  if (pending.of === 'flag') return pending.notice.at;
  return pending.of === 'student' ? pending.unreachable.since : pending.change.at;
};

/** A page made from nothing but facts. */
function pageOf(school: string, pupil: string, facts: readonly Kept[]): PupilPage {
  const inOrder = facts.toSorted((a, b) => a.fact.at - b.fact.at);
  return {
    school,
    pupil,
    facts: inOrder.map(({ fact }) => fact),
    notices: inOrder.flatMap(({ notices }) => notices),
    activities: inOrder.map(({ activity }) => activity),
  };
}

function checkInOf({ fact, followUp }: Kept): CheckInRecord[] {
  const nothing = { topics: [], nextStep: null, note: null, case: false };
  return fact.kind === 'answer' ? [{ answer: fact, followUp: followUp ?? nothing }] : [];
}

function byDayAndTime({ answer: a }: CheckInRecord, { answer: b }: CheckInRecord): number {
  if (a.session.date === b.session.date) return a.at - b.at;
  return a.session.date < b.session.date ? -1 : 1;
}

/** Facts, pages, notices and pauses in memory. */
export class MemoryRecords implements RecordStore {
  readonly #programmes = new Map<string, Records>();

  #of(programme: string): Records {
    const found = this.#programmes.get(programme) ?? new Records();
    this.#programmes.set(programme, found);
    return found;
  }

  page(programme: string, school: string, pupil: string): Promise<Stored<PupilPage> | null> {
    return Promise.resolve(this.#of(programme).pages.get(pageKey(school, pupil)));
  }

  gathered(programme: string, school: string, pupil: string): Promise<PupilPage | null> {
    const facts = this.#of(programme).facts.filter((kept) => kept.pupil === pupil);
    return Promise.resolve(facts.length === 0 ? null : copyOf(pageOf(school, pupil, facts)));
  }

  pages(programme: string, school: string): Promise<readonly PupilPage[]> {
    return Promise.resolve(this.#of(programme).pages.all((page) => page.school === school));
  }

  figures(programme: string, school: string, reach: Reach): Promise<readonly KeptPupil[]> {
    const { pages, figures } = this.#of(programme);
    const here = pages.all((page) => page.school === school);
    return Promise.resolve(
      here
        .map(({ pupil, facts }) => figures.get(pageKey(school, pupil)) ?? keepPupil(pupil, facts, null))
        .map((kept) => copyOf(reach === 'recent' ? recentOnly(kept) : kept)),
    );
  }

  append(
    programme: string,
    page: PupilPage,
    tag: string | null,
    added: NewFact,
    notices: readonly FlagNotice[],
    standing: FlagStanding | null = null,
  ): Promise<'stored' | 'conflict'> {
    const records = this.#of(programme);
    const key = pageKey(page.school, page.pupil);
    if (records.pages.put(key, page, tag) === 'conflict') return Promise.resolve('conflict');
    const { pupil } = page;
    records.figures.set(key, copyOf(keepPupil(pupil, page.facts, standing)));
    records.facts.push(copyOf({ ...added, pupil, notices }));
    for (const notice of notices) {
      const pending: PendingNotice = copyOf({ of: 'flag', pupil, notice });
      records.notices.set(noticeKey(pending), pending);
    }
    if (added.change !== null) {
      const pending: PendingNotice = copyOf({ of: 'change', change: added.change });
      records.notices.set(noticeKey(pending), pending);
    }
    return Promise.resolve('stored');
  }

  noteUnreachable(programme: string, unreachable: UnreachableStudent): Promise<void> {
    const pending: PendingNotice = copyOf({ of: 'student', unreachable });
    this.#of(programme).notices.set(noticeKey(pending), pending);
    return Promise.resolve();
  }

  answersOf(programme: string, pupil: string): Promise<readonly Answer[]> {
    const facts = this.#of(programme).facts.filter((kept) => kept.pupil === pupil);
    return Promise.resolve(copyOf(answersIn(pageOf('', pupil, facts).facts)));
  }

  checkIns(programme: string, pupil: string, from: Day): Promise<readonly CheckInRecord[]> {
    const mine = this.#of(programme).facts.filter((kept) => kept.pupil === pupil);
    const records = mine.flatMap(checkInOf).filter(({ answer }) => answer.session.date >= from);
    return Promise.resolve(copyOf(records.toSorted(byDayAndTime)));
  }

  rebuild(
    programme: string,
    schoolOf: (pupil: string) => string | null,
    standingOf: StandingOf = () => null,
  ): Promise<number> {
    const records = this.#of(programme);
    const before = records.pages.all();
    for (const { school, pupil } of before) records.pages.delete(pageKey(school, pupil));
    records.figures.clear();
    const pupils = new Set(records.facts.map(({ pupil }) => pupil));
    for (const pupil of pupils) {
      const facts = records.facts.filter((kept) => kept.pupil === pupil);
      const school = schoolOf(pupil) ?? before.find((page) => page.pupil === pupil)?.school;
      if (school === undefined) continue;
      const page = pageOf(school, pupil, facts);
      records.pages.set(pageKey(school, pupil), page);
      records.figures.set(pageKey(school, pupil), keepPupil(pupil, page.facts, standingOf(page)));
    }
    return Promise.resolve(pupils.size);
  }

  strays(programme: string, schoolOf: (pupil: string) => string | null): Promise<readonly Stray[]> {
    const pages = this.#of(programme).pages.all();
    const astray = pages.filter(({ pupil, school }) => (schoolOf(pupil) ?? school) !== school);
    return Promise.resolve(astray.map(({ pupil, school }) => ({ pupil, from: school })));
  }

  movePage(
    programme: string,
    pupil: string,
    { from, to }: { readonly from: string; readonly to: string },
    made: Parameters<RecordStore['movePage']>[3],
  ): Promise<void> {
    const records = this.#of(programme);
    const left = records.pages.get(pageKey(from, pupil));
    if (left === null) return Promise.resolve();
    const facts = records.facts.filter((kept) => kept.pupil === pupil);
    const page = pageOf(to, pupil, facts);
    const { standing, notices } = made(copyOf(page), left.value);
    records.pages.delete(pageKey(from, pupil));
    records.figures.delete(pageKey(from, pupil));
    records.pages.set(pageKey(to, pupil), page);
    records.figures.set(pageKey(to, pupil), keepPupil(pupil, page.facts, standing));
    for (const notice of notices) {
      const pending: PendingNotice = copyOf({ of: 'flag', pupil, notice });
      records.notices.set(noticeKey(pending), pending);
    }
    return Promise.resolve();
  }

  rates(programme: string): Promise<DayRates | null> {
    return Promise.resolve(copyOf(this.#of(programme).rates));
  }

  keepRates(programme: string, rates: DayRates): Promise<void> {
    this.#of(programme).rates = copyOf(rates);
    return Promise.resolve();
  }

  pendingNotices(programme: string): Promise<readonly PendingNotice[]> {
    const pending = [...this.#of(programme).notices.values()];
    return Promise.resolve(copyOf(pending.toSorted((a, b) => momentOf(a) - momentOf(b))));
  }

  unreadable(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  noticePlanned(programme: string, notice: PendingNotice): Promise<void> {
    this.#of(programme).notices.delete(noticeKey(notice));
    return Promise.resolve();
  }

  drawers(programme: string): Drawer[] {
    return recordDrawers(this.#of(programme));
  }

  pauses(programme: string): Promise<readonly Pause[]> {
    return Promise.resolve(copyOf(this.#of(programme).pauses.toSorted((a, b) => a.at - b.at)));
  }

  addPause(programme: string, pause: Pause): Promise<void> {
    const records = this.#of(programme);
    const others = records.pauses.filter((p) => p.at !== pause.at || p.student !== pause.student);
    records.pauses = [...others, copyOf(pause)];
    return Promise.resolve();
  }

  contactsMade(programme: string): Promise<readonly ContactMade[]> {
    return Promise.resolve(copyOf(this.#of(programme).contactsMade.toSorted((a, b) => a.at - b.at)));
  }

  careUses(programme: string, from: number): Promise<readonly CareUse[]> {
    const uses = [...this.#of(programme).careUses.values()].filter(({ at }) => at >= from);
    return Promise.resolve(copyOf(uses.toSorted((a, b) => a.at - b.at)));
  }

  keepHours(programme: string, hours: KeptHours): Promise<void> {
    const kept = this.#of(programme).hours;
    const key = JSON.stringify([hours.student, hours.mark]);
    if (!kept.has(key)) kept.set(key, copyOf(hours));
    return Promise.resolve();
  }

  hoursKept(programme: string, student: string): Promise<readonly KeptHours[]> {
    const kept = [...this.#of(programme).hours.values()].filter((one) => one.student === student);
    return Promise.resolve(copyOf(kept.toSorted((a, b) => (a.mark < b.mark ? -1 : 1))));
  }

  addCareUse(programme: string, use: CareUse, activity: string): Promise<void> {
    const key = JSON.stringify([use.at, use.school, activity]);
    this.#of(programme).careUses.set(key, copyOf(use));
    return Promise.resolve();
  }

  addContactMade(programme: string, made: ContactMade): Promise<void> {
    const records = this.#of(programme);
    const same = JSON.stringify(made);
    const others = records.contactsMade.filter((one) => JSON.stringify(one) !== same);
    records.contactsMade = [...others, copyOf(made)];
    return Promise.resolve();
  }

  removeContactMade(programme: string, made: ContactMade): Promise<void> {
    const records = this.#of(programme);
    const gone = JSON.stringify(made);
    records.contactsMade = records.contactsMade.filter((one) => JSON.stringify(one) !== gone);
    return Promise.resolve();
  }
}
