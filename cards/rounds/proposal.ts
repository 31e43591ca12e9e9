/** The proposal of a round: its groups, how good they are and why, and who could not be placed. */
import type { GroupQuality, SpreadOf, UnplacedReason } from '../../bot/ports/intervision';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { RoundSetup } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { day, dayRange } from '../dates';
import { plainName, shownName } from '../names';
import { firstOf } from '../rows';
import { changesPart, type RosterChangesView } from './changes';
import { drawRoundFitting, type Section } from './template';
import type { Named } from './views';
import { formBehind, namesOf, peopleChoices } from './words';
import { words, type Words } from '../words';

/** A group of the proposal. */
export interface ProposedGroup {
  readonly id: string;
  readonly teacher: Named;
  readonly members: readonly Named[];
  /** It existed before this round. */
  readonly isStanding: boolean;
}

/** A round that is not confirmed yet. */
export interface ProposalView {
  readonly programme: string;
  readonly round: string;
  /** Which state of the proposal it is. */
  readonly edition: number;
  readonly setup: RoundSetup;
  readonly groups: readonly ProposedGroup[];
  readonly unplaced: readonly (Named & { readonly reason: UnplacedReason | 'movedOut' | 'later' })[];
  readonly quality: GroupQuality;
  /** What is otherwise than in the round before, because the files say so; `to` is null for a group with a fixed time. */
  readonly changes: RosterChangesView;
  /** The name of a school or university. */
  readonly nameOf: (id: string) => string;
  /** The first group shown. */
  readonly first: number;
  /** What was just done, or went wrong; null when it was asked for. */
  readonly said:
    | { readonly said: 'created' | 'moved' | 'movedOut' | 'same'; readonly who: string; readonly to: string }
    | {
        readonly said: 'noStudent' | 'noGroup' | 'full' | 'leads' | 'noGroups' | 'renewed' | 'changed';
        readonly who: string;
        readonly to: string;
      }
    | null;
}

/** More lines would fill a phone. */
const mostSpreads = 6;
const mostTeachers = 12;
const mostGroupChoices = 30;

const spreadLines = (all: Words, view: ProposalView, spread: readonly SpreadOf[]): readonly string[] => {
  const uneven = spread.filter(({ fewest, most }) => most - fewest > 1);
  return firstOf(uneven, mostSpreads).shown.map(({ id, students, fewest, most }) =>
    all.text('proposal.uneven', { name: shownName(view.nameOf(id)), students, fewest, most }),
  );
};

const sizesLine = ({ text }: Words, { groups, smallest, largest }: GroupQuality): string =>
  text(smallest === largest ? 'proposal.sizes.same' : 'proposal.sizes', { groups, smallest, largest });

/** How evenly the groups are filled: of groups that were there before nobody asks that. */
const spreadOfAll = (all: Words, view: ProposalView): readonly string[] => {
  const { text } = all;
  const { quality } = view;
  const { sameClass, sameClassLeast } = quality;
  const uneven = [
    ...spreadLines(all, view, quality.schools),
    ...spreadLines(all, view, quality.universities),
  ];
  return [
    ...(uneven.length === 0 ? [text('proposal.even')] : uneven),
    sameClass === 0
      ? text('proposal.classes.apart')
      : text('proposal.classes', { sameClass, sameClassLeast }),
  ];
};

/** How good the groups are, and what made them so. */
const qualityLines = (all: Words, view: ProposalView): readonly string[] => {
  if (view.quality.groups === 0) return [all.text('proposal.none')];
  const standing = view.groups.filter(({ isStanding }) => isStanding).length;
  return [
    sizesLine(all, view.quality),
    ...(standing === 0 ? [] : [all.text('proposal.standing', { count: standing })]),
    ...(standing === view.groups.length ? [] : spreadOfAll(all, view)),
  ];
};

const teacherLine = (all: Words, { groups }: ProposalView): readonly string[] => {
  const names = new Map(groups.map(({ teacher }) => [teacher.email, teacher.name]));
  const counts = [...names].map(([email, name]) => ({
    name: shownName(name),
    count: groups.filter(({ teacher }) => teacher.email === email).length,
  }));
  const { shown, left } = firstOf(counts, mostTeachers);
  if (shown.length === 0) return [];
  const each = shown.map(({ name, count }) => `${name} ${count}`).join(', ');
  return [all.text('proposal.teachers', { each, left })];
};

const unplacedPart = (all: Words, { unplaced }: ProposalView, most: number): readonly Section[] => {
  if (unplaced.length === 0) return [];
  const { shown, left } = firstOf(unplaced, most);
  const reasons = [...new Set(shown.map(({ reason }) => reason))];
  return [
    {
      heading: all.text('proposal.unplaced', { count: unplaced.length }),
      lines: reasons.map((reason) => {
        const who = shown.filter((one) => one.reason === reason);
        return all.text(`proposal.unplaced.${reason}`, { who: namesOf(all, who, most) });
      }),
      hints: left === 0 ? [] : [all.text('proposal.more.students', { count: left })],
    },
  ];
};

const groupPart = (all: Words, group: ProposedGroup): Section => ({
  heading: all.text(group.isStanding ? 'proposal.group.standing' : 'proposal.group', {
    group: shownName(group.id),
    teacher: shownName(group.teacher.name),
    count: group.members.length,
  }),
  lines: group.members.length === 0 ? [all.text('proposal.group.empty')] : [namesOf(all, group.members)],
});

const groupInput = ({ text }: Words, { groups }: ProposalView): CardAction => {
  const common = { id: 'group', label: text('proposal.move.to') };
  if (groups.length > mostGroupChoices)
    return { type: 'Input.Text', ...common, placeholder: plainName(groups[0]?.id ?? '') };
  const choices = groups.map(({ id, teacher, members }) => ({
    title: text('proposal.move.group', {
      group: plainName(id),
      teacher: plainName(teacher.name),
      count: members.length,
    }),
    value: id,
  }));
  return {
    type: 'Input.ChoiceSet',
    ...common,
    choices: [...choices, { title: text('proposal.move.out'), value: '-' }],
  };
};

const moveForm = (
  all: Words,
  view: ProposalView,
  shown: readonly ProposedGroup[],
  most: number,
): readonly CardAction[] => {
  const people = [...view.unplaced.slice(0, most), ...shown.flatMap(({ members }) => members)];
  if (people.length === 0 || view.groups.length === 0) return [];
  const inputs = [
    {
      type: 'Input.ChoiceSet',
      id: 'student',
      label: all.text('proposal.move.who'),
      choices: peopleChoices(people),
    },
    groupInput(all, view),
  ];
  const data = { programme: view.programme, round: view.round, first: view.first };
  const save = execute(all.text('proposal.move.save'), 'round.move', data);
  return [formBehind(all.text('proposal.move'), inputs, [save])];
};

const pageButtons = (all: Words, view: ProposalView, shown: number): readonly CardAction[] => {
  const next = view.first + shown;
  const page = (first: number) => ({ programme: view.programme, round: view.round, first });
  const go = (key: 'proposal.next' | 'proposal.begin', first: number): CardAction =>
    execute(all.text(key), 'round.propose', page(first), { inputs: 'none' });
  return [
    ...(next < view.groups.length ? [go('proposal.next', next)] : []),
    ...(view.first > 0 ? [go('proposal.begin', 0)] : []),
  ];
};

const actionsOf = (
  all: Words,
  view: ProposalView,
  shown: readonly ProposedGroup[],
  mostUnplaced: number,
): readonly CardAction[] => {
  const { text } = all;
  const data = { programme: view.programme, round: view.round };
  const confirm = execute(
    text('proposal.confirm'),
    'round.confirm',
    { ...data, edition: view.edition },
    { style: 'positive', inputs: 'none' },
  );
  return [
    ...(view.groups.length === 0 ? [] : [confirm]),
    ...moveForm(all, view, shown, mostUnplaced),
    ...pageButtons(all, view, shown.length),
    execute(text('proposal.drop'), 'round.cancel', data, { inputs: 'none' }),
  ];
};

const wentWrong = ['noStudent', 'noGroup', 'full', 'leads', 'noGroups', 'renewed', 'changed'];

interface Limits {
  readonly groups: number;
  /** Who has no group is named, however many these are, as far as a card can. */
  readonly unplaced: number;
}

const proposalTiers: readonly [Limits, ...Limits[]] = [
  { groups: 8, unplaced: 150 },
  { groups: 5, unplaced: 60 },
  { groups: 3, unplaced: 60 },
  { groups: 3, unplaced: 15 },
];

/** The groups from a place in their order on, as many as fit. */
export const roundProposalCard = (view: ProposalView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const { setup, said } = view;
  const period = dayRange(language, setup.from, setup.to);
  const sentence =
    said === null
      ? []
      : [text(`proposal.said.${said.said}`, { who: shownName(said.who), to: shownName(said.to) })];
  const isWrong = said !== null && wentWrong.includes(said.said);
  return drawRoundFitting(proposalTiers, (limit) => {
    const shown = view.groups.slice(view.first, view.first + limit.groups);
    const more = view.groups.length - view.first - shown.length;
    return {
      title: text('proposal.title', { name: shownName(setup.name) }),
      subtitle: text('proposal.subtitle', {
        period,
        minutes: setup.minutes,
        answerBy: day(language, setup.answerBy),
      }),
      problems: isWrong ? sentence : [],
      sections: [
        { lines: [...(isWrong ? [] : sentence), text('proposal.intro')] },
        {
          heading: text('proposal.quality'),
          lines: [...qualityLines(all, view), ...teacherLine(all, view)],
          isBox: true,
        },
        ...changesPart(all, view.changes),
        ...unplacedPart(all, view, limit.unplaced),
        ...shown.map((group) => groupPart(all, group)),
        ...(more > 0 ? [{ hints: [text('proposal.more', { count: more })] }] : []),
      ],
      actions: actionsOf(all, view, shown, limit.unplaced),
      summary: text('proposal.summary', { name: plainName(setup.name) }),
    };
  });
};
