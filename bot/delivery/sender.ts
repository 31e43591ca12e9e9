/** Brings one message of the outbox to its end: decide, claim, send, record. All of it may be repeated. */
import type {
  Clock,
  Compose,
  LoadedProgramme,
  Messenger,
  Programmes,
  Random,
  RenderedCard,
  SendResult,
} from '../ports';
import type { Contact } from '../ports/storage';
import type { Moment } from '../programme/model';
import { afterSend, beforeReminder, mostUnknowns, type Step } from './afterSend';
import { chanceOf, given, putOff, takenOver } from './beforeSend';
import { outcomeOf } from './figures';
import { isClaimOver, Ledger, type LedgerPorts, type Message } from './ledger';
import { noAnswer, sendAnsweredWithin } from './noAnswer';
import { contactNow, loseContact, reviveIfBack, tellOfRefusal, type ReachPorts } from './reach';
import type { Place } from '../waiting/conversations';
import { waitFrom } from '../waiting/retryAfter';
import type { Shift } from './shift';
import { isReadyFor, readyAgain } from './readyToSend';
import type { Start } from './starts';
import type { Turn } from './turns';

/** What sending needs. */
export interface SenderPorts extends LedgerPorts, Omit<ReachPorts, 'outbox'> {
  readonly programmes: Programmes;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly random: Random;
  /** The machine's clock. */
  readonly machine: Clock;
}

/** A decision older than this is made anew: the process was frozen, or storage took its time. Milliseconds. */
const freshFor = 10_000;

/** A claimed message whose turn has come. */
interface Letter {
  readonly loaded: LoadedProgramme;
  readonly claimed: Message;
  readonly contact: Contact;
  readonly card: RenderedCard;
  readonly remindedAt: () => Promise<Moment>;
  readonly start: Start;
}

/** How long what was decided about a message holds: by the machine's clock, and by the programme's. */
interface Decided {
  readonly at: Moment;
  readonly until: Moment;
}

/** What came of preparing a message: it can go out now, it is to be tried again, or there is nothing more to do. */
type Prepared =
  | { readonly do: 'send'; readonly letter: Letter }
  | { readonly do: 'again'; readonly message: Message; readonly after: number }
  | { readonly do: 'nothing' };

const nothing: Prepared = { do: 'nothing' };

/** Works on messages of the outbox. */
export interface Sender {
  /** Brings a message to its end, or to a later moment; leaves alone what is finished or in other hands. */
  handle(programme: string, message: Message, shift: Shift): Promise<void>;
}

class OutboxSender implements Sender {
  readonly #ports: SenderPorts;
  readonly #ledger: Ledger;

  constructor(ports: SenderPorts) {
    this.#ports = ports;
    this.#ledger = new Ledger(ports);
  }

  get #machine(): Clock {
    return this.#ports.machine;
  }

  /** The contact to send to; null when there is none here, which is recorded then. */
  async #reach(loaded: LoadedProgramme, message: Message, shift: Shift): Promise<Contact | null> {
    const { receiver } = message.value;
    const contact = await contactNow(this.#ports.contacts, loaded, receiver);
    // In another tenant by now: its own sender will see to it.
    if (contact?.unreachableSince === null) return contact.tenant === shift.tenant ? contact : null;
    if (contact !== null) await tellOfRefusal(this.#ports, loaded, receiver, contact.unreachableSince);
    const reason = contact === null ? 'notInstalled' : 'refusedBefore';
    await this.#ledger.record(loaded.head.id, message, { status: 'unreachable', reason });
    await reviveIfBack(this.#ports, loaded, receiver, shift.at());
    return null;
  }

  /**
   * Waits for the turn. What may have arrived once already says first that it may be on its way again: that costs a
   * write and a turn, but such a message must not end as `unknown` because a sender died with it before its turn.
   */
  async #turn(
    programme: string,
    claimed: Message,
    ticket: number,
    shift: Shift,
  ): Promise<{ readonly claimed: Message; readonly turn: Turn }> {
    const turn = await shift.turn(ticket);
    if (claimed.value.unknowns === 0 || typeof turn === 'string') return { claimed, turn };
    const begun = await this.#ledger.begin(programme, claimed);
    return begun === null ? { claimed, turn: 'lost' } : { claimed: begun, turn: await shift.turn(ticket) };
  }

  #isFresh({ at, until }: Decided, shift: Shift): boolean {
    return this.#machine.now() - at < freshFor && shift.isSureSince(at) && shift.at() < until;
  }

  /** Decides and claims, and waits for the turn. */
  async #prepare(programme: string, message: Message, shift: Shift): Promise<Prepared> {
    const { value } = message;
    // As it is now: an import may have come while the message waited.
    const loaded = this.#ports.programmes.all().find(({ head }) => head.id === programme);
    if (loaded === undefined) return nothing;
    const at = this.#machine.now();
    const composed = await this.#ports.compose(loaded, value, shift.at());
    if (composed.do === 'stay') return nothing;
    if (composed.do !== 'send') {
      if (value.unknowns > 0) await this.#tellIfRefused(programme, value.receiver);
      const change = composed.do === 'wait' ? putOff(value, composed.until) : given(value, composed.reason);
      await this.#ledger.record(programme, message, change);
      return nothing;
    }
    const contact = await this.#reach(loaded, message, shift);
    if (contact === null) return nothing;
    if (!(await isReadyFor(this.#ports, contact, shift.signal)))
      return { do: 'again', message, after: readyAgain };
    const { remindedAt = async () => Infinity } = composed;
    const card = composed.cardIn(contact.language ?? loaded.directory.languageOf(value.receiver));
    const place = { fence: shift.fence, ticket: shift.ticket(), carries: composed.carries };
    const taken = await this.#ledger.claim(programme, message, place);
    if (taken === 'conflict') return nothing;
    const { claimed, turn } = await this.#turn(programme, taken, place.ticket, shift);
    if (typeof turn !== 'string' && this.#isFresh({ at, until: composed.until }, shift))
      return { do: 'send', letter: { loaded, claimed, contact, card, remindedAt, start: turn } };
    // Nothing was sent, so this was no attempt.
    const back = await this.#ledger.release(programme, claimed, { attempts: value.attempts });
    return turn === 'lost' || back === null ? nothing : { do: 'again', message: back, after: 0 };
  }

  async #send({ contact, card, start }: Letter, shift: Shift): Promise<SendResult> {
    const answered = new AbortController();
    const result = await Promise.race([
      this.#ports.messenger.send(contact, card),
      noAnswer(this.#ports, answered.signal, shift.signal, sendAnsweredWithin),
    ]);
    // A reason of our own: without one the platform makes an error, with its stack.
    answered.abort('answered');
    shift.answered(start);
    this.#ports.metrics.sendTook(outcomeOf(result), this.#machine.now() - start.at);
    return result;
  }

  /** Stores what came of a send; the message when it is to be tried again. */
  async #conclude(
    { loaded, claimed, contact, card }: Letter,
    step: Step,
    shift: Shift,
  ): Promise<Message | null> {
    const programme = loaded.head.id;
    if (step.do === 'again') return this.#giveBack(programme, claimed, step, shift);
    if (step.rest > 0) await shift.rest(step.rest);
    if (step.contactLost) await loseContact(this.#ports, loaded, contact, shift.at());
    await this.#ledger.record(programme, claimed, { ...step.change, shows: card.shows ?? null });
    if (step.contactLost) await reviveIfBack(this.#ports, loaded, contact.email, shift.at());
    return null;
  }

  async #giveBack(
    programme: string,
    claimed: Message,
    { unknowns, throttles, reason, wait, restTenant }: Step & { readonly do: 'again' },
    shift: Shift,
  ): Promise<Message | null> {
    const { kind, attempts } = claimed.value;
    this.#ports.log.warn('send repeated', { kind, attempts, unknowns });
    if (restTenant) await shift.rest(wait);
    const waiting = await this.#ledger.release(programme, claimed, { unknowns, throttles, reason });
    if (waiting !== null && !restTenant) await this.#ports.timer.sleep(wait, shift.signal);
    return waiting;
  }

  /** One try; the message when another one is to follow. */
  async #try(programme: string, message: Message, shift: Shift): Promise<Message | null> {
    const place = await shift.quiet(message.value.receiver);
    try {
      return await this.#tryIn(place, programme, message, shift);
    } finally {
      place.giveBack();
    }
  }

  async #tryIn(place: Place, programme: string, message: Message, shift: Shift): Promise<Message | null> {
    const prepared = await shift.through(() => this.#prepare(programme, message, shift));
    if (prepared.do === 'nothing') return null;
    if (prepared.do === 'again') {
      await this.#ports.timer.sleep(prepared.after, shift.signal);
      return prepared.message;
    }
    const { claimed, remindedAt } = prepared.letter;
    place.note();
    const result = await this.#send(prepared.letter, shift);
    const answer = waitFrom(result, this.#ports.shared.now());
    const at = shift.at();
    const step = afterSend(claimed.value, answer, at, this.#ports.random.fraction());
    return this.#conclude(prepared.letter, await beforeReminder(step, remindedAt, at), shift);
  }

  /** Whoever died may have had the refusal stored of them, and nobody told. */
  async #tellIfRefused(programme: string, receiver: string): Promise<void> {
    const loaded = this.#ports.programmes.all().find(({ head }) => head.id === programme);
    const contact = loaded === undefined ? null : await contactNow(this.#ports.contacts, loaded, receiver);
    const since = contact?.unreachableSince ?? null;
    if (loaded !== undefined && since !== null) await tellOfRefusal(this.#ports, loaded, receiver, since);
  }

  async handle(programme: string, message: Message, shift: Shift): Promise<void> {
    const { value } = message;
    const isAbandoned = value.status === 'sending' && isClaimOver(value, this.#ports.shared.now());
    const chance = chanceOf(value, shift.at());
    if (value.status !== 'planned' && !isAbandoned && chance === null) return;
    const found = isAbandoned ? takenOver(value, shift.mayHaveGone(value)) : (chance ?? value);
    const { unknowns } = found;
    if (unknowns >= mostUnknowns) {
      await this.#tellIfRefused(programme, value.receiver);
      return this.#ledger.record(programme, message, { status: 'unknown', unknowns, reason: 'senderDied' });
    }
    let waiting: Message | null = { ...message, value: found };
    // A wait may be long: what happened meanwhile is seen, because every try is decided anew.
    while (waiting !== null) {
      shift.signal.throwIfAborted();
      waiting = await this.#try(programme, waiting, shift);
    }
  }
}

/** Makes the sender of this process. */
export const sender = (ports: SenderPorts): Sender => new OutboxSender(ports);
