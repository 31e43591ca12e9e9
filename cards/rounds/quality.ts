/** How good the groups of a proposal are, and what made them so. */
import type { GroupQuality, SpreadOf } from '../../bot/ports/intervision';
import { shownName } from '../names';
import { firstOf } from '../rows';
import type { Words } from '../words';
import type { Section } from './template';
import type { Named } from './views';

/** What is weighed. */
export interface WeighedView {
  readonly groups: readonly {
    readonly teacher: Named;
    /** It existed before this round. */
    readonly isStanding: boolean;
  }[];
  readonly quality: GroupQuality;
  /** Somebody in a group that did not exist before has several pupils: then not all can be spread at once. */
  readonly hasSeveralPupils: boolean;
  /** The name of a school or university. */
  readonly nameOf: (id: string) => string;
}

/** More lines would fill a phone. */
const mostSpreads = 6;
const mostTeachers = 12;

const spreadLines = (all: Words, view: WeighedView, spread: readonly SpreadOf[]): readonly string[] => {
  const uneven = spread.filter(({ fewest, most }) => most - fewest > 1);
  return firstOf(uneven, mostSpreads).shown.map(({ id, students, fewest, most }) =>
    all.text('proposal.uneven', { name: shownName(view.nameOf(id)), students, fewest, most }),
  );
};

const sizesLine = ({ text }: Words, { groups, smallest, largest }: GroupQuality): string =>
  text(smallest === largest ? 'proposal.sizes.same' : 'proposal.sizes', { groups, smallest, largest });

/** What keeps groups from being even. One pupil each always comes out even: what is not was changed afterwards. */
const causesOf = ({ text }: Words, { groups, hasSeveralPupils }: WeighedView): readonly string[] => {
  const known = [
    ...(groups.some(({ isStanding }) => isStanding) ? [text('proposal.uneven.standing')] : []),
    ...(hasSeveralPupils ? [text('proposal.uneven.several')] : []),
  ];
  return known.length === 0 ? [text('proposal.uneven.changed')] : known;
};

/** How evenly the groups are filled: of groups that were there before nobody asks that. */
const spreadOfAll = (all: Words, view: WeighedView): readonly string[] => {
  const { text } = all;
  const { quality } = view;
  const { sameClass, sameClassLeast } = quality;
  const uneven = [
    ...spreadLines(all, view, quality.schools),
    ...spreadLines(all, view, quality.universities),
  ];
  return [
    ...(uneven.length === 0 ? [text('proposal.even')] : [...uneven, ...causesOf(all, view)]),
    sameClass === 0
      ? text('proposal.classes.apart')
      : text('proposal.classes', { sameClass, sameClassLeast }),
  ];
};

/** How good the groups are, and what made them so. */
const qualityLines = (all: Words, view: WeighedView): readonly string[] => {
  if (view.quality.groups === 0) return [all.text('proposal.none')];
  const standing = view.groups.filter(({ isStanding }) => isStanding).length;
  return [
    sizesLine(all, view.quality),
    ...(standing === 0 ? [] : [all.text('proposal.standing', { count: standing })]),
    ...(standing === view.groups.length ? [] : spreadOfAll(all, view)),
  ];
};

const teacherLine = (all: Words, { groups }: WeighedView): readonly string[] => {
  const names = new Map(groups.map(({ teacher }) => [teacher.email, teacher.name]));
  const counts = [...names].map(([email, name]) => ({
    name: shownName(name),
    count: groups.filter(({ teacher }) => teacher.email === email).length,
  }));
  const { shown, left } = firstOf(counts, mostTeachers);
  if (shown.length === 0) return [];
  const each = shown.map(({ name, count }) => `${name} (${count})`).join(', ');
  return [all.text('proposal.teachers', { each, left })];
};

/** What a coordinator looks at before confirming: sizes, spread, and how many groups each teacher has. */
export const qualityPart = (all: Words, view: WeighedView): Section => ({
  heading: all.text('proposal.quality'),
  lines: [...qualityLines(all, view), ...teacherLine(all, view)],
  isBox: true,
});
