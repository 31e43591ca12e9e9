/** What many cards of intervision say in the same words. */
import type { Language } from '../../bot/programme/model';
import type { Slot } from '../../bot/programme/rounds/model';
import { execute, type ActionData, type CardAction } from '../actions';
import { dayOf, dayRange, list, shortMoment, time, timeDash, timeRange } from '../dates';
import { plainName, shownName } from '../names';
import type { GroupRef, GroupView, MeetingView, Named } from './views';
import { words, type TextKey, type Words } from '../words';

/** What a button says of the group it is about. */
export const refData = ({ programme, round, group }: GroupRef): ActionData => ({ programme, round, group });

/** `di 16 mrt, 15:00–16:05`; on one day, as no meeting goes past midnight. */
export const shortSlot = (language: Language, { start, end }: Slot, timeZone: string): string =>
  `${shortMoment(language, start, timeZone)}${timeDash}${time(language, end, timeZone)}`;

/** `dinsdag 16 maart, 15:00–16:05`. */
export const longSlot = (language: Language, { start, end }: Slot, timeZone: string): string =>
  `${dayOf(language, start, timeZone)}, ${timeRange(language, start, end, timeZone)}`;

/** Where a group meets; said too when nobody has said it yet. */
export const placeOf = ({ text }: Words, { room }: Slot): string =>
  room === null || room.trim() === '' ? text('round.noRoom') : shownName(room);

/** More names would fill a phone; who is to be named beside them is so up to another number. */
const mostNames = 12;

/** `Sam de Boer, Noor Aydin en Lea Vos`. */
export const namesOf = (
  { language, text }: Words,
  people: readonly Named[],
  most: number = mostNames,
): string => {
  const shown = people.slice(0, most).map(({ name }) => shownName(name));
  const left = people.length - shown.length;
  return list(language, left === 0 ? shown : [...shown, text('round.others', { count: left })]);
};

const capital = (sentence: string): string => `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}`;

/** `Groep B`, at the beginning of a line. */
export const groupTitle = ({ text }: Words, group: string): string =>
  capital(text('round.group', { group: shownName(group) }));

/** `Maart · groep B`, `Groep B`. */
export const whichGroup = (all: Words, { roundName, group }: GroupView): string =>
  roundName === null
    ? groupTitle(all, group)
    : `${shownName(roundName)} · ${all.text('round.group', { group: shownName(group) })}`;

/** The same for a notification, which reads no markdown. */
export const plainGroup = ({ text }: Words, { roundName, group }: GroupView): string => {
  const name = text('round.group', { group: plainName(group) });
  return roundName === null ? name : `${plainName(roundName)} · ${name}`;
};

/** The same with the days of the round: while there is no time. */
export const whichDays = (all: Words, view: GroupView): string =>
  `${whichGroup(all, view)} · ${dayRange(all.language, view.from, view.to)}`;

/** Who leads a group, and that they have left when they have. */
export const teacherName = ({ text }: Words, { teacher, isTeacherGone }: GroupView): string =>
  isTeacherGone ? text('round.teacher.gone', { who: shownName(teacher.name) }) : shownName(teacher.name);

/** When, where, who leads unless its teacher reads, and who brings the case. */
export const meetingFacts = (
  all: Words,
  view: GroupView,
  { slot, bringer }: MeetingView,
  isTeacher = false,
): readonly (readonly [string, string])[] => {
  const { text, language } = all;
  return [
    [text('round.when'), longSlot(language, slot, view.timeZone)],
    [text('round.where'), placeOf(all, slot)],
    ...(isTeacher ? [] : [[text('round.teacher'), teacherName(all, view)] as const]),
    [text('round.bringer'), bringer === null ? text('round.bringer.nobody') : shownName(bringer.name)],
  ];
};

/** Who was at a meeting, and who missed it. */
export const attendedFacts = (
  all: Words,
  present: readonly Named[],
  missed: readonly Named[],
): readonly (readonly [string, string])[] => [
  [
    all.text('roundGroup.present', { count: present.length }),
    present.length === 0 ? all.text('report.nobody') : namesOf(all, present),
  ],
  ...(missed.length === 0
    ? []
    : [[all.text('report.missed', { count: missed.length }), namesOf(all, missed)] as const]),
];

/** What a button opens of a group. */
export type Shown = 'room' | 'offer' | 'poll' | 'case' | 'agenda' | 'report' | 'group';

/** A button that shows something of a group below the card. */
export const showButton = (
  { text }: Words,
  ref: GroupRef,
  what: Shown,
  title: TextKey = `round.button.${what}`,
): CardAction =>
  what === 'report'
    ? execute(text(title), 'round.report', refData(ref), { inputs: 'none' })
    : execute(text(title), 'round.show', { ...refData(ref), what }, { inputs: 'none' });

/** For who leads a group whose place nobody has said yet. */
export const roomButtons = (all: Words, ref: GroupRef, { room }: Slot): readonly CardAction[] =>
  room === null || room.trim() === '' ? [showButton(all, ref, 'room')] : [];

/** `groep A en groep B`; empty for none. */
export const groupNames = (groups: readonly string[], language: Language): string =>
  list(
    language,
    groups.map((group) => words(language).text('round.group', { group: shownName(group) })),
  );

/** A form behind a button. */
export const formBehind = (
  title: string,
  body: readonly CardAction[],
  actions: readonly CardAction[],
): CardAction => ({ type: 'Action.ShowCard', title, card: { type: 'AdaptiveCard', body, actions } });

/** A line of a form. */
export const formLine = (text: string): CardAction => ({ type: 'TextBlock', text, wrap: true });

/** What went wrong with the field below it. */
export const formProblem = (text: string): CardAction => ({
  type: 'TextBlock',
  text: `⚠ ${text}`,
  color: 'attention',
  weight: 'bolder',
  wrap: true,
});

/** A choice of people by address. */
export const peopleChoices = (people: readonly Named[]) =>
  people.map(({ email, name }) => ({ title: plainName(name), value: email }));
