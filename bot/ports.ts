/**
 * What the rules and conversations need from the world, as interfaces only. Every port has a memory
 * version in test/fakes that passes the same contract tests as the real one.
 */
import type { Directory } from './programme/directory';
import type { Language, Moment } from './programme/model';
import type { AnyKind, ExpiryReason, PlannedMessage } from './programme/plannedMessage';
import type { Timetable } from './programme/timetable';
import type { MessageStatus } from './ports/outbox';
import type { Contact, ProgrammeHead } from './ports/storage';

/** The only source of time. */
export interface Clock {
  now(): Moment;
}

/** Waits in the machine's time, whatever the clock says. */
export interface Timer {
  /** Resolves after some milliseconds, or as soon as the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The only source of chance. */
export interface Random {
  uuid(): string;
  /** 0 ≤ x < 1. */
  fraction(): number;
}

/** JSON lines. Fields carry ids and counts, never names, addresses or text of people. */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
/** What a line carries besides the name of the event. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Figures of how the bot does, for whoever watches it (docs/operations.md): counts and milliseconds, never ids. */
export interface Metrics {
  /** Messages that entered the outbox. */
  planned(count: number): void;
  /** A message came to an end; one that is tried again by itself may come to another. Null where the state says it all. */
  ended(kind: AnyKind, status: MessageStatus, cause: EndCause | null): void;
  /** How long after it could first have gone a message went out. */
  sentLate(milliseconds: number): void;
  /** A request to Teams was answered. */
  sendTook(outcome: SendOutcome, milliseconds: number): void;
  /** How long work waited in the queue. */
  queueWaited(milliseconds: number): void;
  /** This process became a tenant's sender, gave that back, or lost it. */
  senderChanged(change: 'taken' | 'givenBack' | 'lost'): void;
  /** Something a person did was answered; `kept` to be answered when the tenant need no longer be left alone. */
  inboundTook(
    event: InboundEvent['kind'],
    outcome: 'answered' | 'kept' | 'failed' | 'slow',
    milliseconds: number,
  ): void;
  /** A tick of the work loop ended; `partly` when a programme could not be read. */
  tickTook(outcome: 'well' | 'partly' | 'failed', milliseconds: number): void;
}

/** How a request to Teams went, for the figures; `limited` when it came too soon (429). */
export type SendOutcome = SendResult['status'] | 'limited';

/**
 * Why a message failed or did not reach its receiver: they never had the bot; Teams refused them, or the message, now or
 * them before; Teams was not ready, and it is tried again; that came to nothing; or faults of the bot put it aside.
 */
export type EndCause = 'notInstalled' | 'refused' | 'refusedBefore' | 'notReady' | 'gaveUp' | 'putAside';

/** Due messages that stay open although nothing has moved for half a minute. */
export interface Stalled {
  /** Their keys. */
  readonly open: readonly string[];
  /** By when they were due. */
  readonly moment: Moment;
}

/** A programme in memory, ready to be asked. */
export interface LoadedProgramme {
  readonly head: ProgrammeHead;
  readonly directory: Directory;
  readonly timetable: Timetable;
}

/** The programmes as last read from the store; `refresh` reads what changed. */
export interface Programmes {
  all(): readonly LoadedProgramme[];
  /** Those that could not be read at the last `refresh`; `all` has them as they were known, if ever. */
  unreadable(): readonly ProgrammeHead[];
  /** Throws when something could not be read, after the rest was. */
  refresh(): Promise<void>;
}

/** Knows whether a roster in memory is the one that is stored. */
export interface RosterWatch {
  /**
   * Whether a programme is stored at this version still, as of a second ago at most; when it is not, the programmes in
   * memory have been read anew, those that can be read.
   */
  isCurrent(head: Pick<ProgrammeHead, 'id' | 'version'>): Promise<boolean>;
}

/** A card as Teams takes it, with the line shown where cards are not. */
export interface RenderedCard {
  readonly content: Readonly<Record<string, unknown>>;
  /** The text of the notification. */
  readonly summary: string;
  /** Present when it is a card of Teams for a file; absent for an Adaptive Card. */
  readonly file?: FileAttachment;
  /** Of a card that is drawn anew: a short name for what it shows, the same as long as that is; absent when nobody can tell. */
  readonly shows?: string;
}

/** What a card of Teams for a file needs besides its content. */
export interface FileAttachment {
  readonly contentType: string;
  readonly name: string;
  /** Where the file is; null while it is not there. */
  readonly contentUrl: string | null;
}

/** The place Teams offers for a file, once its reader has agreed. */
export interface OfferedPlace {
  readonly uploadUrl: string;
  readonly contentUrl: string;
  readonly name: string;
  readonly uniqueId: string;
  readonly fileType: string;
}

/** What became of one send. `retryAfter` in milliseconds; `retryAt` when a moment was named instead. */
export type SendResult =
  | { readonly status: 'sent'; readonly activityId: string }
  | { readonly status: 'refused'; readonly reason: string }
  | { readonly status: 'unreachable'; readonly reason: string }
  | {
      readonly status: 'later';
      readonly retryAfter: number | null;
      readonly retryAt?: Moment;
      readonly throttled: boolean;
      readonly reason: string;
    }
  | { readonly status: 'unknown'; readonly reason: string };

/** Something a person did in Teams, parsed. */
export interface Inbound {
  readonly tenant: string;
  readonly aadObjectId: string;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  readonly userId: string;
  readonly activityId: string;
  /** Id of the message whose card was pressed; null when Teams does not say. */
  readonly cardId: string | null;
  /** A one-to-one chat; nothing personal is shown elsewhere. */
  readonly isPersonal: boolean;
  readonly event: InboundEvent;
  /** When it came in, by the time that all processes share, and by the programme's clock: what they said counts as of then. */
  readonly cameAt: Moment;
  readonly saidAt: Moment;
  /** Its answer had to wait: by now they may have said something else, or be gone. */
  readonly hasWaited?: boolean | undefined;
  /** It was handled before it waited, and its answer not shown: what is said only once is said now. */
  readonly isUnseen?: boolean | undefined;
}

/** What they did; a conversation update that adds people is an installation too. */
export type InboundEvent =
  | { readonly kind: 'installed' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'action'; readonly verb: string; readonly data: ActionFields }
  /** Teams asks for a card anew by itself, as its reader looks at it. */
  | { readonly kind: 'refresh'; readonly verb: string; readonly data: ActionFields }
  /** The answer to whether a file may be stored for them; null is no. `data` is what the question carried. */
  | { readonly kind: 'fileConsent'; readonly place: OfferedPlace | null; readonly data: ActionFields };

/** What a card sent: its data and inputs, as text. */
export type ActionFields = Readonly<Record<string, string>>;

/** An HTTP answer; a null body is none. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Whether the bot can do its work, as JSON; or why it cannot. */
export type Readiness =
  /** Programmes named here cannot be read; all others are served. */
  | { readonly ready: true; readonly unreadable?: readonly string[] }
  | { readonly ready: false; readonly reason: string };

/** A card to send until a moment; `carries` are the keys of other messages that it tells of too. */
export interface OutgoingCard {
  readonly do: 'send';
  readonly until: Moment;
  readonly carries: readonly string[];
  /** When the message is due that reminds of this one; Infinity when none does. Asked only where this one did not go. */
  readonly remindedAt?: () => Promise<Moment>;
  readonly cardIn: (language: Language) => RenderedCard;
}

/**
 * What to do with a message at a moment: send this card, let the message expire, wait until a moment, or let it stay as it is,
 * for another one must come to its end first: the next tick asks again, whatever the programme's clock does meanwhile.
 */
export type Outgoing =
  | OutgoingCard
  | { readonly do: 'expire'; readonly reason: ExpiryReason }
  | { readonly do: 'wait'; readonly until: Moment }
  | { readonly do: 'stay' };

/** Decides about a planned message from the state at a moment, and says how to make its card. */
export type Compose = (loaded: LoadedProgramme, message: PlannedMessage, at: Moment) => Promise<Outgoing>;

/** A message that was sent, with the keys of others that its card told of. */
export type SentMessage = PlannedMessage & Pick<OutgoingCard, 'carries'>;

/**
 * Draws the card of a message that was sent as things stand at a moment, for whoever may see that; for anybody else one
 * without anything of people. Null for a message whose card stays as it was sent.
 */
export type Redraw = (
  loaded: LoadedProgramme,
  message: SentMessage,
  at: Moment,
) => Promise<((language: Language) => RenderedCard) | null>;

/** What became of drawing a card anew; `gone`: the message is not there any more. */
export type UpdateResult = SendResult | { readonly status: 'gone' };

/** Starts conversations; never throws for what Teams answers. */
export interface Messenger {
  /** Whether a request to this contact can go out at once, with a token at hand; resolves when that is known. */
  isReady(contact: Contact): Promise<boolean>;
  send(contact: Contact, card: RenderedCard): Promise<SendResult>;
  /** Puts a card in the place of one that was sent under this id; makes no sound. */
  update(contact: Contact, activityId: string, card: RenderedCard): Promise<UpdateResult>;
}
