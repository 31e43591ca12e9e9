/** A programme as rows: its head among all programmes and, for each version, its content in pieces. */
import { z } from 'zod';

import { indexBy } from '../programme/indexBy';
import type { Pair, Programme } from '../programme/model';
import type { ProgrammeHead } from '../ports/storage';
import { fromColumns, readColumns, toColumns } from './columns';
import { keyOf, partsOf } from './keys';
import { listReaders } from './programmeLists';
import { coreShape, listNames } from './programmeShape';
import type { ListName } from './programmeShape';
import type { FoundRow, Row } from './row';

/** The partition with one row for each programme. */
export const headsPartition = keyOf('programmes');

/** The row key of the content's first row: without it the rest is nothing. */
export const coreKey = keyOf('core');

/** Items in one row: few requests for a large programme, far below the size of an entity. */
const itemsPerRow = 250;
const indexDigits = 6;

const headShape = z.object({
  id: z.string(),
  version: z.string(),
  tenants: z.array(z.string()),
  objectionsOpen: z.literal(true).optional(),
});

const versionShape = z.object({ version: z.string(), replaces: z.string().nullable() });

const contentShape = z.object({
  core: coreShape,
  counts: z.object({ people: z.number(), pupils: z.number(), pairs: z.number(), groups: z.number() }),
});

/** The partition that holds one version of a programme. */
export function contentPartition(programme: string, version: string): string {
  return keyOf(programme, version);
}

/**
 * The partition with a row for each version that has content, made before the content is. A version
 * can become the current one only while the current one is what it `replaces`.
 */
export function versionsPartition(programme: string): string {
  return keyOf('versions', programme, '');
}

/** The row that announces a version. */
export function versionRow(programme: string, version: string, replaces: string | null): Row {
  return {
    partitionKey: versionsPartition(programme),
    rowKey: keyOf(version),
    ...toColumns({ version, replaces }),
  };
}

/** The announcement a row holds; throws when it holds something else. */
export function versionFrom(row: FoundRow): z.infer<typeof versionShape> {
  return fromColumns(row, versionShape);
}

/** The row key of a programme's head. */
export function headKey(programme: string): string {
  return keyOf(programme);
}

/** The row of a head: writing it is what makes a version the current one. */
export function headRow(head: ProgrammeHead): Row {
  return {
    partitionKey: headsPartition,
    rowKey: headKey(head.id),
    version: head.version,
    ...toColumns(head),
  };
}

/** The head a row holds; throws when it holds something else. */
export function headFrom(row: FoundRow): ProgrammeHead {
  const { objectionsOpen, ...head } = fromColumns(row, headShape);
  return objectionsOpen === undefined ? head : { ...head, objectionsOpen };
}

/** The head a row holds, or all that its key says of one that cannot be read: the others must not go with it. */
export function listedHead(row: FoundRow): ProgrammeHead {
  try {
    return headFrom(row);
  } catch {
    const [id = ''] = partsOf(row.rowKey);
    return { id, version: '', tenants: [] };
  }
}

function pieces(partitionKey: string, list: ListName, all: readonly unknown[]): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < all.length; start += itemsPerRow) {
    const index = String(rows.length).padStart(indexDigits, '0');
    const items = all.slice(start, start + itemsPerRow);
    rows.push({ partitionKey, rowKey: keyOf(list, index), items: items.length, ...toColumns(items) });
  }
  return rows;
}

/** The content rows: the lists piece by piece, and last the row that makes them count. */
export function contentRows(programme: Programme, version: string): Row[] {
  const { people, pupils, pairs, groups, ...core } = programme;
  const all = { people, pupils, pairs, groups };
  const partitionKey = contentPartition(programme.id, version);
  const counts = Object.fromEntries(listNames.map((list) => [list, all[list].length]));
  return [
    ...listNames.flatMap((list) => pieces(partitionKey, list, all[list])),
    { partitionKey, rowKey: coreKey, items: 0, ...toColumns({ core, counts }) },
  ];
}

/** The lists of a programme as they are put together again. */
type Lists = { readonly [L in ListName]: Programme[L][number][] };

/** Adds what rows hold to the list each is a piece of; what is not of any list is left aside. */
const addingTo = (lists: Lists): ((row: FoundRow) => void) => {
  let byStudent: ((student: string) => readonly Pair[]) | null = null;
  // Most people are in a pair, and pairs come first: an address that both have is held once.
  const held = (address: string): string => {
    byStudent ??= indexBy(lists.pairs, ({ student }) => student);
    return byStudent(address)[0]?.student ?? address;
  };
  return (row) => {
    const isOf = (list: ListName): boolean => row.rowKey.startsWith(keyOf(list, ''));
    const read = <T>(reader: (piece: unknown, held: (address: string) => string) => T[]): T[] =>
      readColumns(row, (piece) => reader(piece, held));
    if (isOf('people')) lists.people.push(...read(listReaders.people));
    else if (isOf('pupils')) lists.pupils.push(...read(listReaders.pupils));
    else if (isOf('pairs')) lists.pairs.push(...read(listReaders.pairs));
    else if (isOf('groups')) lists.groups.push(...read(listReaders.groups));
  };
};

/**
 * The programme these content rows hold, in order of their keys; null when any of them is missing. Each row is read as
 * it comes and then let go: the text of a large programme is many times what it says.
 */
export async function programmeFrom(rows: AsyncIterable<FoundRow>): Promise<Programme | null> {
  const lists: Lists = { people: [], pupils: [], pairs: [], groups: [] };
  const add = addingTo(lists);
  let content: z.infer<typeof contentShape> | null = null;
  for await (const row of rows) {
    if (row.rowKey === coreKey) content = fromColumns(row, contentShape);
    else add(row);
  }
  if (content === null) return null;
  const { core, counts } = content;
  return listNames.every((list) => lists[list].length === counts[list]) ? { ...core, ...lists } : null;
}
