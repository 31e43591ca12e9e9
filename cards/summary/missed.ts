/** What share of the sessions was missed each week, against the line that asks for attention. */
import type { SummaryDetails } from '../../bot/programme/summary/details';
import type { Language } from '../../bot/programme/model';
import { list, percent } from '../dates';
import { hasWeeks, weekNumber } from './lines';
import { words } from '../words';

/** A pupil who misses more than this share loses the thread: schools draw the same line. */
const missedLine = 0.1;

/** More would be unreadable on a phone. */
const mostWeeks = 24;

/** Weeks named as above the line, the newest ones. */
const mostNamed = 6;

interface Week {
  readonly name: string;
  readonly monday: string;
  /** Absence and missed out of what was observed. */
  readonly share: number;
}

const weeksOf = ({ byWeek }: SummaryDetails): readonly Week[] =>
  byWeek
    .slice(-mostWeeks)
    .flatMap(({ week, monday, figures }) =>
      figures.attendanceRate === null
        ? []
        : [{ name: weekNumber(week), monday, share: 1 - figures.attendanceRate }],
    );

const roundly = (share: number): number => Math.round(share * 100);

const sentence = (language: Language, weeks: readonly Week[]): string => {
  const { text } = words(language);
  const line = percent(language, missedLine);
  const above = weeks.filter(({ share }) => share > missedLine).map(({ name }) => name);
  if (above.length === 0) return text('summary.missedNever', { line });
  const named = list(language, above.slice(-mostNamed));
  return above.length > mostNamed
    ? text('summary.missedOften', { line, count: above.length, weeks: named })
    : text('summary.missedAbove', { line, count: above.length, weeks: named });
};

/**
 * The trend as a line chart with the 10 % line in it, and in words which weeks were above; nothing for a single week.
 * Where no chart is drawn the words remain, and each week's rate stands with the other chart and in its own line.
 */
export const missedTrend = (view: SummaryDetails, language: Language) => {
  const weeks = hasWeeks(view) ? weeksOf(view) : [];
  if (weeks.length < 2) return { lines: [], missedLine: '' };
  const { text } = words(language);
  const line = percent(language, missedLine);
  const values = (shareOf: (week: Week) => number) =>
    weeks.map((week) => ({ x: week.monday, y: roundly(shareOf(week)) }));
  const series = [
    { legend: text('summary.missedShare'), color: 'attention', values: values(({ share }) => share) },
    { legend: text('summary.missedLimit', { line }), color: 'neutral', values: values(() => missedLine) },
  ];
  return {
    lines: [
      {
        heading: text('summary.missedChart'),
        weekAxis: text('summary.weekAxis'),
        shareAxis: '%',
        series,
      },
    ],
    missedLine: sentence(language, weeks),
  };
};
