/** In words: whether a message about a change reaches people in time, and when. */
import type { Moment } from '../../bot/programme/model';
import { shortMoment } from '../dates';
import type { Named } from './views';
import { namesOf } from './words';
import type { Words } from '../words';

/** Who hears of a change, and when. */
export interface HearingView {
  readonly whom: 'everybody' | 'teacher';
  /** When the last of those hears it who hear it in time; null when nobody does. */
  readonly by: Moment | null;
  /** It is told at once. */
  readonly isNow: boolean;
  /** Whom no message reaches in time. */
  readonly tooLate: readonly Named[];
}

/** `Ann en Bas horen dit niet op tijd van mij.`: for who has to tell them. */
export const tooLateLine = (all: Words, people: readonly Named[]): readonly string[] =>
  people.length === 0 ? [] : [all.text('round.tooLate', { who: namesOf(all, people), count: people.length })];

/** `Iedereen krijgt bericht, uiterlijk wo 17 mrt, 08:30.`: promises nothing that does not come in time. */
export const hearingLines = (all: Words, view: HearingView, timeZone: string): readonly string[] => {
  const { whom, by, isNow, tooLate } = view;
  const key = tooLate.length > 0 ? 'round.hearing.others' : (`round.hearing.${whom}` as const);
  const when = by === null || isNow ? 'now' : shortMoment(all.language, by, timeZone);
  return [...(by === null ? [] : [all.text(key, { when })]), ...tooLateLine(all, tooLate)];
};
