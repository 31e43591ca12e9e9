/** The form in which a student goes to another group of a round, and what is said of it. */
import { fewestMembers } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { plainName, shownName } from '../names';
import { tooLateLine } from './hearing';
import type { Section } from './template';
import type { GroupView, Named } from './views';
import { formBehind, formLine, peopleChoices } from './words';
import type { Words } from '../words';

/** A group to which somebody can be moved. */
export interface MoveTarget {
  readonly id: string;
  readonly teacher: Named;
  readonly count: number;
}

/** That a student was moved, or why not. */
export interface MovedView {
  readonly said:
    | 'moved'
    | 'noStudent'
    | 'notHere'
    | 'noGroup'
    | 'isOff'
    | 'hasMet'
    | 'leads'
    | 'meetsWeekly'
    | 'full';
  readonly who: string;
  /** Id of the group that was chosen. */
  readonly to: string;
  /** Whom no message reaches in time. */
  readonly tooLate: readonly Named[];
}

/** More groups than these are typed, not chosen. */
const mostGroupChoices = 30;

/** The choice of a group; `others`: what else can be chosen. */
const groupInput = (
  { text }: Words,
  targets: readonly MoveTarget[],
  others: readonly { readonly title: string; readonly value: string }[],
): CardAction => {
  const common = { id: 'group', label: text('proposal.move.to') };
  if (targets.length > mostGroupChoices)
    return { type: 'Input.Text', ...common, placeholder: plainName(targets[0]?.id ?? '') };
  const choices = targets.map(({ id, teacher, count }) => ({
    title: text('proposal.move.group', {
      group: plainName(id),
      teacher: plainName(teacher.name),
      count,
    }),
    value: id,
  }));
  return { type: 'Input.ChoiceSet', ...common, choices: [...choices, ...others] };
};

/** The choice of a student and of the group they go to. */
export const moveInputs = (
  all: Words,
  people: readonly Named[],
  targets: readonly MoveTarget[],
  others: readonly { readonly title: string; readonly value: string }[] = [],
): readonly CardAction[] => [
  {
    type: 'Input.ChoiceSet',
    id: 'student',
    label: all.text('proposal.move.who'),
    choices: peopleChoices(people),
  },
  groupInput(all, targets, others),
];

/** A group of a round that goes on, with where its members can go. */
export interface MovableView extends GroupView {
  /** Empty for who may not move them. */
  readonly targets: readonly MoveTarget[];
  readonly moved: MovedView | null;
}

/** Moves a member of a group to another one. */
export const memberButtons = (all: Words, view: MovableView): readonly CardAction[] => {
  const { programme, round, group, members, targets } = view;
  if (targets.length === 0 || members.length === 0) return [];
  const { text } = all;
  const save = execute(text('proposal.move.save'), 'round.move', { programme, round, from: group });
  const inputs = [formLine(text('roundGroup.move.hint')), ...moveInputs(all, members, targets)];
  return [formBehind(text('proposal.move'), inputs, [save])];
};

/** Why somebody was not moved. */
export const moveProblems = ({ text }: Words, { moved }: MovableView): readonly string[] => {
  if (moved === null || moved.said === 'moved') return [];
  return [text(`roundGroup.moved.${moved.said}`, { who: shownName(moved.who), to: shownName(moved.to) })];
};

/** That somebody was moved, and that they have to be told where no message does that in time. */
export const movedPart = (all: Words, { moved }: MovableView): readonly Section[] => {
  if (moved?.said !== 'moved') return [];
  const { who, to, tooLate } = moved;
  const line = all.text('proposal.said.moved', { who: shownName(who), to: shownName(to) });
  return [{ lines: [line, ...tooLateLine(all, tooLate)], isBox: true }];
};

/** That there are fewer than four in a group, with what can be done. */
export const fewPart = ({ text }: Words, view: MovableView): readonly Section[] => {
  const { members, roundName, targets } = view;
  if (roundName === null || members.length >= fewestMembers) return [];
  const count = members.length;
  const todo = count === 0 ? 'nobody' : targets.length === 0 ? 'stay' : 'move';
  const lines = [`${text('roundGroup.few', { count })} ${text(`roundGroup.few.${todo}`, { count })}`];
  return [{ lines, isBox: true }];
};
