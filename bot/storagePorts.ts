/** What is kept, as interfaces only: see ports.ts. */
import type {
  Answer,
  FlagAction,
  FlagNotice,
  FollowUp,
  Pause,
  PupilFact,
  UnreachableStudent,
} from './programme/facts';
import type { Day, Language, Moment, Programme } from './programme/model';
import type { ExpiryReason, PlannedMessage } from './programme/plannedMessage';

// ---------------------------------------------------------------- programmes

/** A stored programme, without its people. */
export interface ProgrammeHead {
  readonly id: string;
  /** Changes with every import that changes anything. */
  readonly version: string;
  readonly tenants: readonly string[];
}

/** The imported programmes. */
export interface ProgrammeStore {
  /** Every stored programme; a single request however large they are. */
  list(): Promise<readonly ProgrammeHead[]>;
  /** The programme at a version from `list`, or null when an import has replaced it meanwhile. */
  load(head: ProgrammeHead): Promise<Programme | null>;
  /**
   * Stores a programme whole or not at all and returns its head.
   * `replaces` is the version it was compared with, null for a new one; `conflict` when another import came first.
   */
  replace(
    programme: Programme,
    replaces: string | null,
    onProgress: (done: number, total: number) => void,
  ): Promise<ProgrammeHead | 'conflict'>;
}

// ---------------------------------------------------------------- people in Teams

/** How to reach someone in Teams, and who they say they are there. */
export interface Contact {
  readonly tenant: string;
  readonly aadObjectId: string;
  /** Address as Teams knows it, lower case. */
  readonly email: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** The person's id in this channel. */
  readonly userId: string;
  /** The language they chose with `taal`; null when they never did. */
  readonly language: Language | null;
  /** Since when Teams refuses messages; null while it does not. */
  readonly unreachableSince: Moment | null;
  /** When the present installation was welcomed; null before, and again after removal. */
  readonly welcomedAt: Moment | null;
}

/** A stored value with the tag that the next save must name. */
export interface Stored<T> {
  readonly value: T;
  readonly tag: string;
}

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
 * coordinator's note on a flag is part of its fact, and so of the page.
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
}

/** A stored answer with its follow-up; an empty one when nothing was added. */
export interface CheckInRecord {
  readonly answer: Answer;
  readonly followUp: FollowUp;
}

/** A notice waiting to be planned as messages to coordinators: of a pupil's flag, or of a student Teams refuses. */
export type PendingNotice =
  | { readonly of: 'flag'; readonly pupil: string; readonly notice: FlagNotice }
  | { readonly of: 'student'; readonly unreachable: UnreachableStudent };

/** Facts: append-only, with a page per pupil kept beside them in the same write. */
export interface RecordStore {
  /** Null when nothing was ever stored of this pupil at this school. */
  page(programme: string, school: string, pupil: string): Promise<Stored<PupilPage> | null>;
  /** All pages of a school: one row a pupil. */
  pages(programme: string, school: string): Promise<readonly PupilPage[]>;
  /**
   * Adds a fact and its notices and replaces the page, all or nothing.
   * `conflict` when the page is no longer the one with this tag (null: there was none).
   */
  append(
    programme: string,
    page: PupilPage,
    tag: string | null,
    added: NewFact,
    notices: readonly FlagNotice[],
  ): Promise<'stored' | 'conflict'>;
  /** Stored answers of a pupil from a day on, in order of session and time. */
  checkIns(programme: string, pupil: string, from: Day): Promise<readonly CheckInRecord[]>;
  /** Makes the pages of a programme again from the facts, at the schools the pupils are at now. */
  rebuild(programme: string, schoolOf: (pupil: string) => string | null): Promise<number>;
  /** Leaves a notice to be planned; the same student since the same moment only once while it is pending. */
  noteUnreachable(programme: string, unreachable: UnreachableStudent): Promise<void>;
  /** Notices not yet planned, in order of their moment. */
  pendingNotices(programme: string): Promise<readonly PendingNotice[]>;
  /** Takes a notice off the pending ones; one that is gone already does no harm. */
  noticePlanned(programme: string, notice: PendingNotice): Promise<void>;
  /** Everybody's, in order of `at`. */
  pauses(programme: string): Promise<readonly Pause[]>;
  /** Adds a pause; the same student at the same moment replaces the one before. */
  addPause(programme: string, pause: Pause): Promise<void>;
}

// ---------------------------------------------------------------- messages

/** What may have become of a message. */
export const messageStatuses = [
  'planned',
  'sending',
  'sent',
  'unknown',
  'expired',
  'unreachable',
  'failed',
] as const;
/** One of them; the first two are not the end. */
export type MessageStatus = (typeof messageStatuses)[number];

/** A planned message with what became of it. */
export interface OutboxMessage extends PlannedMessage {
  readonly status: MessageStatus;
  readonly attempts: number;
  /** How many sends ended without an answer. */
  readonly unknowns: number;
  /** How often working on it threw a fault of ours; after five it is put aside as `failed`. */
  readonly faults: number;
  readonly sentAt: Moment | null;
  /** Id of the activity in Teams, once sent. */
  readonly activityId: string | null;
  /** Why it ended as it did: an `ExpiryReason`, or what Teams answered. */
  readonly reason: string | null;
  /** Not to be tried before this moment; null is `dueAt`. `open` goes by it. */
  readonly notBefore: Moment | null;
  /** While `sending`: who does, under which fence of the tenant, and until when (by the machine's clock) it may. */
  readonly owner: string | null;
  readonly fence: number | null;
  readonly leaseUntil: Moment | null;
}

/** A message entering the outbox: still to be sent, or stopped before it could be. */
export interface NewMessage extends PlannedMessage {
  readonly status: 'planned' | 'expired';
  readonly reason: ExpiryReason | null;
}

/** How far the planner came, and with which version of the programme. */
export interface PlanMark {
  readonly upTo: Moment;
  readonly version: string;
}

/** Messages the bot starts. A key enters once and for ever. */
export interface OutboxStore {
  /** Null before the first plan. */
  mark(programme: string): Promise<PlanMark | null>;
  setMark(programme: string, mark: PlanMark): Promise<void>;
  /** Enters messages and gives those that were new; those whose key is already there are left as they are. */
  plan(programme: string, messages: readonly NewMessage[]): Promise<readonly Stored<OutboxMessage>[]>;
  /** Messages neither finished nor put off beyond `until`, in order of their moment; at most `limit`. */
  open(programme: string, until: Moment, limit: number): Promise<readonly Stored<OutboxMessage>[]>;
  /** The keys of what `open` gives, without reading the messages. */
  openKeys(programme: string, until: Moment, limit: number): Promise<readonly string[]>;
  /** The first moment later than `after` for which a message is open, or null. */
  firstOpen(programme: string, after: Moment): Promise<Moment | null>;
  /** The message with this key, or null. */
  find(programme: string, key: string): Promise<Stored<OutboxMessage> | null>;
  /** Replaces a message under its tag; `conflict` when somebody else changed it. Finished ones leave `open`. */
  update(programme: string, message: OutboxMessage, tag: string): Promise<Stored<OutboxMessage> | 'conflict'>;
  /** Puts back to `planned`, due at once, what could not reach this person and is still worth sending. */
  revive(programme: string, receiver: string, now: Moment): Promise<number>;
  /** Messages that ended as `failed`, by key; found without reading the others. */
  failed(programme: string): Promise<readonly Stored<OutboxMessage>[]>;
  /** Every message of a programme, in order of subject day. */
  list(programme: string): AsyncIterable<OutboxMessage>;
}

/**
 * Messages that can be sent now, as the outbox holds them. Losing or doubling work does no harm: the outbox
 * decides by their tags.
 */
export interface WorkItem {
  readonly programme: string;
  readonly messages: readonly Stored<OutboxMessage>[];
}

/** Work of one tenant, handed out over instances. */
export interface WorkQueue {
  put(items: readonly WorkItem[]): Promise<void>;
  /** Takes some work, hidden from others until `done` or half a minute passes. */
  take(): Promise<readonly Received[]>;
}
/** Work that was taken; `done` takes it off the queue. */
export interface Received {
  readonly item: WorkItem;
  /** When it was put, by storage's clock. */
  readonly putAt: Moment;
  done(): Promise<void>;
}

// ---------------------------------------------------------------- one sender a tenant

/** How far a tenant's turns are given out, over all processes; moments by the machines' clocks. */
export interface Pace {
  /** Grows with every new sender: only the newest may take turns for messages. */
  readonly fence: number;
  /** Turns before this moment are taken. */
  readonly takenUntil: Moment;
  /** Teams wants the tenant to be left alone until then. */
  readonly restUntil: Moment;
}

/** The pace of every tenant. */
export interface PaceStore {
  /** Null when the tenant never had one. */
  of(tenant: string): Promise<Stored<Pace> | null>;
  /** Saves over the one with this tag (null: there was none); `conflict` when another came first. */
  save(tenant: string, pace: Pace, tag: string | null): Promise<Stored<Pace> | 'conflict'>;
}

/** Milliseconds a sender's lease lasts unless it is renewed. */
export const senderLease = 15_000;

/** Who may send in a tenant: one process at a time. */
export interface SenderLeases {
  /** Null while another process has it. */
  take(tenant: string): Promise<SenderLease | null>;
}

/** The right to send in a tenant, for `senderLease` from taking or renewing it. */
export interface SenderLease {
  /** False when it is no longer ours. */
  renew(): Promise<boolean>;
  /** Lets others have it at once; no harm when it is lost already. */
  giveBack(): Promise<void>;
}

// ---------------------------------------------------------------- all of it

/** Everything an installation keeps. */
export interface Storage {
  readonly programmes: ProgrammeStore;
  readonly contacts: ContactStore;
  readonly records: RecordStore;
  readonly outbox: OutboxStore;
  /** The work queue of a tenant. */
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly pace: PaceStore;
  readonly leases: SenderLeases;
  /** Makes what is missing of tables, queues and containers; any number of processes may at once. Throws when storage cannot be reached. */
  prepare(): Promise<void>;
  /** Throws when storage cannot be reached. */
  ping(): Promise<void>;
}
