/** What one card tells of a message that arrives with others. */
import type { Moment } from '../../bot/programme/model';
import type { RoundKind } from '../../bot/programme/plannedMessage';
import { writtenCase } from '../../bot/programme/rounds/agenda';
import type { TogetherPart } from '../../cards/rounds/together';
import type { OpenGroup } from './scope';
import { groupView, meetingView } from './views';

/** What the kinds that may come together are on their one card; the others never do. */
const together: Partial<Readonly<Record<RoundKind, TogetherPart['what']>>> = {
  roundAgenda: 'agenda',
  roundReminder: 'reminder',
  roundCase: 'case',
  roundCaseReminder: 'caseAgain',
  roundPollReminder: 'poll',
  roundReportReminder: 'reportAgain',
};

/** The part of a message; none where its group has no meeting, or no poll, to tell of any more. */
export const partsOf = (
  { loaded, rounds, place }: Pick<OpenGroup, 'loaded' | 'rounds' | 'place'>,
  kind: RoundKind,
  at: Moment,
): readonly TogetherPart[] => {
  const what = together[kind];
  if (what === undefined) return [];
  const view = groupView(loaded, place, at);
  if (what === 'poll') {
    const { poll } = place.group;
    return poll === null ? [] : [{ ...view, what, closesAt: poll.closesAt }];
  }
  const meeting = meetingView(rounds, place);
  if (meeting === null) return [];
  return [{ ...view, what, meeting, isWritten: writtenCase(rounds.source, place) !== null }];
};
