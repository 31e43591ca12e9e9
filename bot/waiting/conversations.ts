/** Keeps what one person is sent under the limits of Teams for a conversation. */
import type { Clock, Timer } from '../ports';
import type { Moment } from '../programme/model';

/** Asked before everything that a person is sent. */
export interface Conversations {
  /** Resolves when one more message to this person may go out. Rejects only when the signal is aborted. */
  quiet(person: string, signal: AbortSignal): Promise<void>;
  /** A message to this person goes out now. */
  note(person: string): void;
}

interface Limit {
  readonly within: number;
  readonly most: number;
}

const longest = 3_600_000;
const half: readonly Limit[] = [
  { within: 30_000, most: 30 },
  { within: longest, most: 900 },
];

/**
 * Teams takes 7 messages in 1 s, 8 in 2 s, 60 in 30 s and 1,800 in an hour. Messages that the bot starts and answers do not
 * know of each other, so each has its part. Several open check-ins are one answer, of five cards at once; of messages one
 * sender may follow another in the same window. Answers are spread further, so that who types on and on waits six seconds at
 * most for each, and not half a minute for one.
 */
const limits = {
  messages: [{ within: 1_000, most: 2 }, { within: 2_000, most: 3 }, ...half],
  answers: [{ within: 2_000, most: 5 }, { within: 6_000, most: 6 }, ...half],
} as const satisfies Readonly<Record<string, readonly Limit[]>>;
/** How often those who were left in peace for an hour are forgotten. Milliseconds. */
const forgetEvery = 60_000;

const freeAt = (sends: readonly Moment[], part: keyof typeof limits): Moment =>
  Math.max(
    ...limits[part].map(({ within, most }) => {
      const oldest = sends.at(-most);
      return oldest === undefined ? 0 : oldest + within + 1;
    }),
  );

/** The conversations of one tenant, as far as this process knows them, for one part of what Teams takes in each. */
export const conversations = (machine: Clock, timer: Timer, part: keyof typeof limits): Conversations => {
  const sends = new Map<string, readonly Moment[]>();
  let forgottenAt = machine.now();
  const forget = (): void => {
    if (machine.now() < forgottenAt + forgetEvery) return;
    forgottenAt = machine.now();
    for (const [person, times] of sends)
      if ((times.at(-1) ?? 0) < machine.now() - longest) sends.delete(person);
  };
  return {
    quiet: async (person, signal) => {
      const wait = freeAt(sends.get(person) ?? [], part) - machine.now();
      if (wait > 0) await timer.sleep(wait, signal);
      signal.throwIfAborted();
    },
    note: (person) => {
      const recent = (sends.get(person) ?? []).filter((moment) => moment > machine.now() - longest);
      sends.set(person, [...recent, machine.now()]);
      forget();
    },
  };
};
