/** What a teacher or a coordinator does with a group: another time, called off, handed over. */
import type { Slot } from '../../bot/programme/rounds/model';
import { isActiveAs } from '../../bot/programme/rounds/planning';
import { lacksReporter } from '../../bot/programme/rounds/reporters';
import { groupStatus } from '../../bot/programme/rounds/status';
import { lookAt } from '../../bot/programme/rounds/slotDoubts';
import { isElsewhere } from '../../bot/programme/rounds/elsewhere';
import { activeStudents } from '../../bot/programme/rounds/weeks';
import { slotFrom, type TimeRefusal } from '../../bot/programme/rounds/typedSlots';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { asTyped } from '../../cards/escape';
import type { GroupCardView } from '../../cards/rounds/group';
import type { ShiftProblem } from '../../cards/rounds/shift';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeGroup, only, placeAfter, type Decision } from './change';
import { isWithin, openGroup, type OpenGroup } from './scope';
import { handedOverIn, handOverDeed, noticeOf, ownDeed, personHears, showGroup } from './showing';
import { doubtView, named } from './views';

type Step = Decision['steps'][number];

/** The answer says what was done and who hears of it; of what was so before, that it was. */
const stored = (turn: Turn, opened: OpenGroup, steps: readonly Step[]): Decision => ({
  steps,
  draw: (rounds) => {
    const changed = { ...opened, rounds, place: placeAfter(rounds, opened.place) };
    return showGroup(turn, changed, { ...ownDeed(changed, turn.contact.email), error: null });
  },
});

const wrong = (turn: Turn, opened: OpenGroup, error: NonNullable<GroupCardView['error']>): Decision =>
  only(() => showGroup(turn, opened, { said: null, hearing: null, error }));

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

/** The same of handing over: a meeting that is over goes to whoever gives its report, when nobody can. */
const closedToAnother = (turn: Turn, opened: OpenGroup): RenderedCard | null =>
  lacksReporter(opened.loaded, opened.place, turn.now) ? null : closedCard(turn, opened);

const longestRoom = 100;

/** A time of the programme that is still to come; it may lie outside the days of the round. */
const shiftedSlot = (turn: Turn, { loaded, place }: OpenGroup, data: ActionFields): Slot | TimeRefusal => {
  const { directory } = loaded;
  const { start, end } = directory.programme;
  const { meeting } = place.group;
  const minutes =
    meeting === null ? place.round.setup.minutes : (meeting.slot.end - meeting.slot.start) / 60_000;
  const typed = asTyped(data['room'] ?? '').trim();
  const room = typed === '' ? null : typed.slice(0, longestRoom);
  // Whenever it is by now: its card may have been drawn before it was moved.
  if (data['use'] === 'room' && meeting !== null) return { ...meeting.slot, room };
  return slotFrom(
    directory,
    { date: data['date'] ?? '', time: data['time'] ?? '' },
    {
      group: place.group.id,
      from: start,
      to: end,
      minutes,
      after: turn.now,
      room,
    },
  );
};

const isSameSlot = (a: Slot | undefined, b: Slot): boolean =>
  a !== undefined && a.start === b.start && a.end === b.end && a.room === b.room;

/** Why a group does not meet at a time, or what is to be confirmed first; null when it does. Another place is no other time. */
const shiftProblem = (
  { contact, now: at }: Turn,
  { loaded: { directory }, rounds, place }: OpenGroup,
  slot: Slot,
  sure: string,
): ShiftProblem | null => {
  const now = place.group.meeting?.slot;
  if (now?.start === slot.start && now.end === slot.end) return null;
  const look = lookAt(rounds.source, place, slot, { at, by: contact.email });
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
  if (isSameSlot(place.group.meeting?.slot, slot)) return stored(turn, opened, []);
  const problem = shiftProblem(turn, opened, slot, sure);
  if (problem !== null) return wrong(turn, opened, { form: 'shift', typed, days, ...problem });
  return stored(turn, opened, [{ kind: 'shifted', group: place.group.id, slot }]);
};

type HandOverRefusal = 'unknownTeacher' | 'sameTeacher' | 'teacherBusy' | 'teacherIsMember';

/** Why somebody cannot lead a group; null when they can. */
const handOverRefusal = (
  { now }: Turn,
  { loaded: { directory }, rounds, place }: OpenGroup,
  teacher: string,
): HandOverRefusal | null => {
  const { group } = place;
  if (!isActiveAs(directory, teacher, 'teacher', directory.calendar.dayOf(now))) return 'unknownTeacher';
  if (group.teacher === teacher) return 'sameTeacher';
  if (activeStudents(directory, group.students, directory.calendar.dayOf(now)).includes(teacher))
    return 'teacherIsMember';
  const { meeting } = group;
  const isBusy =
    meeting !== null && now < meeting.slot.end && isElsewhere(rounds.source, teacher, meeting.slot, place);
  return isBusy ? 'teacherBusy' : null;
};

/** The answer to who handed a group over: who led it sees it no longer. */
const handedOver = (turn: Turn, changed: OpenGroup): RenderedCard =>
  isWithin(changed.rounds.source, changed.place, changed.grant)
    ? showGroup(turn, changed, { ...handOverDeed(changed), error: null })
    : handedOverIn(changed, turn.now)(turn.language);

const decideHandOver = (turn: Turn, opened: OpenGroup, data: ActionFields): Decision => {
  const { loaded, place } = opened;
  const { group } = place;
  const teacher = (data['teacher'] ?? '').trim().toLowerCase();
  const refusal = handOverRefusal(turn, opened, teacher);
  if (refusal !== null)
    return wrong(turn, opened, { form: 'handOver', refusal, typed: data['teacher'] ?? '' });
  const hearing = personHears(opened, { receiver: teacher, as: 'teacher' }, turn.now);
  const isSure = data['sure'] === teacher || teacher === turn.contact.email;
  if (hearing.by === null && !isSure)
    return wrong(turn, opened, {
      form: 'handOver',
      refusal: 'untold',
      teacher: named(loaded.directory, teacher),
    });
  return {
    steps: [{ kind: 'handedOver', group: group.id, teacher, from: group.teacher }],
    draw: (rounds) => handedOver(turn, { ...opened, rounds, place: placeAfter(rounds, place) }),
  };
};

const acting =
  (
    decide: (turn: Turn, opened: OpenGroup, data: ActionFields) => Decision,
    closedTo = closedCard,
  ): CardDialog =>
  async (turn, data) => {
    const opened = await openGroup(turn, 'slots', data);
    if (opened === null) return notForYou(turn);
    return changeGroup(turn, opened, (current) => {
      const closed = closedTo(turn, current);
      return closed === null ? decide(turn, current, data) : only(() => closed);
    });
  };

/** `round.shift`: another time or place, or a first one, without asking. */
export const shiftGroup: CardDialog = acting(decideShift);
/** `round.handOver`: another teacher leads the group in this round from now on. */
export const handOverGroup: CardDialog = acting(decideHandOver, closedToAnother);
/** `round.cancelGroup`: the group does not meet in this round. */
export const cancelGroup: CardDialog = acting((turn, opened) =>
  stored(turn, opened, [{ kind: 'groupCancelled', group: opened.place.group.id }]),
);
