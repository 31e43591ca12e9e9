/** What calendar feeds need from the world, as interfaces only: see bot/ports.ts. */
import type { Moment } from '../programme/model';
import type { Stored } from './stored';

/** One entry of a feed as it was last delivered. */
export interface Delivered {
  readonly uid: string;
  readonly kind: 'session' | 'meeting';
  readonly start: Moment;
  readonly end: Moment;
  /** Fingerprint of all that a reader sees of it. */
  readonly content: string;
  /** Grows with every change (RFC 5545, 3.8.7.4). */
  readonly sequence: number;
  readonly changedAt: Moment;
  /** The programme knows it no longer, or it was called off. */
  readonly isCancelled: boolean;
}

/** Whose feed it is, and what its readers were told. */
export interface Feed {
  readonly tenant: string;
  readonly aadObjectId: string;
  readonly delivered: readonly Delivered[];
  /** Its owner switched it off: nobody reads it under this token any more. Absent while it is on. */
  readonly isOff?: boolean | undefined;
}

/** The feeds, one a person, each under a token that cannot be guessed. */
export interface CalendarFeeds {
  /** The token of a person's feed; null before the first. */
  tokenOf(tenant: string, aadObjectId: string): Promise<string | null>;
  /**
   * Gives a person's feed this token in the place of the one named, null for none; what was delivered moves along, and
   * it is on again.
   * `conflict` when it is under another one by now.
   */
  move(tenant: string, aadObjectId: string, from: string | null, to: string): Promise<'moved' | 'conflict'>;
  /** The feed under a token; null when there is none (any more). */
  find(token: string): Promise<Stored<Feed> | null>;
  /** Keeps what was delivered; `conflict` when the feed has changed since it had this tag. */
  keep(token: string, feed: Feed, tag: string): Promise<'kept' | 'conflict'>;
}

/** A feed as it goes out: iCalendar text, with a tag that changes when it does. */
export interface CalendarFile {
  readonly text: string;
  readonly tag: string;
}

/** Who asks for a feed. */
export interface FeedOwner {
  readonly tenant: string;
  readonly aadObjectId: string;
}

/** Gives people the address of their feed, and whoever has the address the feed. */
export interface CalendarDesk {
  /** Whether addresses can be offered: only where PUBLIC_URL says how the bot is reached. */
  readonly isOffered: boolean;
  /** Address of the person's feed, made at the first call and anew after it was switched off; null when none can be offered. */
  addressOf(owner: FeedOwner): Promise<string | null>;
  /** A new address; the old one is gone. Null when none can be offered. */
  renew(owner: FeedOwner): Promise<string | null>;
  /** Whether somebody who has the address of the person's feed can read it. */
  isOn(owner: FeedOwner): Promise<boolean>;
  /** Makes the address worth nothing, and gives no other. */
  switchOff(owner: FeedOwner): Promise<void>;
  /** Null when nobody who takes part (any more) has a feed under this token. */
  file(token: string): Promise<CalendarFile | null>;
}
