/** One group of a round, for who leads it and for coordinators: how it stands, and what they can do about it. */
import type { RenderedCard } from '../../bot/ports';
import type { Language, Moment } from '../../bot/programme/model';
import type { GroupStatus } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { shortMoment } from '../dates';
import { shownName } from '../names';
import { handOverForm, type HandOverError, type HandOverView } from './handOver';
import { doubtLines, type SlotDoubtView } from './doubts';
import { hearingLines, type HearingView } from './hearing';
import { teamsButton } from './invite';
import { roomForm, shiftForm, type ShiftError } from './shift';
import { fewPart, memberButtons, movedPart, moveProblems, type MovableView } from './move';
import { drawRound, type Section } from './template';
import type { GroupView, MeetingView, Named } from './views';
import {
  attendedFacts,
  formBehind,
  formLine,
  meetingFacts,
  namesOf,
  plainGroup,
  refData,
  teacherName,
  showButton,
  whichDays,
} from './words';
import { words, type Words } from '../words';

/** What staff sees of how a group stands. */
export interface GroupStanding extends GroupView {
  readonly status: GroupStatus;
  readonly meeting: MeetingView | null;
  /** Who said they come, or not; null while there is no meeting, and once it is known who came. */
  readonly expected: {
    readonly coming: readonly Named[];
    readonly notComing: readonly Named[];
    readonly unknown: readonly Named[];
  } | null;
  /** What is in the way of people by now, of a meeting to come; null when nothing is. */
  readonly doubts: SlotDoubtView | null;
  readonly poll: { readonly answered: number; readonly closesAt: Moment } | null;
  /** Who was there; null while there is no report. */
  readonly present: readonly Named[] | null;
  /** Members who were not, as far as that is the reader's to know. */
  readonly missed: readonly Named[];
}

/** A group, to act on. */
export interface GroupCardView extends GroupStanding, MovableView {
  /** Its teacher, who sees agenda and report; else a coordinator. */
  readonly isOwn: boolean;
  /** Who could take it over. */
  readonly teachers: readonly Named[];
  /** It has met, and nobody can say any more who was there, unless somebody takes it over. */
  readonly lacksReporter: boolean;
  /** Start and end of the meeting as Teams wants them; null while there is none. */
  readonly iso: { readonly start: string; readonly end: string } | null;
  /** What was just stored. */
  readonly said: 'shifted' | 'placed' | 'handedOver' | 'cancelled' | 'same' | null;
  /** Who hears of what was just stored; null where that is nothing. */
  readonly hearing: HearingView | null;
  /** Who would hear that it is called off. */
  readonly ifCalledOff: HearingView;
  /** The place is asked for. */
  readonly asksRoom: boolean;
  /** What could not be stored. */
  readonly error: ShiftError | HandOverError | null;
}

/** Who comes, who does not, and who gave no answer; where nobody said anything, all of them are expected; once there is a report, who came. */
export const comingFacts = (
  all: Words,
  { expected, present, missed }: Pick<GroupStanding, 'expected' | 'present' | 'missed'>,
): readonly (readonly [string, string])[] => {
  if (present !== null) return attendedFacts(all, present, missed);
  if (expected === null) return [];
  const { coming, notComing, unknown } = expected;
  const nobodySaid = coming.length + notComing.length === 0;
  const fact = (key: 'coming' | 'notComing' | 'unknown' | 'expected', people: readonly Named[]) =>
    people.length === 0
      ? []
      : [[all.text(`roundGroup.${key}`, { count: people.length }), namesOf(all, people)] as const];
  return [
    ...fact('coming', coming),
    ...fact('notComing', notComing),
    ...fact(nobodySaid ? 'expected' : 'unknown', unknown),
  ];
};

/** Where a group stands; of a meeting that nobody reported of that there is no report. */
export const statusWords = (text: Words['text'], status: GroupStatus, hasReport: boolean): string =>
  text(status === 'closed' && !hasReport ? 'roundGroup.status.closed.silent' : `roundGroup.status.${status}`);

/** `Gepland`, `4 van de 7 hebben geantwoord. Antwoorden kan tot wo 10 mrt, 16:00.`; `isOwn`: to who leads the group. */
export const statusLine = ({ text, language }: Words, view: GroupStanding, isOwn = false): string => {
  const { status, poll, members, timeZone } = view;
  if (status === 'offering' && isOwn) return text('roundGroup.status.offering.own');
  if (status === 'polling' && poll !== null) {
    const until = shortMoment(language, poll.closesAt, timeZone);
    return text('roundGroup.polling', { answered: poll.answered, members: members.length, until });
  }
  return statusWords(text, status, view.present !== null);
};

/** Who cannot come after all: days that were closed since, or something else at that time. */
export const nowInTheWay = (all: Words, { doubts }: Pick<GroupStanding, 'doubts'>): readonly Section[] =>
  doubts === null ? [] : [{ lines: doubtLines(all, doubts), isBox: true }];

/** How a group stands: the meeting with who comes, or how far the search for a time is. */
export const standingParts = (all: Words, view: GroupStanding, isOwn = false): readonly Section[] => {
  const { meeting, members } = view;
  const who: readonly (readonly [string, string])[] =
    meeting === null
      ? [
          [all.text('round.teacher'), teacherName(all, view)],
          [all.text('round.members'), namesOf(all, members)],
        ]
      : [...meetingFacts(all, view, meeting), ...comingFacts(all, view)];
  return [{ lines: [statusLine(all, view, isOwn)], facts: who }, ...nowInTheWay(all, view)];
};

/** With a report it stays as it was, though its time may not be over yet. */
const isOngoing = ({ status, present }: GroupStanding): boolean =>
  present === null &&
  (status === 'offering' || status === 'polling' || status === 'undecided' || status === 'scheduled');

/** The form as it stands, with what was wrong in it. */
const shiftOf = (all: Words, view: GroupCardView) =>
  shiftForm(all, { ...view, error: view.error?.form === 'shift' ? view.error : null });

const handOverOf = (view: GroupCardView): HandOverView => ({
  ...view,
  error: view.error?.form === 'handOver' ? view.error : null,
});

/** A field for the place alone. */
const roomPart = (all: Words, view: GroupCardView): readonly Section[] =>
  view.asksRoom && view.meeting !== null && isOngoing(view)
    ? [roomForm(all, view, view.meeting.slot.room)]
    : [];

const openForm = (all: Words, view: GroupCardView): readonly Section[] => {
  if (view.error === null) return roomPart(all, view);
  return [view.error.form === 'shift' ? shiftOf(all, view) : handOverForm(all, handOverOf(view))];
};

const handOverButtons = (all: Words, view: GroupCardView): readonly CardAction[] => {
  if (view.teachers.length === 0 || view.error?.form === 'handOver') return [];
  const { inputs, buttons } = handOverForm(all, handOverOf(view));
  return [formBehind(all.text('roundGroup.handOver'), inputs, buttons)];
};

const changeButtons = (all: Words, view: GroupCardView): readonly CardAction[] => {
  if (view.lacksReporter) return handOverButtons(all, view);
  if (!isOngoing(view)) return [];
  const { text } = all;
  const shift = shiftOf(all, view);
  const cancel = execute(text('roundGroup.cancel.sure'), 'round.cancelGroup', refData(view), {
    style: 'destructive',
    inputs: 'none',
  });
  const title = view.meeting === null ? 'roundGroup.fix' : 'roundGroup.shift';
  // One field of a name is all a card may have.
  const asksPlace = view.error?.form === 'shift' || roomPart(all, view).length > 0;
  return [
    ...(view.status === 'scheduled' ? [] : [showButton(all, view, 'offer')]),
    ...(asksPlace ? [] : [formBehind(text(title), shift.inputs, shift.buttons)]),
    ...handOverButtons(all, view),
    ...memberButtons(all, view),
    formBehind(
      text('roundGroup.cancel'),
      [text('roundGroup.cancel.hint'), ...hearingLines(all, view.ifCalledOff, view.timeZone)].map(formLine),
      [cancel],
    ),
  ];
};

const ownButtons = (all: Words, view: GroupCardView): readonly CardAction[] => {
  const { status, iso, present } = view;
  if (!view.isOwn) return [];
  const isPast = status === 'held' || status === 'closed' || present !== null;
  return [
    ...(isPast ? [showButton(all, view, 'report')] : []),
    ...(view.meeting === null || status === 'cancelled' ? [] : [showButton(all, view, 'agenda')]),
    ...(status === 'scheduled' && iso !== null ? [teamsButton(all, { ...view, iso })] : []),
  ];
};

const problemsOf = (all: Words, view: GroupCardView): readonly string[] => {
  const { text } = all;
  const { error } = view;
  if (error === null) return moveProblems(all, view);
  const isDoubt = error.refusal === 'doubt' || error.refusal === 'untold';
  return [text(isDoubt ? 'round.notYetStored' : 'round.notStored')];
};

const saidParts = (all: Words, { said, hearing, timeZone }: GroupCardView): readonly Section[] => {
  if (said === null) return [];
  const heard = hearing === null ? [] : hearingLines(all, hearing, timeZone);
  return [{ lines: [[all.text(`roundGroup.said.${said}`), ...heard].join(' ')], isBox: true }];
};

/** What is to be done when its teacher has left and its meeting is still to come. */
const leaderlessPart = (all: Words, view: GroupCardView): readonly Section[] => {
  if (!view.isTeacherGone || !isOngoing(view)) return [];
  return [
    { lines: [all.text('roundGroup.leaderless', { teacher: shownName(view.teacher.name) })], isBox: true },
  ];
};

/** How a group stands, with what was just stored of it or why that could not be. */
export const roundGroupCard = (view: GroupCardView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  return drawRound({
    title: text(view.isOwn ? 'roundGroup.title' : 'roundGroup.title.any'),
    subtitle: whichDays(all, view),
    problems: problemsOf(all, view),
    sections: [
      ...saidParts(all, view),
      ...movedPart(all, view),
      ...leaderlessPart(all, view),
      ...(isOngoing(view) ? fewPart(all, view) : []),
      ...openForm(all, view),
      ...standingParts(all, view, view.isOwn),
    ],
    actions: [...ownButtons(all, view), ...changeButtons(all, view)],
    summary: text('roundGroup.summary', { group: plainGroup(all, view) }),
  });
};
