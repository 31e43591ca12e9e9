/**
 * A programme folder, checked as a whole.
 */
import type { Programme } from '../programme/model';
import { readTable } from './csvTable';
import type { Columns, Table } from './csvTable';
import { fileNames } from './folderFiles';
import type { FileName, FolderFiles } from './folderFiles';
import { groupColumns, readGroups } from './groupsFile';
import { pairColumns, readPairs } from './pairsFile';
import { peopleColumns, readPeople } from './peopleFile';
import { ProblemList } from './problems';
import type { Problem } from './problems';
import { readSettings, unknownSettings } from './programmeFile';
import { pupilColumns, readPupils } from './pupilsFile';

/** A programme that can be stored as it is, or everything that is wrong with its files. */
export type ParsedFolder =
  | {
      readonly ok: true;
      readonly programme: Programme;
      /** Lines in pairs.csv, in the order of `programme.pairs`, for what only the stored programme shows. */
      readonly pairLines: readonly number[];
      /** What is odd but can stand, in order of line. */
      readonly warnings: readonly Problem[];
    }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Checks all files of a folder against each other. Problems come in order of file and line, at most
 * `listedPerFile` a file. Never throws for what stands in a file.
 */
export function parseFolder(folder: FolderFiles): ParsedFolder {
  const lists = new Map(fileNames.map((file) => [file, new ProblemList(file)]));
  const listOf = (file: FileName) => lists.get(file) ?? new ProblemList(file);
  const table = (file: FileName, columns: Columns): Table | null => {
    const bytes = folder.contents.get(file);
    return bytes === undefined ? null : readTable(file, bytes, columns, listOf(file));
  };
  const json = folder.contents.get('programme.json');
  const settings = json === undefined ? unknownSettings : readSettings(json, listOf('programme.json'));
  const people = readPeople(table('people.csv', peopleColumns), settings, listOf('people.csv'));
  const pupils = readPupils(table('pupils.csv', pupilColumns), settings, listOf('pupils.csv'));
  const pairs = readPairs(table('pairs.csv', pairColumns), { people, pupils, settings }, listOf('pairs.csv'));
  const groups = readGroups(table('groups.csv', groupColumns), people, listOf('groups.csv'));
  const problems = inFileOrder([...folder.problems, ...[...lists.values()].flatMap((list) => list.list())]);
  if (settings.settings === null || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    programme: {
      ...settings.settings,
      people: people.people,
      pupils: pupils.pupils,
      pairs: pairs.rows.map(({ pair }) => pair),
      groups,
    },
    pairLines: pairs.rows.map(({ line }) => line),
    warnings: pairs.warnings,
  };
}

function inFileOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The folder itself comes before its files. */
function placeOf(problem: Problem): number {
  return fileNames.findIndex((file) => file === problem.file);
}
