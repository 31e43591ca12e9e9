import type { RenderedCard } from '../bot/ports';
import { finishCard, type Template } from './render';

/** UTF-8; a little under what `renderCard` accepts, for the envelope it adds. */
const comfortable = 23_500;

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
  const expandedWith = (limits: Limits) => {
    const data = dataOf(limits);
    const expanded = template.expand(data);
    return { data, expanded, size: Buffer.byteLength(JSON.stringify(expanded)) };
  };
  let made = expandedWith(tiers[0]);
  for (const limits of tiers.slice(1)) {
    if (made.size <= comfortable) break;
    made = expandedWith(limits);
  }
  return finishCard(template, made.expanded, made.data, summary);
};
