/** How a session went, as a sign beside words: never by colour alone. */
import type { Attendance } from '../bot/programme/facts';
import type { Language } from '../bot/programme/model';
import { type TextKey, words } from './words';

/** What a session is marked as: what it counts as, or that nobody said so yet. */
export type Mark = Attendance | 'unknown';

/** Shapes that phones have too, and none that stands for a level. */
const signs: Readonly<Record<Mark, string>> = {
  present: '✓',
  late: '△',
  absence: '✗',
  missed: '□',
  notCounted: '–',
  unknown: '?',
};

const order: readonly Mark[] = ['present', 'late', 'absence', 'missed', 'notCounted', 'unknown'];

const markKeys = {
  present: 'summary.mark.present',
  late: 'summary.mark.late',
  absence: 'summary.mark.absence',
  missed: 'summary.mark.missed',
  notCounted: 'summary.mark.notCounted',
  unknown: 'summary.mark.unknown',
} as const satisfies Readonly<Record<Mark, TextKey>>;

/** `✓ ✓ △ ✗`, in the order given. */
export const signRow = (marks: readonly Mark[]): string => marks.map((mark) => signs[mark]).join('  ');

/** What the signs that occur mean: `✓ op tijd · ✗ niet verschenen`. */
export const signLegend = (language: Language, marks: readonly Mark[]): string =>
  order
    .filter((mark) => marks.includes(mark))
    .map((mark) => `${signs[mark]} ${words(language).text(markKeys[mark])}`)
    .join(' · ');

const markText = (language: Language, mark: Mark, minutesLate: number | null): string => {
  const { text } = words(language);
  if (minutesLate !== null && mark === 'late')
    return text('summary.mark.lateMinutes', { minutes: minutesLate });
  if (minutesLate !== null && mark === 'absence')
    return text('summary.mark.tooLate', { minutes: minutesLate });
  return text(markKeys[mark]);
};

/** One session in sign and words: `△ 7 minuten te laat`. */
export const signAndWords = (language: Language, mark: Mark, minutesLate: number | null): string =>
  `${signs[mark]} ${markText(language, mark, minutesLate)}`;
