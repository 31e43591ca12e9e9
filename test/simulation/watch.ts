/** Looks on while everything runs, and says at once when something is not as it must be. */
import { z } from 'zod';
import type { Inbound } from '../../bot/ports';
import type { Contact } from '../../bot/ports/storage';
import type { UnreachableStudent } from '../../bot/programme/facts';
import type { Moment } from '../../bot/programme/model';
import { contactFrom } from '../../bot/storage/contactRows';
import type { FoundRow } from '../../bot/storage/row';
import type { ChannelWatch, Send, Update } from './channel';
import { words } from '../../cards/words';
import { NotSureStored } from '../../dialogs/notSure';
import type { Told } from './gateway';
import type { Machine } from './machine';
import { Rates } from './rates';
import { SendRules, type Composed } from './sendRules';
import type { FlagPress, PeopleWatch } from './presses';
import type { Intent } from './answers';
import { saidOf } from './answers';
import { factsIn } from './facts';
import type { SharedStorage } from './storage';
import type { Universe } from './universe';

/** Long enough for anybody to hear of it. */
const hours = 6 * 3_600_000;

const messageRow = z.object({
  key: z.string(),
  status: z.string(),
  owner: z.string().nullable(),
  fence: z.number().nullable(),
  ticket: z.number().nullable(),
  retryAt: z.number().nullable(),
});
const paceRow = z.object({
  fence: z.number(),
  grants: z.array(z.object({ fence: z.number(), ticket: z.number() })),
});
const factRow = z.object({
  pupil: z.string(),
  activity: z.string(),
  fact: z.looseObject({ kind: z.string(), session: z.looseObject({ id: z.string() }).optional() }),
});

/** What a row holds, as the stores put it there. */
export const contentOf = (columns: FoundRow['columns']): unknown => {
  let text = '';
  for (let index = 0; columns[`data${index}`] !== undefined; index += 1)
    text += String(columns[`data${index}`]);
  return JSON.parse(text);
};

const notKept = (['nl', 'en'] as const).flatMap((language) =>
  ['withdrawn', 'resolved'].map((status) => words(language).text('flags.saved.alreadyClosed', { status })),
);

export class Watch implements ChannelWatch, PeopleWatch {
  readonly #universe: Universe;
  readonly #shared: SharedStorage;
  readonly rules: SendRules;
  readonly rates: Rates;
  /** Facts by the activity that brought them. */
  readonly stored = new Map<string, number>();
  onLeaving: (send: Send) => void = () => undefined;
  onRest: (send: Send) => void = () => undefined;
  onArrival: (send: Send) => void = () => undefined;
  /** Keys that were ever planned. */
  readonly planned = new Set<string>();
  /** When somebody had planned for the first time: what was over by then nobody has missed. */
  plannedSince: Moment | null = null;
  /** Keys of messages that said of themselves that they might be on their way. */
  readonly begun = new Set<string>();
  /** Names of processes that had a turn for a message, by its key. */
  readonly turnsOf = new Map<string, Set<string>>();
  /** Who has a message in hand, and the place in line for its turn. */
  readonly #places = new Map<
    string,
    { readonly by: string; readonly fence: number; readonly ticket: number }
  >();
  onOpen: (due: Moment) => void = () => undefined;
  onChange: () => void = () => undefined;

  constructor(universe: Universe, shared: SharedStorage) {
    this.#universe = universe;
    this.#shared = shared;
    this.rules = new SendRules(universe);
    this.rates = new Rates(universe);
    shared.outbox.watcher = ({ rowKey }, columns) => this.#onOutbox(rowKey, columns);
    shared.records.watcher = ({ rowKey }, columns) => this.#onRecord(rowKey, columns);
    shared.people.watcher = (row, columns) => this.#onPerson(row, columns);
  }

  // -------------------------------------------------------------- what is stored

  #onOutbox(rowKey: string, columns: FoundRow['columns'] | null): void {
    if (rowKey.startsWith('d|')) {
      this.onChange();
      if (columns !== null) this.onOpen(Number(rowKey.split('|')[1]));
    }
    if (rowKey === 'mark') this.plannedSince ??= this.#universe.scheduler.now();
    if (columns === null || !rowKey.startsWith('m|')) return;
    const { key, status, owner, fence, ticket, retryAt } = messageRow.parse(contentOf(columns));
    this.planned.add(key);
    if (status === 'sending' && ticket === null) this.begun.add(key);
    // Owners are named after the process they are.
    const [by = ''] = owner?.split('-') ?? [];
    if (owner !== null && fence !== null) this.rules.claims.set(`${by} ${key}`, fence);
    if (owner === null || fence === null || ticket === null) this.#places.delete(key);
    else this.#places.set(key, { by, fence, ticket });
    if (status === 'planned' || status === 'sending' || retryAt !== null) this.rules.ended.delete(key);
    else this.rules.ended.set(key, status);
  }

  #onRecord(rowKey: string, columns: FoundRow['columns'] | null): void {
    if (rowKey.startsWith('n|')) this.onChange();
    if (columns === null || !rowKey.startsWith('f|')) return;
    const { activity, fact } = factRow.parse(contentOf(columns));
    this.stored.set(activity, (this.stored.get(activity) ?? 0) + 1);
    const session = fact.session?.id;
    if (session === undefined || this.rules.answeredAt.has(session)) return;
    this.rules.answeredAt.set(session, this.#universe.scheduler.now());
  }

  /** Students who could not be reached for hours, with since when. */
  readonly lost: UnreachableStudent[] = [];
  readonly #lostNow = new Map<string, UnreachableStudent>();

  #onContact({ email, unreachableSince: since }: Contact): void {
    const before = this.#lostNow.get(email);
    if (before?.since === since) return;
    this.#lostNow.delete(email);
    if (since !== null) this.#lostNow.set(email, { student: email, since });
    if (before !== undefined && this.#universe.scheduler.now() - before.since > hours) this.lost.push(before);
  }

  #onPerson(
    { partitionKey, rowKey }: { readonly partitionKey: string; readonly rowKey: string },
    columns: FoundRow['columns'] | null,
  ): void {
    if (columns === null) return;
    if (rowKey.startsWith('i|')) this.#onContact(contactFrom({ partitionKey, rowKey, etag: '', columns }));
    if (rowKey !== 'pace') return;
    const { fence, grants } = paceRow.parse(contentOf(columns));
    for (const [key, place] of this.#places) {
      const hasTurn = grants.some((grant) => grant.fence === place.fence && grant.ticket >= place.ticket);
      if (hasTurn) this.turnsOf.set(key, (this.turnsOf.get(key) ?? new Set()).add(place.by));
    }
    const known = this.rules.fences.get(partitionKey);
    if (known?.fence !== fence)
      this.rules.fences.set(partitionKey, { fence, at: this.#universe.scheduler.now() });
  }

  // -------------------------------------------------------------- what processes do

  composed(machine: Machine, composed: Composed): void {
    this.rules.composed(machine, composed);
  }

  lookedUp(machine: Machine, tenant: string): void {
    this.rates.request(machine, tenant);
  }

  readonly #turns = new Map<string, { isShared: boolean }[]>();

  /** A turn begins; shared when the same activity is worked on somewhere else meanwhile. */
  turnBegins({ conversationId, activityId }: Inbound): { readonly isShared: boolean } {
    const id = `${conversationId}|${activityId}`;
    const others = this.#turns.get(id) ?? [];
    const turn = { isShared: others.length > 0 };
    for (const other of others) other.isShared = true;
    this.#turns.set(id, [...others, turn]);
    return turn;
  }

  isStored({ conversationId, activityId }: Inbound): boolean {
    return this.stored.has(`${conversationId}|${activityId}`);
  }

  /** Unless the bot says that it is not sure, a turn that failed has stored nothing. */
  turnFailed({ activityId }: Inbound, error: unknown): void {
    if (!(error instanceof NotSureStored))
      this.#universe.violate(`${activityId} was said to have failed and is stored: ${String(error)}`);
  }

  // -------------------------------------------------------------- what Teams sees

  onSend(send: Send): void {
    this.onLeaving(send);
    this.rules.check(send);
    this.rates.send(send.by, send.tenant);
    this.rates.message(send.receiver);
  }

  onResult(send: Send): void {
    this.rates.told(send);
    if (send.result?.status === 'later' && send.result.throttled) this.onRest(send);
  }

  onDelivered(send: Send): void {
    this.onArrival(send);
  }

  /** Updates count as messages do. */
  onUpdate({ by, tenant, receiver }: Update): void {
    this.rates.send(by, tenant);
    this.rates.message(receiver);
  }

  onUpdated(update: Update): void {
    this.rates.told(update);
  }

  // -------------------------------------------------------------- what people see

  /** Storage comes before the answer. */
  onStored({ session, shown }: Intent): void {
    const isThere = factsIn(this.#shared).some(
      ({ fact }) => fact.kind === 'answer' && fact.session.id === session && saidOf(fact) === shown,
    );
    if (!isThere) this.#universe.violate(`${session} was said to be stored as ${shown}, and is not`);
  }

  /** An answer is shown in the place of a card. */
  onShown: (activityId: string, flag: string) => void = () => undefined;

  onFlagPress({ cardId, flag, verb, note }: FlagPress, { reply }: Told): void {
    if (cardId !== null) this.onShown(cardId, flag);
    const shown = JSON.stringify(reply);
    // On a flag that is over the note is shown once more, because it is not kept.
    if (notKept.some((text) => shown.includes(text))) return;
    if (verb === 'acknowledge' || !shown.includes(note)) return;
    const isThere = factsIn(this.#shared).some(({ fact }) => fact.kind === 'action' && fact.note === note);
    if (!isThere) this.#universe.violate(`${verb} ${note} of ${flag} was said to be stored, and is not`);
  }

  /** Pauses people were told of, by student. */
  readonly pauses = new Map<string, Moment>();

  onPause(student: string): void {
    this.pauses.set(student, this.#universe.scheduler.now());
  }

  /** When somebody was last known to be back. */
  readonly backAt = new Map<string, Moment>();

  onBack(email: string): void {
    this.backAt.set(email, this.#universe.scheduler.now());
  }
}
