import type { Verb } from '../bot/programme/accessTable';
import type { RenderedCard } from '../bot/ports';
import { present, type ActionData } from './actions';
import { largestCard, sizeOf } from './render';

/** What draws a card as things stand now. These only read: Teams asks for them by itself. */
export const refreshVerbs = [
  'summary.show',
  'flag.list',
  'student.list',
  'week.show',
  'hours.show',
  'checkIn.corrections',
] as const satisfies readonly Verb[];
/** One of them. */
export type RefreshVerb = (typeof refreshVerbs)[number];

/** How a card is asked for anew. */
export interface Refresh {
  readonly verb: RefreshVerb;
  readonly data: ActionData;
  /** Who looks at it, as Teams calls them: without that no client asks by itself. */
  readonly userId: string;
}

/**
 * The card as one that Teams asks for anew when its reader looks at it and it is older than a minute, or by “Refresh
 * card” in the menu of the message. Not for a card with inputs: what is typed there would be gone. One that would become
 * too large by it, which only the longest names bring about, stays as it is.
 */
export const refreshing = (card: RenderedCard, { verb, data, userId }: Refresh): RenderedCard => {
  const refresh = { action: { type: 'Action.Execute', verb, data: present(data) }, userIds: [userId] };
  // With the comma before it, in place of one of its braces.
  const added = Buffer.byteLength(JSON.stringify({ refresh })) - 1;
  return sizeOf(card) + added > largestCard ? card : { ...card, content: { ...card.content, refresh } };
};
