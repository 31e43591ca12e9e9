/** Who looked at what, as rows `x|at|id` in the partition of the programme: only ever added to. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';

import { exportKinds, lookKinds, toolLooks, type Access, type AccessLog } from '../ports/export';
import { Fault } from '../programme/failure';
import type { Random } from '../ports';
import type { Moment } from '../programme/model';
import { fromColumns, readable, toColumns } from './columns';
import { keyOf, keysSince, keysUnder, momentPart } from './keys';
import type { KeyRange } from './keys';
import type { FoundRow } from './row';
import { all } from './table';
import type { Table } from './table';
import { write } from './write';

const accessShape = z.object({
  at: z.number(),
  who: z.string(),
  what: z.union([
    z.enum(lookKinds),
    z.templateLiteral(['export.', z.enum(exportKinds)]),
    z.templateLiteral(['tool.', z.enum(toolLooks)]),
  ]),
  scope: z.array(z.string()),
  pupils: z.array(z.string()).exactOptional(),
  people: z.array(z.string()).exactOptional(),
}) satisfies z.ZodType<Access>;

/** All rows of the log. */
export const accessKeys: KeyRange = keysUnder('x');

/** What a row of the log says; throws when it holds something else. */
export const accessFrom = (row: FoundRow): Access => fromColumns(row, accessShape);

/** The access log on the table of the facts. */
export class AzureAccessLog implements AccessLog {
  readonly #table: Table;
  readonly #random: Random;

  constructor(table: Table, random: Random) {
    this.#table = table;
    this.#random = random;
  }

  async add(programme: string, access: Access): Promise<void> {
    // What is looked at was asked for in the same breath, and takes longer: its request goes first, and this one is put
    // together while storage reads.
    await setImmediate();
    const rowKey = keyOf('x', momentPart(access.at), this.#random.uuid());
    const row = { partitionKey: keyOf(programme), rowKey, ...toColumns(access) };
    const written = await write(this.#table, this.#random, {
      changes: [{ kind: 'create', row }],
      witness: rowKey,
    });
    if (written === 'conflict') throw new Fault('a row of the access record is never written over');
  }

  async list(programme: string, from: Moment): Promise<readonly Access[]> {
    const rows = await all(this.#table.range(keyOf(programme), keysSince(from, 'x')));
    return readable(rows, accessFrom);
  }
}
