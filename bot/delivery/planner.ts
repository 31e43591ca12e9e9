/** Enters what has become due into the outbox, and hands it out. May run on every instance at once. */
import type { LoadedProgramme } from '../ports';
import type {
  NewMessage,
  OutboxStore,
  PendingNotice,
  PlanMark,
  RecordStore,
  WorkQueue,
} from '../storagePorts';
import { flagMessages } from '../programme/messages';
import type { Moment } from '../programme/model';
import type { PlannedMessage } from '../programme/plannedMessage';

/** What planning needs. */
export interface PlannerPorts {
  readonly outbox: OutboxStore;
  readonly records: RecordStore;
  readonly queue: WorkQueue;
}

/** Keys handed out together. */
const handful = 50;

const calendarMessages = (loaded: LoadedProgramme, mark: PlanMark | null, now: Moment): PlannedMessage[] => {
  const sinceMark = mark === null ? [] : loaded.timetable.between(mark.upTo, now);
  if (mark?.version === loaded.head.version) return sinceMark;
  // A changed roster may have sessions that were not there before: whatever is still worth sending counts.
  const known = new Set(sinceMark.map((message) => message.key));
  return [...sinceMark, ...loaded.timetable.worthAt(now).filter((message) => !known.has(message.key))];
};

const noticeMessages = (loaded: LoadedProgramme, { pupil, notice }: PendingNotice): PlannedMessage[] => {
  const school = loaded.directory.pupil(pupil)?.school;
  return school === undefined ? [] : flagMessages(loaded.directory, school, notice);
};

const isDue =
  (now: Moment) =>
  (message: PlannedMessage): boolean =>
    message.dueAt <= now;

const enter = async (
  ports: PlannerPorts,
  programme: string,
  messages: readonly PlannedMessage[],
  now: Moment,
) => {
  if (messages.length === 0) return;
  const rows = messages.map((message): NewMessage => ({ ...message, status: 'planned', reason: null }));
  await ports.outbox.plan(programme, rows);
  const keys = messages.filter(isDue(now)).map((message) => message.key);
  const items = Array.from({ length: Math.ceil(keys.length / handful) }, (_, index) => ({
    programme,
    keys: keys.slice(index * handful, (index + 1) * handful),
  }));
  if (items.length > 0) await ports.queue.put(items);
};

/**
 * Plans everything of a programme that has become due by `now`: what the calendar says since the last
 * mark, and the flags that were raised. Safe to repeat and to break off anywhere: keys enter once, and
 * the mark and the pending notices go last.
 */
export const planDue = async (ports: PlannerPorts, loaded: LoadedProgramme, now: Moment): Promise<void> => {
  const { id, version } = loaded.head;
  const [mark, notices] = await Promise.all([ports.outbox.mark(id), ports.records.pendingNotices(id)]);
  const calendar = calendarMessages(loaded, mark, now);
  await enter(ports, id, [...calendar, ...notices.flatMap((notice) => noticeMessages(loaded, notice))], now);
  for (const notice of notices) await ports.records.noticePlanned(id, notice);
  if (calendar.length > 0 || mark?.version !== version) {
    await ports.outbox.setMark(id, { upTo: Math.max(now, mark?.upTo ?? now), version });
  }
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
