/** Answers to one person, under the limits of Teams for a conversation. */
import type { Conversations } from '../waiting/conversations';
import type { Inbound } from '../ports';
import type { BeforeShow } from './showing';

/**
 * Counts what is shown to the sender of an activity. What waited, and comes all at once when a rest is over, waits for the
 * conversation too; who does something now does so at the pace of a person.
 */
export const spaced =
  (people: Conversations, beforeShow: BeforeShow, { aadObjectId }: Inbound, hasWaited: boolean): BeforeShow =>
  async (tenant, signal, within) => {
    const person = JSON.stringify([tenant, aadObjectId]);
    if (hasWaited) await people.quiet(person, signal);
    const answered = await beforeShow(tenant, signal, within);
    if (answered !== 'rest') people.note(person);
    return answered;
  };
