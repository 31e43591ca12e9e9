/** What is said when a group does not meet: called off, or its days passed without a time. */
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import type { Slot } from '../../bot/programme/rounds/model';
import { say } from '../actions';
import { shownName } from '../names';
import { drawRound } from './template';
import type { GroupView } from './views';
import { longSlot, plainGroup, whichDays } from './words';
import { type TextKey, words } from '../words';

/** A meeting that does not take place. */
export interface EndedView extends GroupView {
  /**
   * The group alone, the whole round, the bot as the group has a fixed time by now, or as the roster has that time no longer,
   * or nobody: the days passed.
   */
  readonly ended: 'group' | 'round' | 'weekly' | 'roster' | 'lapsed';
  /** Name of who called it off; empty when nobody did. */
  readonly by: string;
  /** When it would have been; null when there was no time yet. */
  readonly slot: Slot | null;
  /** Whether the reader is asked to do something about it: teachers and coordinators. */
  readonly isStaff: boolean;
}

/** Nothing is to be taken out of Teams where there was no time yet. */
const nextOf = ({ isStaff, ended, slot }: EndedView): TextKey => {
  if (ended === 'weekly') return 'ended.next.weekly';
  if (!isStaff) return 'ended.next';
  return slot === null && ended !== 'lapsed' ? 'ended.next.told' : `ended.next.${ended}`;
};

/** Called off, or lapsed; what happens next. */
export const roundEndedCard = (view: EndedView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const when = view.slot === null ? null : longSlot(language, view.slot, view.timeZone);
  return drawRound({
    title: text(view.ended === 'lapsed' ? 'ended.title.lapsed' : 'ended.title'),
    subtitle: whichDays(all, view),
    sections: [
      {
        lines: [
          text(`ended.${view.ended}`, { by: shownName(view.by) }),
          ...(when === null ? [] : [text('ended.when', { when })]),
          text(nextOf(view)),
        ],
      },
    ],
    actions: [say(text('command.intervision'), text('typed.intervision'))],
    summary: text(view.ended === 'lapsed' ? 'ended.summary.lapsed' : 'ended.summary', {
      group: plainGroup(all, view),
    }),
  });
};
