/**
 * An imported programme over the stored one: who is no longer in the files stays, until told to end.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Day, Pair, Person, Programme, Pupil } from '../programme/model';
import { daysWithin, pairClashes } from './pairClashes';
import type { Clash } from './pairClashes';
import { quoted } from './problems';
import type { Problem } from './problems';

/** Who is stored, has not ended, and is no longer in the files. */
interface Missing {
  readonly people: readonly Person[];
  readonly pupils: readonly Pupil[];
  readonly pairs: readonly Pair[];
}

/** The programme to store, or why files and store cannot both hold. */
export type Merged =
  | {
      readonly ok: true;
      readonly programme: Programme;
      readonly missing: Missing;
      /** What is odd but can stand, in order of line. */
      readonly warnings: readonly Problem[];
      /** False when storing it would change nothing. */
      readonly changed: boolean;
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A programme as `parseFolder` gives it. */
export interface Imported {
  readonly programme: Programme;
  readonly pairLines: readonly number[];
  readonly warnings: readonly Problem[];
}

/**
 * Merges an import into what is stored. What the files hold wins and comes first, in their order; the rest is
 * kept in stored order and, with `endMissing`, ended on `today` – pairs that would only begin later are dropped.
 * A person is known by address and role, a pupil by code, a pair by pupil, student and `from`; a pair whose
 * `from` was moved so that its days still overlap is the same pair.
 */
export function mergeProgramme(
  stored: Programme,
  imported: Imported,
  today: Day,
  endMissing: boolean,
): Merged {
  const files = imported.programme;
  const missing: Missing = {
    people: absent(stored.people, files.people, (person) => `${person.role} ${person.email}`),
    pupils: absent(stored.pupils, files.pupils, (pupil) => pupil.id),
    pairs: absentPairs(stored.pairs, files),
  };
  const kept: Missing = endMissing ? ended(missing, today, files) : missing;
  const clashes = keptClashes(kept.pairs, imported, today);
  const problems = [...danglingProblems(kept, files), ...clashes.problems];
  if (problems.length > 0) return { ok: false, problems };
  const programme = {
    ...files,
    ...formerTenants(stored, files),
    people: [...files.people, ...kept.people],
    pupils: [...files.pupils, ...kept.pupils],
    pairs: [...files.pairs, ...kept.pairs],
  };
  return {
    ok: true,
    programme,
    missing: {
      people: missing.people.filter((person) => person.endedOn === null),
      pupils: missing.pupils.filter((pupil) => pupil.endedOn === null),
      pairs: missing.pairs.filter((pair) => !isOver(pair, today)),
    },
    warnings: [...imported.warnings, ...clashes.warnings].toSorted((a, b) => a.line - b.line),
    changed: !isDeepStrictEqual(programme, stored),
  };
}

/** Those of before that the files do not have, as far as there are any. */
function formerTenants(stored: Programme, files: Programme): Pick<Programme, 'formerTenants'> {
  const before = [...(stored.formerTenants ?? []), ...stored.tenants];
  const former = [...new Set(before)].filter((tenant) => !files.tenants.includes(tenant));
  return former.length === 0 ? {} : { formerTenants: former };
}

function absent<Item>(
  stored: readonly Item[],
  files: readonly Item[],
  keyOf: (item: Item) => string,
): readonly Item[] {
  const there = new Set(files.map(keyOf));
  return stored.filter((item) => !there.has(keyOf(item)));
}

function absentPairs(stored: readonly Pair[], files: Programme): readonly Pair[] {
  const candidates = absent(
    stored,
    files.pairs,
    ({ pupil, student, from }) => `${pupil} ${student} ${from ?? ''}`,
  );
  const ofBoth = new Map<string, Pair[]>();
  for (const pair of files.pairs) {
    const key = `${pair.pupil} ${pair.student}`;
    const others = ofBoth.get(key);
    if (others === undefined) ofBoth.set(key, [pair]);
    else others.push(pair);
  }
  return candidates.filter((pair) => {
    const same = ofBoth.get(`${pair.pupil} ${pair.student}`) ?? [];
    return !same.some((other) => overlap(pair, other, files));
  });
}

function overlap(a: Pair, b: Pair, span: Programme): boolean {
  const [first, second] = [daysWithin(a, span), daysWithin(b, span)];
  return first.from <= second.until && second.from <= first.until;
}

/** An ended pair has its last day behind it; it carries no other mark of its end. */
function isOver(pair: Pair, today: Day): boolean {
  return pair.until !== null && pair.until <= today;
}

function ended(missing: Missing, today: Day, span: Programme): Missing {
  return {
    people: missing.people.map((person) => ({ ...person, endedOn: person.endedOn ?? today })),
    pupils: missing.pupils.map((pupil) => ({ ...pupil, endedOn: pupil.endedOn ?? today })),
    pairs: missing.pairs
      .filter((pair) => isOver(pair, today) || daysWithin(pair, span).from <= today)
      .map((pair) => (isOver(pair, today) ? pair : { ...pair, until: today })),
  };
}

/** What pairs of the files and pairs which only the store still has come to together. */
interface KeptClashes {
  /** A second pair of a pupil cannot stand. */
  readonly problems: readonly Problem[];
  /** A second pair of a student at the same time can. */
  readonly warnings: readonly Problem[];
}

function keptClashes(kept: readonly Pair[], imported: Imported, today: Day): KeptClashes {
  const files = imported.programme;
  const lined: LinedPair[] = [
    ...files.pairs.map((pair, index) => ({ ...pair, line: imported.pairLines[index] ?? 1 })),
    ...kept.map((pair) => ({ ...pair, line: null })),
  ];
  const clashes = pairClashes(lined, files);
  const said = (asked: Clash<LinedPair>['kind']): readonly Problem[] =>
    clashes.flatMap(({ kind, earlier, later }) => {
      if (kind !== asked || earlier.line === null || later.line !== null) return [];
      const problem = clashTexts[kind](earlier, later, later.until ?? files.end, today);
      return [{ file: 'pairs.csv', line: earlier.line, problem }];
    });
  return { problems: said('pupil'), warnings: said('student') };
}

/** `line` is null for a pair that is not in the files. */
type LinedPair = Pair & { readonly line: number | null };

/** Nobody knows whose a pseudonym was, so that the files may still have them is for a person to see. */
const isErased = ({ student }: Pair): boolean => !student.includes('@');

const clashTexts = {
  pupil: (pair: Pair, kept: Pair, until: Day, today: Day): string => {
    if (isErased(kept))
      return `pupil ${quoted(pair.pupil)} was paired until ${until} with a student who has been erased; expected no line of that student, here and in people.csv, or a "from" after ${until} for another student`;
    const what = `pupil ${quoted(pair.pupil)} is already paired with ${kept.student} (no longer in the files) until ${until}`;
    return isOver(kept, today)
      ? `${what}; expected a "from" after ${until} for this pair`
      : `${what}; end it with --end-missing (today, ${today}) and give this pair a "from" after that day`;
  },
  student: (pair: Pair, kept: Pair, until: Day, today: Day): string => {
    const what = `${quoted(pair.student)} is with pupil ${quoted(kept.pupil)} at this time (no longer in the files) until ${until}, so two sessions are planned at once`;
    return isOver(kept, today) ? what : `${what}; --end-missing ends the other`;
  },
};

/** Who is kept needs the school or university they belong to. */
function danglingProblems(kept: Missing, files: Programme): readonly Problem[] {
  const schools = [
    ...kept.pupils.map((pupil) => ({ who: pupil.id, id: pupil.school })),
    ...kept.people.flatMap((person) => person.schools.map((id) => ({ who: person.email, id }))),
  ];
  const universities = kept.people.flatMap(({ email, university }) =>
    university === null ? [] : [{ who: email, id: university }],
  );
  return [
    ...gone('schools', schools, files.schools),
    ...gone('universities', universities, files.universities),
  ];
}

function gone(
  list: string,
  needed: readonly { readonly who: string; readonly id: string }[],
  there: readonly { readonly id: string }[],
): readonly Problem[] {
  const known = new Set(there.map(({ id }) => id));
  const missing = new Map<string, string[]>();
  for (const { who, id } of needed) {
    if (!known.has(id)) missing.set(id, [...(missing.get(id) ?? []), who].slice(0, 3));
  }
  return Array.from(missing, ([id, who]) => ({
    file: 'programme.json',
    line: 1,
    problem: `${quoted(id)} is no longer in "${list}", but stored people belong to it (${who.join(', ')}); expected it to stay`,
  }));
}
