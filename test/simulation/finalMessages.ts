/** At the end every message is there that is due, and has come to an end that fits what happened. */
import type { Moment } from '../../bot/programme/model';
import { messageKey, remindersOf, unreachableMessages } from '../../bot/programme/messages';
import type { OutboxMessage } from '../../bot/ports/outbox';
import { noticeKeys } from '../../bot/storage/recordRows';
import { contactFrom, contactKeys } from '../../bot/storage/contactRows';
import { messagesIn, rowsIn } from './facts';
import type { UnreachableStudent } from '../../bot/programme/facts';
import type { Send } from './channel';
import type { Reign } from './roster';
import type { Parts } from './simulation';

const day = 24 * 3_600_000;

/** What the calendar made due as long as nobody could import something else, once somebody planned. */
const dueKeys = (reigns: readonly Reign[], since: Moment, until: Moment): readonly string[] =>
  reigns.flatMap(({ from: began, timetable }, index) => {
    const from = Math.max(began, since);
    const next = reigns[index + 1]?.from ?? until;
    const last = index + 1 < reigns.length ? next - 4 * day : next;
    if (last <= from) return [];
    // What an import finds due and still worth sending for days is planned too.
    const found = timetable.worthAt(from).filter(({ worthUntil }) => worthUntil > from + 4 * day);
    return [...found, ...timetable.between(from, last)].map(({ key }) => key);
  });

const checkDue = ({ universe, roster, watch }: Parts, stored: ReadonlyMap<string, OutboxMessage>): void => {
  const missing = dueKeys(roster.reigns, watch.plannedSince ?? 0, universe.scheduler.now()).filter(
    (key) => !stored.has(key),
  );
  for (const key of missing) universe.violate(`${key} was due and never planned`);
};

/**
 * What Teams could not take was tried again as long as it was worth it, however long nobody ran or the window was closed; what
 * something reminds of until that was due.
 */
const checkChances = (
  { failures, retryAt, worthUntil }: OutboxMessage,
  remindedAt: Moment,
  sends: readonly Send[],
  wrong: (text: string) => void,
): void => {
  const last = sends.at(-1)?.at ?? 0;
  if (retryAt !== null) wrong('is still to be tried again');
  if (failures > 9 || sends.length === 0) wrong(`failed ${failures} times`);
  if (failures < 9 && last < Math.min(remindedAt, worthUntil - 4 * day)) wrong('had another chance');
};

/** When what reminds of a message was due, where that was planned. */
const remindedAtOf = (
  stored: ReadonlyMap<string, OutboxMessage>,
  { kind, receiver, subject }: OutboxMessage,
): Moment => {
  const [reminder] = remindersOf(kind);
  if (reminder === undefined) return Infinity;
  return stored.get(messageKey(reminder, receiver, subject))?.dueAt ?? Infinity;
};

const checkEnd = (
  { universe, channel, fleet, watch }: Parts,
  stored: ReadonlyMap<string, OutboxMessage>,
  message: OutboxMessage,
): void => {
  const { key, status, reason, receiver, worthUntil } = message;
  const wrong = (text: string): void => universe.violate(`${key} (${status}, ${reason}): ${text}`);
  const sends = channel.sends.filter((send) => send.key === key);
  const isDelivered = sends.some((send) => send.isDelivered);
  if (status === 'planned' || status === 'sending') wrong('has not come to an end');
  if (status === 'sent' && !isDelivered) wrong('never arrived');
  if (status === 'expired' && isDelivered) wrong('arrived');
  if (status === 'unreachable' && isDelivered) wrong('arrived');
  const { refusedSends, teamsOutages } = universe.plan;
  if (status === 'failed' && (reason === 'putAside' || refusedSends + teamsOutages === 0))
    wrong('no reason to fail');
  if (status === 'failed') checkChances(message, remindedAtOf(stored, message), sends, wrong);
  // Who dies between having a turn, or saying that it goes, and letting it go leaves a doubt that nobody can take away.
  const turns = watch.turnsOf.get(key) ?? new Set();
  const diedInTurn = fleet.bots.some(({ machine }) => !machine.isAlive && turns.has(machine.name));
  if (status === 'unknown' && sends.length === 0 && !watch.begun.has(key) && !diedInTurn)
    wrong('was never sent');
  const back = watch.backAt.get(receiver) ?? 0;
  const wasRefused = sends.at(-1)?.result?.status === 'later' && back === 0;
  if (status === 'expired' && reason === 'tooLate' && wasRefused) wrong('Teams could not take it');
  if (status === 'unreachable' && back + day < worthUntil && back > message.dueAt)
    wrong(`its receiver was back on ${new Date(back).toISOString()}`);
};

/** What a message was left out for reached its receiver, or may have: otherwise nobody told them what it says. */
const checkMerged = (
  { universe, channel }: Parts,
  all: readonly OutboxMessage[],
  { key, reason, receiver, dueAt }: OutboxMessage,
): void => {
  if (reason !== 'merged') return;
  const mayHaveArrived = ({ key: other, status }: OutboxMessage): boolean =>
    status === 'unknown' || channel.sends.some((send) => send.key === other && send.isDelivered);
  const others = all.filter((one) => one.key !== key && one.receiver === receiver && one.dueAt === dueAt);
  if (!others.some(mayHaveArrived)) universe.violate(`${key} was left out for a card that never arrived`);
};

/** Students who cannot be reached now, and those of before as long as nothing was imported meanwhile. */
const lostStudents = ({ shared, roster, watch }: Parts): readonly UnreachableStudent[] => {
  const rows = ['t-leiden', 't-hhs'].flatMap((tenant) =>
    shared.people.keysIn(tenant, contactKeys).map((key) => shared.people.get(tenant, key)),
  );
  const now = rows
    .filter((row) => row !== null)
    .map(contactFrom)
    .flatMap(({ email: student, unreachableSince: since }) => (since === null ? [] : [{ student, since }]));
  return roster.reigns.length > 1 ? now : [...now, ...watch.lost];
};

const checkUnreachable = (parts: Parts, stored: ReadonlyMap<string, OutboxMessage>): void => {
  const { universe, roster } = parts;
  const told = lostStudents(parts).flatMap((lost) => unreachableMessages(roster.present.directory, lost));
  for (const { key } of told) if (!stored.has(key)) universe.violate(`${key} was due and never planned`);
};

export const messages = (parts: Parts): void => {
  const { shared, universe } = parts;
  const all = messagesIn(shared);
  const stored = new Map(all.map((message) => [message.key, message]));
  checkDue(parts, stored);
  for (const message of all) {
    checkEnd(parts, stored, message);
    checkMerged(parts, all, message);
  }
  checkUnreachable(parts, stored);
  for (const { rowKey } of rowsIn(shared.records, noticeKeys))
    universe.violate(`notice ${rowKey} was never planned`);
};
