/** Workbooks: opened again with the same library, and written in pieces. */
import { Workbook } from '@cj-tech-master/excelts';
import { workbookChunks } from '../../bot/export/workbook';
import type { Column, Sheet } from '../../bot/export/sheet';

const columns: readonly Column[] = [
  { name: 'Datum', format: 'day', width: 12, tints: [] },
  { name: 'Begin', format: 'time', width: 8, tints: [] },
  { name: 'Naam', format: 'text', width: 20, tints: [{ text: 'he"y', tint: 'bad' }] },
  { name: 'Aanwezig', format: 'share', width: 8, tints: [] },
  { name: 'Ingevuld', format: 'moment', width: 18, tints: [] },
];

const bytesOf = async (sheets: readonly Sheet[]): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of workbookChunks(sheets)) parts.push(chunk);
  return Buffer.concat(parts);
};

const opened = async (sheets: readonly Sheet[]): Promise<Workbook> => {
  const workbook = new Workbook();
  await workbook.xlsx.load(await bytesOf(sheets));
  return workbook;
};

test('keeps days, times, shares and words as what they are, with a header that stays and filters', async () => {
  const rows = [['2027-03-28', '09:30', '=1+1', 0.5, '2027-10-31T02:30']];
  const sheet = (await opened([{ name: 'Sessies', columns, rows }])).getWorksheet('Sessies');
  expect(sheet?.getRow(1).values).toEqual([undefined, 'Datum', 'Begin', 'Naam', 'Aanwezig', 'Ingevuld']);
  expect(sheet?.getCell('A2').value).toEqual(new Date('2027-03-28T00:00:00Z'));
  expect(sheet?.getCell('A2').numFmt).toBe('dd-mm-yyyy');
  expect(sheet?.getCell('B2').numFmt).toBe('hh:mm');
  expect(sheet?.getCell('C2').value).toBe('=1+1');
  expect(sheet?.getCell('C2').formula).toBeUndefined();
  expect(sheet?.getCell('D2').value).toBe(0.5);
  expect(sheet?.getCell('E2').value).toEqual(new Date('2027-10-31T02:30:00Z'));
  expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
  expect(sheet?.autoFilter).toBe('A1:E2');
});

test('takes any name, and colours the cells that say so', async () => {
  const name = 'he"y <&> \u0000\u001F \uD800 ☺ \'';
  const rows = [[null, null, name, null, null]];
  const sheet = (await opened([{ name: 'S', columns, rows }])).getWorksheet('S');
  expect(sheet?.getCell('C2').value).toBe('he"y <&>   ☺ \'');
  expect(JSON.stringify(sheet?.model)).toContain('$C2=\\"he\\"\\"y\\"');
});

test('holds several sheets, empty ones too', async () => {
  const workbook = await opened([
    { name: 'A', columns, rows: [] },
    { name: 'B', columns, rows: [] },
  ]);
  expect(workbook.worksheets.map(({ name }) => name)).toEqual(['A', 'B']);
});

test('asks for rows only as fast as it is read, however many there are', async () => {
  const total = 50_000;
  let asked = 0;
  function* rows(): Generator<readonly (string | null)[]> {
    for (; asked < total; asked += 1) yield ['2027-03-28', '09:30', `Yara ${asked}`, null, null];
  }
  const chunks = workbookChunks([{ name: 'S', columns, rows: rows() }])[Symbol.asyncIterator]();
  await chunks.next();
  for (let turn = 0; turn < 2000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThan(total / 5);
  let bytes = 0;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next())
    bytes += next.value.length;
  expect(asked).toBe(total);
  expect(bytes).toBeGreaterThan(100_000);
}, 120_000);

function* broken(): Generator<readonly null[]> {
  yield [null];
  throw new Error('no such row');
}

test('stops asking when nobody reads on, and tells what went wrong with a row', async () => {
  let asked = 0;
  function* endless(): Generator<readonly null[]> {
    for (; ; asked += 1) yield [null, null, null, null, null];
  }
  for await (const _ of workbookChunks([{ name: 'S', columns, rows: endless() }])) break;
  const then = asked;
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(asked - then).toBeLessThanOrEqual(100);
  await expect(bytesOf([{ name: 'S', columns, rows: broken() }])).rejects.toThrow('no such row');
});
