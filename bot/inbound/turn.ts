/** One activity on its way to its answer: in time, shown once, and kindly said when something goes wrong. */
import { Fault, failure } from '../programme/failure';
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
  /**
   * Keeps the activity in storage, to be handled anew when it is time; so many cards of its answer have been shown. Rejects
   * when it cannot be kept.
   */
  keep(shown: number): Promise<void>;
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

/** What a turn needs. */
export interface TurnPorts {
  /** See `TeamsBotPorts`. */
  readonly failed: (inbound: Inbound, error: unknown) => Reply;
  readonly unsure: (inbound: Inbound) => Reply;
  readonly requestFailed: (tenant: string, error: unknown) => Promise<void>;
  readonly beforeShow: BeforeShow;
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
/** For keeping the activity when that time is over, and for a kind word when it cannot be kept. */
const keptWithin = 1000;
const kindWordWithin = 1500;
/** Storage that has not given a turn by then is away to who is to hear a kind word. */
const storageWithin = 700;

/** An activity, and how far the answer to it came. */
interface Turn {
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

/** What came of showing cards: all have been shown, or the rest of them is for later. */
type Shows = 'all' | 'later';

/** Cards on their way: those of a delivery that nobody has shown, as long as there is time. */
interface Showing {
  readonly delivery: Delivery;
  readonly cards: readonly Shown[];
  readonly until: AbortSignal;
  /** See `BeforeShow`. */
  readonly within: number;
}

/** Whether nobody would hear what is said. Nobody asked for a refresh: then the card stays as it is until the next one. */
const isUnheard = ({ inbound }: Turn, { replacement, messages }: Reply): boolean =>
  replacement === null && messages.length === 0 && inbound.event.kind !== 'refresh';

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
  ports: TurnPorts,
  turn: Turn,
  { delivery, cards, until, within }: Showing,
): Promise<Shows> => {
  for (let next = delivery.take(cards); next !== undefined; next = delivery.take(cards)) {
    try {
      const answered = await ports.beforeShow(turn.inbound.tenant, until, within);
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

const show = async (
  ports: TurnPorts,
  turn: Turn,
  showing: Omit<Showing, 'cards'>,
  reply: Reply,
): Promise<Shows> => {
  const { screen } = turn;
  if (screen.isInvoke) await screen.answerInvoke(reply.replacement);
  turn.isShown = reply.replacement !== null || !screen.isInvoke;
  turn.isSaid = true;
  return showAll(ports, turn, { ...showing, cards: cardsToSend(screen, reply) });
};

/** Says what is said instead of an answer; throws the reason for it where that cannot be said: then Teams must know. */
const saySorry = async (
  ports: TurnPorts,
  turn: Turn,
  sorry: Reply,
  reason: unknown,
  within: number,
): Promise<void> => {
  if (isUnheard(turn, sorry)) throw reason;
  const until = new AbortController().signal;
  const showing = { delivery: new Delivery(Promise.resolve(sorry)), until, within };
  if ((await show(ports, turn, showing, sorry)) === 'later') throw reason;
};

/** What is made already can only be shown again; what failed was not stored. */
const sorryFor = (ports: TurnPorts, { inbound, delivery }: Turn, error: unknown): Promise<Reply> =>
  delivery.reply.then(
    () => ports.unsure(inbound),
    () => ports.failed(inbound, error),
  );

/** Whether what is left to do can wait: a press has to be answered in its request. */
const mayWait = ({ screen, isSaid }: Turn): boolean => !screen.isInvoke || isSaid;

const keep = ({ screen, delivery }: Turn): Promise<void> => screen.keep(delivery.shown);

/** Says that making or showing the reply failed; throws when Teams is to deliver the activity again. */
const sayFailed = async (ports: TurnPorts, turn: Turn, error: unknown): Promise<void> => {
  if (turn.isShown && turn.screen.isInvoke) return;
  const sorry = await sorryFor(ports, turn, error);
  if (!isUnheard(turn, sorry)) return saySorry(ports, turn, sorry, error, answerWithin);
  // Nobody would know of it, and do it again: who installed the bot must not be missed.
  await keep(turn).catch(() => {
    throw error;
  });
};

/** Teams wants the tenant to be left alone: false when the answer cannot wait for that. */
const waits = async (ports: TurnPorts, turn: Turn, error: unknown): Promise<boolean> => {
  if (statusOf(error) !== 429) return false;
  await ports.requestFailed(turn.inbound.tenant, error);
  if (!mayWait(turn)) return false;
  await keep(turn);
  ports.log.warn('answer waits', { event: turn.inbound.event.kind, tenant: turn.inbound.tenant });
  return true;
};

/** Shows the reply, keeps the activity while the tenant is to be left alone, or says that making or showing the reply failed. */
const answer = async (ports: TurnPorts, turn: Turn): Promise<'answered' | 'kept' | 'failed'> => {
  const { inbound, delivery, tooLate: until } = turn;
  try {
    const reply = await delivery.reply;
    if (turn.isOver) return 'answered';
    const shows = await show(ports, turn, { delivery, until, within: answerWithin }, reply);
    if (shows === 'all' || turn.isOver) return 'answered';
    await keep(turn);
    return 'kept';
  } catch (error) {
    if (!turn.isOver && (await waits(ports, turn, error))) return 'kept';
    ports.log.error('turn failed', { event: inbound.event.kind, ...failure(error) });
    if (!turn.isOver) await sayFailed(ports, turn, error);
    return 'failed';
  }
};

const isKept = async ({ last }: TurnPorts, turn: Turn): Promise<boolean> => {
  const kept = keep(turn).then(
    () => true,
    () => false,
  );
  return (await last.wait(keptWithin, kept)) === true;
};

/** The answer comes later, or it is said that nobody knows: a press is answered in its request. */
const sayLate = async (ports: TurnPorts, turn: Turn): Promise<void> => {
  const { log, last, unsure } = ports;
  log.warn('turn slow', { event: turn.inbound.event.kind });
  if (!turn.isInFlight && mayWait(turn) && (await isKept(ports, turn))) return;
  if (turn.isShown && turn.screen.isInvoke) return;
  const reason = new Fault('there was no answer in time');
  const sorry = unsure(turn.inbound);
  // A message that is on its way for so long could not be shown.
  const said = turn.isShown
    ? 'slow'
    : await last.wait(kindWordWithin, saySorry(ports, turn, sorry, reason, storageWithin));
  if (said === 'slow') throw new Fault('Teams did not take the answer in time');
};

/**
 * Answers an activity within eight seconds, whatever becomes of it; `deliver` begins to make the reply, and its signal
 * is aborted when that takes longer. What cannot be answered by then, or because the tenant is to be left alone, is kept
 * for later. Throws when neither can be done and Teams may deliver the activity again.
 */
export const takeTurn = async (
  ports: TurnPorts,
  inbound: Inbound,
  screen: Screen,
  deliver: (tooLate: AbortSignal) => Delivery,
): Promise<void> => {
  const begun = ports.machine.now();
  const tooLate = new AbortController();
  const turn: Turn = {
    inbound,
    screen,
    delivery: deliver(tooLate.signal),
    tooLate: tooLate.signal,
    isShown: false,
    isSaid: false,
    isInFlight: false,
    isOver: false,
  };
  const outcome = await ports.soon.wait(answerWithin, answer(ports, turn));
  turn.isOver = true;
  if (outcome === 'slow') {
    tooLate.abort();
    await sayLate(ports, turn);
  }
  ports.metrics.inboundTook(inbound.event.kind, outcome, ports.machine.now() - begun);
};
