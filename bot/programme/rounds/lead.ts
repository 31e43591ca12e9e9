/** How the teacher of a group has it, as far as they could hear (docs/rules.md, Intervision). */
import type { Directory } from '../directory';
import type { Moment } from '../model';
import { hearsAt } from './hearing';
import type { GroupState } from './state';

/** What the teacher knows of it. */
export interface Lead {
  /** Counts the times that they got it, from 1: it may come back. */
  readonly nth: number;
  /** Since when they have it; 0 for who had it first. */
  readonly since: Moment;
}

type HandOver = GroupState['handOvers'][number];

/** A lead, while it is followed from one hand-over to the next, with how it was lost. */
interface Following extends Lead {
  readonly lost: HandOver | null;
}

/**
 * How the teacher of a group has it. What somebody else took from them and was given back before they could hear of it they had
 * all along: nobody told them that it is not theirs.
 */
export const leadOf = (directory: Directory, { teacher, handOvers }: GroupState): Lead => {
  const isUnheard = ({ at, by }: HandOver, backAt: Moment): boolean =>
    by !== teacher && hearsAt(directory, { receiver: teacher, as: 'teacher' }, at) > backAt;
  const hadFirst = (handOvers[0]?.from ?? teacher) === teacher;
  const { nth, since } = handOvers.reduce<Following>(
    (lead, handOver, index) => {
      const isBack = (handOvers[index + 1]?.from ?? teacher) === teacher;
      if (handOver.from === teacher) return isBack ? lead : { ...lead, lost: handOver };
      if (!isBack) return lead;
      if (lead.lost !== null && isUnheard(lead.lost, handOver.at)) return { ...lead, lost: null };
      return { nth: lead.nth + 1, since: handOver.at, lost: null };
    },
    { nth: Number(hadFirst), since: 0, lost: null },
  );
  return { nth, since };
};
