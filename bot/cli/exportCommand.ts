/** `export`: everything in a programme as CSV, one file a kind. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CliPorts } from './cliPorts';
import { csvText } from '../export/csv';
import { exportTables } from './exportTables';
import { noteLook } from './looked';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import { textTable } from './textTable';

/** Writes the files of a programme into a folder, which is made when missing; existing ones are replaced. */
export const exportCommand = (ports: CliPorts, programme: string, out: string): Promise<Outcome> =>
  askProgramme(ports, programme, async (asked) => {
    await noteLook(asked, { what: 'export' });
    const tables = await exportTables(asked);
    await mkdir(out, { recursive: true });
    for (const table of tables) await writeFile(join(out, `${table.kind}.csv`), csvText(table));
    const files = tables.map(({ kind, rows }) => ({ file: `${kind}.csv`, rows: rows.length }));
    const text = textTable(
      ['file', 'rows'],
      files.map(({ file, rows }) => [file, rows]),
      'No files.',
    );
    return done({ programme, out, files }, `Written to ${out}:\n${text}`);
  });
