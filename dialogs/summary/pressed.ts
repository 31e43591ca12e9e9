/** What a button of the summary sends, which its sender can have changed. */
import { parseDay } from '../../bot/programme/calendar';
import type { Day } from '../../bot/programme/model';
import {
  everythingAsked,
  type SummaryAsked,
  type Where,
  type WhoAsked,
} from '../../bot/programme/summary/asked';
import type { ActionFields } from '../../bot/ports';
import { startIn } from '../../cards/listPages';
import { mostTogether } from './together';

const whoAsked = (text: string | undefined): WhoAsked | null =>
  text === 'missed' || text === 'late' ? text : null;

/** `school1`, `class1`, `pupil1`, `school2` …, up to the first that names no school. */
const togetherFrom = (data: ActionFields): readonly Where[] => {
  const found: Where[] = [];
  for (let number = 1; number <= mostTogether && data[`school${number}`]; number += 1) {
    const field = (name: string): string | null => data[`${name}${number}`] || null;
    found.push({ school: field('school'), class: field('class'), pupil: field('pupil') });
  }
  return found.length < 2 ? [] : found;
};

/** What the card asks for; missing and empty fields are not asked for. */
export const askedFrom = (data: ActionFields): SummaryAsked => {
  const field = (name: string): string | null => data[name] || null;
  const day = (name: string): Day | null => parseDay(data[name] ?? '');
  return {
    ...everythingAsked,
    programme: field('programme'),
    school: field('school'),
    class: field('class'),
    pupil: field('pupil'),
    student: field('student')?.toLowerCase() ?? null,
    who: whoAsked(data['who']),
    together: togetherFrom(data),
    from: day('from'),
    to: day('to'),
    start: startIn(data['start']),
    laterWeeks: startIn(data['laterWeeks']),
  };
};

/** The days as they were sent when there are no such days, or the last comes before the first; else null. */
export const unknownDays = (data: ActionFields): string | null => {
  const { from = '', to = '' } = data;
  const wrong = [from, to].find((day) => day !== '' && parseDay(day) === null);
  if (wrong !== undefined) return wrong;
  return from !== '' && to !== '' && from > to ? `${from} – ${to}` : null;
};
