/** What a coordinator asks of the summary in polite words, one of which may be a name. */
import type { Directory } from '../../bot/programme/directory';
import type { Day } from '../../bot/programme/model';
import { parseSummaryQuery, type SummaryQuery } from './query';

/** Reads what was typed where polite words say nothing; when one of them is somebody's name too, both are asked. */
export const parsePolitely = (
  directory: Directory,
  schools: readonly string[],
  { rest, asTyped }: { readonly rest: string; readonly asTyped: string },
  today: Day,
): SummaryQuery => {
  const polite = parseSummaryQuery(directory, schools, rest, today);
  const named = asTyped === rest ? null : parseSummaryQuery(directory, schools, asTyped, today);
  if (named === null || named.understood.length === 0) return polite;
  const whole = polite.understood.map(({ label, scope }) => ({
    label: label === '' ? directory.programme.name : label,
    scope,
  }));
  return { ...named, understood: [...named.understood, ...whole] };
};
