/** Draws a card that was sent anew, from what is stored then. Doing it twice does no harm, so nothing is claimed. */
import type {
  Clock,
  LoadedProgramme,
  Log,
  Messenger,
  Metrics,
  Programmes,
  Random,
  Redraw,
  RenderedCard,
  RosterWatch,
  Timer,
  UpdateResult,
} from '../ports';
import type { OutboxMessage, OutboxStore, StaleCard } from '../ports/outbox';
import type { Contact } from '../ports/storage';
import type { Moment } from '../programme/model';
import { afterUpdate, noTries, type Tries } from './afterUpdate';
import { outcomeOf } from './figures';
import type { Message } from './ledger';
import { noAnswer } from './noAnswer';
import { contactOf, loseContact, reviveIfBack, type ReachPorts } from './reach';
import type { Place } from '../waiting/conversations';
import { waitFrom } from '../waiting/retryAfter';
import { isReadyFor, readyAgain } from './readyToSend';
import type { Sender } from './sender';
import type { Shift } from './shift';
import type { Start } from './starts';

/** What drawing cards anew needs. */
export interface CardUpdaterPorts extends ReachPorts {
  readonly outbox: OutboxStore;
  readonly programmes: Programmes;
  readonly watch: Pick<RosterWatch, 'isCurrent'>;
  readonly messenger: Messenger;
  readonly redraw: Redraw;
  readonly random: Random;
  /** The time that all processes share. */
  readonly shared: Clock;
  readonly machine: Clock;
  /** Told of everything that was written. */
  readonly wrote: () => void;
  readonly timer: Timer;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Longer than a request lasts: one that is still on its way must not arrive after the next. Milliseconds. */
const answerWithin = 25_000;
/** A card drawn longer ago than this is drawn again before it goes out. Milliseconds. */
const freshFor = 10_000;

/** Nothing is claimed, so the tenant's pace need not say which turns came. */
const noTicket = 0;

/** A card whose turn has come. */
interface Update {
  readonly loaded: LoadedProgramme;
  readonly contact: Contact;
  readonly activityId: string;
  readonly card: RenderedCard;
  readonly start: Start;
}

class CardUpdater implements Sender {
  readonly #ports: CardUpdaterPorts;

  constructor(ports: CardUpdaterPorts) {
    this.#ports = ports;
  }

  /** Stores that the card is as it should be, or when to look at it again. Somebody who changed it meanwhile is right. */
  async #record(
    programme: string,
    { value, tag }: Message,
    change: Partial<Pick<OutboxMessage, 'stale' | 'updatedAt' | 'shows'>>,
    outcome: string,
  ): Promise<void> {
    const message: OutboxMessage = { ...value, stale: null, ...change };
    const recorded = (await this.#ports.outbox.update(programme, message, tag)) !== 'conflict';
    this.#ports.wrote();
    this.#ports.log.info('card', { programme, kind: value.kind, outcome, recorded });
  }

  /** Waits until its receiver is back; they may be by now. */
  async #hold(loaded: LoadedProgramme, message: Message, { since }: StaleCard, at: Moment): Promise<void> {
    await this.#record(loaded.head.id, message, { stale: { since, tryAt: null } }, 'unreachable');
    await reviveIfBack(this.#ports, loaded, message.value.receiver, at);
  }

  /**
   * The programme, unless an import has replaced it while a tick went on: by the one before a card would show what is gone,
   * and count as drawn. One that cannot be read stays as it was known.
   */
  async #programme(id: string): Promise<LoadedProgramme | 'replaced' | undefined> {
    const { programmes, watch } = this.#ports;
    const loaded = programmes.all().find(({ head }) => head.id === id);
    if (loaded === undefined || programmes.unreadable().some((one) => one.id === id)) return loaded;
    return (await watch.isCurrent(loaded.head)) ? loaded : 'replaced';
  }

  /** Draws the card and waits for its turn; `again` when that took too long, null when there is nothing to do here. */
  async #prepare(
    programme: string,
    message: Message,
    shift: Shift,
    mayShowIt: boolean,
  ): Promise<Update | 'again' | null> {
    const { value } = message;
    const { receiver, activityId, stale } = value;
    const loaded = await this.#programme(programme);
    if (loaded === 'replaced') return 'again';
    if (loaded === undefined || stale === null || !activityId) return null;
    const drawnAt = this.#ports.machine.now();
    const cardIn = await this.#ports.redraw(loaded, value, shift.at());
    const contact = await contactOf(this.#ports.contacts, loaded, receiver);
    if (cardIn === null) {
      await this.#record(programme, message, {}, 'stays');
      return null;
    }
    if (contact?.unreachableSince !== null) {
      await this.#hold(loaded, message, stale, shift.at());
      return null;
    }
    // In another tenant by now: its own sender will see to it.
    if (contact.tenant !== shift.tenant) return null;
    if (!(await isReadyFor(this.#ports, contact, shift.signal))) {
      await this.#ports.timer.sleep(readyAgain, shift.signal);
      return 'again';
    }
    const card = cardIn(contact.language ?? loaded.directory.languageOf(receiver));
    // What somebody is typing into it stays, and so does a turn of the tenant's.
    if (mayShowIt && card.shows !== undefined && card.shows === value.shows) {
      await this.#record(programme, message, {}, 'stays');
      return null;
    }
    const start = await shift.turn(noTicket);
    if (typeof start === 'string') return start === 'lost' ? null : 'again';
    const isFresh = this.#ports.machine.now() - drawnAt < freshFor;
    return isFresh ? { loaded, contact, activityId, card, start } : 'again';
  }

  async #update({ contact, activityId, card, start }: Update, shift: Shift): Promise<UpdateResult> {
    const { messenger, metrics, machine } = this.#ports;
    const answered = new AbortController();
    const result = await Promise.race([
      messenger.update(contact, activityId, card),
      noAnswer(this.#ports, answered.signal, shift.signal, answerWithin),
    ]);
    answered.abort('answered');
    shift.answered(start);
    metrics.sendTook(outcomeOf(result), machine.now() - start.at);
    return result;
  }

  /** One try; what was tried so far when another one is to follow. */
  async #try(programme: string, message: Message, tries: Tries, shift: Shift): Promise<Tries | null> {
    const place = await shift.quiet(message.value.receiver);
    try {
      return await this.#tryIn(place, programme, message, tries, shift);
    } finally {
      place.giveBack();
    }
  }

  async #tryIn(
    place: Place,
    programme: string,
    message: Message,
    tries: Tries,
    shift: Shift,
  ): Promise<Tries | null> {
    const { stale } = message.value;
    const update = await shift.through(() =>
      // After a try nobody knows which one it shows.
      this.#prepare(programme, message, shift, tries === noTries),
    );
    if (update === 'again') return tries;
    if (update === null || stale === null) return null;
    place.note();
    const result = await this.#update(update, shift);
    const at = shift.at();
    // Whoever stops repeats nothing: the next one will, but not before this one can no longer arrive after it.
    if (result.status === 'unknown' && shift.signal.aborted)
      await this.#record(
        programme,
        message,
        { stale: { ...stale, tryAt: at + answerWithin }, shows: null },
        'stopped',
      );
    if (result.status !== 'sent') shift.signal.throwIfAborted();
    const answer = result.status === 'gone' ? result : waitFrom(result, this.#ports.shared.now());
    const step = afterUpdate(tries, answer, stale, at, this.#ports.random.fraction());
    switch (step.do) {
      case 'again':
        if (step.restTenant) await shift.rest(step.wait);
        else await this.#ports.timer.sleep(step.wait, shift.signal);
        return step.tries;
      case 'record':
        await this.#record(
          programme,
          message,
          step.isDrawn
            ? { updatedAt: at, shows: update.card.shows ?? null }
            : { stale: step.stale, shows: null },
          result.status,
        );
        return null;
      case 'hold':
        await loseContact(this.#ports, update.loaded, update.contact, at);
        await this.#hold(update.loaded, message, stale, at);
        return null;
      default:
        return step satisfies never;
    }
  }

  async handle(programme: string, message: Message, shift: Shift): Promise<void> {
    let tries: Tries | null = noTries;
    while (tries !== null) {
      shift.signal.throwIfAborted();
      tries = await this.#try(programme, message, tries, shift);
    }
  }
}

/** Makes what draws cards anew in this process; it is given messages whose card is stale. */
export const cardUpdater = (ports: CardUpdaterPorts): Sender => new CardUpdater(ports);
