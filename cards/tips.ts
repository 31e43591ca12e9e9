import { topics, type Topic } from '../bot/programme/facts';
import type { Language } from '../bot/programme/model';
import { tips as english } from './texts/en/tips';
import { tips as dutch } from './texts/nl/tips';

/** Four tips a topic, so that no language can miss one. */
type Tips = Readonly<Record<Topic, readonly [string, string, string, string]>>;

const all: Readonly<Record<Language, Tips>> = { nl: dutch, en: english };

/** A tip with its topic. */
export interface Tip {
  readonly topic: Topic;
  readonly text: string;
}

/** Every tip, each next one on another topic. */
const inTurn: Readonly<Record<Language, readonly Tip[]>> = {
  nl: [0, 1, 2, 3].flatMap((round) => topics.map((topic) => ({ topic, text: all.nl[topic][round] ?? '' }))),
  en: [0, 1, 2, 3].flatMap((round) => topics.map((topic) => ({ topic, text: all.en[topic][round] ?? '' }))),
};

/** How many tips there are before the first comes again. */
export const tipCount = inTurn.nl.length;

/** The tip for the `number`-th session of a pair; any whole number will do. */
export const tip = (language: Language, number: number): Tip => {
  const turn = ((Math.trunc(number) % tipCount) + tipCount) % tipCount;
  return inTurn[language][turn] ?? { topic: 'motives', text: all[language].motives[0] };
};
