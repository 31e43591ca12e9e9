/** Messages the bot starts. */
import type { Moment } from './model';

/** Every kind of message the bot starts (docs/rules.md, Messages the bot starts). */
export const messageKinds = [
  'nudge',
  'checkIn',
  'reminder1',
  'reminder2',
  'flagRaised',
  'digest',
  'studentUnreachable',
] as const;
/** One of them. */
export type MessageKind = (typeof messageKinds)[number];

/** A message the bot is to start. Its content is made when it is sent. */
export interface PlannedMessage {
  /** `KIND/RECEIVER/SUBJECT`, unique for ever. */
  readonly key: string;
  readonly kind: MessageKind;
  /** Address in lower case. */
  readonly receiver: string;
  /** Session, day of the digest, flag and ordinal, or student and the moment since when they cannot be reached. */
  readonly subject: string;
  /** After moving into the send window. */
  readonly dueAt: Moment;
  /** Worth sending while a moment is before this one. */
  readonly worthUntil: Moment;
}

/** Why a planned message was not sent. */
export type ExpiryReason = 'tooLate' | 'answered' | 'paused' | 'vanished' | 'resolved' | 'ended';
