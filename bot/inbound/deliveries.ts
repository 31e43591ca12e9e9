/** What came in lately, to know an activity that Teams delivers again. */
import { Fault } from '../programme/failure';
import type { Reply } from '../../dialogs/reply';
import type { Clock, RenderedCard } from '../ports';
import type { Moment } from '../programme/model';

/** A card of a reply, and where it goes. */
export interface Shown {
  readonly as: 'replacement' | 'message';
  readonly card: RenderedCard;
}

/** An activity with its reply, and what of that has still to be shown. */
export class Delivery {
  readonly reply: Promise<Reply>;
  readonly #shownBefore: number;
  #toShow: Shown[] | null = null;
  #madeAt: Moment | null = null;
  #shown = 0;

  /** So many of the cards were shown by a process that had it before. */
  constructor(reply: Promise<Reply>, machine: Clock, shownBefore = 0) {
    this.reply = reply;
    this.#shownBefore = shownBefore;
    reply.then(
      () => (this.#madeAt = machine.now()),
      () => undefined,
    );
  }

  /** Whether there is a reply. */
  get isMade(): boolean {
    return this.#madeAt !== null;
  }

  /** When the reply was made, by the machine's clock; null when there is none. */
  get madeAt(): Moment | null {
    return this.#madeAt;
  }

  /** How many of the cards have been shown. */
  get shown(): number {
    return this.#shownBefore + this.#shown;
  }

  /** Takes the next of these cards, so that nobody else shows it; none when all were taken before. */
  take(all: readonly Shown[]): Shown | undefined {
    this.#toShow ??= all.slice(this.#shownBefore);
    return this.#toShow.shift();
  }

  /** A card that was taken has been shown. */
  note(): void {
    this.#shown += 1;
  }

  /** Puts back a card that could not be shown: it is the first one when the activity is delivered again. */
  putBack(card: Shown): void {
    this.#toShow?.unshift(card);
  }
}

/** Activities remembered at a time, and those worked on at a time: a storage that hangs must not fill the memory. */
const mostRemembered = 300;
const mostInHand = 1000;

/** Remembers the latest activities. One whose turn failed is forgotten: delivered again it is tried again. */
export class Deliveries {
  readonly #known = new Map<string, Delivery>();
  readonly #machine: Clock;
  #inHand = 0;

  constructor(machine: Clock) {
    this.#machine = machine;
  }

  /** The delivery under this key (empty: never the same as another), whose reply is made once. */
  of(key: string, make: () => Promise<Reply>, shownBefore = 0): Delivery {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const delivery = new Delivery(this.#begin(make), this.#machine, shownBefore);
    delivery.reply.catch(() => this.#known.delete(key));
    if (key === '') return delivery;
    this.#known.set(key, delivery);
    const [oldest] = this.#known.keys();
    if (this.#known.size > mostRemembered && oldest !== undefined) this.#known.delete(oldest);
    return delivery;
  }

  /** The activity is handled anew when it comes again. */
  forget(key: string): void {
    this.#known.delete(key);
  }

  async #begin(make: () => Promise<Reply>): Promise<Reply> {
    if (this.#inHand >= mostInHand) throw new Fault(`${mostInHand} activities in hand already`);
    this.#inHand += 1;
    try {
      return await make();
    } finally {
      this.#inHand -= 1;
    }
  }
}
