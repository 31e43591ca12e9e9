import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute, say } from '../actions';
import type { FlagListView } from '../coordinatorViews';
import { renderFitting } from '../fitting';
import file from './list.json';
import { flagRow } from './rows';
import { type OpenPage, pageActions, pageLine, pageOf } from '../listPages';
import { cardTemplate } from '../render';
import { words } from '../words';

const template = cardTemplate(file);

/** Lines of a page: as many as a phone scrolls through, fewer when names are long. */
const tiers: readonly [number, ...number[]] = [15, 10, 6];

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Highest level first, and within a level the one that has waited longest; the id makes pages fit together. */
const byUrgency = (view: FlagListView): FlagListView['flags'] =>
  view.flags.toSorted((a, b) => b.level - a.level || order(a.since, b.since) || order(a.id, b.id));

/** Another page of the flags that the reader may see. */
const openFlagPage: OpenPage = (title, start) =>
  execute(title, 'flag.list', { start: start === 0 ? null : start }, { inputs: 'none' });

/** The open and acknowledged flags that a coordinator may see, each one press away; further ones on the next page. */
export const flagListCard = (view: FlagListView, language: Language): RenderedCard => {
  const { text } = words(language);
  const count = view.flags.length;
  const flags = byUrgency(view);
  return renderFitting(
    template,
    tiers,
    (most) => {
      const page = pageOf(flags, view.start, most);
      return {
        heading: text('flags.listTitle'),
        intro: count === 0 ? text('flags.listEmpty') : text('flags.listCount', { count }),
        rows: page.shown.map(({ label, ...flag }) => flagRow({ ...flag, pupil: label() }, language)),
        more: pageLine(language, page),
        actions: [
          ...pageActions(language, page, 'list', openFlagPage),
          say(text('digest.summary'), text('typed.summary')),
        ],
      };
    },
    count === 0 ? text('flags.listEmpty') : text('flags.listNotice', { count }),
  );
};
