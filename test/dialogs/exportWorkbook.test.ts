/** The workbook a coordinator gets, opened again: every sheet with its columns, real dates, filters and colours. */
import { Workbook, type Worksheet } from '@cj-tech-master/excelts';
import { at } from '../builders';
import { aChat, type Chat } from './chat';
import { bytesOf } from './desk';
import { cora, noor, sam, theProgramme } from './people';

/** Yara was away twice, which was taken up; Amir came on time and late. */
const begin = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-03-02T10:05:00+01:00');
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'absentUnnotified' });
  await chat.as(noor).presses('checkIn.record', { session: 'p2/2027-03-02', outcome: 'onTime' });
  chat.clock.moveTo(at('2027-03-09T10:05:00+01:00'));
  await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-09', outcome: 'absentUnknown' });
  const late = { session: 'p2/2027-03-09', outcome: 'late', minutesLate: '9', note: 'vertelt niemand' };
  await chat.as(noor).presses('checkIn.record', late);
  await chat.as(cora).presses('flag.acknowledge', { flag: 'p1/2027-03-09' });
  chat.clock.moveTo(at('2027-03-10T12:00:00+01:00'));
  return chat;
};

const opened = async (chat: Chat, language: 'nl' | 'en' = 'nl'): Promise<Workbook> => {
  const order = { programme: 'hmp', tenant: 'tenant-1', by: cora, kind: 'xlsx', language } as const;
  const file = await chat.desk.files.make(order);
  if (file === null) throw new Error('there is no file');
  const workbook = new Workbook();
  await workbook.xlsx.load(await bytesOf(file));
  return workbook;
};

const sheetOf = (workbook: Workbook, name: string): Worksheet => {
  const sheet = workbook.getWorksheet(name);
  if (sheet === undefined) throw new Error(`there is no sheet ${name}`);
  return sheet;
};

const headOf = (sheet: Worksheet): readonly string[] =>
  Array.from({ length: sheet.columnCount }, (_, index) => sheet.getRow(1).getCell(index + 1).text);

/** The cells of a row by the name of their column. */
const rowOf = (sheet: Worksheet, row: number): Readonly<Record<string, unknown>> =>
  Object.fromEntries(headOf(sheet).map((name, index) => [name, sheet.getRow(row).getCell(index + 1).value]));

test('has a sheet for sessions, pupils, flags and students, with Dutch names', async () => {
  const workbook = await opened(await begin());
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    'Sessies',
    'Leerlingen',
    'Signalen',
    'Studentmentoren',
    'Intervisie',
  ]);
  const [sessions, pupils, flags, students] = workbook.worksheets.map(headOf);
  expect(sessions?.slice(0, 5)).toEqual(['Datum', 'Begin', 'Einde', 'Code', 'Leerling']);
  expect(sessions).toEqual(
    expect.arrayContaining(['Uitkomst', 'Telt als', 'Minuten te laat', 'Ingevuld op']),
  );
  expect(pupils).toEqual(
    expect.arrayContaining(['Klas', 'Sessies tot nu', 'Verzuim', 'Open signaal', 'Haalbaar']),
  );
  expect(flags).toEqual(expect.arrayContaining(['Geopend op', 'Niveau', 'Redenen', 'Opgepakt door']));
  expect(students).toEqual(expect.arrayContaining(['Naam', 'Zelf afgezegd', 'Laatste ingevulde sessie']));
});

test('a flag tells the session that opened it, and since when it is open, as every list does', async () => {
  const chat = await aChat(theProgramme({ start: '2027-03-01' }), '2027-03-20T12:00:00+01:00');
  for (const session of ['p1/2027-03-02', 'p1/2027-03-09'])
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnknown' });
  expect(rowOf(sheetOf(await opened(chat), 'Signalen'), 2)).toMatchObject({
    'Geopend op': new Date('2027-03-09T00:00:00Z'),
    'Open sinds': new Date('2027-03-20T00:00:00Z'),
  });
});

test('every sheet has a header that stays and a filter over it', async () => {
  for (const sheet of (await opened(await begin())).worksheets) {
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 });
    expect(sheet.autoFilter).toEqual(expect.stringMatching(/^A1:/));
  }
});

test('days are days, and what was said stands in words beside its colour', async () => {
  const workbook = await opened(await begin());
  const sessions = sheetOf(workbook, 'Sessies');
  const rows = Array.from({ length: sessions.rowCount - 1 }, (_, index) => rowOf(sessions, index + 2));
  const ofYara = rows.filter(({ Leerling: pupil }) => pupil === 'Yara');
  expect(ofYara[0]).toMatchObject({
    Datum: new Date('2027-03-02T00:00:00Z'),
    Uitkomst: 'niet verschenen, zonder bericht',
    'Telt als': 'verzuim',
    'Ingevuld op': new Date('2027-03-02T10:05:00Z'),
  });
  expect(rows.find(({ 'Minuten te laat': minutes }) => minutes === 9)).toMatchObject({
    Leerling: 'Amir',
    'Telt als': 'te laat',
  });
  expect(rowOf(sheetOf(workbook, 'Signalen'), 2)).toMatchObject({
    'Geopend op': new Date('2027-03-09T00:00:00Z'),
    'Open sinds': new Date('2027-03-09T00:00:00Z'),
    Status: 'opgepakt',
    Niveau: '2 – actie',
    'Opgepakt door': 'Cora Bakker',
    'Opgepakt op': new Date('2027-03-09T00:00:00Z'),
  });
  expect(rowOf(sheetOf(workbook, 'Leerlingen'), 2)).toMatchObject({
    Leerling: 'Yara',
    Verzuim: 2,
    Aanwezig: 0,
    'Open signaal': '2 – actie',
  });
  expect(JSON.stringify(workbook.worksheets.map(({ model }) => model))).not.toContain('vertelt niemand');
});

/** How cells of a sheet that say these words are coloured; empty for none. */
const colouredIn = (sheet: Worksheet) => {
  const rules = sheet.conditionalFormattings.flatMap((one) => one.rules);
  return (word: string): string =>
    rules
      .filter((rule) => JSON.stringify(rule).includes(`\\"${word}\\"`))
      .map((rule) => JSON.stringify(rule.style))[0] ?? '';
};

test('the same colours stand for flags and whether the sessions can be reached, in the sheets of pupils and flags', async () => {
  const workbook = await opened(await begin());
  const [good, bad, mild] = ['aanwezig', 'verzuim', 'te laat'].map(colouredIn(sheetOf(workbook, 'Sessies')));
  const pupils = colouredIn(sheetOf(workbook, 'Leerlingen'));
  expect(['2 – actie', '3 – overdracht', 'nee', 'ja'].map(pupils)).toEqual([mild, bad, bad, '']);
  const flags = colouredIn(sheetOf(workbook, 'Signalen'));
  expect(['open', 'afgesloten', '2 – actie', '3 – overdracht'].map(flags)).toEqual([mild, good, mild, bad]);
});

test('what is bad is red and what is good is green, by the words of the cell', async () => {
  const colourOf = colouredIn(sheetOf(await opened(await begin()), 'Sessies'));
  const [good, bad, mild] = ['aanwezig', 'verzuim', 'te laat'].map(colourOf);
  expect(new Set([good, bad, mild]).size).toBe(3);
  const red = /"bgColor":\{"argb":"(?:FF)?(?<red>[0-9A-F]{2})(?<green>[0-9A-F]{2})/;
  const shades = [good, bad].map((style) => red.exec(style ?? '')?.groups);
  expect(Number.parseInt(shades[0]?.['green'] ?? '', 16)).toBeGreaterThan(
    Number.parseInt(shades[0]?.['red'] ?? '', 16),
  );
  expect(Number.parseInt(shades[1]?.['red'] ?? '', 16)).toBeGreaterThan(
    Number.parseInt(shades[1]?.['green'] ?? '', 16),
  );
});

test('in English for who reads English', async () => {
  const workbook = await opened(await begin(), 'en');
  expect(workbook.worksheets.map(({ name }) => name).slice(0, 4)).toEqual([
    'Sessions',
    'Pupils',
    'Flags',
    'Students',
  ]);
});
