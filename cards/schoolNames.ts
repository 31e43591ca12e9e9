import type { Language } from '../bot/programme/model';
import { list } from './dates';
import { firstOf } from './rows';
import { words } from './words';

/** Of more schools than this it is said how many they are. */
const shownSchools = 4;

/** `Johan de Witt en Zuiderpark College`; `name` says how a card shows a name. */
export const schoolNames = (
  schools: readonly string[],
  language: Language,
  name: (school: string) => string,
): string => {
  const { shown, left } = firstOf(schools.map(name), shownSchools);
  const others = left === 0 ? [] : [words(language).text('digest.others', { count: left })];
  return list(language, [...shown, ...others]);
};
