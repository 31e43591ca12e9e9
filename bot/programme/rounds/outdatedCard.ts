/** Cards of intervision that no longer show how things stand: how they go out of date by the number of the offer, poll or meeting they tell of. */
import type { Moment } from '../model';
import type { RoundKind } from '../plannedMessage';

/** The question which times suit, and its repetition. */
export const pollKinds = ['roundPoll', 'roundPollReminder'] as const satisfies readonly RoundKind[];
/** What everybody gets of a meeting. */
export const ofMeeting = ['roundInvite', 'roundAgenda'] as const satisfies readonly RoundKind[];
/** What who brings the case gets. */
export const ofCase = ['roundCase', 'roundCaseReminder'] as const satisfies readonly RoundKind[];
/** What a teacher gets of a group. */
export const toTeacher = [
  'roundOffer',
  'roundInvite',
  'roundReminder',
  'roundAgenda',
  'roundReport',
  'roundReportReminder',
] as const satisfies readonly RoundKind[];

/** The key of a message whose card is out of date, and since when. It need not have been sent. */
export interface OutdatedCard {
  readonly key: string;
  readonly since: Moment;
  /** How much had happened in its group and round by then. */
  readonly steps: number;
}

/** Cards of some kinds to some people about one offer, poll or meeting of a group, out of date since a moment. */
export interface Outdated {
  readonly kinds: readonly RoundKind[];
  readonly receivers: readonly string[];
  readonly number: number;
  readonly since: Moment;
}

/** The numbers from 1 up to another. */
export const upTo = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => index + 1);

/** The numbers before one, each replaced at the same moment. */
export const replaced = (
  count: number,
  since: Moment,
  kinds: readonly RoundKind[],
  receivers: readonly string[],
): readonly Outdated[] => upTo(Math.max(0, count - 1)).map((number) => ({ kinds, receivers, number, since }));

/** The same up to and with a number, when something ended it. */
export const ended = (
  count: number,
  since: Moment | null,
  kinds: readonly RoundKind[],
  receivers: readonly string[],
): readonly Outdated[] => (since === null ? [] : replaced(count + 1, since, kinds, receivers));

/** The later of two moments, where there are two. */
export const latest = (one: Moment | null, other: Moment | null): Moment | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
