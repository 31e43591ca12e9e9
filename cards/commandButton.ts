import type { Language } from '../bot/programme/model';
import { say, type CardAction } from './actions';
import { careButton } from './care';
import type { CommandButton } from './studentViews';
import { words } from './words';

/** The button of a command. Whoever worries is answered in its place: a message may have to wait, that answer never does. */
export const commandButton = ({ command, text }: CommandButton, language: Language): CardAction =>
  command === 'care' ? careButton(language, null) : say(words(language).text(`command.${command}`), text);
