import type { Language } from '../bot/programme/model';
import { dayOf, timeRange } from './dates';
import { escapeName } from './escape';
import type { SessionView } from './studentViews';

/** `dinsdag 16 maart, 09:00–10:00`. */
export const sessionWhen = (language: Language, session: SessionView): string =>
  `${dayOf(language, session.start, session.timeZone)}, ${timeRange(language, session.start, session.end, session.timeZone)}`;

/** `Johan de Witt, 1.12`, escaped for a TextBlock. */
export const sessionWhere = (session: SessionView): string =>
  [session.school, session.room]
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => escapeName(part ?? ''))
    .join(', ');

/** When and where on one line, escaped for a TextBlock. */
export const sessionLine = (language: Language, session: SessionView): string =>
  [sessionWhen(language, session), sessionWhere(session)].filter((part) => part !== '').join(' · ');
