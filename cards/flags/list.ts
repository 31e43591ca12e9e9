import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';
import { execute, say } from '../actions';
import type { FlagListView } from '../coordinatorViews';
import { renderFitting } from '../fitting';
import file from './list.json';
import { flagRow } from './rows';
import { type OpenPage, pageActions, pageLine, pageOf } from '../listPages';
import { shownName } from '../names';
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
const openFlagPage =
  (typed: string): OpenPage =>
  (title, start) =>
    execute(
      title,
      'flag.list',
      { start: start === 0 ? null : start, typed: typed === '' ? null : typed },
      { inputs: 'none' },
    );

/** How many there are; of whom is said where less was asked for. */
const introOf = ({ flags, typed = '' }: FlagListView, language: Language): string => {
  const { text } = words(language);
  const count = flags.length;
  const all = count === 0 ? text('flags.listEmpty') : text('flags.listCount', { count });
  return typed === '' ? all : `${all} ${text('flags.listAll', { typed: shownName(typed) })}`;
};

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
        intro: introOf(view, language),
        rows: page.shown.map(({ label, ...flag }) => flagRow({ ...flag, pupil: label() }, language)),
        more: pageLine(language, page),
        actions: [
          ...pageActions(language, page, 'list', openFlagPage(view.typed ?? '')),
          say(text('digest.summary'), text('typed.summary')),
        ],
      };
    },
    count === 0 ? text('flags.listEmpty') : text('flags.listNotice', { count }),
  );
};
