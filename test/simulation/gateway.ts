/** How Teams brings activities to the bot: at least once, to whichever process takes them, and not for ever. */
import type { Inbound } from '../../bot/ports';
import type { Reply } from '../../dialogs/reply';
import type { Machine } from './machine';
import type { Universe } from './universe';

/** A process that takes activities. */
export interface Receiver {
  readonly machine: Machine;
  readonly takesActivities: boolean;
  /** The answer, and whether the turn failed; never rejects. */
  receive(inbound: Inbound): Promise<Told>;
}

export interface Told {
  readonly reply: Reply;
  readonly isFailed: boolean;
}

/** Teams waits so long for an answer. */
const patience = 15_000;
const mostRedeliveries = 2;

/** One thing a person did, with all its deliveries. */
export class Delivery {
  readonly inbound: Inbound;
  /** Ids it was delivered with. */
  readonly ids: string[] = [];
  isAnswered = false;
  /** Processes that work on it just now. */
  readonly inHand = new Set<Machine>();

  constructor(inbound: Inbound) {
    this.inbound = inbound;
  }

  /** Whether some process may still do something about it. */
  get isGoingOn(): boolean {
    return [...this.inHand].some((machine) => machine.isAlive);
  }
}

export class Gateway {
  readonly #universe: Universe;
  readonly #receivers: () => readonly Receiver[];
  readonly #isStored: (activity: string) => boolean;
  #ids = 0;

  constructor(
    universe: Universe,
    receivers: () => readonly Receiver[],
    isStored: (activity: string) => boolean,
  ) {
    this.#universe = universe;
    this.#isStored = isStored;
    this.#receivers = receivers;
  }

  /** Delivers until there is an answer; `told` gets the first one in time, or null when Teams gives up. */
  post(inbound: Inbound, told: (answer: Told | null) => void): Delivery {
    const delivery = new Delivery(inbound);
    this.#deliver(delivery, this.#newId(), mostRedeliveries, told);
    const { chance, plan, isCalm } = this.#universe;
    if (!isCalm && chance.happens(plan.repeatedActivities)) this.#again(delivery);
    return delivery;
  }

  #newId(): string {
    this.#ids += 1;
    return `a${this.#ids}`;
  }

  /** A delivery nobody waits for: soon, or long after when it was stored and so must be known again. */
  #again(delivery: Delivery): void {
    const { chance, scheduler } = this.#universe;
    const [id = this.#newId()] = delivery.ids;
    const again = (used: string): void => this.#deliver(delivery, used, 0, () => undefined);
    if (chance.happens(0.3)) {
      const isKnown = (): boolean => this.#isStored(`${delivery.inbound.conversationId}|${id}`);
      return scheduler.after(3_600_000, () => (isKnown() ? again(id) : undefined));
    }
    scheduler.after(chance.oneOf([0, 5, 20_000]), () => again(chance.happens(0.6) ? id : this.#newId()));
  }

  #deliver(delivery: Delivery, id: string, left: number, told: (answer: Told | null) => void): void {
    const { chance, scheduler } = this.#universe;
    delivery.ids.push(id);
    let isOver = false;
    const answered = (answer: Told): void => {
      if (isOver) return;
      isOver = true;
      delivery.isAnswered = true;
      told(answer);
    };
    this.#hand(delivery, id, answered, () => isOver);
    scheduler.after(patience, () => {
      if (isOver) return;
      isOver = true;
      if (left === 0) return told(null);
      const isSame = chance.happens(0.5);
      const wait = isSame ? 0 : 15_000;
      scheduler.after(wait, () => this.#deliver(delivery, isSame ? id : this.#newId(), left - 1, told));
    });
  }

  #hand(delivery: Delivery, id: string, answered: (answer: Told) => void, isOver: () => boolean): void {
    const { chance, scheduler } = this.#universe;
    const open = this.#receivers().filter(({ takesActivities }) => takesActivities);
    if (open.length === 0) return;
    const receiver = chance.oneOf(open);
    const { machine } = receiver;
    scheduler.after(chance.between(1, 40), () =>
      machine.whenAwake(() => {
        // The connection of somebody who waited too long is gone.
        if (isOver()) return;
        this.#universe.note(`${machine.name} gets ${id} ${JSON.stringify(delivery.inbound.event)}`);
        delivery.inHand.add(machine);
        void this.#give(receiver, delivery, id, answered);
      }),
    );
  }

  async #give(
    receiver: Receiver,
    delivery: Delivery,
    id: string,
    answered: (answer: Told) => void,
  ): Promise<void> {
    const { machine } = receiver;
    const answer = await receiver.receive({ ...delivery.inbound, activityId: id });
    delivery.inHand.delete(machine);
    this.#universe.note(`${machine.name} answers ${id} ${answer.isFailed ? 'failed' : 'well'}`);
    this.#universe.scheduler.after(this.#universe.chance.between(1, 40), () => answered(answer));
  }
}
