import { flagOfSubject } from '../../bot/programme/messages';
import type { Moment } from '../../bot/programme/model';
import {
  asEntered,
  toBeSentAt,
  type NewMessage,
  type OutboxMessage,
  type OutboxStore,
  type PlanMark,
} from '../../bot/ports/outbox';
import type { Stored } from '../../bot/ports/stored';
import { messageRowKey } from '../../bot/storage/outboxRows';
import { copyOf } from './copyOf';
import type { Drawer } from './drawer';
import { Shelf } from './shelf';

/** The outbox of one programme; messages under their row key, so that lists have the same order. */
class Outbox {
  readonly messages = new Shelf<OutboxMessage>();
  mark: PlanMark | null = null;
}

const openAt = (message: OutboxMessage): Moment | null => toBeSentAt(message) ?? message.stale?.tryAt ?? null;
const isOpen = (message: OutboxMessage): boolean => openAt(message) !== null;
const momentOf = (message: OutboxMessage): Moment => openAt(message) ?? Infinity;
const isHeld = ({ stale }: OutboxMessage): boolean => stale !== null && stale.tryAt === null;

const byKey = (a: Stored<OutboxMessage>, b: Stored<OutboxMessage>): number =>
  a.value.key < b.value.key ? -1 : 1;

/** Messages in memory. */
export class MemoryOutbox implements OutboxStore {
  readonly #programmes = new Map<string, Outbox>();

  #of(programme: string): Outbox {
    const found = this.#programmes.get(programme) ?? new Outbox();
    this.#programmes.set(programme, found);
    return found;
  }

  #open(programme: string): OutboxMessage[] {
    const open = this.#of(programme).messages.all(isOpen);
    return open.toSorted((a, b) => momentOf(a) - momentOf(b) || (a.key < b.key ? -1 : 1));
  }

  mark(programme: string): Promise<PlanMark | null> {
    return Promise.resolve(copyOf(this.#of(programme).mark));
  }

  setMark(programme: string, mark: PlanMark): Promise<void> {
    this.#of(programme).mark = copyOf(mark);
    return Promise.resolve();
  }

  plan(programme: string, messages: readonly NewMessage[]): Promise<readonly Stored<OutboxMessage>[]> {
    const outbox = this.#of(programme).messages;
    const entered = messages.map((message) =>
      outbox.put(messageRowKey(message.key), asEntered(message), null),
    );
    return Promise.resolve(entered.filter((stored) => stored !== 'conflict'));
  }

  async open(programme: string, until: Moment, limit: number): Promise<readonly Stored<OutboxMessage>[]> {
    const due = this.#open(programme).filter((message) => momentOf(message) <= until);
    const found = await Promise.all(due.slice(0, limit).map(({ key }) => this.find(programme, key)));
    return found.filter((message) => message !== null);
  }

  async openKeys(programme: string, until: Moment, limit: number): Promise<readonly string[]> {
    return (await this.open(programme, until, limit)).map(({ value }) => value.key);
  }

  firstOpen(programme: string, after: Moment): Promise<Moment | null> {
    const later = this.#open(programme).find((message) => momentOf(message) > after);
    return Promise.resolve(later === undefined ? null : momentOf(later));
  }

  find(programme: string, key: string): Promise<Stored<OutboxMessage> | null> {
    return Promise.resolve(this.#of(programme).messages.get(messageRowKey(key)));
  }

  update(
    programme: string,
    message: OutboxMessage,
    tag: string,
  ): Promise<Stored<OutboxMessage> | 'conflict'> {
    return Promise.resolve(this.#of(programme).messages.put(messageRowKey(message.key), message, tag));
  }

  revive(programme: string, receiver: string, now: Moment): Promise<number> {
    const { messages } = this.#of(programme);
    const own = messages.all((m) => m.receiver === receiver);
    const revivable = own.filter((m) => m.status === 'unreachable' && m.worthUntil > now);
    const held = own.filter(isHeld);
    for (const message of held)
      messages.set(messageRowKey(message.key), {
        ...message,
        stale: { since: message.stale?.since ?? now, tryAt: now },
      });
    for (const message of revivable) {
      messages.set(messageRowKey(message.key), {
        ...message,
        status: 'planned',
        notBefore: now,
        failures: 0,
        reason: null,
        owner: null,
        fence: null,
        leaseUntil: null,
        ticket: null,
      });
    }
    return Promise.resolve(revivable.length + held.length);
  }

  async ofFlag(programme: string, flag: string): Promise<readonly Stored<OutboxMessage>[]> {
    const telling = this.#of(programme).messages.all(
      ({ kind, subject }) => kind === 'flagRaised' && flagOfSubject(subject) === flag,
    );
    const found = await Promise.all(telling.map(({ key }) => this.find(programme, key)));
    return found.filter((message) => message !== null);
  }

  ofReceiver(programme: string, receiver: string): Promise<readonly OutboxMessage[]> {
    return Promise.resolve(this.#of(programme).messages.all((message) => message.receiver === receiver));
  }

  async keysOfReceiver(programme: string, receiver: string): Promise<readonly string[]> {
    return (await this.ofReceiver(programme, receiver)).map(({ key }) => key);
  }

  async failed(programme: string): Promise<readonly Stored<OutboxMessage>[]> {
    const failed = this.#of(programme).messages.all(({ status }) => status === 'failed');
    const found = await Promise.all(failed.map(({ key }) => this.find(programme, key)));
    return found.filter((message) => message !== null).toSorted(byKey);
  }

  drawers(programme: string): Drawer[] {
    const { messages } = this.#of(programme);
    return messages.all().map((value) => ({
      held: { kind: 'message', value },
      put: (held) => {
        messages.delete(messageRowKey(value.key));
        if (held?.kind === 'message') messages.set(messageRowKey(held.value.key), held.value);
      },
    }));
  }

  async *list(programme: string): AsyncGenerator<OutboxMessage> {
    yield* this.#of(programme).messages.all();
  }
}
