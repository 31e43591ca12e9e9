/** Sessions of a pupil or a student in the summary, in sign and words, with what became of their answers. */
import type { TimelineEntry } from '../../bot/programme/summary/timeline';
import type { SummaryAsked } from '../../bot/programme/summary/asked';
import type { Language } from '../../bot/programme/model';
import { changesOf } from '../checkIn/answerChanges';
import { signAndWords } from '../attendance';
import { shortDay } from '../dates';
import { shownName } from '../names';
import { pageActions, pageLine, pageOf } from '../listPages';
import { openPageOf } from './open';
import { words } from '../words';

/** Changed answers told below the sessions. */
const mostChanges = 6;

interface Timeline {
  readonly scope: SummaryAsked;
  readonly timeline: readonly TimelineEntry[];
  readonly nameOf: (address: string) => string;
  readonly timeZone: string;
}

/** The column of days is narrow on a phone: without this a day falls apart over two lines. */
const onOneLine = (title: string): string => title.replaceAll(' ', '\u00a0');

const lineOf = (language: Language, session: TimelineEntry) => {
  const how = signAndWords(language, session.attendance ?? 'unknown', session.minutesLate);
  return {
    title: onOneLine(shortDay(language, session.date)),
    value: session.pupil === null ? how : `${shownName(session.pupil)}: ${how}`,
  };
};

/** The newest sessions, oldest first; earlier ones stand on the next page. */
export const timelinePage = (view: Timeline, language: Language, most: number) => {
  const page = pageOf(view.timeline.toReversed(), view.scope.start, most);
  const shown = page.shown.toReversed();
  return {
    data: {
      timelineHeading: shown.length === 0 ? '' : words(language).text('summary.timeline'),
      timelineMore: pageLine(language, page),
      timeline: shown.map((session) => lineOf(language, session)),
      changes: changesOf(language, shown, view, mostChanges),
    },
    actions: pageActions(language, page, 'time', openPageOf(view.scope)),
    page,
  };
};
