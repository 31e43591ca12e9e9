/** What a teacher or a coordinator does with a group: another time, called off, handed over. */
import { isActiveOn } from '../../bot/programme/directory';
import type { Slot } from '../../bot/programme/rounds/model';
import { groupStatus } from '../../bot/programme/rounds/status';
import { lookAt } from '../../bot/programme/rounds/slotDoubts';
import { isTeacherBusy } from '../../bot/programme/rounds/teacherBusy';
import { slotFrom, type TimeRefusal } from '../../bot/programme/rounds/typedSlots';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { asTyped } from '../../cards/escape';
import type { GroupCardView } from '../../cards/roundGroup';
import type { ShiftProblem } from '../../cards/roundShift';
import { notForYou } from '../openFlag';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { openGroup, type OpenGroup } from './scope';
import { noticeOf, showGroup } from './showing';
import { doubtView } from './views';

type Said = GroupCardView['said'];
type Step = Decision['steps'][number];

const stored = (turn: Turn, opened: OpenGroup, steps: readonly Step[], said: Said): Decision => ({
  steps,
  draw: (rounds) =>
    showGroup(turn, { ...opened, rounds, place: placeAfter(rounds, opened.place) }, { said, error: null }),
});

const wrong = (turn: Turn, opened: OpenGroup, error: NonNullable<GroupCardView['error']>): Decision =>
  only(() => showGroup(turn, opened, { said: null, error }));

/** Why nothing can be changed any more; null while something can. */
const closedCard = (turn: Turn, opened: OpenGroup): RenderedCard | null => {
  const status = groupStatus(opened.loaded.directory, opened.place, turn.now);
  if (status === 'cancelled' || status === 'lapsed') return noticeOf(turn, opened, { notice: status });
  if (status === 'draft') return noticeOf(turn, opened, { notice: 'noMeeting' });
  // The report says that it met, or that nobody came: who was told of another time would get no new report.
  if (opened.place.group.report !== null) return noticeOf(turn, opened, { notice: 'reported' });
  const isOver = status === 'held' || status === 'closed';
  return isOver ? noticeOf(turn, opened, { notice: 'over' }) : null;
};

const longestRoom = 100;

/** A time of the programme that is still to come; it may lie outside the days of the round. */
const shiftedSlot = (turn: Turn, { loaded, place }: OpenGroup, data: ActionFields): Slot | TimeRefusal => {
  const { directory } = loaded;
  const { start, end } = directory.programme;
  const { meeting } = place.group;
  const minutes =
    meeting === null ? place.round.setup.minutes : (meeting.slot.end - meeting.slot.start) / 60_000;
  const room = asTyped(data['room'] ?? '').trim();
  return slotFrom(
    directory,
    { date: data['date'] ?? '', time: data['time'] ?? '' },
    {
      group: place.group.id,
      from: start,
      to: end,
      minutes,
      after: turn.now,
      room: room === '' ? null : room.slice(0, longestRoom),
    },
  );
};

const isSameSlot = (a: Slot | undefined, b: Slot): boolean =>
  a !== undefined && a.start === b.start && a.end === b.end && a.room === b.room;

/** Why a group does not meet at a time, or what is to be confirmed first; null when it does. Another place is no other time. */
const shiftProblem = (
  { loaded: { directory }, rounds, place }: OpenGroup,
  slot: Slot,
  sure: string,
): ShiftProblem | null => {
  const now = place.group.meeting?.slot;
  if (now?.start === slot.start && now.end === slot.end) return null;
  const look = lookAt(rounds.source, place, slot);
  if (look.may === 'teacherBusy') return { refusal: 'teacherBusy', doubt: null };
  if (look.may === 'now' || (look.may === 'ifSure' && sure === slot.id)) return null;
  const doubt = doubtView(directory, look.doubts);
  return look.may === 'ifSure' ? { refusal: 'doubt', doubt } : { refusal: 'nobodyFree', doubt };
};

const decideShift = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { place } = opened;
  const slot = shiftedSlot(turn, opened, data);
  const { date = '', time = '', room = '', sure = '' } = data;
  const typed = { date, time, room: asTyped(room) };
  const { start, end } = opened.loaded.directory.programme;
  const days = { from: start, to: end };
  if (typeof slot === 'string')
    return wrong(turn, opened, { form: 'shift', refusal: slot, doubt: null, typed, days });
  // The same press again, or nothing was changed: of that nobody hears anything.
  if (isSameSlot(place.group.meeting?.slot, slot))
    return stored(turn, opened, [], (place.group.meeting?.number ?? 1) > 1 ? 'shifted' : 'same');
  const problem = shiftProblem(opened, slot, sure);
  if (problem !== null) return wrong(turn, opened, { form: 'shift', typed, days, ...problem });
  return stored(turn, opened, [{ kind: 'shifted', group: place.group.id, slot }], 'shifted');
};

const decideHandOver = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, rounds, place } = opened;
  const { directory } = loaded;
  const { group } = place;
  const teacher = (data['teacher'] ?? '').trim().toLowerCase();
  const person = directory.person(teacher, 'teacher');
  const error = (refusal: 'unknownTeacher' | 'sameTeacher' | 'teacherBusy'): Decision =>
    wrong(turn, opened, { form: 'handOver', refusal, typed: data['teacher'] ?? '' });
  if (person === null || !isActiveOn(person, directory.calendar.dayOf(turn.now)))
    return error('unknownTeacher');
  if (group.teacher === teacher) return error('sameTeacher');
  if (group.meeting !== null && isTeacherBusy(rounds.source.book, teacher, group.meeting.slot, place))
    return error('teacherBusy');
  return {
    steps: [{ kind: 'handedOver', group: group.id, teacher }],
    draw: (after) => {
      const changed = { ...opened, rounds: after, place: placeAfter(after, place) };
      // The group is no longer theirs to see, unless they coordinate.
      return opened.grant.person.role === 'teacher'
        ? noticeOf(turn, changed, { notice: 'handedOver', who: person.name })
        : showGroup(turn, changed, { said: 'handedOver', error: null });
    },
  };
};

const acting =
  (decide: (turn: Turn, opened: OpenGroup, data: ActionFields) => Decision): CardDialog =>
  async (turn, data) => {
    const opened = await openGroup(turn, 'slots', data);
    if (opened === null) return notForYou(turn);
    return changeGroup(turn, opened, (current) => {
      const closed = closedCard(turn, current);
      return closed === null ? decide(turn, current, data) : only(() => closed);
    });
  };

/** `round.shift`: another time or place, or a first one, without asking. */
export const shiftGroup: CardDialog = acting(decideShift);
/** `round.handOver`: another teacher leads the group in this round from now on. */
export const handOverGroup: CardDialog = acting(decideHandOver);
/** `round.cancelGroup`: the group does not meet in this round. */
export const cancelGroup: CardDialog = acting((turn, opened) =>
  stored(turn, opened, [{ kind: 'groupCancelled', group: opened.place.group.id }], 'cancelled'),
);
