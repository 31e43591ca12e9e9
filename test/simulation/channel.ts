/** Teams as the bot's processes reach it: takes messages, or answers in any of the ways it has. */
import { sendFailure } from '../../bot/delivery/sendFailure';
import type { Messenger, SendResult, UpdateResult } from '../../bot/ports';
import type { Contact } from '../../bot/ports/storage';
import type { Moment } from '../../bot/programme/model';
import type { Machine } from './machine';
import type { Universe } from './universe';

/** One request to send, from the moment the process made it. */
export interface Send {
  readonly key: string;
  readonly tenant: string;
  readonly receiver: string;
  readonly by: Machine;
  readonly at: Moment;
  /** What its card shows. */
  readonly state: string;
  /** Its id once it arrived and that is known. */
  activityId: string | null;
  /** It reached the person. */
  isDelivered: boolean;
  /** What the process was told; null as long as it was told nothing. */
  result: SendResult | null;
  resultAt: Moment | null;
}

/** One request to put a card in the place of another. */
export interface Update {
  readonly tenant: string;
  readonly receiver: string;
  readonly by: Machine;
  result: SendResult | null;
}

/** What Teams does with a request. */
interface Answer {
  readonly isDelivered: boolean;
  readonly result: SendResult;
  /** Milliseconds until the process is told. */
  readonly after: number;
}

/** Told of what happens in the channel. */
export interface ChannelWatch {
  onSend(send: Send): void;
  onResult(send: Send): void;
  onDelivered(send: Send): void;
  onUpdate(update: Update): void;
  onUpdated(update: Update): void;
}

const failure = (statusCode: number, retryAfter: number | null): SendResult =>
  sendFailure({
    statusCode,
    response: { headers: { get: () => (retryAfter === null ? undefined : String(retryAfter)) } },
  });

export class Channel {
  readonly sends: Send[] = [];
  /** What cards show, by the id of their activity. */
  readonly cards = new Map<string, string>();
  /** Cards of which the bot was told that they are gone. */
  readonly gone = new Set<string>();
  readonly #universe: Universe;
  readonly #watch: ChannelWatch;
  /** Conversations that refuse everything, with the status they refuse it with. */
  readonly refusing = new Map<string, 403 | 404>();
  readonly #restUntil = new Map<string, Moment>();
  #activities = 0;

  constructor(universe: Universe, watch: ChannelWatch) {
    this.#universe = universe;
    this.#watch = watch;
  }

  /** Until when a tenant is to be left alone. */
  restOf(tenant: string): Moment {
    return this.#restUntil.get(tenant) ?? 0;
  }

  messengerOf(machine: Machine): Messenger {
    return {
      send: (contact, { summary, content }) =>
        this.#send(machine, contact, summary, typeof content['state'] === 'string' ? content['state'] : ''),
      isReady: async () => true,
      update: (contact, activityId, { summary }) => this.#update(machine, contact, activityId, summary),
    };
  }

  /** A card is put in the place of another; `state` is what it shows. */
  #update(by: Machine, contact: Contact, activityId: string, state: string): Promise<UpdateResult> {
    const { tenant, email: receiver } = contact;
    const { scheduler, chance } = this.#universe;
    this.#universe.note(`${by.name} updates ${activityId} of ${receiver}`);
    const update: Update = { tenant, receiver, by, result: null };
    this.#watch.onUpdate(update);
    return new Promise((resolve) => {
      scheduler.after(chance.between(5, 120), () => {
        if (!by.isAlive && chance.happens(0.5)) return;
        const answer = this.#answer(contact);
        if (answer.result.status !== 'sent') this.#universe.trouble(`teams answers ${answer.result.status}`);
        const isMissing = this.refusing.get(contact.conversationId) === 404;
        if (answer.isDelivered) this.cards.set(activityId, state);
        this.#universe.note(`teams ${activityId} ${answer.isDelivered ? 'shows' : 'does not show'} ${state}`);
        scheduler.after(answer.after, () =>
          by.whenAwake(() => {
            update.result = answer.result;
            this.#watch.onUpdated(update);
            if (isMissing) {
              this.gone.add(activityId);
              return resolve({ status: 'gone' });
            }
            resolve(answer.result.status === 'sent' ? { status: 'sent', activityId } : answer.result);
          }),
        );
      });
    });
  }

  #send(by: Machine, contact: Contact, key: string, state: string): Promise<SendResult> {
    const { tenant, email: receiver } = contact;
    const at = this.#universe.scheduler.now();
    const send: Send = {
      key,
      tenant,
      receiver,
      by,
      at,
      state,
      activityId: null,
      isDelivered: false,
      result: null,
      resultAt: null,
    };
    this.sends.push(send);
    this.#universe.note(`${by.name} sends ${key}`);
    this.#watch.onSend(send);
    return new Promise((resolve) => {
      this.#universe.scheduler.after(this.#universe.chance.between(5, 120), () => {
        if (!by.isAlive && this.#universe.chance.happens(0.5)) return;
        this.#arrive(send, contact, resolve);
      });
    });
  }

  #arrive(send: Send, contact: Contact, resolve: (result: SendResult) => void): void {
    const answer = this.#answer(contact);
    this.#universe.note(
      `teams ${send.key} ${answer.isDelivered ? 'delivered' : 'not'} ${answer.result.status}`,
    );
    if (answer.isDelivered) {
      send.isDelivered = true;
      if (answer.result.status === 'sent') {
        send.activityId = answer.result.activityId;
        this.cards.set(send.activityId, send.state);
      }
      this.#watch.onDelivered(send);
    }
    if (answer.result.status !== 'sent') this.#universe.trouble(`teams answers ${answer.result.status}`);
    this.#universe.scheduler.after(answer.after, () =>
      send.by.whenAwake(() => {
        send.result = answer.result;
        send.resultAt = this.#universe.scheduler.now();
        this.#watch.onResult(send);
        resolve(answer.result);
      }),
    );
  }

  #answer({ tenant, conversationId }: Contact): Answer {
    const { chance, scheduler, isCalm, plan } = this.#universe;
    const after = chance.between(1, 80);
    const refused = this.refusing.get(conversationId);
    if (refused !== undefined) return { isDelivered: false, result: failure(refused, null), after };
    const rest = (this.#restUntil.get(tenant) ?? 0) - scheduler.now();
    if (rest > 0) return { isDelivered: false, result: failure(429, Math.ceil(rest / 1000)), after };
    if (this.#universe.isAway('teams'))
      return { isDelivered: false, result: failure(chance.oneOf([502, 503, 504]), null), after };
    if (isCalm || !chance.happens(plan.refusedSends)) return { ...this.#accept(), after };
    return this.#trouble(tenant, after);
  }

  #accept(): Pick<Answer, 'isDelivered' | 'result'> {
    this.#activities += 1;
    return { isDelivered: true, result: { status: 'sent', activityId: `activity-${this.#activities}` } };
  }

  #trouble(tenant: string, after: number): Answer {
    const { chance, scheduler } = this.#universe;
    const kind = chance.oneOf(['rest', 'later', 'unknown', 'hang'] as const);
    if (kind === 'rest') {
      const seconds = chance.oneOf([1, 3, 10, 60, 400]);
      this.#restUntil.set(tenant, scheduler.now() + seconds * 1000);
      return { isDelivered: false, result: failure(429, seconds), after };
    }
    if (kind === 'later') {
      const status = chance.oneOf([412, 502, 503, 504]);
      return { isDelivered: false, result: failure(status, chance.oneOf([null, 1, 5])), after };
    }
    const isDelivered = chance.happens(0.5);
    if (kind === 'hang') {
      const result = isDelivered ? this.#accept().result : failure(504, null);
      return { isDelivered, result, after: chance.between(10_000, 40_000) };
    }
    const error = chance.oneOf([{ statusCode: 500 }, { code: 'ECONNRESET' }, { statusCode: 408 }]);
    return { isDelivered, result: sendFailure(error), after };
  }
}
