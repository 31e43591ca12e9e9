import type { RenderedCard } from '../bot/ports';
import { renderCard, type Template } from './render';

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
  const sizeOf = (data: CardData): number => Buffer.byteLength(JSON.stringify(template.expand(data)));
  const fitting = tiers.find((limits) => sizeOf(dataOf(limits)) <= comfortable) ?? tiers.at(-1) ?? tiers[0];
  return renderCard(template, dataOf(fitting), summary);
};
