/** What follows from the answer of Teams to drawing a card anew: as with sends, but repeating does no harm. */
import type { StaleCard } from '../ports/outbox';
import type { UpdateResult } from '../ports';
import type { Moment } from '../programme/model';

/** Tries one after the other so far. */
export interface Tries {
  readonly tried: number;
  /** Those that came too soon (429), apart: they are not the card's fault. */
  readonly throttles: number;
}

/** None yet. */
export const noTries: Tries = { tried: 0, throttles: 0 };

/** Try again after a wait, wait for the receiver, or stop: for now until `stale.tryAt`, or for good. */
export type UpdateStep =
  | { readonly do: 'again'; readonly tries: Tries; readonly wait: number; readonly restTenant: boolean }
  | { readonly do: 'hold' }
  | { readonly do: 'record'; readonly isDrawn: boolean; readonly stale: StaleCard | null };

const mostTries = 8;
const mostThrottles = 50;
/** What Teams could not take so often is tried again after this. Milliseconds. */
const laterBy = 3_600_000;
/** A card that could not be drawn for so long is left as it is: its buttons still show how things stand. Milliseconds. */
const givenUpAfter = 24 * laterBy;
const longestBackoff = 30_000;
/** Longest wait that Teams may ask for one card; a rest of the tenant may be longer. Milliseconds. */
const longestWait = 600_000;

/** Full jitter: anything up to a limit that doubles with every try. Milliseconds. */
const backoff = (tried: number, chance: number): number =>
  chance * Math.min(longestBackoff, 500 * 2 ** tried);

const stop = (stale: StaleCard | null, isDrawn = false): UpdateStep => ({ do: 'record', isDrawn, stale });

const later = ({ since }: StaleCard, at: Moment): UpdateStep =>
  stop(at - since < givenUpAfter ? { since, tryAt: at + laterBy } : null);

/** The next step with a stale card. `chance` is 0 ≤ x < 1. */
export const afterUpdate = (
  { tried, throttles }: Tries,
  result: UpdateResult,
  stale: StaleCard,
  at: Moment,
  chance: number,
): UpdateStep => {
  switch (result.status) {
    case 'sent':
      return stop(null, true);
    case 'gone':
    case 'refused':
      return stop(null);
    case 'unreachable':
      return { do: 'hold' };
    case 'unknown':
    case 'later': {
      const { retryAfter = null, throttled = false } = result.status === 'later' ? result : {};
      const tries = throttled ? { tried, throttles: throttles + 1 } : { tried: tried + 1, throttles };
      if (tries.tried >= mostTries || tries.throttles >= mostThrottles) return later(stale, at);
      const asked = retryAfter ?? backoff(tries.tried + tries.throttles, chance);
      const wait = throttled ? asked : Math.min(longestWait, asked);
      return { do: 'again', tries, wait, restTenant: throttled };
    }
    default:
      return result satisfies never;
  }
};
