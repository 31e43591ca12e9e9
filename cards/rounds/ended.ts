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
   * or nobody: the days passed. Or it takes place without the reader, who is not of the group any more, has one with a fixed
   * time by now, was moved to another one, or does not lead it.
   */
  readonly ended:
    | 'group'
    | 'round'
    | 'weekly'
    | 'roster'
    | 'lapsed'
    | 'left'
    | 'toFixed'
    | 'moved'
    | 'ledByOther';
  /** Name of who called it off, or leads it now; empty when nobody did. */
  readonly by: string;
  /** When it would have been; null when there was no time yet. */
  readonly slot: Slot | null;
  /** Whether the reader is asked to do something about it: teachers and coordinators. */
  readonly isStaff: boolean;
  /** Id of the group to which the reader was moved; empty when they were not. */
  readonly toGroup: string;
}

/** Whether others meet all the same. */
const isWithoutReader = (ended: EndedView['ended']): ended is 'left' | 'toFixed' | 'moved' | 'ledByOther' =>
  ended === 'left' || ended === 'toFixed' || ended === 'moved' || ended === 'ledByOther';

/** Nothing is to be taken out of Teams where there was no time yet. */
const nextOf = ({ isStaff, ended, slot }: EndedView): TextKey => {
  if (ended === 'weekly' || ended === 'toFixed') return 'ended.next.weekly';
  if (isWithoutReader(ended)) return `ended.next.${ended}`;
  if (!isStaff) return 'ended.next';
  return slot === null && ended !== 'lapsed' ? 'ended.next.told' : `ended.next.${ended}`;
};

/** What has a title of its own. */
const titled = (ended: EndedView['ended']): 'lapsed' | 'left' | 'ledByOther' | '' => {
  if (ended === 'toFixed' || ended === 'moved') return 'left';
  return ended === 'lapsed' || isWithoutReader(ended) ? ended : '';
};

/** Called off, lapsed, or without the reader; what happens next. */
export const roundEndedCard = (view: EndedView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const when = view.slot === null ? null : longSlot(language, view.slot, view.timeZone);
  const how = titled(view.ended);
  return drawRound({
    title: text(how === '' ? 'ended.title' : `ended.title.${how}`),
    subtitle: whichDays(all, view),
    sections: [
      {
        lines: [
          text(`ended.${view.ended}`, { by: shownName(view.by), to: shownName(view.toGroup) }),
          ...(when === null
            ? []
            : [text(isWithoutReader(view.ended) ? 'ended.when.others' : 'ended.when', { when })]),
          text(nextOf(view)),
        ],
      },
    ],
    actions: [say(text('command.intervision'), text('typed.intervision'))],
    summary: text(how === '' ? 'ended.summary' : `ended.summary.${how}`, {
      group: plainGroup(all, view),
    }),
  });
};
