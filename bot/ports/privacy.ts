/** What is held of people, one thing at a time, to be shown, changed or removed, as interfaces only: see bot/ports.ts. */
import type { Feed } from './calendar';
import type { Contact } from './contact';
import type { Access, FileLink } from './export';
import type { KeptActivity } from './inbox';
import type { OutboxMessage } from './outbox';
import type {
  Answer,
  CareUse,
  ContactMade,
  FlagAction,
  FlagNotice,
  FollowUp,
  KeptHours,
  Pause,
  PendingNotice,
} from '../programme/facts';
import type { Moment } from '../programme/model';

/** A fact of a pupil with everything that was stored with it. */
export interface HeldFact {
  readonly pupil: string;
  readonly fact: Answer | FlagAction;
  readonly followUp: FollowUp | null;
  /** Conversation and activity that brought it; empty once whoever did has been erased. */
  readonly activity: string;
  readonly notices: readonly FlagNotice[];
}

/** One thing that is held; what is worked out from others (pages, figures) is none. */
export type Held =
  | { readonly kind: 'fact'; readonly value: HeldFact }
  | { readonly kind: 'notice'; readonly value: PendingNotice }
  | { readonly kind: 'pause'; readonly value: Pause }
  | { readonly kind: 'contactMade'; readonly value: ContactMade }
  | { readonly kind: 'careUse'; readonly value: CareUse }
  | { readonly kind: 'hours'; readonly value: KeptHours }
  | { readonly kind: 'access'; readonly value: Access }
  | { readonly kind: 'message'; readonly value: OutboxMessage }
  | { readonly kind: 'contact'; readonly value: Contact }
  | { readonly kind: 'feed'; readonly value: Feed }
  | { readonly kind: 'link'; readonly value: FileLink }
  | { readonly kind: 'kept'; readonly value: KeptActivity };
/** What kind of thing it is. */
export type HeldKind = Held['kind'];

/** Every kind, in the order in which they are gone through: what is still to be answered or sent first. */
export const heldKinds = [
  'kept',
  'message',
  'notice',
  'fact',
  'pause',
  'contactMade',
  'careUse',
  'hours',
  'access',
  'link',
  'feed',
  'contact',
] as const satisfies readonly HeldKind[];

/** A programme, and the tenants of its people: contacts, calendar feeds and what waits for an answer are kept by tenant. */
export interface HeldScope {
  readonly programme: string;
  readonly tenants: readonly string[];
}

/** What became of going through everything. */
export interface Revised {
  /** Things changed, and things removed, by kind. */
  readonly changed: Readonly<Partial<Record<HeldKind, number>>>;
  readonly removed: Readonly<Partial<Record<HeldKind, number>>>;
  /** Row keys of what this version cannot read: nothing was done to it. */
  readonly unreadable: readonly string[];
}

/** Everything that is held of the people of a programme, its roster aside. */
export interface HeldStore {
  /** Every thing once, in order of kind and key; what cannot be read is left out. */
  all(scope: HeldScope): AsyncIterable<Held>;
  /** The facts of these pupils and of nobody else, in the order of `all`; what cannot be read is left out. */
  factsOf(programme: string, pupils: readonly string[]): AsyncIterable<HeldFact>;
  /**
   * Puts in the place of every thing what `change` makes of it: the same object leaves it as it is, null removes it.
   * Whatever changed meanwhile is asked about again; broken off anywhere it can be repeated. What follows from facts
   * (pages, figures) is to be rebuilt afterwards.
   */
  revise(scope: HeldScope, change: (held: Held) => Held | null): Promise<Revised>;
}

/** What a receipt counts. */
export type Counts = Readonly<Record<string, number>>;

/** That something was erased or purged, when, and how much: without anybody in it. */
export interface Receipt {
  /** When it was done. */
  readonly at: Moment;
  readonly what: 'erased' | 'purged';
  /** Of an erasure what they are called since, which nobody can tell them by; of a purge what went. */
  readonly of: string;
  /** Things removed, and things of others that were changed, by kind. */
  readonly removed: Counts;
  readonly changed: Counts;
}

/** An erasure, or a purge, that has begun; it stands there until it is done, so that it can be gone on with. */
export interface BegunErasure {
  readonly is: 'person' | 'pupil' | 'purge';
  /** Address or code; of a purge its stage. */
  readonly id: string;
  readonly names: readonly string[];
  /** What they are called from now on. */
  readonly pseudonym: string;
}

/** What was erased and purged. */
export interface ReceiptStore {
  /** Begins an erasure, or gives the one that has begun already and not ended. */
  begin(programme: string, erasure: BegunErasure): Promise<BegunErasure>;
  /** Those that have begun and not ended. */
  begun(programme: string): Promise<readonly BegunErasure[]>;
  /** Ends an erasure with its receipt, both or neither; without an erasure adds a receipt. */
  end(programme: string, erasure: BegunErasure | null, receipt: Receipt): Promise<void>;
  /** Every receipt, in order of `at`. */
  list(programme: string): Promise<readonly Receipt[]>;
  /** What of retention was looked after last, by whichever process: a day with what had to be gone by then; or null. */
  lookedAfter(programme: string): Promise<string | null>;
  /** Remembers that, in place of what was looked after before. */
  lookAfter(programme: string, due: string): Promise<void>;
}
