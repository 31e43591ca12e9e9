/** Messages the bot starts. */
import type { Moment } from './model';

/** Every kind of message the bot starts (docs/rules.md, Messages the bot starts). */
export const messageKinds = [
  'flagRaised',
  'studentUnreachable',
  'digest',
  'checkIn',
  'reminder1',
  'reminder2',
  'nudge',
] as const;
/** One of them. */
export type MessageKind = (typeof messageKinds)[number];

/** Every kind of message of intervision (docs/rules.md, Intervision). */
export const roundKinds = [
  'roundCancelled',
  'roundOffer',
  'roundPoll',
  'roundPollReminder',
  'roundInvite',
  'roundCase',
  'roundCaseReminder',
  'roundReminder',
  'roundAgenda',
  'roundReport',
  'roundReportReminder',
] as const;
/** One of them. */
export type RoundKind = (typeof roundKinds)[number];

/** Whether a message is about intervision. */
export const isRoundKind = (kind: AnyKind): kind is RoundKind => roundKinds.some((one) => one === kind);

/** Every kind there is, in the order in which one person gets what is due at one moment: a time before what it asks. */
export const allKinds = [...messageKinds, ...roundKinds] as const;
/** One of them. */
export type AnyKind = (typeof allKinds)[number];

/** A message the bot is to start. Its content is made when it is sent. */
export interface PlannedMessage<Kind extends AnyKind = AnyKind> {
  /** `KIND/RECEIVER/SUBJECT`, unique for ever. */
  readonly key: string;
  readonly kind: Kind;
  /** Address in lower case. */
  readonly receiver: string;
  /**
   * Session, day of the digest, flag and ordinal, student and the moment since when they cannot be reached, or round
   * and group.
   */
  readonly subject: string;
  /** After moving into the send window. */
  readonly dueAt: Moment;
  /** Worth sending while a moment is before this one. */
  readonly worthUntil: Moment;
}

type Due = Pick<PlannedMessage, 'kind' | 'dueAt'>;

/** Compares messages by the order in which they go out: what was due first, of one moment by kind. */
export const inSendingOrder = (a: Due, b: Due): number =>
  a.dueAt - b.dueAt || allKinds.indexOf(a.kind) - allKinds.indexOf(b.kind);

/** Why a planned message was not sent. */
export type ExpiryReason =
  | 'tooLate'
  | 'answered'
  | 'paused'
  | 'vanished'
  | 'resolved'
  | 'ended'
  /** The meeting or the round was called off. */
  | 'cancelled'
  /** Somebody else has taken the group or the case over. */
  | 'passedOn'
  /** Something newer about the same took its place. */
  | 'replaced'
  /** Its content goes out with another message to the same person at the same moment. */
  | 'merged';
