/** How a session went, as a sign beside words: never by colour alone. */
import type { Attendance } from '../bot/programme/facts';
import type { Language } from '../bot/programme/model';
import { type TextKey, words } from './words';

/** What a session counts as, or that nobody said so yet. */
export type Said = Attendance | 'unknown';

/** Shapes that phones have too, and none that stands for a level. */
const signs: Readonly<Record<Said, string>> = {
  present: '✓',
  late: '△',
  absence: '✗',
  missed: '□',
  notCounted: '–',
  unknown: '?',
};

const order: readonly Said[] = ['present', 'late', 'absence', 'missed', 'notCounted', 'unknown'];

const saidKeys = {
  present: 'summary.said.present',
  late: 'summary.said.late',
  absence: 'summary.said.absence',
  missed: 'summary.said.missed',
  notCounted: 'summary.said.notCounted',
  unknown: 'summary.said.unknown',
} as const satisfies Readonly<Record<Said, TextKey>>;

/** `✓ ✓ △ ✗`, in the order given. */
export const signRow = (said: readonly Said[]): string => said.map((one) => signs[one]).join('  ');

/** What the signs that occur mean: `✓ op tijd · ✗ niet verschenen`. */
export const signLegend = (language: Language, said: readonly Said[]): string =>
  order
    .filter((one) => said.includes(one))
    .map((one) => `${signs[one]} ${words(language).text(saidKeys[one])}`)
    .join(' · ');

const saidText = (language: Language, said: Said, minutesLate: number | null): string => {
  const { text } = words(language);
  if (minutesLate !== null && said === 'late')
    return text('summary.said.lateMinutes', { minutes: minutesLate });
  if (minutesLate !== null && said === 'absence')
    return text('summary.said.tooLate', { minutes: minutesLate });
  return text(saidKeys[said]);
};

/** One session in sign and words: `△ 7 minuten te laat`. */
export const signAndWords = (language: Language, said: Said, minutesLate: number | null): string =>
  `${signs[said]} ${saidText(language, said, minutesLate)}`;
