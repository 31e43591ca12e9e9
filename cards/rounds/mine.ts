/** The group of a student: how it stands, and what it asks of them. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute, type CardAction } from '../actions';
import { calendarButton } from '../calendar';
import { standingParts, type GroupStanding } from './group';
import { drawRound } from './template';
import { plainGroup, refData, showButton, whichDays } from './words';
import { words, type Words } from '../words';

/** A group with what a member has to do with it. */
export interface MyGroupView extends GroupStanding {
  /** Whether the reader can answer the poll now, and has. */
  readonly myPoll: 'open' | 'answered' | null;
  /** The reader brings the case, written or not. */
  readonly myCase: 'empty' | 'written' | null;
  /** The reader may bring the case instead of who has it. */
  readonly mayVolunteer: boolean;
  /** The agenda has come. */
  readonly hasAgenda: boolean;
  readonly hasCalendar: boolean;
}

const myLines = ({ text }: Words, { myPoll, myCase }: MyGroupView): readonly string[] => [
  ...(myPoll === null ? [] : [text(`mine.poll.${myPoll}`)]),
  ...(myCase === null ? [] : [text(`mine.case.${myCase}`)]),
];

const actionsOf = (all: Words, view: MyGroupView): readonly CardAction[] => {
  const { language, text } = all;
  return [
    ...(view.myPoll === null
      ? []
      : [showButton(all, view, 'poll', view.myPoll === 'open' ? 'round.button.poll' : 'mine.poll.change')]),
    ...(view.myCase === null ? [] : [showButton(all, view, 'case')]),
    ...(view.mayVolunteer
      ? [execute(text('mine.volunteer'), 'round.volunteer', refData(view), { inputs: 'none' })]
      : []),
    ...(view.hasAgenda ? [showButton(all, view, 'agenda')] : []),
    ...(view.hasCalendar ? [calendarButton(language)] : []),
  ];
};

/** When, where, with whom, who brings the case, and what the reader is asked. */
export const roundMineCard = (view: MyGroupView, language: Language): RenderedCard => {
  const all = words(language);
  const mine = myLines(all, view);
  return drawRound({
    title: all.text('roundGroup.title'),
    subtitle: whichDays(all, view),
    sections: [...(mine.length === 0 ? [] : [{ lines: mine, isBox: true }]), ...standingParts(all, view)],
    actions: actionsOf(all, view),
    summary: all.text('roundGroup.summary', { group: plainGroup(all, view) }),
  });
};
