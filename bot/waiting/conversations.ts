/** Keeps what one person is sent under the limits of Teams for a conversation. */
import type { Clock, Timer } from '../ports';
import type { Moment } from '../programme/model';

/** Room for one message in a conversation: it counts from the moment it is given, or two might take the same. */
export interface Place {
  /** The message goes out now. */
  note(): void;
  /** It does not; nothing after `note`. */
  giveBack(): void;
}

/** Asked before everything that a person is sent. */
export interface Conversations {
  /** Resolves when one more message to this person may go out. Rejects only when the signal is aborted. */
  quiet(person: string, signal: AbortSignal): Promise<Place>;
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
 * sender may follow another in the same window. Answers are spread further, so that one comes every six seconds at least to
 * who types on and on, and none after half a minute. Who types one a second waits no longer than that; for who types faster the
 * wait grows, until what is too late is kept for later.
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
  /** How many places are taken by what has not gone out yet. */
  const taken = new Map<string, number>();
  let forgottenAt = machine.now();
  const forget = (): void => {
    if (machine.now() < forgottenAt + forgetEvery) return;
    forgottenAt = machine.now();
    for (const [person, times] of sends)
      if ((times.at(-1) ?? 0) < machine.now() - longest) sends.delete(person);
  };
  /** What has a place may go out at any moment, so it counts as if it did now. */
  const waitOf = (person: string): number => {
    const now = machine.now();
    const next = Array.from({ length: taken.get(person) ?? 0 }, () => now);
    return freeAt([...(sends.get(person) ?? []), ...next], part) - now;
  };
  const leave = (person: string): void => {
    const left = (taken.get(person) ?? 0) - 1;
    if (left > 0) taken.set(person, left);
    else taken.delete(person);
  };
  const note = (person: string): void => {
    const recent = (sends.get(person) ?? []).filter((moment) => moment > machine.now() - longest);
    sends.set(person, [...recent, machine.now()]);
    forget();
  };
  const place = (person: string): Place => {
    let isTaken = true;
    taken.set(person, (taken.get(person) ?? 0) + 1);
    const giveBack = (): void => {
      if (isTaken) leave(person);
      isTaken = false;
    };
    return {
      note: () => {
        giveBack();
        note(person);
      },
      giveBack,
    };
  };
  return {
    quiet: async (person, signal) => {
      signal.throwIfAborted();
      for (let wait = waitOf(person); wait > 0; wait = waitOf(person)) {
        await timer.sleep(wait, signal);
        signal.throwIfAborted();
      }
      return place(person);
    },
  };
};
