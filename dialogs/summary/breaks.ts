/** Days without sessions that have a name, as a reader of the summary may call them. */
import type { Directory } from '../../bot/programme/directory';
import type { NamedDays } from '../../bot/programme/typed/reading';
import { folded } from './names';

/** What else people call Dutch school holidays, in English too. */
const otherNames: readonly (readonly [string, readonly string[]])[] = [
  ['voorjaarsvakantie', ['spring break', 'spring holiday', 'spring holidays']],
  ['meivakantie', ['may holiday', 'may holidays', 'may break']],
  ['herfstvakantie', ['autumn break', 'autumn holiday', 'autumn holidays', 'fall break']],
  ['kerstvakantie', ['kerst', 'christmas', 'christmas holiday', 'christmas holidays', 'christmas break']],
  ['zomervakantie', ['summer holiday', 'summer holidays', 'summer break']],
  ['paasvakantie', ['easter holiday', 'easter holidays', 'easter break']],
];

const namesOf = (label: string): readonly string[] => {
  const name = folded(label);
  return [name, ...otherNames.flatMap(([dutch, others]) => (name.startsWith(dutch) ? others : []))];
};

/** Closed days by name, of the reader's schools and of the universities: those of no other school. */
export const breaksOf = ({ programme }: Directory, schools: readonly string[]): readonly NamedDays[] =>
  [...programme.schools.filter(({ id }) => schools.includes(id)), ...programme.universities]
    .flatMap(({ closed }) => closed)
    .flatMap(({ from, to, label }) => namesOf(label ?? '').map((name) => ({ name, from, to })));
