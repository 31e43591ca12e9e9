/** What a proposal has otherwise than the round before, because the files say so. */
import { shownName } from '../names';
import type { Section } from './template';
import type { Named } from './views';
import { firstOf } from '../rows';
import type { Words } from '../words';

/** Students and teachers by name; `to` is null for who goes to a group with a fixed time. */
export interface RosterChangesView {
  readonly students: readonly (Named & { readonly from: string; readonly to: string | null })[];
  readonly teachers: readonly { readonly group: string; readonly from: Named; readonly to: Named }[];
}

/** More lines would fill a phone. */
const mostChanges = 12;

/** Who is elsewhere than in the round before, and which groups have another teacher. */
export const changesPart = (all: Words, { students, teachers }: RosterChangesView): readonly Section[] => {
  const lines = [
    ...students.map(({ name, from, to }) =>
      all.text(to === null ? 'proposal.changed.weekly' : 'proposal.changed.student', {
        who: shownName(name),
        from: shownName(from),
        to: shownName(to ?? ''),
      }),
    ),
    ...teachers.map(({ group, from, to }) =>
      all.text('proposal.changed.teacher', {
        group: shownName(group),
        from: shownName(from.name),
        to: shownName(to.name),
      }),
    ),
  ];
  if (lines.length === 0) return [];
  const { shown, left } = firstOf(lines, mostChanges);
  return [
    {
      heading: all.text('proposal.changed'),
      lines: shown,
      hints: left === 0 ? [] : [all.text('proposal.changed.more', { count: left })],
    },
  ];
};
