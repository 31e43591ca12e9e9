/** Answers to one person, under the limits of Teams for a conversation. */
import type { Conversations } from '../waiting/conversations';
import type { Inbound } from '../ports';
import type { BeforeShow } from './showing';

/** What was before may have failed: that is for whoever waited for it. */
const after = async <T>(before: Promise<unknown> | undefined, task: () => Promise<T>): Promise<T> => {
  await before?.catch(() => undefined);
  return task();
};

/**
 * Makes what counts what is shown to the sender of an activity, and lets it wait for the conversation: one card after the
 * other, for who types fast, or is answered at once for all that waited, must not make Teams refuse the whole tenant.
 */
export const spacing = (people: Conversations): ((before: BeforeShow, to: Inbound) => BeforeShow) => {
  const last = new Map<string, Promise<unknown>>();
  return (beforeShow, { aadObjectId }) =>
    async (tenant, signal, within) => {
      const person = JSON.stringify([tenant, aadObjectId]);
      const turn = after(last.get(person), async () => {
        await people.quiet(person, signal);
        const answered = await beforeShow(tenant, signal, within);
        if (answered !== 'rest') people.note(person);
        return answered;
      });
      last.set(person, turn);
      try {
        return await turn;
      } finally {
        if (last.get(person) === turn) last.delete(person);
      }
    };
};
