/** Whether a message could go out if its turn came now. */
import type { Messenger } from '../ports';
import type { Contact } from '../ports/storage';
import { noAnswer, type NoAnswerPorts } from './noAnswer';

/** What is not ready so long is not ready now. Milliseconds. */
const readyWithin = 10_000;
/** Wait before it is asked again. Milliseconds. */
export const readyAgain = 5_000;

/** Waits until a request to the contact can go out at once, but not for ever; false when it cannot for now. */
export const isReadyFor = async (
  ports: NoAnswerPorts & { readonly messenger: Pick<Messenger, 'isReady'> },
  contact: Contact,
  stopping: AbortSignal,
): Promise<boolean> => {
  const answered = new AbortController();
  const isReady = await Promise.race([
    ports.messenger.isReady(contact),
    noAnswer(ports, answered.signal, stopping, readyWithin).then(() => false),
  ]);
  answered.abort('answered');
  return isReady;
};
