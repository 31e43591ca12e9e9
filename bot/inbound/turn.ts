/** One activity on its way to its answer: in time, shown once, and kindly said when something goes wrong. */
import { Fault, failure } from '../programme/failure';
import type { Reply } from '../../dialogs/reply';
import { Delivery } from './deliveries';
import { show, statusOf, type Screen, type Turn } from './showing';
import type { Patience } from '../waiting/patience';
import type { Clock, Inbound, Log, Metrics } from '../ports';
import type { Spaced } from './spaced';

/** What a turn needs. */
export interface TurnPorts extends Spaced {
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
/** For keeping the activity when that time is over, and for a kind word when it cannot be kept. */
const keptWithin = 1000;
const kindWordWithin = 1500;
/** Storage that has not given a turn by then is away to who is to hear a kind word. */
const storageWithin = 700;

/** Whether nobody would hear what is said. Nobody asked for a refresh: then the card stays as it is until the next one. */
const isUnheard = ({ inbound }: Turn, { replacement, messages }: Reply): boolean =>
  replacement === null && messages.length === 0 && inbound.event.kind !== 'refresh';

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
  const showing = { delivery: new Delivery(Promise.resolve(sorry), ports.machine), until, within };
  if ((await show(ports.beforeShow, turn, showing, sorry)) === 'later') throw reason;
};

/** What is made already can only be shown again; what failed was not stored. */
const sorryFor = (ports: TurnPorts, { inbound, delivery }: Turn, error: unknown): Promise<Reply> =>
  delivery.reply.then(
    () => ports.unsure(inbound),
    () => ports.failed(inbound, error),
  );

/** Whether what is left to do can wait: a press has to be answered in its request. */
const mayWait = ({ screen, isSaid }: Turn): boolean => !screen.isInvoke || isSaid;

/** Once, also when it becomes too late while that is under way: what is kept twice is answered twice. */
const keep = (turn: Turn): Promise<void> => {
  turn.keeping ??= turn.screen.keep(turn.delivery).catch((error: unknown) => {
    turn.keeping = null;
    throw error;
  });
  return turn.keeping;
};

/** Says that making or showing the reply failed; throws when Teams is to deliver the activity again. */
const sayFailed = async (ports: TurnPorts, turn: Turn, error: unknown): Promise<void> => {
  if (turn.isShown && turn.screen.isInvoke) return;
  const sorry = await sorryFor(ports, turn, error);
  try {
    await saySorry(ports, turn, sorry, error, answerWithin);
  } catch (unsaid) {
    // Who typed now may do it again. Nobody would of what is not heard, nor would Teams deliver what was kept.
    if (turn.isOver || !(isUnheard(turn, sorry) || turn.screen.hasWaited)) throw unsaid;
    await keep(turn).catch(() => {
      throw error;
    });
  }
};

/** Teams wants the tenant to be left alone: false when the answer cannot wait for that. */
const waits = async (ports: TurnPorts, turn: Turn, error: unknown): Promise<boolean> => {
  if (statusOf(error) !== 429) return false;
  await ports.requestFailed(turn.inbound.tenant, error);
  if (!mayWait(turn)) return false;
  // Meanwhile it was kept as too late, or Teams was told.
  if (turn.isOver) return true;
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
    const shows = await show(ports.beforeShow, turn, { delivery, until, within: answerWithin }, reply);
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
const sayLate = async (ports: TurnPorts, turn: Turn, wasQueued: boolean): Promise<'kept' | 'slow'> => {
  const { log, last, unsure } = ports;
  const kept = !turn.isInFlight && mayWait(turn) && (await isKept(ports, turn));
  // Who types faster than their conversation takes waits for nothing that is slow.
  if (kept && wasQueued) return 'kept';
  log.warn('turn slow', { event: turn.inbound.event.kind });
  if (kept || (turn.isShown && turn.screen.isInvoke)) return 'slow';
  // A file on its way is not put there twice: how that ends is said when it is known, whatever can be said now.
  if (turn.inbound.event.kind === 'fileConsent') await keep(turn);
  const reason = new Fault('there was no answer in time');
  const sorry = unsure(turn.inbound);
  // A message that is on its way for so long could not be shown.
  const said = turn.isShown
    ? 'slow'
    : await last.wait(kindWordWithin, saySorry(ports, turn, sorry, reason, storageWithin));
  if (said === 'slow') throw new Fault('Teams did not take the answer in time');
  return 'slow';
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
    keeping: null,
  };
  const ended = await ports.soon.wait(answerWithin, answer(ports, turn));
  const wasQueued = ports.isQueued();
  turn.isOver = true;
  if (ended === 'slow') tooLate.abort();
  const outcome = ended === 'slow' ? await sayLate(ports, turn, wasQueued) : ended;
  ports.metrics.inboundTook(inbound.event.kind, outcome, ports.machine.now() - begun);
};
