/** Makes the files that coordinators ask for: who may have what is decided now, and written down before anybody gets it. */
import { exportName } from '../../cards/exportName';
import type { AccessLog, ExportDesk, ExportOrder, MadeFile } from '../ports/export';
import type { LoadedProgramme, Log, Programmes, Timer } from '../ports';
import { exportScope } from '../programme/export/scope';
import type { ExportSource } from '../programme/export/tables';
import type { Moment } from '../programme/model';
import type { Rounds } from '../ports/rounds';
import type { RecordStore } from '../ports/storage';
import { csvPieces } from './csv';
import type { Cell, Format } from './sheet';
import { exportSheet, exportSheets, type ExportReading, type SheetKind } from './sheets';
import { ownFile, type OwnFilePorts } from './ownFile';
import { putFile, type PutPorts } from './upload';
import { workbookChunks } from './workbook';

/** What the desk is made of. */
export interface DeskPorts extends PutPorts, OwnFilePorts {
  readonly records: Pick<RecordStore, 'pages'>;
  readonly rounds: Pick<Rounds, 'of'>;
  readonly access: Pick<AccessLog, 'add'>;
  readonly timer: Timer;
  readonly log: Log;
  readonly linkAddress: string | null;
  readonly newToken: () => string;
}

interface Allowed {
  readonly loaded: LoadedProgramme;
  readonly schools: readonly string[];
}

/** Null when there is nothing the person may take away: somebody of another tenant never may. */
const allowedOf = (programmes: Programmes, order: ExportOrder, now: Moment): Allowed | null => {
  const loaded = programmes.all().find(({ head }) => head.id === order.programme);
  if (loaded === undefined) return null;
  const schools = exportScope(loaded.directory, { tenant: order.tenant, email: order.by }, now);
  return schools.length === 0 ? null : { loaded, schools };
};

const contentTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Text that Dutch and English spreadsheets take as a date, a moment and a percentage. */
const csvCell = (cell: Cell, format: Format): Cell => {
  if (format === 'share' && typeof cell === 'number') return `${Math.round(cell * 100)}%`;
  return format === 'moment' && typeof cell === 'string' ? cell.replace('T', ' ') : cell;
};

async function* csvChunks(
  reading: ExportReading,
  kind: SheetKind,
  { language }: ExportOrder,
): AsyncGenerator<Uint8Array> {
  const { columns, rows } = exportSheet(reading, kind, language);
  async function* cells(): AsyncGenerator<readonly Cell[]> {
    for await (const row of rows)
      yield row.map((cell, index) => csvCell(cell, columns[index]?.format ?? 'text'));
  }
  const names = columns.map(({ name }) => name);
  // The separator that a spreadsheet expects where the language is spoken.
  for await (const piece of csvPieces(names, cells(), language === 'nl' ? ';' : ','))
    yield Buffer.from(piece);
}

/** Each school is read when its rows are asked for, and let go after them. */
const readingOf = async (
  { records, rounds }: Pick<DeskPorts, 'records' | 'rounds'>,
  { loaded, schools }: Allowed,
  by: string,
  now: Moment,
): Promise<ExportReading> => {
  const { head, directory } = loaded;
  const { source } = await rounds.of(loaded);
  const of = async (school: string): Promise<ExportSource> => {
    const pages = await records.pages(head.id, school);
    const facts = new Map(pages.map((page) => [page.pupil, page.facts]));
    return { directory, schools: [school], factsOf: (pupil) => facts.get(pupil) ?? [], rounds: source, now };
  };
  return { directory, schools, rounds: source, by, now, of };
};

const makeFile = async (ports: DeskPorts, order: ExportOrder): Promise<MadeFile | null> => {
  const { kind, by } = order;
  if (kind === 'own') return ownFile(ports, order);
  const now = ports.clock.now();
  const allowed = allowedOf(ports.programmes, order, now);
  if (allowed === null) return null;
  await ports.access.add(order.programme, {
    at: now,
    who: by,
    what: `export.${kind}`,
    scope: allowed.schools,
  });
  const reading = await readingOf(ports, allowed, by, now);
  ports.log.info('export made', { programme: order.programme, kind, schools: allowed.schools.length });
  return {
    name: exportName(allowed.loaded.directory, order, now),
    contentType: kind === 'xlsx' ? contentTypes.xlsx : contentTypes.csv,
    chunks:
      kind === 'xlsx'
        ? workbookChunks(exportSheets(reading, order.language))
        : csvChunks(reading, kind, order),
  };
};

/** Makes the desk. */
export const exportDesk = (ports: DeskPorts): ExportDesk => ({
  linkAddress: ports.linkAddress,
  newToken: ports.newToken,
  make: (order) => makeFile(ports, order),
  upload: async (order, { uploadUrl }) => {
    if (!ports.isAllowedUpload(uploadUrl)) {
      ports.log.warn('upload address not allowed', {
        host: URL.canParse(uploadUrl) ? new URL(uploadUrl).host : '',
      });
      return 'refused';
    }
    const file = await makeFile(ports, order);
    return file === null ? 'notForYou' : putFile(ports, uploadUrl, file);
  },
});
