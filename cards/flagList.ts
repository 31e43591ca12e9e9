import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say } from './actions';
import type { FlagListView } from './coordinatorViews';
import { renderFitting } from './fitting';
import file from './flagList.json';
import { flagRow } from './flagRows';
import { cardTemplate } from './render';
import { firstOf } from './rows';
import { words } from './words';

const template = cardTemplate(file);

/** Lines shown: as many as a phone scrolls through, fewer when names are long. */
const tiers: readonly [number, ...number[]] = [15, 10, 6];

/** Highest level first, and within a level the one that has waited longest. */
const byUrgency = (view: FlagListView): FlagListView['flags'] =>
  view.flags.toSorted((a, b) => b.level - a.level || (a.openedOn < b.openedOn ? -1 : 1));

/** The open and acknowledged flags that a coordinator may see, each one press away. */
export const flagListCard = (view: FlagListView, language: Language): RenderedCard => {
  const { text } = words(language);
  const count = view.flags.length;
  const flags = byUrgency(view);
  return renderFitting(
    template,
    tiers,
    (most) => {
      const { shown, left } = firstOf(flags, most);
      return {
        heading: text('flags.listTitle'),
        intro: count === 0 ? text('flags.listEmpty') : text('flags.listCount', { count }),
        rows: shown.map((flag) => flagRow(flag, language)),
        more: left === 0 ? '' : text('flags.listMore', { count: left }),
        actions: [say(text('digest.summary'), text('typed.summary'))],
      };
    },
    count === 0 ? text('flags.listEmpty') : text('flags.listNotice', { count }),
  );
};
