/** The weeks of a summary as a chart, and the same facts in words for clients that draw none. */
import type { SummaryDetails } from '../../bot/programme/summary/details';
import type { Figures } from '../../bot/programme/summary/summary';
import type { Language } from '../../bot/programme/model';
import { percent } from '../dates';
import { weekNumber } from './lines';
import { type TextKey, words } from '../words';

/** More would be unreadable on a phone; a whole programme has about twenty. */
const mostWeeks = 24;

/** Teams takes four series at most; colours are names that its themes know. */
const series = [
  { what: 'present', key: 'summary.present', color: 'good' },
  { what: 'late', key: 'summary.late', color: 'warning' },
  { what: 'absence', key: 'summary.absence', color: 'attention' },
  { what: 'missed', key: 'summary.missed', color: 'neutral' },
] as const satisfies readonly {
  readonly what: keyof SummaryDetails['figures'];
  readonly key: TextKey;
  readonly color: string;
}[];

/** What the template's Chart.VerticalBar.Grouped is filled with. */
export interface ChartData {
  readonly heading: string;
  readonly weekAxis: string;
  readonly series: readonly {
    readonly legend: string;
    readonly color: string;
    readonly values: readonly { readonly x: string; readonly y: number }[];
  }[];
  /** Every week's rate on one line: the weeks themselves are listed further down. */
  readonly weekLine: string;
}

const rateOf = (language: Language, week: string, { attendanceRate }: Figures): string => {
  const rate = attendanceRate === null ? '–' : percent(language, attendanceRate);
  return words(language).text('summary.weekRate', { number: weekNumber(week), rate });
};

type Weeks = readonly Pick<SummaryDetails['byWeek'][number], 'week' | 'figures'>[];

/**
 * None for a single week, which the figures say already, or while nothing is known: a chart of nothing has an axis of
 * ten-thousandths.
 */
export const chartsOf = (byWeek: Weeks, language: Language): readonly ChartData[] => {
  if (byWeek.length < 2) return [];
  const { text } = words(language);
  const weeks = byWeek.slice(-mostWeeks);
  if (weeks.every(({ figures }) => figures.attendanceRate === null)) return [];
  return [
    {
      heading: text('summary.chart'),
      weekAxis: text('summary.weekAxis'),
      series: series.map(({ what, key, color }) => ({
        legend: text(key),
        color,
        values: weeks.map(({ week, figures }) => ({ x: weekNumber(week), y: figures[what] })),
      })),
      weekLine: weeks.map(({ week, figures }) => rateOf(language, week, figures)).join(' · '),
    },
  ];
};
