/** Brings one message of the outbox to its end: decide, claim, send, record. All of it may be repeated. */
import type { Clock, Compose, LoadedProgramme, Log, Messenger, Random, RenderedCard, Timer } from '../ports';
import type { Contact, ContactStore, OutboxMessage, OutboxStore, Stored } from '../storagePorts';
import type { ExpiryReason } from '../programme/plannedMessage';
import type { Moment } from '../programme/model';
import { afterSend, mostUnknowns, type Change, type Step } from './afterSend';
import type { Pacer } from './pacer';

/** What sending needs. */
export interface SenderPorts {
  readonly outbox: OutboxStore;
  readonly contacts: ContactStore;
  readonly messenger: Messenger;
  readonly compose: Compose;
  readonly pacer: Pacer;
  /** The machine's clock: leases and waits, never what is due. */
  readonly machine: Clock;
  readonly timer: Timer;
  readonly random: Random;
  readonly log: Log;
  /** Names this process in claims. */
  readonly owner: string;
}

/** When work is done: the moment of the programme's clock, and whether to stop. */
export interface Shift {
  readonly at: () => Moment;
  readonly signal: AbortSignal;
}

/** How long a claim holds; a message whose sender died is taken over after this. */
const leaseMilliseconds = 20_000;
/** A card composed longer ago than this is composed again before it is sent. */
const freshMilliseconds = 2_000;

interface Job extends Shift {
  readonly loaded: LoadedProgramme;
  readonly contact: Stored<Contact>;
  readonly card: RenderedCard;
}

/** Works on messages of the outbox. */
export interface Sender {
  /** Brings a message to its end, or to a later moment; leaves alone what is finished or in other hands. */
  handle(loaded: LoadedProgramme, message: Stored<OutboxMessage>, shift: Shift): Promise<void>;
}

/** The contact of a receiver in one of the programme's tenants: one that can be reached before one that cannot. */
export const contactOf = async (
  contacts: ContactStore,
  loaded: LoadedProgramme,
  receiver: string,
): Promise<Stored<Contact> | null> => {
  let unreachable: Stored<Contact> | null = null;
  for (const tenant of loaded.directory.programme.tenants) {
    const contact = await contacts.byAddress(tenant, receiver);
    if (contact !== null && contact.value.unreachableSince === null) return contact;
    unreachable ??= contact;
  }
  return unreachable;
};

/** A message in `sending` whose claim ran out: its sender died, and whether it was sent is unknown. */
const isAbandoned = (message: OutboxMessage, machineNow: Moment): boolean =>
  message.status === 'sending' && (message.leaseUntil ?? 0) <= machineNow;

const putOff = (until: Moment): Change => ({ status: 'planned', notBefore: until });

/** A send without an outcome may have arrived: nobody should read `expired` where it did. */
const given = ({ value }: Stored<OutboxMessage>, reason: ExpiryReason): Change => ({
  status: value.unknowns > 0 ? 'unknown' : 'expired',
  reason,
});

class OutboxSender implements Sender {
  constructor(private readonly ports: SenderPorts) {}

  private async record(
    loaded: LoadedProgramme,
    stored: Stored<OutboxMessage>,
    change: Change,
  ): Promise<void> {
    const message = { ...stored.value, owner: null, leaseUntil: null, ...change };
    const result = await this.ports.outbox.update(loaded.head.id, message, stored.tag);
    const { kind, status, reason, attempts } = message;
    this.ports.log.info('message', {
      programme: loaded.head.id,
      kind,
      status,
      reason,
      attempts,
      recorded: result !== 'conflict',
    });
  }

  private claim(loaded: LoadedProgramme, { value, tag }: Stored<OutboxMessage>) {
    const leaseUntil = this.ports.machine.now() + leaseMilliseconds;
    const attempts = value.attempts + 1;
    const claimed = { ...value, status: 'sending' as const, attempts, owner: this.ports.owner, leaseUntil };
    return this.ports.outbox.update(loaded.head.id, claimed, tag);
  }

  private async pause(tenant: string, step: Step & { readonly do: 'again' }, signal: AbortSignal) {
    if (step.restTenant) this.ports.pacer.rest(tenant, step.wait);
    else await this.ports.timer.sleep(step.wait, signal);
    signal.throwIfAborted();
  }

  /** How to make the card, unless the message is not to be sent now; then that is recorded and null comes back. */
  private async compose(loaded: LoadedProgramme, stored: Stored<OutboxMessage>, at: Moment) {
    const composed = await this.ports.compose(loaded, stored.value, at);
    if (composed.do === 'send') return composed.cardIn;
    await this.record(
      loaded,
      stored,
      composed.do === 'wait' ? putOff(composed.until) : given(stored, composed.reason),
    );
    return null;
  }

  private async reach(
    loaded: LoadedProgramme,
    stored: Stored<OutboxMessage>,
  ): Promise<Stored<Contact> | null> {
    const contact = await contactOf(this.ports.contacts, loaded, stored.value.receiver);
    if (contact !== null && contact.value.unreachableSince === null) return contact;
    const reason = contact === null ? 'notInstalled' : 'refusedBefore';
    await this.record(loaded, stored, { status: 'unreachable', reason });
    return null;
  }

  /** Everything a send needs, composed just before it; null when the message is not to be sent now. */
  private async prepare(
    loaded: LoadedProgramme,
    stored: Stored<OutboxMessage>,
    shift: Shift,
  ): Promise<Job | null> {
    const first = await this.compose(loaded, stored, shift.at());
    const contact = first === null ? null : await this.reach(loaded, stored);
    if (first === null || contact === null) return null;
    const composedAt = this.ports.machine.now();
    await this.ports.pacer.turn(contact.value.tenant, shift.signal);
    const isFresh = this.ports.machine.now() - composedAt < freshMilliseconds;
    const cardIn = isFresh ? first : await this.compose(loaded, stored, shift.at());
    if (cardIn === null) return null;
    const card = cardIn(contact.value.language ?? loaded.directory.languageOf(stored.value.receiver));
    return { ...shift, loaded, contact, card };
  }

  private async loseContact({ contact, at }: Job): Promise<void> {
    await this.ports.contacts.save({ ...contact.value, unreachableSince: at() }, contact.tag);
  }

  /** Gives a message back that is to be tried again; null when somebody else took it meanwhile. */
  private async release(loaded: LoadedProgramme, { value, tag }: Stored<OutboxMessage>, unknowns: number) {
    const { kind, attempts } = value;
    this.ports.log.warn('send repeated', { kind, attempts, unknowns });
    const released = { ...value, status: 'planned' as const, unknowns, owner: null, leaseUntil: null };
    const waiting = await this.ports.outbox.update(loaded.head.id, released, tag);
    return waiting === 'conflict' ? null : waiting;
  }

  /** Claims, sends and records once; the message when it is to be tried again after a wait. */
  private async deliver(job: Job, stored: Stored<OutboxMessage>): Promise<Stored<OutboxMessage> | null> {
    const claimed = await this.claim(job.loaded, stored);
    if (claimed === 'conflict') return null;
    const result = await this.ports.messenger.send(job.contact.value, job.card);
    const step = afterSend(claimed.value, result, job.at(), this.ports.random.fraction());
    if (step.do === 'record') {
      if (step.contactLost) await this.loseContact(job);
      await this.record(job.loaded, claimed, step.change);
      return null;
    }
    const waiting = await this.release(job.loaded, claimed, step.unknowns);
    if (waiting !== null) await this.pause(job.contact.value.tenant, step, job.signal);
    return waiting;
  }

  /** A wait may be long: what happened meanwhile is seen, because every try is decided anew. */
  private async tryUntilDone(
    loaded: LoadedProgramme,
    message: Stored<OutboxMessage>,
    shift: Shift,
  ): Promise<void> {
    let waiting: Stored<OutboxMessage> | null = message;
    while (waiting !== null) {
      const job: Job | null = await this.prepare(loaded, waiting, shift);
      waiting = job === null ? null : await this.deliver(job, waiting);
    }
  }

  async handle(loaded: LoadedProgramme, stored: Stored<OutboxMessage>, shift: Shift): Promise<void> {
    const abandoned = isAbandoned(stored.value, this.ports.machine.now());
    if (stored.value.status !== 'planned' && !abandoned) return;
    const unknowns = stored.value.unknowns + (abandoned ? 1 : 0);
    if (unknowns >= mostUnknowns) {
      return this.record(loaded, stored, { status: 'unknown', unknowns, reason: 'senderDied' });
    }
    await this.tryUntilDone(loaded, { ...stored, value: { ...stored.value, unknowns } }, shift);
  }
}

/** Makes the sender of this process. */
export const sender = (ports: SenderPorts): Sender => new OutboxSender(ports);
