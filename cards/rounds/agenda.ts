/** The agenda of a meeting, and the word to its teacher some days before. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { methodIds, type MethodId, type TimedStep } from '../../bot/programme/rounds/methods';
import type { CaseText } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { timeRange } from '../dates';
import { escapeMarkdown } from '../escape';
import { shownName } from '../names';
import { caseLines } from './case';
import { comingFacts, nowInTheWay, type GroupStanding } from './group';
import { drawRound, type Section } from './template';
import type { MeetingView } from './views';
import { longSlot, meetingFacts, plainGroup, refData, roomButtons, showButton, whichGroup } from './words';
import { words, type Words } from '../words';

/** A meeting to come, with the case as far as its reader may see it. */
export interface AgendaView extends GroupStanding {
  readonly meeting: MeetingView;
  readonly method: MethodId;
  readonly steps: readonly TimedStep[];
  /** What was agreed the last time. */
  readonly followUp: string | null;
  readonly case: CaseText | null;
  /** How many open flags there are on pupils of the group; null for members. */
  readonly openFlags: number | null;
  /** The teacher sees who comes, and can take another method. */
  readonly isTeacher: boolean;
}

/** The case, or whose it will be. */
export const casePart = (
  all: Words,
  { meeting: { bringer } }: Pick<AgendaView, 'meeting'>,
  written: CaseText | null,
): Section => {
  const { text } = all;
  const who = bringer === null ? '' : shownName(bringer.name);
  const heading = bringer === null ? text('agenda.case.nobody') : text('agenda.case', { who });
  if (bringer === null) return { heading, lines: [text('agenda.case.none')] };
  return { heading, lines: written === null ? [text('agenda.case.empty')] : caseLines(all, written) };
};

const stepLines = ({ text, language }: Words, { steps, timeZone }: AgendaView): readonly string[] =>
  steps.map(
    ({ name, start, end }) =>
      `**${timeRange(language, start, end, timeZone)} ${text(`step.${name}`)}**: ${text(`step.${name}.how`)}`,
  );

const lastTime = ({ text }: Words, { followUp }: AgendaView): readonly Section[] =>
  followUp === null
    ? []
    : [{ heading: text('agenda.lastTime'), lines: [escapeMarkdown(followUp)], isBox: true }];

const flagLines = ({ text }: Words, { openFlags }: AgendaView): readonly string[] =>
  openFlags === null ? [] : [text('agenda.flags', { count: openFlags })];

const otherMethods = ({ text }: Words, view: AgendaView): readonly CardAction[] =>
  methodIds
    .filter((method) => method !== view.method)
    .map((method) =>
      execute(
        text('agenda.other', { method: text(`method.${method}`) }),
        'round.show',
        { ...refData(view), what: 'agenda', method },
        { inputs: 'none' },
      ),
    );

/** The meeting with clock times, last time's follow-up, and the case. No pupil is named in it. */
export const roundAgendaCard = (view: AgendaView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { isTeacher, meeting, method } = view;
  const facts = [
    ...meetingFacts(all, view, meeting, isTeacher),
    ...(isTeacher ? comingFacts(all, view) : []),
  ];
  const flags = flagLines(all, view);
  return drawRound({
    title: text('agenda.title'),
    subtitle: whichGroup(all, view),
    sections: [
      { facts },
      ...lastTime(all, view),
      casePart(all, view, view.case),
      { heading: text('agenda.steps', { method: text(`method.${method}`) }), lines: stepLines(all, view) },
      ...(flags.length === 0 ? [] : [{ heading: text('agenda.flags.title'), lines: flags }]),
      { hints: [text('agenda.inside')] },
    ],
    actions: isTeacher
      ? [...roomButtons(all, view, meeting.slot), ...otherMethods(all, view), showButton(all, view, 'group')]
      : [],
    summary: text('agenda.summary', { when: longSlot(language, meeting.slot, view.timeZone) }),
  });
};

/** A meeting some days away, for its teacher. */
export interface ReminderView extends GroupStanding {
  readonly meeting: MeetingView;
  readonly case: CaseText | null;
}

/** Who comes, and who brings what. */
export const roundReminderCard = (view: ReminderView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  return drawRound({
    title: text('reminder.title'),
    subtitle: whichGroup(all, view),
    sections: [
      { facts: [...meetingFacts(all, view, view.meeting, true), ...comingFacts(all, view)] },
      ...nowInTheWay(all, view),
      casePart(all, view, view.case),
    ],
    actions: [
      showButton(all, view, 'agenda'),
      ...roomButtons(all, view, view.meeting.slot),
      showButton(all, view, 'group'),
    ],
    why: text('reminder.why'),
    summary: text('reminder.summary', {
      when: longSlot(language, view.meeting.slot, view.timeZone),
      group: plainGroup(all, view),
    }),
  });
};
