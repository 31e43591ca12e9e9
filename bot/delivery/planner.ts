/** Enters what has become due into the outbox, and hands it out. May run on every instance at once. */
import type { LoadedProgramme, Metrics } from '../ports';
import type { NewMessage, OutboxMessage, OutboxStore, PlanMark, WorkQueue } from '../outboxPorts';
import type { ContactStore, RecordStore } from '../storagePorts';
import type { PendingNotice } from '../programme/facts';
import type { Stored } from '../stored';
import { groupBy } from '../programme/groupBy';
import { flagMessages, unreachableMessages } from '../programme/messages';
import type { Moment } from '../programme/model';
import type { PlannedMessage } from '../programme/plannedMessage';
import { tenantsOfReceivers } from './reach';
import { noteStale } from './staleCards';

/** What planning needs. */
export interface PlannerPorts {
  readonly outbox: OutboxStore;
  readonly records: Pick<RecordStore, 'pendingNotices' | 'noticePlanned'>;
  readonly contacts: ContactStore;
  readonly queueOf: (tenant: string) => WorkQueue;
  readonly metrics: Metrics;
}

const calendarMessages = (loaded: LoadedProgramme, mark: PlanMark | null, now: Moment): PlannedMessage[] => {
  const sinceMark = mark === null ? [] : loaded.timetable.between(mark.upTo, now);
  if (mark?.version === loaded.head.version) return sinceMark;
  // A changed roster may have sessions that were not there before: whatever is still worth sending counts.
  const known = new Set(sinceMark.map((message) => message.key));
  return [...sinceMark, ...loaded.timetable.worthAt(now).filter((message) => !known.has(message.key))];
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
    due.toSorted((a, b) => a.value.dueAt - b.value.dueAt),
  );
};

/** Takes off the notices whose messages are in the outbox, and whose cards are noted there; false when some are left. */
const finish = async (
  { outbox, records }: PlannerPorts,
  programme: string,
  notices: readonly PendingNotice[],
  now: Moment,
): Promise<boolean> => {
  let isAllDone = true;
  for (const notice of notices) {
    const isDone = notice.of !== 'change' || (await noteStale(outbox, programme, notice.change, now));
    if (isDone) await records.noticePlanned(programme, notice);
    isAllDone &&= isDone;
  }
  return isAllDone;
};

/**
 * Plans everything of a programme that has become due by `now`: what the calendar says since the last
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
  const [mark, notices] = await Promise.all([ports.outbox.mark(id), ports.records.pendingNotices(id)]);
  const calendar = calendarMessages(loaded, mark, now);
  const noticed = notices.flatMap((notice) => noticeMessages(loaded, notice));
  await enter(ports, loaded, [...calendar, ...noticed], now);
  if (calendar.length > 0 || mark?.version !== version) {
    await ports.outbox.setMark(id, { upTo: Math.max(now, mark?.upTo ?? now), version });
  }
  return finish(ports, id, notices, now);
};

/** The next moment after this one at which the programme has something to send, or null. */
export const nextDue = async (
  outbox: OutboxStore,
  loaded: LoadedProgramme,
  after: Moment,
): Promise<Moment | null> => {
  const waiting = await outbox.firstOpen(loaded.head.id, after);
  const moments = [loaded.timetable.nextAfter(after), waiting].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
};
