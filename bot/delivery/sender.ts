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
import type { OutboxMessage } from '../outboxPorts';
import type { Contact } from '../storagePorts';
import type { ExpiryReason } from '../programme/plannedMessage';
import type { Moment } from '../programme/model';
import { afterSend, mostUnknowns, type Change, type Step } from './afterSend';
import { isClaimOver, Ledger, type LedgerPorts, type Message } from './ledger';
import { contactOf, loseContact, reviveIfBack, tellOfRefusal, type ReachPorts } from './reach';
import type { Start, Turn } from './turns';

/** What sending needs. */
export interface SenderPorts extends LedgerPorts, Omit<ReachPorts, 'outbox'> {
  readonly programmes: Programmes;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly random: Random;
}

/** A tenant's sender at work, as one message sees it. */
export interface Shift {
  readonly tenant: string;
  /** The fence under which this process sends in the tenant. */
  readonly fence: number;
  /** The moment of the programme's clock. */
  readonly at: () => Moment;
  /** Aborted when this process is to stop, or is the tenant's sender no longer. */
  readonly signal: AbortSignal;
  /** Resolves when the tenant does not rest and the receiver may be sent one more message. */
  quiet(receiver: string): Promise<void>;
  /** Runs one of the few tries that go on at the same time. */
  through<T>(task: () => Promise<T>): Promise<T>;
  /** Resolves at the start of a turn, or as soon as there will be none. Never rejects. */
  turn(): Promise<Turn>;
  /** The request that started on this turn has been answered. */
  answered(start: Start): void;
  /** A message to the receiver goes out now. */
  note(receiver: string): void;
  /** Lets the whole tenant rest. */
  rest(milliseconds: number): Promise<void>;
}

/** A send without an answer for so long counts as unknown; less than a claim holds. Milliseconds. */
const answerWithin = 15_000;

/** As long as a process that stops still waits for answers. Milliseconds. */
const lastAnswerWithin = 4_000;
/** A decision older than this is made anew: the process was frozen, or storage took its time. Milliseconds. */
const freshFor = 10_000;

/** A claimed message whose turn has come. */
interface Letter {
  readonly loaded: LoadedProgramme;
  readonly claimed: Message;
  readonly contact: Contact;
  readonly card: RenderedCard;
  readonly start: Start;
}

/** What came of preparing a message: it can go out now, it is to be tried again, or there is nothing more to do. */
type Prepared =
  | { readonly do: 'send'; readonly letter: Letter }
  | { readonly do: 'again'; readonly message: Message }
  | { readonly do: 'nothing' };

const nothing: Prepared = { do: 'nothing' };

/** Works on messages of the outbox. */
export interface Sender {
  /** Brings a message to its end, or to a later moment; leaves alone what is finished or in other hands. */
  handle(programme: string, message: Message, shift: Shift): Promise<void>;
}

const putOff = (until: Moment): Change => ({ status: 'planned', notBefore: until });

/** A send without an outcome may have arrived: nobody should read `expired` where it did. */
const given = ({ unknowns }: OutboxMessage, reason: ExpiryReason): Change => ({
  status: unknowns > 0 ? 'unknown' : 'expired',
  reason,
});

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
    const contact = await contactOf(this.#ports.contacts, loaded, receiver);
    // In another tenant by now: its own sender will see to it.
    if (contact?.unreachableSince === null) return contact.tenant === shift.tenant ? contact : null;
    if (contact !== null) await tellOfRefusal(this.#ports, loaded, receiver, contact.unreachableSince);
    const reason = contact === null ? 'notInstalled' : 'refusedBefore';
    await this.#ledger.record(loaded.head.id, message, { status: 'unreachable', reason });
    await reviveIfBack(this.#ports, loaded, receiver, shift.at());
    return null;
  }

  /** Decides and claims, and waits for the turn. */
  async #prepare(programme: string, message: Message, shift: Shift): Promise<Prepared> {
    const { value } = message;
    // As it is now: an import may have come while the message waited.
    const loaded = this.#ports.programmes.all().find(({ head }) => head.id === programme);
    if (loaded === undefined) return nothing;
    const decidedAt = this.#machine.now();
    const composed = await this.#ports.compose(loaded, value, shift.at());
    if (composed.do !== 'send') {
      const change = composed.do === 'wait' ? putOff(composed.until) : given(value, composed.reason);
      await this.#ledger.record(programme, message, change);
      return nothing;
    }
    const contact = await this.#reach(loaded, message, shift);
    if (contact === null) return nothing;
    const card = composed.cardIn(contact.language ?? loaded.directory.languageOf(value.receiver));
    const claimed = await this.#ledger.claim(programme, message, shift.fence);
    if (claimed === 'conflict') return nothing;
    const turn = await shift.turn();
    const isFresh = this.#machine.now() - decidedAt < freshFor;
    if (typeof turn !== 'string' && isFresh)
      return { do: 'send', letter: { loaded, claimed, contact, card, start: turn } };
    // Nothing was sent, so this was no attempt.
    const back = await this.#ledger.release(programme, claimed, { attempts: value.attempts });
    return turn === 'lost' || back === null ? nothing : { do: 'again', message: back };
  }

  /** Resolves when an answer is no longer waited for, or has come. */
  async #patience(answered: AbortSignal, stopping: AbortSignal): Promise<SendResult> {
    const { timer } = this.#ports;
    // Not AbortSignal.any: on Node 20 it leaves something behind in a signal that lives long.
    const woken = new AbortController();
    const wake = (): void => woken.abort();
    answered.addEventListener('abort', wake);
    stopping.addEventListener('abort', wake);
    if (!stopping.aborted) await timer.sleep(answerWithin, woken.signal);
    stopping.removeEventListener('abort', wake);
    if (stopping.aborted) await timer.sleep(lastAnswerWithin, answered);
    return { status: 'unknown', reason: 'timeout' };
  }

  async #send({ contact, card, start }: Letter, shift: Shift): Promise<SendResult> {
    const answered = new AbortController();
    const result = await Promise.race([
      this.#ports.messenger.send(contact, card),
      this.#patience(answered.signal, shift.signal),
    ]);
    answered.abort();
    shift.answered(start);
    this.#ports.metrics.sendTook(result.status, this.#machine.now() - start.at);
    return result;
  }

  /** Stores what came of a send; the message when it is to be tried again. */
  async #conclude({ loaded, claimed, contact }: Letter, step: Step, shift: Shift): Promise<Message | null> {
    const programme = loaded.head.id;
    if (step.do === 'again') return this.#giveBack(programme, claimed, step, shift);
    if (step.contactLost) await loseContact(this.#ports, loaded, contact, shift.at());
    await this.#ledger.record(programme, claimed, step.change);
    if (step.contactLost) await reviveIfBack(this.#ports, loaded, contact.email, shift.at());
    return null;
  }

  async #giveBack(
    programme: string,
    claimed: Message,
    { unknowns, throttles, wait, restTenant }: Step & { readonly do: 'again' },
    shift: Shift,
  ): Promise<Message | null> {
    const { kind, attempts } = claimed.value;
    this.#ports.log.warn('send repeated', { kind, attempts, unknowns });
    if (restTenant) await shift.rest(wait);
    const waiting = await this.#ledger.release(programme, claimed, { unknowns, throttles });
    if (waiting !== null && !restTenant) await this.#ports.timer.sleep(wait, shift.signal);
    return waiting;
  }

  /** One try; the message when another one is to follow. */
  async #try(programme: string, message: Message, shift: Shift): Promise<Message | null> {
    await shift.quiet(message.value.receiver);
    const prepared = await shift.through(() => this.#prepare(programme, message, shift));
    if (prepared.do !== 'send') return prepared.do === 'again' ? prepared.message : null;
    const { claimed } = prepared.letter;
    shift.note(claimed.value.receiver);
    const result = await this.#send(prepared.letter, shift);
    const step = afterSend(claimed.value, result, shift.at(), this.#ports.random.fraction());
    return this.#conclude(prepared.letter, step, shift);
  }

  async handle(programme: string, message: Message, shift: Shift): Promise<void> {
    const { value } = message;
    const isAbandoned = value.status === 'sending' && isClaimOver(value, this.#machine.now());
    if (value.status !== 'planned' && !isAbandoned) return;
    const unknowns = value.unknowns + (isAbandoned ? 1 : 0);
    if (unknowns >= mostUnknowns) {
      return this.#ledger.record(programme, message, { status: 'unknown', unknowns, reason: 'senderDied' });
    }
    let waiting: Message | null = { ...message, value: { ...value, unknowns } };
    // A wait may be long: what happened meanwhile is seen, because every try is decided anew.
    while (waiting !== null) {
      shift.signal.throwIfAborted();
      waiting = await this.#try(programme, waiting, shift);
    }
  }
}

/** Makes the sender of this process. */
export const sender = (ports: SenderPorts): Sender => new OutboxSender(ports);
