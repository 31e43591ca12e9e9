/** How long an answer of Teams to a send is waited for. */
import type { Clock, SendResult, Timer } from '../ports';

/** A send without an answer for so long counts as unknown; less than a claim holds. Milliseconds. */
export const sendAnsweredWithin = 15_000;
/** As long as a process that stops still waits for answers. Milliseconds. */
const lastAnswerWithin = 4_000;
/** A wait that took so much longer was that of a process that may have been frozen. Milliseconds. */
const frozenFor = 100;
/** How long such a process looks whether the answer has come meanwhile: it may ask for a rest. Milliseconds. */
const lookWithin = 1_000;

/** What it is measured with. */
export interface NoAnswerPorts {
  /** The machine's clock. */
  readonly machine: Clock;
  readonly timer: Timer;
}

/**
 * Resolves when an answer has come or is not waited for any longer: after `within` milliseconds, or soon after
 * `stopping`. Whoever has it aborts `answered`.
 */
export const noAnswer = async (
  { machine, timer }: NoAnswerPorts,
  answered: AbortSignal,
  stopping: AbortSignal,
  within: number,
): Promise<SendResult & { readonly status: 'unknown' }> => {
  // Not AbortSignal.any: on Node 20 it leaves something behind in a signal that lives long.
  const woken = new AbortController();
  // A reason of our own: without one the platform makes an error, with its stack.
  const wake = (): void => woken.abort('over');
  answered.addEventListener('abort', wake);
  stopping.addEventListener('abort', wake);
  const began = machine.now();
  if (!stopping.aborted) await timer.sleep(within, woken.signal);
  stopping.removeEventListener('abort', wake);
  if (stopping.aborted) await timer.sleep(lastAnswerWithin, answered);
  else if (machine.now() - began > within + frozenFor) await timer.sleep(lookWithin, answered);
  return { status: 'unknown', reason: 'timeout' };
};
