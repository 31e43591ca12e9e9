/** The file with everything that is held of whoever asks for it; it may have nobody else's words in it. */
import { exportName } from '../../cards/exportName';
import { words } from '../../cards/words';
import type { ExportOrder, MadeFile } from '../ports/export';
import type { Clock, LoadedProgramme, Programmes } from '../ports';
import { grantsOf, rolesAt } from '../programme/access';
import { csvPieces } from './csv';

/** What the file is made from. */
export interface OwnFilePorts {
  readonly programmes: Programmes;
  readonly clock: Clock;
  /** Rows of kind, number, field and value of what is held of somebody in a programme. */
  readonly ownRows: (loaded: LoadedProgramme, email: string) => Promise<readonly (readonly string[])[]>;
}

/** Of all programmes in which whoever asks takes part; null when that is none (any more). */
export const ownFile = async (ports: OwnFilePorts, order: ExportOrder): Promise<MadeFile | null> => {
  const now = ports.clock.now();
  const { tenant, by, language } = order;
  const own = ports.programmes
    .all()
    .filter(({ directory: at }) => grantsOf(at, rolesAt(at, { tenant, email: by }, now), 'own').length > 0);
  const [first] = own;
  if (first === undefined) return null;
  const rows: (readonly string[])[] = [];
  for (const loaded of own) rows.push(...(await ports.ownRows(loaded, by)));
  const { text } = words(language);
  const columns = [text('own.kind'), text('own.number'), text('own.field'), text('own.value')];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for await (const piece of csvPieces(columns, rows, language === 'nl' ? ';' : ','))
      yield Buffer.from(piece);
    await Promise.resolve();
  }
  const name = exportName(first.directory, { kind: 'own', language }, now);
  return { name, contentType: 'text/csv; charset=utf-8', chunks: chunks() };
};
