/**
 * Messages as rows, in one partition a programme: `m|day|key` the message; beside it, changed in the
 * same write, `r|receiver|key` as long as there is a message, `d|moment|key` while it is open, to be tried once more or its
 * card is stale, `u|receiver|key` while that or the message waits for its receiver to be reachable, and `f|key` when it failed.
 * `mark` is how far the planner came, and whether every message has its `r`.
 */
import { z } from 'zod';

import { partsOfKey } from '../programme/messages';
import { allKinds } from '../programme/plannedMessage';
import type { Moment } from '../programme/model';
import { messageStatuses, toBeSentAt } from '../ports/outbox';
import type { OutboxMessage, PlanMark, UnreadableMessage } from '../ports/outbox';
import type { Stored } from '../ports/stored';
import { fromColumns, toColumns } from './columns';
import { keyOf, keysBeginning, keysUnder, momentPart, partsOf } from './keys';
import type { KeyRange } from './keys';
import type { FoundRow, Row } from './row';

/**
 * Shape of a message; what versions before this one wrote has no faults, fence or ticket, carries nothing, is not tried
 * once more, has no card drawn anew, and does not tell what it shows.
 */
export const messageShape = z.object({
  key: z.string(),
  kind: z.enum(allKinds),
  receiver: z.string(),
  subject: z.string(),
  dueAt: z.number(),
  worthUntil: z.number(),
  status: z.enum(messageStatuses),
  attempts: z.number(),
  unknowns: z.number(),
  faults: z.number().default(0),
  throttles: z.number().default(0),
  sentAt: z.number().nullable(),
  activityId: z.string().nullable(),
  reason: z.string().nullable(),
  notBefore: z.number().nullable(),
  failures: z.number().default(0),
  retryAt: z.number().nullable().default(null),
  owner: z.string().nullable(),
  fence: z.number().nullable().default(null),
  leaseUntil: z.number().nullable(),
  ticket: z.number().nullable().default(null),
  carries: z.array(z.string()).default([]),
  stale: z.object({ since: z.number(), tryAt: z.number().nullable() }).nullable().default(null),
  updatedAt: z.number().nullable().default(null),
  shows: z.string().nullable().default(null),
}) satisfies z.ZodType<OutboxMessage>;

const markShape = z.object({
  upTo: z.number(),
  version: z.string(),
  rounds: z.string().nullable().default(null),
}) satisfies z.ZodType<PlanMark>;

const entryShape = z.object({ key: z.string(), openAt: z.number().nullable() });

/** Where messages stand whose subject has no day. */
const noDay = '0000-00-00';

/** The day a key ends in, an ordinal or a time of day after it left aside; `0000-00-00` without one. */
function dayOfKey(key: string): string {
  return /(\d{4}-\d{2}-\d{2})(?:[T/][^/]*)?$/.exec(key)?.[1] ?? noDay;
}

/** The one row a key can have: its day is part of the key, never something found out. */
export const messageRowKey = (key: string): string => keyOf('m', dayOfKey(key), key);
/** All messages, in order of their day. */
export const messageKeys: KeyRange = keysUnder('m');
const openKeys: KeyRange = keysUnder('d');
/** The row key of the planner's mark. */
export const markKey = keyOf('mark');

/** The key after which rows of this moment come, for any number. */
function openKeyAfter(moment: Moment): string {
  return keyOf('d', momentPart(Math.min(Math.max(0, Math.floor(moment) + 1), Number.MAX_SAFE_INTEGER)));
}

/** The keys of open messages due at `until` or before. */
export function openKeysUntil(until: Moment): KeyRange {
  return { from: openKeys.from, to: openKeyAfter(until) };
}

/** The keys of open messages due after `after`. */
export function openKeysAfter(after: Moment): KeyRange {
  return { from: openKeyAfter(after), to: openKeys.to };
}

/** The messages that tell of flags opened on the day of this one. */
export function flagMessageKeys(flag: string): KeyRange {
  return keysBeginning(keyOf('m', dayOfKey(flag), 'flagRaised/'));
}

/** The index of what could not reach this person. */
export const unreachableKeys = (receiver: string): KeyRange => keysUnder('u', receiver);
/** The index of what this person was to get. */
export const receiverKeys = (receiver: string): KeyRange => keysUnder('r', receiver);
/** The index of what failed. */
export const failedKeys: KeyRange = keysUnder('f');

/** Whether there is still something to do for it: to send it, or to draw its card anew. */
export const isOpen = (message: OutboxMessage): boolean => placesOf(message).openAt !== null;

/** What a row says of the indexes its message stands in: since 2 among those that failed, since 3 with its receiver. */
const layouts = { failed: 2, listed: 3 } as const;
const layout = layouts.listed;
const layoutOf = ({ columns }: FoundRow): number => Number(columns['layout'] ?? 0);

/** The message's own row. */
export function messageRow(programme: string, message: OutboxMessage): Row {
  const { status, kind } = message;
  return {
    partitionKey: keyOf(programme),
    rowKey: messageRowKey(message.key),
    status,
    kind,
    layout,
    ...toColumns(message),
  };
}

/**
 * Where a message is found beside its own row: among the open ones, or among what it ended as, where a card waits too,
 * or among both when it failed and is to be tried once more; and with its receiver.
 */
interface Places {
  readonly openAt: Moment | null;
  readonly endedAs: 'unreachable' | 'failed' | null;
  readonly isListed: boolean;
}

/** Where this message is found. */
export function placesOf(message: OutboxMessage): Places {
  const { status, stale } = message;
  const isHeld = stale !== null && stale.tryAt === null;
  return {
    openAt: toBeSentAt(message) ?? stale?.tryAt ?? null,
    endedAs: status === 'unreachable' || isHeld ? 'unreachable' : status === 'failed' ? status : null,
    isListed: true,
  };
}

/** The rows by which a message is found; each says its key, and the moment when it is open. */
export function indexRows(
  programme: string,
  { key, receiver }: OutboxMessage,
  { openAt, endedAs, isListed }: Places,
): readonly Row[] {
  const partitionKey = keyOf(programme);
  const entry = toColumns({ key, openAt });
  // It never changes, so that it is written once: nothing in it but the key.
  const listed = toColumns({ key, openAt: null });
  return [
    ...(isListed ? [{ partitionKey, rowKey: keyOf('r', receiver, key), ...listed }] : []),
    ...(openAt === null ? [] : [{ partitionKey, rowKey: keyOf('d', momentPart(openAt), key), ...entry }]),
    ...(endedAs === 'unreachable' ? [{ partitionKey, rowKey: keyOf('u', receiver, key), ...entry }] : []),
    ...(endedAs === 'failed' ? [{ partitionKey, rowKey: keyOf('f', key), ...entry }] : []),
  ];
}

/** The message an index row leads to. */
export function entryFrom(row: FoundRow): z.infer<typeof entryShape> {
  return fromColumns(row, entryShape);
}

/** The message a row holds; throws when it holds something else. */
export function messageFrom(row: FoundRow): OutboxMessage {
  return fromColumns(row, messageShape);
}

/** What can be told of a message that a row does not hold as it should. */
export function unreadableFrom({ rowKey }: FoundRow): UnreadableMessage {
  const key = partsOf(rowKey)[2] ?? '';
  const { kind, receiver } = partsOfKey(key);
  return { key, kind, receiver, row: rowKey };
}

/** A tag says beside the etag where the message is found, so that an update need not read first. */
interface Tagged extends Places {
  readonly etag: string;
}

/** In a tag: the message is listed with its receiver. Versions before this one did not say so. */
const listedMark = '+';

/** The message as the port gives it, found in these places. */
export function storedMessage(
  message: OutboxMessage,
  etag: string,
  { openAt, endedAs, isListed }: Places = placesOf(message),
): Stored<OutboxMessage> {
  const ended = `${endedAs ?? ''}${isListed ? listedMark : ''}`;
  return { value: message, tag: [openAt ?? '', ended, etag].join(' ') };
}

/** The message a row holds as the port gives it. */
export function storedFrom(row: FoundRow): Stored<OutboxMessage> {
  const message = messageFrom(row);
  const places = placesOf(message);
  const isMissing = places.endedAs === 'failed' && layoutOf(row) < layouts.failed;
  return storedMessage(message, row.etag, {
    ...places,
    endedAs: isMissing ? null : places.endedAs,
    isListed: isListed(row),
  });
}

/** Whether the message of a row is listed with its receiver. */
export const isListed = (row: FoundRow): boolean => layoutOf(row) >= layouts.listed;

/** The tag of `storedMessage` read again. */
export function tagParts(tag: string): Tagged {
  const [openAt = '', ended = '', ...etag] = tag.split(' ');
  const endedAs = ended.replace(listedMark, '');
  return {
    openAt: openAt === '' ? null : Number(openAt),
    endedAs: endedAs === 'unreachable' || endedAs === 'failed' ? endedAs : null,
    isListed: ended.endsWith(listedMark),
    etag: etag.join(' '),
  };
}

/** The row of the planner's mark; whether every message is listed with its receiver stands beside it. */
export function markRow(programme: string, mark: PlanMark, isAllListed: boolean): Row {
  return { partitionKey: keyOf(programme), rowKey: markKey, isAllListed, ...toColumns(mark) };
}

/** Whether a mark says that every message of its programme is listed; one of an older version does not. */
export const saysAllListed = ({ columns }: FoundRow): boolean => columns['isAllListed'] === true;

/** The mark a row holds; throws when it holds something else. */
export function markFrom(row: FoundRow): PlanMark {
  return fromColumns(row, markShape);
}
