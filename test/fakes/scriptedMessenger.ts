import type { Clock, Messenger, RenderedCard, SendResult, UpdateResult } from '../../bot/ports';
import type { Contact } from '../../bot/ports/storage';
import type { Moment } from '../../bot/programme/model';

/** One send as it reached Teams. */
export interface Sent {
  readonly to: string;
  readonly summary: string;
  readonly content: RenderedCard['content'];
  /** By the machine's clock. */
  readonly at: Moment;
}

/** One card that was put in the place of another. */
export interface Updated extends Sent {
  readonly activityId: string;
}

/** What Teams answers to the n-th send (from 1) to this contact; undefined is `sent`, `silence` no answer at all. */
export type Script = (
  contact: Contact,
  card: RenderedCard,
  nth: number,
) => SendResult | 'silence' | undefined;

/** Teams as a messenger sees it: takes every card, and answers as a test says. */
export class ScriptedMessenger implements Messenger {
  readonly sent: Sent[] = [];
  readonly updated: Updated[] = [];
  readonly #machine: Clock;
  script: Script;
  /** What Teams answers to the n-th update (from 1); undefined is that it was taken, `silence` no answer at all. */
  onUpdate: (contact: Contact, activityId: string, nth: number) => UpdateResult | 'silence' | undefined =
    () => undefined;

  /** Whether a token is at hand. */
  isReady: Messenger['isReady'] = async () => true;

  constructor(machine: Clock, script: Script = () => undefined) {
    this.#machine = machine;
    this.script = script;
  }

  send(contact: Contact, card: RenderedCard): Promise<SendResult> {
    this.sent.push({ to: contact.email, ...card, at: this.#machine.now() });
    const nth = this.sent.filter(({ to }) => to === contact.email).length;
    const answer = this.script(contact, card, nth);
    if (answer === 'silence') return new Promise(() => undefined);
    return Promise.resolve(answer ?? { status: 'sent', activityId: `activity-${this.sent.length}` });
  }

  update(contact: Contact, activityId: string, card: RenderedCard): Promise<UpdateResult> {
    this.updated.push({ to: contact.email, activityId, ...card, at: this.#machine.now() });
    const answer = this.onUpdate(contact, activityId, this.updated.length);
    if (answer === 'silence') return new Promise(() => undefined);
    return Promise.resolve(answer ?? { status: 'sent', activityId });
  }
}
