/** One activity on its way to its answer: in time, shown once, and kindly said when something goes wrong. */
import { z } from 'zod';
import type { Reply } from '../../dialogs/reply';
import { Delivery, type Shown } from './deliveries';
import type { Patience } from '../waiting/patience';
import type { Clock, Inbound, Log, Metrics, RenderedCard } from '../ports';

/** Where the sender of an activity sees what became of it. */
export interface Screen {
  /** Whether the request waits for an answer of its own: a press, or what was said to the offer of a file. */
  readonly isInvoke: boolean;
  /** That answer: a card in place of the one that was pressed; null leaves it as it is. */
  answerInvoke(replacement: RenderedCard | null): Promise<void>;
  /** A card as a message, or in place of the one the activity came from. */
  show(shown: Shown): Promise<void>;
}

/** What a turn needs. */
export interface TurnPorts {
  /** See `TeamsBotPorts`. */
  readonly failed: (inbound: Inbound, error: unknown) => Reply;
  readonly unsure: (inbound: Inbound) => Reply;
  readonly requestFailed: (tenant: string, error: unknown) => Promise<void>;
  /** For the answer; ends in a hurry. */
  readonly soon: Patience;
  /** For what may take its time in a hurry too. */
  readonly last: Patience;
  readonly machine: Clock;
  readonly metrics: Pick<Metrics, 'inboundTook'>;
  readonly log: Log;
}

/** Teams waits some ten seconds for the answer to a press, and then delivers it again. Milliseconds. */
const answerWithin = 8000;
/** For a kind word when that time is over. */
const kindWordWithin = 1500;

/** An activity, and how far the answer to it came. */
interface Turn {
  readonly inbound: Inbound;
  readonly screen: Screen;
  readonly delivery: Delivery;
  /** What became of it stands in the answer to a press, or is on its way as a message. */
  isShown: boolean;
  /** Too late: what comes now is for when the activity is delivered again. */
  isOver: boolean;
}

const withStatus = z.looseObject({ statusCode: z.number() });

/** The http status an error of the SDK carries, or null. */
const statusOf = (error: unknown): number | null => withStatus.safeParse(error).data?.statusCode ?? null;

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

const showAll = async (screen: Screen, delivery: Delivery, all: readonly Shown[]): Promise<void> => {
  for (let next = delivery.take(all); next !== undefined; next = delivery.take(all)) {
    try {
      await screen.show(next);
    } catch (error) {
      if (wasTaken(error)) continue;
      delivery.putBack(next);
      throw error;
    }
  }
};

const show = async (turn: Turn, delivery: Delivery, reply: Reply): Promise<void> => {
  const { screen } = turn;
  if (screen.isInvoke) await screen.answerInvoke(reply.replacement);
  turn.isShown = reply.replacement !== null || !screen.isInvoke;
  await showAll(screen, delivery, cardsToSend(screen, reply));
};

/** Says what is said instead of an answer; throws the reason for it where there is nobody to say it to: then Teams must know. */
const saySorry = async (turn: Turn, sorry: Reply, reason: unknown): Promise<void> => {
  const isSilent = sorry.replacement === null && sorry.messages.length === 0;
  // Nobody asked for a refresh: the card stays as it is until the next one.
  if (isSilent && turn.inbound.event.kind !== 'refresh') throw reason;
  await show(turn, new Delivery(Promise.resolve(sorry)), sorry);
};

/** What is made already can only be shown again; what failed was not stored. */
const sorryFor = (ports: TurnPorts, { inbound, delivery }: Turn, error: unknown): Promise<Reply> =>
  delivery.reply.then(
    () => ports.unsure(inbound),
    () => ports.failed(inbound, error),
  );

/** Says that making or showing the reply failed; throws when Teams is to deliver the activity again. */
const sayFailed = async (ports: TurnPorts, turn: Turn, error: unknown): Promise<void> => {
  const { inbound, screen } = turn;
  if (turn.isOver || (turn.isShown && screen.isInvoke)) return;
  const isTooMany = statusOf(error) === 429;
  if (isTooMany) await ports.requestFailed(inbound.tenant, error);
  // Not another request to a tenant that is to be left alone: Teams may deliver the activity again.
  if (isTooMany && !screen.isInvoke) throw error;
  await saySorry(turn, await sorryFor(ports, turn, error), error);
};

/** Shows the reply, or says that making or showing it failed. */
const answer = async (ports: TurnPorts, turn: Turn): Promise<'answered' | 'failed'> => {
  const { inbound, delivery } = turn;
  try {
    const reply = await delivery.reply;
    if (!turn.isOver) await show(turn, delivery, reply);
    return 'answered';
  } catch (error) {
    ports.log.error('turn failed', { event: inbound.event.kind, error: String(error) });
    await sayFailed(ports, turn, error);
    return 'failed';
  }
};

/** A press is answered in its request; a message could not be shown when it is on its way for so long. */
const sayUnsure = async ({ log, last, unsure }: TurnPorts, turn: Turn): Promise<void> => {
  log.warn('turn slow', { event: turn.inbound.event.kind });
  if (turn.isShown && turn.screen.isInvoke) return;
  const reason = new Error('there was no answer in time');
  const sorry = unsure(turn.inbound);
  const said = turn.isShown ? 'slow' : await last.wait(kindWordWithin, saySorry(turn, sorry, reason));
  if (said === 'slow') throw new Error('Teams did not take the answer in time');
};

/**
 * Answers an activity within eight seconds, whatever becomes of it; `deliver` begins to make the reply, and its signal
 * is aborted when that takes longer. Throws when the answer could not be shown and Teams may deliver the activity again.
 */
export const takeTurn = async (
  ports: TurnPorts,
  inbound: Inbound,
  screen: Screen,
  deliver: (tooLate: AbortSignal) => Delivery,
): Promise<void> => {
  const begun = ports.machine.now();
  const tooLate = new AbortController();
  const turn: Turn = { inbound, screen, delivery: deliver(tooLate.signal), isShown: false, isOver: false };
  const outcome = await ports.soon.wait(answerWithin, answer(ports, turn));
  turn.isOver = true;
  if (outcome === 'slow') {
    tooLate.abort();
    await sayUnsure(ports, turn);
  }
  ports.metrics.inboundTook(inbound.event.kind, outcome, ports.machine.now() - begun);
};
