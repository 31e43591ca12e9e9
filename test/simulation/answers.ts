/** What students pressed, what they were told, and so what the facts must hold. */
import type { Answer } from '../../bot/programme/facts';
import type { RenderedCard } from '../../bot/ports';
import type { Delivery, Told } from './gateway';

/** An outcome with its minutes, as one text. */
export type Said = string;

export const saidOf = ({ outcome, minutesLate }: Pick<Answer, 'outcome' | 'minutesLate'>): Said =>
  minutesLate === null ? outcome : `${outcome} ${minutesLate}`;

/** One wish of a student: pressed until there is an answer. */
export interface Intent {
  readonly student: string;
  readonly session: string;
  readonly said: Said;
  readonly deliveries: Delivery[];
  result: 'stored' | 'refused' | null;
  /** What the card said is stored: what was pressed, or what was pressed beside it. */
  shown: Said | null;
  /** Others of the same session that went on at the same time. */
  readonly beside: Set<Intent>;
}

/** What a card says is stored, as the button below it saves it again; null when it says nothing of the kind. */
export const storedIn = (card: RenderedCard | null): Said | null => {
  const found = /"verb":"checkIn.record","data":(\{[^{}]*"case":"false"[^{}]*\})/.exec(JSON.stringify(card));
  if (found?.[1] === undefined) return null;
  const { outcome, minutesLate } = JSON.parse(found[1]);
  return saidOf({ outcome, minutesLate: minutesLate ?? null });
};

export class Answers {
  readonly intents: Intent[] = [];
  /** What the newest answer of a session may be; 'nothing' as long as there need not be one. */
  readonly #possible = new Map<string, ReadonlySet<Said>>();

  /** `first` is what was pressed on another device just before: Teams may still deliver it again. */
  begin(student: string, session: string, said: Said, first: Intent | null = null): Intent {
    const intent: Intent = {
      student,
      session,
      said,
      deliveries: [],
      result: null,
      shown: null,
      beside: new Set(),
    };
    for (const other of [...this.goingOn(session), ...(first === null ? [] : [first])]) {
      other.beside.add(intent);
      intent.beside.add(other);
    }
    this.intents.push(intent);
    this.#possible.set(session, new Set([...this.possible(session), said]));
    return intent;
  }

  /** Intents of a session that wait for an answer, or that a process may still work on. */
  goingOn(session: string): readonly Intent[] {
    return this.intents.filter(
      (intent) =>
        intent.session === session &&
        (intent.result === null || intent.deliveries.some((one) => one.isGoingOn)),
    );
  }

  possible(session: string): ReadonlySet<Said> {
    return this.#possible.get(session) ?? new Set(['nothing']);
  }

  sessions(): readonly string[] {
    return [...this.#possible.keys()];
  }

  /** The answer a student saw; what is wrong with it, or null. */
  told(intent: Intent, { reply }: Told): string | null {
    const stored = storedIn(reply.replacement);
    intent.result = stored === null ? 'refused' : 'stored';
    intent.shown = stored;
    const among = [...intent.beside].map(({ said }) => said);
    const others = this.goingOn(intent.session).filter((other) => other !== intent);
    if (stored === null) {
      if (others.length === 0 && intent.beside.size === 0) this.#forget(intent);
      return null;
    }
    // What was overtaken may still be stored when it is delivered again.
    this.#possible.set(
      intent.session,
      new Set([stored, intent.said, ...among, ...others.map(({ said }) => said)]),
    );
    return stored === intent.said || among.includes(stored)
      ? null
      : `the card says ${stored}, pressed was ${intent.said}`;
  }

  /** What was refused is not among the possible ones, unless it was pressed before. */
  #forget({ session, said }: Intent): void {
    const before = this.intents.some(
      (one) => one.session === session && one.said === said && one.result !== 'refused',
    );
    if (!before)
      this.#possible.set(session, new Set([...this.possible(session)].filter((one) => one !== said)));
  }

  /** Sessions of which it is not sure what is stored. */
  unsure(): readonly Intent[] {
    const last = new Map(this.intents.map((intent) => [intent.session, intent]));
    return [...last.values()].filter(({ session }) => this.possible(session).size > 1);
  }
}
