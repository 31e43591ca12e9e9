/** What an activity is answered with. */
import type { RenderedCard } from '../bot/ports';

/** A card in the place of another, and messages. */
export interface Reply {
  /** Takes the place of the card whose button was pressed; null leaves that card as it is. */
  readonly replacement: RenderedCard | null;
  /** New messages, in order. */
  readonly messages: readonly RenderedCard[];
}

/** No answer. */
export const silence: Reply = { replacement: null, messages: [] };

/** Answers with messages. */
export const says = (messages: readonly RenderedCard[]): Reply => ({ replacement: null, messages });

/** Answers in the place of the pressed card. */
export const replaces = (replacement: RenderedCard): Reply => ({ replacement, messages: [] });
