import type { Language, Level } from '../bot/programme/model';
import { words } from './words';

/** As many as the level: signs that are filled or not look alike when they are small, or are drawn alike by a phone. */
const signs: Readonly<Record<Level, string>> = { 1: '!', 2: '!!', 3: '!!!' };

/** Container styles of Adaptive Cards; never the only thing that tells a level. */
const colours = { 1: 'default', 2: 'warning', 3: 'attention' } as const satisfies Record<Level, string>;

/** `actie`. */
export const levelWord = (language: Language, level: Level): string => words(language).text(`level.${level}`);

/** `!!`. */
export const levelSign = (level: Level): string => signs[level];

/** The `style` of a Container that also holds the level in words. As the colour of letters it is too pale to read. */
export const levelColour = (level: Level): 'default' | 'warning' | 'attention' => colours[level];

/** `!! Niveau 2: actie`. */
export const levelText = (language: Language, level: Level): string =>
  words(language).text('level.text', { sign: signs[level], level, word: levelWord(language, level) });
