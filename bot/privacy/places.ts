/**
 * Everywhere that anything is stored, row kind by row kind, and what of people stands there. A test fails when a kind of
 * row is missing here, and docs/privacy.md has a line for each.
 */
import type { ThingKind } from './things';

/** What a kind of row holds of people, and so how it goes when somebody is erased. */
export type Holds =
  /** The roster: somebody is taken out of it. */
  | 'roster'
  /** Things of their own: looked at one by one. */
  | ThingKind
  /** Worked out from facts: made again after them. */
  | 'derived'
  /** Leads to a thing, and goes with it. */
  | 'leads'
  /** Whom an erasure is about, until it is done. */
  | 'erasure'
  /** Nobody. */
  | 'nobody';

/** A kind of row, or the messages of a queue. */
interface StoredPlace {
  readonly table: 'Programmes' | 'People' | 'Records' | 'Outbox' | 'Rounds' | 'Queue';
  /** The first part of its row key, or of its partition key where rows have ids; of a queue what its name says behind the prefix. */
  readonly rows: string;
  readonly holds: Holds;
  /** In a word, as the operator's tool names it. */
  readonly name: string;
}

/** Every kind of row there is. */
export const storedPlaces: readonly StoredPlace[] = [
  { table: 'Programmes', rows: 'programmes', holds: 'nobody', name: 'list of programmes' },
  { table: 'Programmes', rows: 'versions', holds: 'nobody', name: 'versions of a programme' },
  { table: 'Programmes', rows: 'core', holds: 'roster', name: 'settings of a programme' },
  { table: 'Programmes', rows: 'people', holds: 'roster', name: 'people' },
  { table: 'Programmes', rows: 'pupils', holds: 'roster', name: 'pupils' },
  { table: 'Programmes', rows: 'pairs', holds: 'roster', name: 'pairs' },
  { table: 'Programmes', rows: 'groups', holds: 'roster', name: 'groups' },
  { table: 'People', rows: 'i', holds: 'contact', name: 'contact in Teams' },
  { table: 'People', rows: 'a', holds: 'leads', name: 'address of a contact' },
  { table: 'People', rows: 'pace', holds: 'nobody', name: 'pace of sending' },
  { table: 'People', rows: 'calendar', holds: 'nobody', name: 'partition of the calendar feeds' },
  { table: 'People', rows: 'o', holds: 'leads', name: 'token of a calendar feed' },
  { table: 'People', rows: 'f', holds: 'feed', name: 'calendar feed' },
  { table: 'People', rows: 'inbox', holds: 'nobody', name: 'partition of what waits for its answer' },
  { table: 'People', rows: 'v', holds: 'kept', name: 'what waits for its answer' },
  { table: 'People', rows: 'y', holds: 'nobody', name: 'up to when somebody was forgotten' },
  { table: 'People', rows: 'u', holds: 'nobody', name: 'answers given up' },
  { table: 'People', rows: 'file', holds: 'nobody', name: 'partition of the links to files' },
  { table: 'People', rows: 'l', holds: 'link', name: 'link to a file' },
  { table: 'Records', rows: 'f', holds: 'fact', name: 'check-ins and what was done with flags' },
  { table: 'Records', rows: 'p', holds: 'derived', name: 'page of a pupil' },
  { table: 'Records', rows: 'k', holds: 'derived', name: 'figures of a pupil' },
  { table: 'Records', rows: 'q', holds: 'nobody', name: 'rates of a school' },
  { table: 'Records', rows: 'n', holds: 'notice', name: 'notices to be planned' },
  { table: 'Records', rows: 's', holds: 'pause', name: 'pauses' },
  { table: 'Records', rows: 'c', holds: 'contactMade', name: 'contacts with students' },
  { table: 'Records', rows: 'z', holds: 'careUse', name: 'uses of the care button' },
  { table: 'Records', rows: 'h', holds: 'hours', name: 'hours kept for credit' },
  { table: 'Records', rows: 'x', holds: 'access', name: 'access record' },
  { table: 'Records', rows: 'e', holds: 'erasure', name: 'erasure that has begun' },
  { table: 'Records', rows: 'g', holds: 'nobody', name: 'receipts' },
  { table: 'Records', rows: 'w', holds: 'nobody', name: 'when retention was last looked after' },
  { table: 'Outbox', rows: 'm', holds: 'message', name: 'messages' },
  { table: 'Outbox', rows: 'd', holds: 'leads', name: 'open messages' },
  { table: 'Outbox', rows: 'r', holds: 'leads', name: 'messages of a receiver' },
  { table: 'Outbox', rows: 'u', holds: 'leads', name: 'messages that could not be delivered' },
  { table: 'Outbox', rows: 'f', holds: 'leads', name: 'messages that failed' },
  { table: 'Outbox', rows: 'mark', holds: 'nobody', name: 'how far the planner came' },
  { table: 'Rounds', rows: 'head', holds: 'nobody', name: 'how many facts a round has' },
  { table: 'Rounds', rows: 'fact', holds: 'round', name: 'facts of intervision' },
  { table: 'Queue', rows: 'work', holds: 'leads', name: 'messages to be sent' },
  { table: 'Queue', rows: 'inbox', holds: 'nobody', name: 'when it is time to answer what' },
];

/** What is counted in a receipt, a kind of thing or a list of the roster, as the operator's tool calls it. */
export const nameOfCount = (kind: string): string =>
  storedPlaces.find(({ holds }) => holds === kind)?.name ?? kind;

/** What a kind of thing is called by the operator's tool. */
export const nameOfKind = (kind: ThingKind): string => nameOfCount(kind);
