/** Which times suit a member. */
import type { Moment } from '../../bot/programme/model';
import { isPolling } from '../../bot/programme/rounds/groupFold';
import type { Poll } from '../../bot/programme/rounds/state';
import { groupStatus } from '../../bot/programme/rounds/status';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { shortMoment } from '../../cards/dates';
import { roundPollCard, type PollView } from '../../cards/rounds/poll';
import { longSlot } from '../../cards/rounds/words';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { openGroup, type OpenGroup } from './scope';
import { noticeOf } from './showing';
import { groupView } from './views';

/** The poll of a group as it stands for a member. */
export const pollView = (
  { loaded, place }: Pick<OpenGroup, 'loaded' | 'place'>,
  poll: Poll,
  student: string,
  now: Moment,
  rest: Pick<PollView, 'occasion' | 'isUnknown'>,
): PollView => ({
  ...groupView(loaded, place, now),
  slots: poll.slots,
  chosen: poll.answers.get(student) ?? null,
  closesAt: poll.closesAt,
  ...rest,
});

/** Why there is nothing to answer; null when there is. */
const refusalOf = (turn: Turn, opened: OpenGroup): RenderedCard | null => {
  const { loaded, place } = opened;
  const { poll } = place.group;
  const status = groupStatus(loaded.directory, place, turn.now);
  if (status === 'cancelled' || status === 'lapsed') return noticeOf(turn, opened, { notice: status });
  if (poll === null) return noticeOf(turn, opened, { notice: 'noPoll' });
  if (isPolling(place.group) && turn.now < poll.closesAt) return null;
  const { timeZone } = loaded.directory.programme;
  const { meeting } = place.group;
  if (meeting !== null)
    return noticeOf(turn, opened, {
      notice: 'pollDone',
      when: longSlot(turn.language, meeting.slot, timeZone),
    });
  if (turn.now < poll.closesAt) return noticeOf(turn, opened, { notice: 'noPoll' });
  const when = shortMoment(turn.language, poll.closesAt, timeZone);
  return noticeOf(turn, opened, { notice: 'pollClosed', when });
};

/** The question as it stands, to answer or to change the answer. */
export const showPoll = (turn: Turn, opened: OpenGroup): RenderedCard => {
  const { poll } = opened.place.group;
  const refusal = refusalOf(turn, opened);
  if (refusal !== null || poll === null) return refusal ?? notForYou(turn);
  const rest = { occasion: 'asked', isUnknown: false } as const;
  return roundPollCard(pollView(opened, poll, turn.contact.email, turn.now, rest), turn.language);
};

const idsIn = (typed: string): readonly string[] => [
  ...new Set(
    typed
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== ''),
  ),
];

const decide = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  const { poll } = place.group;
  const student = turn.contact.email;
  const refusal = refusalOf(turn, opened);
  if (refusal !== null || poll === null) return only(() => refusal ?? notForYou(turn));
  const wanted = idsIn(data['slots'] ?? '');
  const slots = poll.slots.map(({ id }) => id).filter((id) => wanted.includes(id));
  const view = (at: typeof opened.place, rest: Pick<PollView, 'occasion' | 'isUnknown'>): RenderedCard =>
    roundPollCard(
      pollView({ loaded, place: at }, at.group.poll ?? poll, student, turn.now, rest),
      turn.language,
    );
  if (slots.length < wanted.length) return only(() => view(place, { occasion: 'asked', isUnknown: true }));
  const isSame = JSON.stringify(poll.answers.get(student)) === JSON.stringify(slots);
  return {
    steps: isSame ? [] : [{ kind: 'available', group: place.group.id, student, slots }],
    draw: (rounds) => view(placeAfter(rounds, place), { occasion: 'stored', isUnknown: false }),
  };
};

/** `round.available`: the times that suit, none as well; the newest answer counts. */
export const answerPoll: CardDialog = async (turn, data) => {
  const opened = await openGroup(turn, 'poll', data);
  if (opened === null) return notForYou(turn);
  return changeGroup(turn, opened, (current) => decide(turn, current, data));
};
