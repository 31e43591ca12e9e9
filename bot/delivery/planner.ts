/** Enters what has become due into the outbox, and hands it out. May run on every instance at once. */
import { failure } from '../programme/failure';
import type { LoadedProgramme, Log, Metrics } from '../ports';
import {
  importMark,
  type NewMessage,
  type OutboxMessage,
  type OutboxStore,
  type PlanMark,
  type WorkQueue,
} from '../ports/outbox';
import type { ContactStore, RecordStore } from '../ports/storage';
import type { CardChange, PendingNotice } from '../programme/facts';
import type { Stored } from '../ports/stored';
import { groupBy } from '../programme/groupBy';
import { flagMessages, unreachableMessages } from '../programme/messages';
import type { Moment } from '../programme/model';
import { inSendingOrder, type PlannedMessage } from '../programme/plannedMessage';
import { outdatedAtLarge } from './flagsAtLarge';
import { tenantsOfReceivers } from './reach';
import type { DueRounds, RoundPlans } from './rounds/plans';
import { noteOutdated, noteStale } from './staleCards';
import { isStorageAway } from './storageAway';

/** What planning needs. */
export interface PlannerPorts {
  readonly outbox: OutboxStore;
  readonly records: Pick<RecordStore, 'pendingNotices' | 'noticePlanned' | 'figures' | 'page'>;
  readonly contacts: ContactStore;
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly roundPlans: Pick<RoundPlans, 'agendasOf' | 'due' | 'nextDue'>;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A mark further ahead was made by a clock that was wrong, or that of a demo: of what lies before it nothing is known. Milliseconds. */
const farthestAhead = 3_600_000;

/** So long after the import of a programme for which no bot has run yet, what was due before is told no more. Milliseconds. */
const longestUnplanned = 7 * 24 * 3_600_000;

const markAt = async (outbox: OutboxStore, programme: string, now: Moment): Promise<PlanMark | null> => {
  const mark = await outbox.mark(programme);
  if (mark === null) return null;
  const isLongAgo = mark.version === importMark && now - mark.upTo > longestUnplanned;
  return isLongAgo || mark.upTo - now > farthestAhead ? null : mark;
};

const calendarMessages = (loaded: LoadedProgramme, mark: PlanMark | null, now: Moment): PlannedMessage[] => {
  const sinceMark = mark === null ? [] : loaded.timetable.between(mark.upTo, now);
  if (mark?.version === loaded.head.version) return sinceMark;
  // A changed roster may have sessions that were not there before: whatever is still worth sending counts.
  const known = new Set(sinceMark.map((message) => message.key));
  return [...sinceMark, ...loaded.timetable.worthAt(now).filter((message) => !known.has(message.key))];
};

type AllRounds = Omit<DueRounds, 'version'> & { readonly version: string | null };

const nothing = { outdated: [], entered: () => undefined, noted: () => undefined } as const;

/** A fault in intervision must not keep a check-in from being asked: it is looked at as a whole at the next tick. */
const dueRounds = async (
  { roundPlans, log }: PlannerPorts,
  loaded: LoadedProgramme,
  mark: PlanMark | null,
  now: Moment,
): Promise<AllRounds> => {
  try {
    return await roundPlans.due(loaded, mark, now);
  } catch (error) {
    if (isStorageAway(error)) throw error;
    log.error('rounds not planned', { programme: loaded.head.id, ...failure(error) });
    return { messages: [], version: null, ...nothing };
  }
};

const noticeMessages = ({ directory }: LoadedProgramme, pending: PendingNotice): PlannedMessage[] => {
  if (pending.of === 'change') return [];
  if (pending.of === 'student') return unreachableMessages(directory, pending.unreachable);
  const school = directory.pupil(pending.pupil)?.school;
  return school === undefined ? [] : flagMessages(directory, school, pending.notice);
};

/** Puts messages on the queues of the tenants in which they are to be sent. */
const handOut = async (
  ports: PlannerPorts,
  loaded: LoadedProgramme,
  messages: readonly Stored<OutboxMessage>[],
): Promise<void> => {
  const receivers = messages.map(({ value }) => value.receiver);
  const tenants = await tenantsOfReceivers(ports.contacts, loaded, receivers);
  const tenantOf = ({ value }: Stored<OutboxMessage>): string => tenants.get(value.receiver) ?? '';
  for (const [tenant, some] of groupBy(messages, tenantOf)) {
    await ports.queueOf(tenant).put([{ programme: loaded.head.id, messages: some }]);
  }
};

const enter = async (
  ports: PlannerPorts,
  loaded: LoadedProgramme,
  messages: readonly PlannedMessage[],
  now: Moment,
): Promise<void> => {
  if (messages.length === 0) return;
  const rows = messages.map((message): NewMessage => ({ ...message, status: 'planned', reason: null }));
  const entered = await ports.outbox.plan(loaded.head.id, rows);
  ports.metrics.planned(entered.length);
  const due = entered.filter(({ value }) => value.dueAt <= now);
  await handOut(
    ports,
    loaded,
    due.toSorted((a, b) => inSendingOrder(a.value, b.value)),
  );
};

const noteChange = async (
  { outbox, roundPlans }: PlannerPorts,
  loaded: LoadedProgramme,
  change: CardChange,
  now: Moment,
): Promise<boolean> => {
  const agendas = change.isCounted === true ? await roundPlans.agendasOf(loaded, change.pupil, now) : [];
  const all = { ...change, messages: [...change.messages, ...agendas] };
  return noteStale(outbox, loaded.head.id, all, now);
};

/** Takes off the notices whose messages are in the outbox, and whose cards are noted there; false when some are left. */
const finish = async (
  ports: PlannerPorts,
  loaded: LoadedProgramme,
  notices: readonly PendingNotice[],
  now: Moment,
): Promise<boolean> => {
  let isAllDone = true;
  for (const notice of notices) {
    const isDone = notice.of !== 'change' || (await noteChange(ports, loaded, notice.change, now));
    if (isDone) await ports.records.noticePlanned(loaded.head.id, notice);
    isAllDone &&= isDone;
  }
  return isAllDone;
};

/** Cards that no fact makes out of date and that are noted, by key, since a mark. */
interface NotedSince {
  readonly mark: string;
  readonly keys: Set<string>;
}

// By programme as it was imported. Until there is another mark, because one card is just being sent, the others would be
// drawn again at every tick.
const notedSince = new WeakMap<LoadedProgramme, NotedSince>();

const keysNoted = (loaded: LoadedProgramme, mark: PlanMark | null): Set<string> => {
  const known = notedSince.get(loaded);
  const since = mark === null ? '' : `${mark.version}/${mark.upTo}`;
  if (known?.mark === since) return known.keys;
  const keys = new Set<string>();
  notedSince.set(loaded, { mark: since, keys });
  return keys;
};

const noteAtLarge = async (
  ports: PlannerPorts,
  loaded: LoadedProgramme,
  mark: PlanMark | null,
  now: Moment,
): Promise<boolean> => {
  const change = { ...(await outdatedAtLarge(ports, loaded, mark, now)), at: now, shown: null };
  return noteStale(ports.outbox, loaded.head.id, change, now, keysNoted(loaded, mark));
};

/**
 * Plans everything of a programme that has become due by `now`: what the calendar and intervision say since the last
 * mark, the flags that were raised, and the cards that are out of date; false when some of these are just
 * being sent, and so have to be looked at again. Safe to repeat and to break off anywhere: keys enter once,
 * and the mark and the pending notices go last.
 */
export const planDue = async (
  ports: PlannerPorts,
  loaded: LoadedProgramme,
  now: Moment,
): Promise<boolean> => {
  const { id, version } = loaded.head;
  const [mark, notices] = await Promise.all([
    markAt(ports.outbox, id, now),
    ports.records.pendingNotices(id),
  ]);
  const rounds = await dueRounds(ports, loaded, mark, now);
  const timed = [...calendarMessages(loaded, mark, now), ...rounds.messages];
  const noticed = notices.flatMap((notice) => noticeMessages(loaded, notice));
  await enter(ports, loaded, [...timed, ...noticed], now);
  rounds.entered();
  // Before the mark: whoever finds that one looks for nothing older.
  const areRoundsNoted = await noteOutdated(ports.outbox, id, rounds.outdated, now);
  if (areRoundsNoted) rounds.noted();
  const areCardsNoted = await noteAtLarge(ports, loaded, mark, now);
  if (!areRoundsNoted || !areCardsNoted) {
    await finish(ports, loaded, notices, now);
    return false;
  }
  if (timed.length > 0 || mark?.version !== version || mark.rounds !== rounds.version) {
    const upTo = Math.max(now, mark?.upTo ?? now);
    await ports.outbox.setMark(id, { upTo, version, rounds: rounds.version });
  }
  return finish(ports, loaded, notices, now);
};

/** A fault in intervision keeps no other message from being next. */
const nextRound = async (
  { roundPlans }: Pick<PlannerPorts, 'roundPlans'>,
  loaded: LoadedProgramme,
  after: Moment,
): Promise<Moment | null> => {
  try {
    return await roundPlans.nextDue(loaded, after);
  } catch (error) {
    if (isStorageAway(error)) throw error;
    return null;
  }
};

/** The next moment after this one at which the programme has something to send or to decide, or null. */
export const nextDue = async (
  { outbox, roundPlans }: Pick<PlannerPorts, 'outbox' | 'roundPlans'>,
  loaded: LoadedProgramme,
  after: Moment,
): Promise<Moment | null> => {
  const [waiting, rounds] = await Promise.all([
    outbox.firstOpen(loaded.head.id, after),
    nextRound({ roundPlans }, loaded, after),
  ]);
  const moments = [loaded.timetable.nextAfter(after), waiting, rounds].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
};
