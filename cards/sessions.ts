import type { SessionDetails } from '../bot/programme/sessionDetails';
import type { Language } from '../bot/programme/model';
import { dayOf, timeRange } from './dates';
import { shownName } from './names';

/** `dinsdag 16 maart, 09:00–10:00`. */
export const sessionWhen = (language: Language, session: SessionDetails): string =>
  `${dayOf(language, session.start, session.timeZone)}, ${timeRange(language, session.start, session.end, session.timeZone)}`;

/** `Johan de Witt, 1.12`, escaped for a TextBlock. */
export const sessionWhere = (session: SessionDetails): string =>
  [session.school, session.room]
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => shownName(part ?? ''))
    .join(', ');

/** When and where on one line, escaped for a TextBlock. */
export const sessionLine = (language: Language, session: SessionDetails): string =>
  [sessionWhen(language, session), sessionWhere(session)].filter((part) => part !== '').join(' · ');
