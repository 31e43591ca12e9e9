/** Notes of delivered cards that a fact has made out of date. May run on every instance at once. */
import type { CardChange } from '../programme/facts';
import { unlessFault } from '../programme/failure';
import type { Moment } from '../programme/model';
import type { OutdatedCard } from '../programme/rounds/outdatedCard';
import { mayMerge } from '../programme/rounds/sending';
import { toBeSentAt, type MessageStatus, type OutboxMessage, type OutboxStore } from '../ports/outbox';
import type { Message } from './ledger';
import { inParallel } from './parallel';

/** When it came about, and where its author sees it. */
type Shown = Pick<CardChange, 'at' | 'shown'>;

type Outbox = Pick<OutboxStore, 'find' | 'ofFlag' | 'ofReceiver' | 'update'>;

/**
 * The author was answered in this very card, after everything that is on it: unless it was drawn anew since they
 * acted, perhaps from what was stored before.
 */
const showsIt = ({ receiver, activityId, stale, updatedAt }: OutboxMessage, { shown, at }: Shown): boolean =>
  shown?.to === receiver &&
  shown.activity === activityId &&
  stale === null &&
  (updatedAt === null || updatedAt < at);

/** A digest tells of whole schools: what changes within so long is one drawing of it. Milliseconds. */
const digestWait = 300_000;

/** When a card is to be drawn anew; changes that follow put that off no further. */
const drawAt = ({ kind, stale }: OutboxMessage, now: Moment): Moment =>
  kind === 'digest' ? (stale?.tryAt ?? now + digestWait) : now;

/** The message as it is to be stored; null when it can stay as it is. */
const asStale = (message: OutboxMessage, change: Shown, now: Moment): OutboxMessage | null => {
  const { status, activityId, stale } = message;
  // Its card may have been made already, of how things stood: whoever made it finds another tag, and makes it anew.
  if (toBeSentAt(message) !== null) return message;
  if (status !== 'sent' || !activityId || showsIt(message, change)) return null;
  return { ...message, faults: 0, stale: { since: stale?.since ?? now, tryAt: drawAt(message, now) } };
};

/** False when the message is just being sent or changed: then it is to be looked at again. */
const note = async (
  outbox: Outbox,
  programme: string,
  { value, tag }: Message,
  change: Shown,
  now: Moment,
): Promise<boolean> => {
  if (value.status === 'sending') return false;
  const message = asStale(value, change, now);
  return message === null || (await outbox.update(programme, message, tag)) !== 'conflict';
};

/** How a message stands of which another one may have told: it was not sent itself, as far as anybody knows, and could have been. */
const mayStandElsewhere: readonly string[] = [
  'planned',
  'sending',
  'failed',
  'expired',
  'unknown',
] satisfies readonly MessageStatus[];

/** The messages on whose cards this one is told of: its own, and one that took it along. What cannot be read must hold up nothing. */
const tellingOf = async (outbox: Outbox, programme: string, key: string): Promise<readonly Message[]> => {
  const message = await unlessFault(outbox.find(programme, key));
  if (message === null) return [];
  const { kind, status, receiver } = message.value;
  // It need not have been left out for that yet: what failed waits for its next try under a card that told of it.
  if (!mayMerge(kind) || !mayStandElsewhere.includes(status)) return [message];
  const own = await outbox.ofReceiver(programme, receiver);
  const leaders = own.filter(({ carries }) => carries.includes(key));
  const found = await inParallel(leaders, (leader) => unlessFault(outbox.find(programme, leader.key)));
  return [message, ...found.filter((leader) => leader !== null)];
};

/** Notes of every card that a change makes out of date, but for those `noted` by key; false when some could not be noted yet. */
export const noteStale = async (
  outbox: Outbox,
  programme: string,
  change: Omit<CardChange, 'pupil' | 'ordinal'>,
  now: Moment,
  noted = new Set<string>(),
): Promise<boolean> => {
  const ofFlags = await inParallel(change.flags, (flag) => outbox.ofFlag(programme, flag));
  const others = await inParallel(change.messages, (key) => tellingOf(outbox, programme, key));
  // Each once, for one card may tell of several of them.
  const cards = new Map([...ofFlags, ...others].flat().map((message) => [message.value.key, message]));
  const open = [...cards.values()].filter(({ value }) => !noted.has(value.key));
  const results = await inParallel(open, async (message) => {
    const isNoted = await note(outbox, programme, message, change, now);
    if (isNoted) noted.add(message.value.key);
    return isNoted;
  });
  return results.every(Boolean);
};

/** Whether a card was made before it became out of date, as far as its row tells. */
const isOlder = ({ sentAt, updatedAt }: OutboxMessage, since: Moment): boolean =>
  (updatedAt ?? sentAt ?? since) <= since;

/** The cards that some messages stand on, each once, with since when it is out of date. */
const cardsOf = async (
  outbox: Outbox,
  programme: string,
  outdated: readonly OutdatedCard[],
): Promise<ReadonlyMap<string, { readonly message: Message; readonly since: Moment }>> => {
  const telling = await inParallel(outdated, ({ key }) => tellingOf(outbox, programme, key));
  const cards = new Map<string, { readonly message: Message; readonly since: Moment }>();
  for (const [index, { since }] of outdated.entries())
    for (const message of telling[index] ?? []) {
      const before = cards.get(message.value.key)?.since ?? since;
      cards.set(message.value.key, { message, since: Math.max(since, before) });
    }
  return cards;
};

/** Notes of cards that are out of date since a moment, unless they were made or drawn after it; false when some could not be noted yet. */
export const noteOutdated = async (
  outbox: Outbox,
  programme: string,
  outdated: readonly OutdatedCard[],
  now: Moment,
): Promise<boolean> => {
  const cards = [...(await cardsOf(outbox, programme, outdated)).values()];
  const older = cards.filter(({ message, since }) => isOlder(message.value, since));
  const results = await inParallel(older, ({ message, since }) =>
    note(outbox, programme, message, { at: since, shown: null }, now),
  );
  return results.every(Boolean);
};
