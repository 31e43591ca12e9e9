/** The cards of an answer on their way to whoever is to see them: each in the tenant's turn, and shown once. */
import { z } from 'zod';
import type { Reply } from '../../dialogs/reply';
import type { Inbound, RenderedCard } from '../ports';
import type { Delivery, Shown } from './deliveries';

/** Where the sender of an activity sees what became of it. */
export interface Screen {
  /** Whether the request waits for an answer of its own: a press, or what was said to the offer of a file. */
  readonly isInvoke: boolean;
  /** Whether the activity was kept before: then Teams does not deliver it again. */
  readonly hasWaited: boolean;
  /** That answer: a card in place of the one that was pressed; null leaves it as it is. */
  answerInvoke(replacement: RenderedCard | null): Promise<void>;
  /** A card as a message, or in place of the one the activity came from. */
  show(shown: Shown): Promise<void>;
  /**
   * Keeps the activity in storage, to be handled anew when it is time, with how far its answer came; what must not be made
   * twice is held by this process instead. Rejects when it cannot be kept.
   */
  keep(delivery: Delivery): Promise<void>;
}

/**
 * Waits for the tenant's turn before a card is shown, and gives what is called after it; `rest` when the tenant is to be left
 * alone. Storage that says nothing within some milliseconds is done without. Rejects when the signal is aborted.
 */
export type BeforeShow = (
  tenant: string,
  signal: AbortSignal,
  within: number,
) => Promise<(() => void) | 'rest'>;

/** An activity, and how far the answer to it came. */
export interface Turn {
  readonly inbound: Inbound;
  readonly screen: Screen;
  readonly delivery: Delivery;
  readonly tooLate: AbortSignal;
  /** What became of it stands in the answer to a press, or is on its way as a message. */
  isShown: boolean;
  /** There is nothing more to say in the request: what is still to be shown may come later. */
  isSaid: boolean;
  /** Teams was asked to show something and has not answered: nobody knows whether it did. */
  isInFlight: boolean;
  /** Too late: what comes now is for when the activity is handled again. */
  isOver: boolean;
  /** The activity is being kept, or is kept; null as long as it is not, or could not be. */
  keeping: Promise<void> | null;
}

const withStatus = z.looseObject({ statusCode: z.number() });

/** The http status an error of the SDK carries, or null. */
export const statusOf = (error: unknown): number | null =>
  withStatus.safeParse(error).data?.statusCode ?? null;

/** Teams took it, only its answer cannot be read: to show it again would be twice. */
const wasTaken = (error: unknown): boolean => {
  const status = statusOf(error);
  return status !== null && status >= 200 && status < 300;
};

/** The cards of a reply that are sent; the replacement on a press is the answer to its request. */
const cardsToSend = ({ isInvoke }: Screen, { replacement, messages }: Reply): readonly Shown[] => {
  const sent = messages.map((card) => ({ as: 'message', card }) as const);
  return replacement === null || isInvoke ? sent : [{ as: 'replacement', card: replacement }, ...sent];
};

/** What came of showing cards: all have been shown, or the rest of them is for later. */
export type Shows = 'all' | 'later';

/** Cards on their way: those of a delivery that nobody has shown, as long as there is time. */
export interface Showing {
  readonly delivery: Delivery;
  readonly cards: readonly Shown[];
  readonly until: AbortSignal;
  /** See `BeforeShow`. */
  readonly within: number;
}

const showOne = async (turn: Turn, card: Shown, answered: () => void): Promise<void> => {
  turn.isInFlight = true;
  try {
    await turn.screen.show(card);
  } catch (error) {
    if (!wasTaken(error)) throw error;
  } finally {
    turn.isInFlight = false;
    answered();
  }
};

const showAll = async (
  beforeShow: BeforeShow,
  turn: Turn,
  { delivery, cards, until, within }: Showing,
): Promise<Shows> => {
  for (let next = delivery.take(cards); next !== undefined; next = delivery.take(cards)) {
    try {
      const answered = await beforeShow(turn.inbound.tenant, until, within).catch((error: unknown) => {
        // Nothing failed: it is too late, and for later.
        if (until.aborted) return 'rest' as const;
        throw error;
      });
      if (answered === 'rest' || until.aborted) {
        delivery.putBack(next);
        return 'later';
      }
      await showOne(turn, next, answered);
      delivery.note();
    } catch (error) {
      delivery.putBack(next);
      throw error;
    }
  }
  return 'all';
};

/** Answers a press, and shows the cards of a reply, each in the tenant's turn and once. Rejects when Teams does not take one. */
export const show = async (
  beforeShow: BeforeShow,
  turn: Turn,
  showing: Omit<Showing, 'cards'>,
  reply: Reply,
): Promise<Shows> => {
  const { screen } = turn;
  if (screen.isInvoke) await screen.answerInvoke(reply.replacement);
  turn.isShown = reply.replacement !== null || !screen.isInvoke;
  turn.isSaid = true;
  return showAll(beforeShow, turn, { ...showing, cards: cardsToSend(screen, reply) });
};
