/** Somebody in Teams: what is kept to reach them. */
import type { Language, Moment } from '../programme/model';

/** How to reach someone in Teams, and who they say they are there. */
export interface Contact {
  readonly tenant: string;
  readonly aadObjectId: string;
  /** Address as Teams knows it, lower case. */
  readonly email: string;
  /** Teams has given the address to somebody else since: who this is has to be asked before anything is told. */
  readonly addressTaken?: true;
  readonly conversationId: string;
  readonly serviceUrl: string;
  readonly botId: string;
  /** The person's id in this channel. */
  readonly userId: string;
  /** The language they chose with `taal`; null when they never did. */
  readonly language: Language | null;
  /** When they said so; absent of who chose before this was kept. */
  readonly languageAt?: Moment;
  /** Since when Teams refuses messages; null while it does not. */
  readonly unreachableSince: Moment | null;
  /** Set from when they are back until what waited for them was put back. */
  readonly isBack?: true;
  /** When the present installation was welcomed; null before, and again after removal. */
  readonly welcomedAt: Moment | null;
  /** When they were told that no programme knows them (any more); absent while one does, and of a new installation. */
  readonly unknownAt?: Moment;
}
