/** Long lists, a page at a time: the buttons replace the card by the page before or after. */
import type { Language } from '../bot/programme/model';
import type { CardAction } from './actions';
import { type TextKey, words } from './words';

/** A part of a list; `previous` and `next` are where the pages beside it start, null at the ends. */
export interface ListPage<T> {
  readonly shown: readonly T[];
  /** Counted from 1. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
  readonly previous: number | null;
  readonly next: number | null;
}

/** Where a page starts, as its button says; 0 for what is no place in a list. */
export const startIn = (sent: string | undefined): number =>
  sent !== undefined && /^\d{1,6}$/.test(sent) ? Number(sent) : 0;

/** The page of a list that starts at `start`, the last one when that lies beyond the end. */
export const pageOf = <T>(items: readonly T[], start: number, most: number): ListPage<T> => {
  const total = items.length;
  const lastStart = Math.max(0, Math.ceil(total / most) - 1) * most;
  const from = start < total ? start : lastStart;
  const shown = items.slice(from, from + most);
  const end = from + shown.length;
  return {
    shown,
    first: shown.length === 0 ? 0 : from + 1,
    last: end,
    total,
    previous: from === 0 ? null : Math.max(0, from - most),
    next: end < total ? end : null,
  };
};

/** `1–15 van 30`; empty when everything is on one page. */
export const pageLine = (language: Language, page: ListPage<unknown>): string => {
  if (page.previous === null && page.next === null) return '';
  const { first, last, total } = page;
  return words(language).text('list.page', { first, last, total });
};

const wordsOfList = { previous: 'list.previous', next: 'list.next' } as const;
const wordsOfTime = { previous: 'list.later', next: 'list.earlier' } as const;

/** A button with its title that asks for the page that starts at a line. */
export type OpenPage = (title: string, start: number) => CardAction;

/** The buttons to the pages beside this one. A list in time is read from its end: its next page is earlier. */
export const pageActions = (
  language: Language,
  page: ListPage<unknown>,
  order: 'list' | 'time',
  open: OpenPage,
): readonly CardAction[] => {
  const keys: Readonly<Record<'previous' | 'next', TextKey>> = order === 'list' ? wordsOfList : wordsOfTime;
  return (['previous', 'next'] as const).flatMap((side) => {
    const start = page[side];
    return start === null ? [] : [open(words(language).text(keys[side]), start)];
  });
};
