/** What is kept, as interfaces only: see bot/ports.ts. */
import type {
  Answer,
  CardChange,
  CareUse,
  ContactMade,
  FlagAction,
  FlagNotice,
  FollowUp,
  KeptHours,
  Pause,
  PendingNotice,
  PupilFact,
  UnreachableStudent,
} from '../programme/facts';
import type { FlagStanding } from '../programme/kept/flag';
import type { KeptPupil } from '../programme/kept/pupil';
import type { DayRates } from '../programme/wholeRate';
import type { CalendarFeeds } from './calendar';
import type { AccessLog, FileLinks } from './export';
import type { Inbox } from './inbox';
import type { OutboxStore, PaceStore, SenderLeases, WorkQueue } from './outbox';
import type { Contact } from './contact';
import type { HeldStore, ReceiptStore } from './privacy';
import type { Day, Moment, Programme } from '../programme/model';
import type { RoundStore } from './roundStore';
import type { Stored } from './stored';

// ---------------------------------------------------------------- programmes

/** A stored programme, without its people. */
export interface ProgrammeHead {
  readonly id: string;
  /** Changes with every import that changes anything. Empty, with no tenants, where the head cannot be read. */
  readonly version: string;
  readonly tenants: readonly string[];
  /** With an import objections came or went, or pupils are called otherwise or are elsewhere, and what follows from that is not all done yet. */
  readonly objectionsOpen?: true;
}

/** The imported programmes. */
export interface ProgrammeStore {
  /** Every stored programme, those too that cannot be read; a single request however large they are. */
  list(): Promise<readonly ProgrammeHead[]>;
  /**
   * The programme at a version from `list`, or null when an import has replaced it meanwhile. Throws an
   * `UnreadableProgramme` when its head or what belongs to it cannot be read; then too it can be replaced.
   */
  load(head: ProgrammeHead): Promise<Programme | null>;
  /**
   * Stores a programme whole or not at all and returns its head.
   * `replaces` is the version it was compared with, null for a new one; `conflict` when another import came first. With
   * `objectionsOpen` the head says so until `objectionsDone`, whatever replaces it meanwhile.
   */
  replace(
    programme: Programme,
    replaces: string | null,
    onProgress: (done: number, total: number) => void,
    objectionsOpen?: boolean,
  ): Promise<ProgrammeHead | 'conflict'>;
  /** Everything that follows from these is done; a head that another import has changed meanwhile stays as it is. */
  objectionsDone(programme: string): Promise<void>;
  /** Removes every version but the present one, and those an import under way may still put in its place. */
  removeOutdated(programme: string): Promise<void>;
}

// ---------------------------------------------------------------- people in Teams

export type { Contact } from './contact';

/** Who is who in Teams, by tenant. */
export interface ContactStore {
  /** By Entra id; null for somebody never seen. */
  byId(tenant: string, aadObjectId: string): Promise<Stored<Contact> | null>;
  /** By address in lower case; one request. To change it, read it by id. */
  byAddress(tenant: string, email: string): Promise<Contact | null>;
  /** Everybody of a tenant; one range of keys. */
  everyone(tenant: string): Promise<readonly Contact[]>;
  /** Saves over the value with this tag (null: there was none). `conflict` when it changed meanwhile. */
  save(contact: Contact, tag: string | null): Promise<'saved' | 'conflict'>;
}

// ---------------------------------------------------------------- what happened

/**
 * All facts of one pupil, kept together so that a school reads quickly. Without what students type freely; a
 * coordinator's note on a flag or reason for a correction is part of its fact, and so of the page.
 */
export interface PupilPage {
  readonly school: string;
  readonly pupil: string;
  /** In order of `at`. */
  readonly facts: readonly PupilFact[];
  /** Notices given so far. */
  readonly notices: readonly FlagNotice[];
  /** Ids of the activities that brought the facts, to know one that is delivered again. */
  readonly activities: readonly string[];
}

/** A fact to add, with the free text that belongs to it. */
export interface NewFact {
  readonly fact: Answer | FlagAction;
  readonly followUp: FollowUp | null;
  /** Conversation and activity that brought it. */
  readonly activity: string;
  /** Delivered cards that it makes out of date; waits beside it to be planned. */
  readonly change: CardChange | null;
}

/** A stored answer with its follow-up; an empty one when nothing was added. */
export interface CheckInRecord {
  readonly answer: Answer;
  readonly followUp: FollowUp;
}

/** Works out what is kept of a pupil's flags from the facts of their page; null when that cannot be known. */
export type StandingOf = (page: PupilPage) => FlagStanding | null;

/** A pupil of whom something lies at a school where they are not. */
export interface Stray {
  readonly pupil: string;
  readonly from: string;
}

/** What goes with a page that is moved. */
export interface MovedWith {
  readonly standing: FlagStanding | null;
  readonly notices: readonly FlagNotice[];
}

/** How far back figures are wanted: from the first session, or the last half year of each pupil and no more. */
export type Reach = 'all' | 'recent';

/** Facts: append-only, with a page and figures per pupil kept beside them in the same write. */
export interface RecordStore {
  /** Null when nothing was ever stored of this pupil at this school. */
  page(programme: string, school: string, pupil: string): Promise<Stored<PupilPage> | null>;
  /**
   * All facts of a pupil as a page at a school, wherever their own page lies; null when there are none. For who finds no
   * page: before a process hears of an import it may look where a pupil was.
   */
  gathered(programme: string, school: string, pupil: string): Promise<PupilPage | null>;
  /** All pages of a school: one row a pupil. */
  pages(programme: string, school: string): Promise<readonly PupilPage[]>;
  /**
   * What is kept of every pupil of a school of whom anything is stored: one short row each, however long ago it began.
   * With `recent` their sessions before the last half year may be missing, see `KeptSessions.before`.
   */
  figures(programme: string, school: string, reach: Reach): Promise<readonly KeptPupil[]>;
  /**
   * Adds a fact with its change and its notices, and replaces the page and the figures, all or nothing.
   * `conflict` when the page is no longer the one with this tag (null: there was none).
   * Without a standing whoever asks for the pupil's flag reads the page.
   */
  append(
    programme: string,
    page: PupilPage,
    tag: string | null,
    added: NewFact,
    notices: readonly FlagNotice[],
    standing?: FlagStanding | null,
  ): Promise<'stored' | 'conflict'>;
  /** All answers of a pupil that can be read, wherever their page lies; in order of `at`. */
  answersOf(programme: string, pupil: string): Promise<readonly Answer[]>;
  /** Stored answers of a pupil from a day on, in order of session and time. */
  checkIns(programme: string, pupil: string, from: Day): Promise<readonly CheckInRecord[]>;
  /**
   * Makes the pages and figures of a programme again from the facts, at the schools the pupils are at now, and gives the
   * number of pupils. What cannot be read is named, and what there is of its pupil left as it is.
   */
  rebuild(
    programme: string,
    schoolOf: (pupil: string) => string | null,
    standingOf?: StandingOf,
    unreadable?: (row: string) => void,
  ): Promise<number>;
  /** The pages that lie at another school than their pupil is at; one whose pupil is of no school lies right. Reads keys. */
  strays(programme: string, schoolOf: (pupil: string) => string | null): Promise<readonly Stray[]>;
  /**
   * Makes the page and figures of a pupil again from all facts at the school they are at, with notices that are still to
   * be planned, when anything lies at the one they have left; else it costs one look. `made` is told the new page, and
   * what lay there; of a page that cannot be read, all there is. While a fact cannot be read everything stays as it is.
   */
  movePage(
    programme: string,
    pupil: string,
    places: { readonly from: string; readonly to: string },
    made: (page: PupilPage, left: PupilPage) => MovedWith,
  ): Promise<void>;
  /** What was last counted of the whole programme; null when nothing was, or it cannot be read. */
  rates(programme: string): Promise<DayRates | null>;
  /** Keeps what was counted of a programme in place of what was counted before. */
  keepRates(programme: string, rates: DayRates): Promise<void>;
  /** Leaves a notice to be planned; the same student since the same moment only once while it is pending. */
  noteUnreachable(programme: string, unreachable: UnreachableStudent): Promise<void>;
  /** Notices not yet planned, in order of their moment; those that cannot be read stay aside. */
  pendingNotices(programme: string): Promise<readonly PendingNotice[]>;
  /**
   * The row keys of everything here that this version cannot read: by hand, or by a newer one. Reads every row. Lists leave
   * out what cannot be read; a page is then made from the facts, and one that cannot be made so is thrown on.
   */
  unreadable(programme: string): Promise<readonly string[]>;
  /** Takes a notice off the pending ones; one that is gone already does no harm. */
  noticePlanned(programme: string, notice: PendingNotice): Promise<void>;
  /** Everybody's, in order of `at`. */
  pauses(programme: string): Promise<readonly Pause[]>;
  /** Adds a pause; the same student at the same moment replaces the one before. */
  addPause(programme: string, pause: Pause): Promise<void>;
  /** Everybody's, in order of `at`. */
  contactsMade(programme: string): Promise<readonly ContactMade[]>;
  /** Adds a contact; the very same one again is one. */
  addContactMade(programme: string, made: ContactMade): Promise<void>;
  /** Takes a contact away; one that is gone already does no harm. */
  removeContactMade(programme: string, made: ContactMade): Promise<void>;
  /** Counts a use of the care button; the same activity counts once. The activity itself is not kept. */
  addCareUse(programme: string, use: CareUse, activity: string): Promise<void>;
  /** Keeps hours, once for a student and mark: what is kept already stays as it is. */
  keepHours(programme: string, hours: KeptHours): Promise<void>;
  /** What is kept of a student's hours. */
  hoursKept(programme: string, student: string): Promise<readonly KeptHours[]>;
  /** Those since a moment, in order of `at`. */
  careUses(programme: string, from: Moment): Promise<readonly CareUse[]>;
}

// ---------------------------------------------------------------- all of it

/** Everything an installation keeps. */
export interface Storage {
  readonly programmes: ProgrammeStore;
  readonly contacts: ContactStore;
  readonly records: RecordStore;
  readonly rounds: RoundStore;
  readonly outbox: OutboxStore;
  readonly links: FileLinks;
  readonly access: AccessLog;
  readonly feeds: CalendarFeeds;
  readonly held: HeldStore;
  readonly receipts: ReceiptStore;
  /** The work queue of a tenant. */
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly inbox: Inbox;
  readonly pace: PaceStore;
  readonly leases: SenderLeases;
  /** Makes what is missing of tables, queues and containers; any number of processes may at once. Throws when storage cannot be reached. */
  prepare(): Promise<void>;
  /** Throws when storage cannot be reached. */
  ping(): Promise<void>;
  /** The time by the service's own clock, to the second; null when it does not tell. Throws as `ping` does. */
  time(): Promise<Moment | null>;
}
