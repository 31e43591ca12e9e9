/** Names that are like what was typed and is not known. */
import { distance } from 'fastest-levenshtein';
import { folded, type Named } from './names';

/** Names offered in the place of one that is not known. */
export const mostNearest = 5;

/** Further away than this share of its letters a name is another one. */
const farthest = 0.4;

const farFrom = (typed: string, { names, parts }: Named): number =>
  Math.min(
    ...[...names, ...parts, ...parts.flatMap((part) => part.split(' '))].map(
      (name) => distance(name, typed) / Math.max(name.length, typed.length, 1),
    ),
  );

const nearestTo = (names: readonly Named[], typed: string): readonly Named[] =>
  names
    .map((named) => ({ named, far: farFrom(typed, named) }))
    .filter(({ named, far }) => far <= farthest && named.kind !== 'all')
    .toSorted((one, other) => one.far - other.far)
    .slice(0, mostNearest)
    .map(({ named }) => named);

/** Like all of what was typed, or else like the part that is not known: of `dhr de Boer` not like `dhr` alone. */
export const nearestOf = (names: readonly Named[], all: string, unknown: string): readonly Named[] => {
  const whole = nearestTo(names, folded(all));
  return whole.length > 0 ? whole : nearestTo(names, folded(unknown));
};
