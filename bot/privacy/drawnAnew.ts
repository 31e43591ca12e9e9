/** Finds delivered messages that an import makes out of date, and has them drawn anew. */
import type { OutboxMessage, OutboxStore } from '../ports/outbox';
import { unlessFault } from '../programme/failure';
import { partsOfKey } from '../programme/messages';
import type { Moment } from '../programme/model';

/** Somebody changes a message as often as this only when something else is wrong. */
const mostTries = 5;
/** Looking through the messages of more people one by one takes longer than through all. */
const fewPeople = 100;
/** So does reading more of them one by one: a list reads a thousand at once, and most of them are too old. */
const fewMessages = 200;

export type Outbox = Pick<OutboxStore, 'list' | 'find' | 'update' | 'keysOfReceiver'>;

/** What a key says of a message. */
export type Keyed = Readonly<Record<'kind' | 'receiver' | 'subject', string>>;

/** Which messages are out of date, as far as their keys tell, and which of these are still looked at. */
export interface Outdated {
  readonly concerns: (message: Keyed) => boolean;
  readonly isOfUse: (message: OutboxMessage) => boolean;
}

/** Keys among all messages; what cannot be read is left out. */
export const keysAmongAll = async (
  outbox: Outbox,
  programme: string,
  isOutdated: (message: OutboxMessage) => boolean,
): Promise<readonly string[]> => {
  const keys: string[] = [];
  for await (const message of outbox.list(programme, () => undefined))
    if (isOutdated(message)) keys.push(message.key);
  return keys;
};

/** Keys of messages of some people: by who got them where that are few, else among all. */
export const keysOfPeople = async (
  outbox: Outbox,
  programme: string,
  receivers: ReadonlySet<string>,
  { concerns, isOfUse }: Outdated,
): Promise<readonly string[]> => {
  const amongAll = (): Promise<readonly string[]> =>
    keysAmongAll(outbox, programme, (message) => concerns(message) && isOfUse(message));
  if (receivers.size > fewPeople) return amongAll();
  const keys: string[] = [];
  for (const receiver of receivers) {
    const own = await outbox.keysOfReceiver(programme, receiver);
    keys.push(...own.filter((key) => concerns(partsOfKey(key))));
    if (keys.length > fewMessages) return amongAll();
  }
  return keys;
};

/** Has those drawn anew that were delivered and are of use. One that cannot be read must not hold up the others. */
export const drawAnew = async (
  outbox: Outbox,
  programme: string,
  { keys, isOfUse }: { readonly keys: Iterable<string> } & Pick<Outdated, 'isOfUse'>,
  now: Moment,
): Promise<void> => {
  const draw = async (key: string): Promise<boolean> => {
    const stored = await unlessFault(outbox.find(programme, key));
    if (stored === null || stored.value.status !== 'sent' || !stored.value.activityId) return true;
    if (!isOfUse(stored.value)) return true;
    const stale = { since: stored.value.stale?.since ?? now, tryAt: now };
    return (await outbox.update(programme, { ...stored.value, faults: 0, stale }, stored.tag)) !== 'conflict';
  };
  for (const key of keys) for (let tries = 0; tries < mostTries && !(await draw(key)); tries += 1);
};
