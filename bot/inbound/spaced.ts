/** Answers to one person, under the limits of Teams for a conversation. */
import type { Conversations, Place } from '../waiting/conversations';
import { unlessAborted } from '../waiting/patience';
import type { Inbound } from '../ports';
import type { BeforeShow } from './showing';

/** What was before may have failed: that is for whoever waited for it. */
const after = async <T>(before: Promise<unknown> | undefined, task: () => Promise<T>): Promise<T> => {
  await before?.catch(() => undefined);
  return task();
};

/** What is shown to the sender of one activity. */
export interface Spaced {
  readonly beforeShow: BeforeShow;
  /** Whether it waits for its place in the conversation, and for nothing else. */
  readonly isQueued: () => boolean;
}

/**
 * Makes what counts what is shown to the sender of an activity, and lets it wait for the conversation: one card after the
 * other, for who types fast, or is answered at once for all that waited, must not make Teams refuse the whole tenant.
 */
export const spacing = (people: Conversations): ((before: BeforeShow, to: Inbound) => Spaced) => {
  const last = new Map<string, Promise<unknown>>();
  const placeFor = async (person: string, signal: AbortSignal): Promise<Place> => {
    const place = after(last.get(person), () => people.quiet(person, signal));
    last.set(person, place);
    try {
      return await place;
    } finally {
      if (last.get(person) === place) last.delete(person);
    }
  };
  return (beforeShow, { aadObjectId }) => {
    let isQueued = false;
    return {
      isQueued: () => isQueued,
      beforeShow: async (tenant, signal, within) => {
        isQueued = true;
        const place = await placeFor(JSON.stringify([tenant, aadObjectId]), signal).finally(
          () => (isQueued = false),
        );
        try {
          // Storage that hangs keeps no place: a kind word may need it.
          const answered = await unlessAborted(beforeShow(tenant, signal, within), signal);
          if (answered !== 'rest') place.note();
          return answered;
        } finally {
          place.giveBack();
        }
      },
    };
  };
};
