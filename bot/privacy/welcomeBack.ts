/** Has what was delivered to people whom an import brings back drawn anew: while they were away it said nothing, or did not follow. */
import type { OutboxMessage, OutboxStore } from '../ports/outbox';
import { partsOfKey } from '../programme/messages';
import type { Moment } from '../programme/model';
import { roundKinds } from '../programme/plannedMessage';
import { subjectParts } from '../programme/rounds/planning';

/** By then every bot has the roster that has them: before it they see nothing. Milliseconds. */
const drawnAfter = 5000;
/** For so long a card may be of use to its reader, though it is not worth sending any more: a report is waited for so long. Milliseconds. */
const usedFor = 14 * 24 * 3_600_000;
/** Somebody changes a message as often as this only when something else is wrong. */
const mostTries = 5;

/** Who is back, by address. */
export interface Back {
  /** Whose part had ended. */
  readonly people: readonly string[];
  /** Who is of a group with a fixed time, and was not. */
  readonly members: readonly { readonly email: string; readonly group: string }[];
  /** Coordinators who may have been told that nobody leads a group of whoever is back. */
  readonly told: readonly string[];
}

type Outbox = Pick<OutboxStore, 'keysOfReceiver' | 'find' | 'update'>;

const isOfUse = ({ status, activityId, worthUntil, dueAt }: OutboxMessage, now: Moment): boolean =>
  status === 'sent' && Boolean(activityId) && now < Math.max(worthUntil, dueAt + usedFor);

/** Everything of a person; of a member what they got of the group; of a coordinator that a teacher had left. */
const concerns = ({ people, members, told }: Back, key: string): boolean => {
  const { kind, receiver, subject } = partsOfKey(key);
  if (people.includes(receiver)) return true;
  if (!roundKinds.some((one) => one === kind)) return false;
  const { group, nth } = subjectParts(subject);
  const isOfLeaving = kind === 'roundOffer' && nth > 1 && told.includes(receiver);
  return isOfLeaving || members.some((one) => one.email === receiver && one.group === group);
};

const draw = async (outbox: Outbox, programme: string, key: string, now: Moment): Promise<void> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const stored = await outbox.find(programme, key);
    if (stored === null || !isOfUse(stored.value, now)) return;
    const stale = { since: stored.value.stale?.since ?? now, tryAt: now + drawnAfter };
    const updated = await outbox.update(programme, { ...stored.value, faults: 0, stale }, stored.tag);
    if (updated !== 'conflict') return;
  }
};

/** Has the cards of who is back drawn anew, as far as they are of use. */
export const welcomeBack = async (
  outbox: Outbox,
  programme: string,
  back: Back,
  now: Moment,
): Promise<void> => {
  const receivers = new Set([...back.people, ...back.members.map(({ email }) => email), ...back.told]);
  for (const receiver of receivers)
    for (const key of await outbox.keysOfReceiver(programme, receiver))
      if (concerns(back, key)) await draw(outbox, programme, key, now);
};
