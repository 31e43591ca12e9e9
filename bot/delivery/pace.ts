/** What a tenant's pace says, and how it is changed by several processes at once. */
import type { Grant, OutboxMessage, Pace, PaceStore } from '../ports/outbox';
import type { Moment } from '../programme/model';
import type { Stored } from '../ports/stored';

/** Turns taken further ahead than this were reserved by a clock that leapt. Milliseconds. */
const farthestTaken = 10_000;

/** The pace of a tenant that never had one. */
export const noPace: Pace = { fence: 0, takenUntil: 0, restUntil: 0, grants: [] };

/** Senders whose last turns are remembered: what one had in hand is looked at long before so many have followed. */
const rememberedSenders = 16;

/** The pace of a new sender's tenant: from now on only turns under the new fence are given. */
export const withNewSender = (pace: Pace): Pace => {
  const fence = pace.fence + 1;
  return { ...pace, fence, grants: [...pace.grants, { fence, ticket: 0 }].slice(-rememberedSenders) };
};

/** The grants after a sender got turns for these tickets. */
export const granting = (
  grants: readonly Grant[],
  fence: number | null,
  tickets: readonly number[],
): readonly Grant[] =>
  grants.map((grant) =>
    grant.fence === fence ? { fence, ticket: Math.max(grant.ticket, ...tickets) } : grant,
  );

/**
 * Whether a message left in `sending` may be on its way, by what is known of the turns its sender got. One that had
 * an unknown outcome before says so itself: `null` for a ticket.
 */
export const mayHaveGone = (
  { fence, ticket, unknowns }: Pick<OutboxMessage, 'fence' | 'ticket' | 'unknowns'>,
  grants: readonly Grant[],
): boolean => {
  if (ticket === null) return true;
  const granted = grants.find((grant) => grant.fence === fence);
  return unknowns === 0 && (granted === undefined || granted.ticket >= ticket);
};

/** Until when turns are taken, unless a clock that leapt said so. */
export const takenUntil = (pace: Pace, now: Moment): Moment =>
  pace.takenUntil > now + farthestTaken ? now : Math.max(now, pace.takenUntil);

/** Changes a tenant's pace under its tag, however many do so at once; null when `change` wants nothing. */
export const changePace = async (
  store: PaceStore,
  tenant: string,
  change: (pace: Pace) => Pace | null,
): Promise<Stored<Pace> | null> => {
  for (;;) {
    const stored = await store.of(tenant);
    const wanted = change(stored?.value ?? noPace);
    if (wanted === null) return null;
    const saved = await store.save(tenant, wanted, stored?.tag ?? null);
    if (saved !== 'conflict') return saved;
  }
};
