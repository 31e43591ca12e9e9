/** What people typed, in the files and calendars that leave the bot: text there too, and nothing else. */
import { Workbook } from '@cj-tech-master/excelts';
import { parse } from 'csv-parse/sync';
import { icalendar } from '../../bot/calendar/icalendar';
import { csvPieces } from '../../bot/export/csv';
import type { Column } from '../../bot/export/sheet';
import { workbookChunks } from '../../bot/export/workbook';
import { fileName } from '../../bot/programme/export/scope';
import { at } from '../builders';
import { readFeed } from '../calendar/reading';
import { hostileEntries, hostileStrings } from '../hostileStrings';

const column: Column = { name: 'Naam', format: 'text', width: 20, tints: [] };
const formula = /^[=+\-@\t\r＝＋－＠]/;

describe.each(hostileEntries)('%s', (_, text) => {
  test.each([',', ';'] as const)('is one cell of CSV, and no formula (%s)', async (delimiter) => {
    let csv = '';
    for await (const piece of csvPieces(['a', text], [['x', text, 'y']], delimiter)) csv += piece;
    const rows: unknown = parse(csv, {
      bom: true,
      delimiter,
      record_delimiter: '\r\n',
      relax_column_count: true,
    });
    // A spreadsheet decides by the first sign of a cell.
    const written = Buffer.from(text).toString();
    const cell = formula.test(text) ? `'${written}` : written;
    expect(rows).toEqual([
      ['a', cell],
      ['x', cell, 'y'],
    ]);
    expect(cell).not.toMatch(formula);
  });

  test('is one cell of a workbook, and no formula', async () => {
    const chunks: Uint8Array[] = [];
    const sheet = { name: 'Blad', columns: [column, column], rows: [[text, 'y']] };
    for await (const chunk of workbookChunks([sheet])) chunks.push(chunk);
    const workbook = new Workbook();
    await workbook.xlsx.load(Buffer.concat(chunks));
    const cell = workbook.getWorksheet('Blad')?.getCell('A2');
    expect(cell?.formula).toBeUndefined();
    // As long as a row may be that the library can write.
    expect(cell?.value ?? '').toBe(text.slice(0, 1_000).replaceAll(/[\p{Cc}\p{Cs}\u{FFFE}\u{FFFF}]/gu, ''));
    expect(workbook.getWorksheet('Blad')?.getCell('B2').value).toBe('y');
  });

  test('is the place of one entry of a calendar, in one line', () => {
    const [start, end] = [at('2027-03-09T09:00:00+01:00'), at('2027-03-09T10:00:00+01:00')];
    const entry = {
      kind: 'session',
      id: text,
      uid: 'u@mentormaat',
      start,
      end,
      school: text,
      room: text,
      isCancelled: false,
      sequence: 0,
      changedAt: start,
    } as const;
    const feed = icalendar([entry, { ...entry, uid: 'v@mentormaat', school: null, room: null }], 'nl');
    const events = readFeed(feed);
    expect(events.map(({ uid }) => uid)).toEqual(['u@mentormaat', 'v@mentormaat']);
    const unfolded = feed.replaceAll(/\r\n[ \t]/g, '').split('\r\n');
    expect(unfolded.filter((line) => /^ATTENDEE|^BEGIN:VALARM|^URL|^ATTACH/i.test(line))).toEqual([]);
    expect(unfolded.filter((line) => /(?!\u200d|\u2060)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(line))).toEqual([]);
    expect(unfolded.filter((line) => line.startsWith('BEGIN:VEVENT'))).toHaveLength(2);
    expect(events[0]?.location).not.toBe('');
  });

  test('is a name of a file that every disk takes', () => {
    const name = fileName(`Programma ${text}`, 'xlsx');
    expect(name).toMatch(/^Programma[\p{L}\p{M}\p{N} ._-]*\.xlsx$/u);
    expect(name.length).toBeLessThanOrEqual(110);
    expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
  });
});

test('a name of a file is not cut within a letter', () => {
  const name = fileName('𝒜'.repeat(60), 'csv');
  expect(decodeURIComponent(encodeURIComponent(name))).toBe(name);
  expect(fileName(`x${'𝒜'.repeat(60)}`, 'csv')).toBe(`x${'𝒜'.repeat(49)}.csv`);
});

test('every beginning of a formula is among them', () => {
  const first = new Set(Object.values(hostileStrings).map((text) => text.charAt(0)));
  expect(['=', '+', '-', '@', '\t', '\r', '＝'].filter((sign) => !first.has(sign))).toEqual([]);
});
