import type { RenderedCard } from '../bot/ports';
import { acceptCard, drawCard, type Template } from './render';

/** UTF-8; a little under what `acceptCard` takes. What is larger costs a second drawing. */
const comfortable = 24_500;

type CardData = Readonly<Record<string, unknown>>;

/**
 * Makes a card whose lists may be long: takes the first limits with which it is small enough, else the
 * last. `dataOf` says in words what the limits leave out.
 */
export const renderFitting = <Limits>(
  template: Template,
  tiers: readonly [Limits, ...Limits[]],
  dataOf: (limits: Limits) => CardData,
  summary: string,
): RenderedCard => {
  const drawnWith = (limits: Limits) => drawCard(template, dataOf(limits), summary);
  let drawn = drawnWith(tiers[0]);
  for (const limits of tiers.slice(1)) {
    if (drawn.size <= comfortable) break;
    drawn = drawnWith(limits);
  }
  return acceptCard(template, drawn);
};
