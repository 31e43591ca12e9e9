/** The proposal of a round: its groups, how good they are and why, and who could not be placed. */
import type { UnplacedReason } from '../../bot/ports/intervision';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { fewestMembers, type RoundSetup } from '../../bot/programme/rounds/model';
import { execute, type CardAction } from '../actions';
import { day, dayRange } from '../dates';
import { plainName, shownName } from '../names';
import { firstOf } from '../rows';
import { changesPart, type RosterChangesView } from './changes';
import { moveInputs } from './move';
import { qualityPart, type WeighedView } from './quality';
import { drawRoundFitting, type Section } from './template';
import type { Named } from './views';
import { formBehind, namesOf } from './words';
import { words, type Words } from '../words';

/** What stood in the way of what was asked. */
const wrongs = ['noStudent', 'noGroup', 'full', 'leads', 'noGroups', 'renewed', 'changed'] as const;
type Wrong = (typeof wrongs)[number];

/** A group of the proposal. */
export interface ProposedGroup {
  readonly id: string;
  readonly teacher: Named;
  readonly members: readonly Named[];
  /** It existed before this round. */
  readonly isStanding: boolean;
}

/** A round that is not confirmed yet. */
export interface ProposalView extends WeighedView {
  readonly programme: string;
  readonly round: string;
  /** Which state of the proposal it is. */
  readonly edition: number;
  readonly setup: RoundSetup;
  readonly groups: readonly ProposedGroup[];
  readonly unplaced: readonly (Named & { readonly reason: UnplacedReason | 'movedOut' | 'later' })[];
  /** What is otherwise than in the round before, because the files say so; `to` is null for a group with a fixed time. */
  readonly changes: RosterChangesView;
  /** The first group shown. */
  readonly first: number;
  /** What was just done, or went wrong; null when it was asked for. */
  readonly said: {
    readonly said: Wrong | 'created' | 'moved' | 'movedOut' | 'same';
    readonly who: string;
    readonly to: string;
  } | null;
}

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

const membersLines = (all: Words, { members }: ProposedGroup): readonly string[] => {
  if (members.length === 0) return [all.text('proposal.group.empty')];
  const isFew = members.length < fewestMembers;
  return [
    namesOf(all, members),
    ...(isFew ? [all.text('proposal.group.few', { fewest: fewestMembers })] : []),
  ];
};

const groupPart = (all: Words, group: ProposedGroup): Section => ({
  heading: all.text(group.isStanding ? 'proposal.group.standing' : 'proposal.group', {
    group: shownName(group.id),
    teacher: shownName(group.teacher.name),
    count: group.members.length,
  }),
  lines: membersLines(all, group),
});

const moveForm = (
  all: Words,
  view: ProposalView,
  shown: readonly ProposedGroup[],
  most: number,
): readonly CardAction[] => {
  const people = [...view.unplaced.slice(0, most), ...shown.flatMap(({ members }) => members)];
  if (people.length === 0 || view.groups.length === 0) return [];
  const targets = view.groups.map(({ id, teacher, members }) => ({ id, teacher, count: members.length }));
  const out = { title: all.text('proposal.move.out'), value: '-' };
  const inputs = moveInputs(all, people, targets, [out]);
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
  const isWrong = said !== null && wrongs.some((wrong) => wrong === said.said);
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
        qualityPart(all, view),
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
