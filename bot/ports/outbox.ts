/** The messages the bot starts, the work they make, and who may send them, as interfaces only: see bot/ports.ts. */
import type { Moment } from '../programme/model';
import type { ExpiryReason, PlannedMessage } from '../programme/plannedMessage';
import type { Stored } from './stored';

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

/** What a delivered card shows is no longer so. */
export interface StaleCard {
  readonly since: Moment;
  /** When it is to be drawn anew; null is when its receiver can be reached again. */
  readonly tryAt: Moment | null;
}

/** A planned message with what became of it. */
export interface OutboxMessage extends PlannedMessage {
  readonly status: MessageStatus;
  readonly attempts: number;
  /** How many sends ended without an answer. */
  readonly unknowns: number;
  /** How many attempts came too soon (429): those do not count towards the most. */
  readonly throttles: number;
  /** How often working on it threw a fault of ours; after five it is put aside as `failed`. */
  readonly faults: number;
  readonly sentAt: Moment | null;
  /** Id of the activity in Teams, once sent. */
  readonly activityId: string | null;
  /** Why it ended as it did: an `ExpiryReason`, or what Teams answered; while it is open what Teams answered last. */
  readonly reason: string | null;
  /** Not to be tried before this moment; null is `dueAt`. `open` goes by it. */
  readonly notBefore: Moment | null;
  /** How often it ended as `failed` for what time may heal: after the first time each try is a single one. */
  readonly failures: number;
  /** Only while `failed`: when it is tried once more by itself; null is never. `open` goes by it. */
  readonly retryAt: Moment | null;
  /** While `sending`: who does, under which fence of the tenant, and until when (by the time that processes share) it may. */
  readonly owner: string | null;
  readonly fence: number | null;
  readonly leaseUntil: Moment | null;
  /** While `sending`: its place in line for a turn under that fence; null as soon as it may be on its way. */
  readonly ticket: number | null;
  /** Keys of messages that its card told of too, the last time that somebody had it in hand. */
  readonly carries: readonly string[];
  /** Only once sent; null while its card shows what is stored. */
  readonly stale: StaleCard | null;
  /** When its card was last drawn anew; null as long as it is the one that was sent. */
  readonly updatedAt: Moment | null;
  /** A name for what its card showed when Teams took it last, to see that drawing it anew changes nothing; null when nobody can tell. */
  readonly shows: string | null;
}

/** A message entering the outbox: still to be sent, or stopped before it could be. */
export interface NewMessage extends PlannedMessage {
  readonly status: 'planned' | 'expired';
  readonly reason: ExpiryReason | null;
}

/** A message whose row does not hold what this version writes: by hand, or by a newer one. What its key says of it. */
export interface UnreadableMessage {
  readonly key: string;
  readonly kind: string;
  readonly receiver: string;
  /** Where it is, for whoever mends it: the row key in the table of the outbox. */
  readonly row: string;
}

/** From when on a message is to be sent; null when nothing more is to be done to send it. */
export const toBeSentAt = ({
  status,
  notBefore,
  dueAt,
  retryAt,
}: Pick<OutboxMessage, 'status' | 'notBefore' | 'dueAt' | 'retryAt'>): Moment | null => {
  if (status === 'planned' || status === 'sending') return notBefore ?? dueAt;
  return status === 'failed' ? retryAt : null;
};

/** What a message in nobody's hands has for a claim. */
export const unclaimed = { owner: null, fence: null, leaseUntil: null, ticket: null } as const;

/** The message as the outbox holds it when it has just entered: nobody has tried to send it. */
export const asEntered = (message: NewMessage): OutboxMessage => ({
  ...message,
  attempts: 0,
  unknowns: 0,
  throttles: 0,
  faults: 0,
  sentAt: null,
  activityId: null,
  notBefore: null,
  failures: 0,
  retryAt: null,
  ...unclaimed,
  carries: [],
  stale: null,
  updatedAt: null,
  shows: null,
});

/** The version in the mark of an import, before a bot has planned anything: none of a programme. */
export const importMark = '';

/** How far the planner came, and with which versions of the programme and of its intervision. */
export interface PlanMark {
  readonly upTo: Moment;
  readonly version: string;
  /** Null when intervision is to be looked at as a whole again. */
  readonly rounds: string | null;
}

/** Messages the bot starts. A key enters once and for ever. */
export interface OutboxStore {
  /** Null before the first import. */
  mark(programme: string): Promise<PlanMark | null>;
  setMark(programme: string, mark: PlanMark): Promise<void>;
  /** Enters messages and gives those that were new; those whose key is already there are left as they are. */
  plan(programme: string, messages: readonly NewMessage[]): Promise<readonly Stored<OutboxMessage>[]>;
  /**
   * Messages neither finished nor put off beyond `until`, failed ones to be tried once more by then, and stale cards, by
   * moment; at most `limit`. None unreadable.
   */
  open(programme: string, until: Moment, limit: number): Promise<readonly Stored<OutboxMessage>[]>;
  /** The keys of what `open` gives, without reading the messages. */
  openKeys(programme: string, until: Moment, limit: number): Promise<readonly string[]>;
  /** The first moment later than `after` for which a message is open, or null. */
  firstOpen(programme: string, after: Moment): Promise<Moment | null>;
  /** The message with this key, or null. */
  find(programme: string, key: string): Promise<Stored<OutboxMessage> | null>;
  /** The messages that tell of a flag, whatever became of them; one range of keys. None unreadable. */
  ofFlag(programme: string, flag: string): Promise<readonly Stored<OutboxMessage>[]>;
  /**
   * Everything one person was to get, whatever became of it, in the order of `list`; found without reading the others,
   * once what an older version entered has been listed. None unreadable.
   */
  ofReceiver(programme: string, receiver: string): Promise<readonly OutboxMessage[]>;
  /** The keys of what `ofReceiver` gives and of what cannot be read, in any order, without reading the messages. */
  keysOfReceiver(programme: string, receiver: string): Promise<readonly string[]>;
  /** Replaces a message under its tag; `conflict` when somebody else changed it. Finished ones leave `open`. */
  update(programme: string, message: OutboxMessage, tag: string): Promise<Stored<OutboxMessage> | 'conflict'>;
  /** Lets go out at once what could not reach this person: messages still worth sending, and cards to draw anew. */
  revive(programme: string, receiver: string, now: Moment): Promise<number>;
  /** Messages that ended as `failed`, by key; found without reading the others. None unreadable. */
  failed(programme: string): Promise<readonly Stored<OutboxMessage>[]>;
  /**
   * Every message of a programme, in order of subject day. What cannot be read is told instead; without somebody to
   * tell it throws.
   */
  list(programme: string, unreadable?: (message: UnreadableMessage) => void): AsyncIterable<OutboxMessage>;
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

/** A sender, and the highest ticket of a claim that it ever had a turn for; 0 before the first. */
export interface Grant {
  readonly fence: number;
  readonly ticket: number;
}

/** How far a tenant's turns are given out, over all processes. */
export interface Pace {
  /** Grows with every new sender: only the newest may take turns for messages. */
  readonly fence: number;
  /** Turns before this moment are taken; in storage by the time that processes share. */
  readonly takenUntil: Moment;
  /** Teams wants the tenant to be left alone until then, by storage's own clock: those of processes may be off. */
  readonly restUntil: Moment;
  /** Of the last senders, the newest last: what none of them had a turn for was not sent. */
  readonly grants: readonly Grant[];
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
