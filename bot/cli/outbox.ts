/** `outbox`: every planned message with what became of it. */
import type { Moment } from '../programme/model';
import type { MessageStatus, OutboxMessage, UnreadableMessage } from '../ports/outbox';
import type { CliPorts } from './cliPorts';
import { isoWriter, shortMoment } from './moments';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import type { Asked } from './storedProgramme';
import { textTable } from './textTable';
import type { Cell } from './textTable';

/** A message in the fields that scripts rely on; moments in ISO 8601 with the programme's offset. */
export interface MessageRow {
  readonly key: string;
  readonly kind: string;
  readonly receiver: string;
  readonly status: MessageStatus;
  /** Null when the row cannot be read. */
  readonly dueAt: string | null;
  readonly sentAt: string | null;
  readonly attempts: number;
  /** How often working on it threw a fault of the bot; after five it is put aside as `failed`. */
  readonly faults: number;
  readonly reason: string | null;
}

const rowOf = (message: OutboxMessage, iso: (moment: Moment) => string): MessageRow => ({
  key: message.key,
  kind: message.kind,
  receiver: message.receiver,
  status: message.status,
  dueAt: iso(message.dueAt),
  sentAt: message.sentAt === null ? null : iso(message.sentAt),
  attempts: message.attempts,
  faults: message.faults,
  reason: message.reason,
});

/** A row that this version cannot read: nobody sends it, so it counts as failed. */
const unreadableRow = ({ key, kind, receiver }: UnreadableMessage): MessageRow => ({
  key,
  kind,
  receiver,
  status: 'failed',
  dueAt: null,
  sentAt: null,
  attempts: 0,
  faults: 0,
  reason: 'unreadable',
});

/** The messages of a programme, of one status or (null) of all, in order of their moment; what cannot be read last. */
export const messageRows = async (
  { storage, directory }: Asked,
  status: MessageStatus | null,
): Promise<MessageRow[]> => {
  const iso = isoWriter(directory.calendar);
  const messages: OutboxMessage[] = [];
  const unreadable: UnreadableMessage[] = [];
  for await (const message of storage.outbox.list(directory.programme.id, (one) => unreadable.push(one))) {
    if (status === null || message.status === status) messages.push(message);
  }
  messages.sort((a, b) => a.dueAt - b.dueAt || (a.key < b.key ? -1 : 1));
  const rows = messages.map((message) => rowOf(message, iso));
  return status === null || status === 'failed' ? [...rows, ...unreadable.map(unreadableRow)] : rows;
};

/** Faults are rare, so their column stands there only when somebody has to look. */
const textOf = (rows: readonly MessageRow[]): string => {
  const anyFaults = rows.some(({ faults }) => faults > 0);
  const whenAny = (cell: Cell): readonly Cell[] => (anyFaults ? [cell] : []);
  return textTable(
    ['due', 'status', 'sent', 'attempts', ...(anyFaults ? ['faults'] : []), 'key', 'reason'],
    rows.map(({ dueAt, status, sentAt, attempts, faults, key, reason }) => [
      dueAt === null ? null : shortMoment(dueAt),
      status,
      sentAt === null ? null : shortMoment(sentAt),
      attempts,
      ...whenAny(faults === 0 ? null : faults),
      key,
      reason,
    ]),
    'No messages.',
  );
};

/** The outbox of a programme, whole or of one status. */
export const outbox = (ports: CliPorts, programme: string, status: MessageStatus | null): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'outbox' });
    const rows = await messageRows(asked, status);
    return done(rows, textOf(rows));
  });
