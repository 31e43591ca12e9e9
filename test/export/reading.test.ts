/** A file reads one school at a time, as its rows are written. */
import { exportSheets, type ExportReading } from '../../bot/export/sheets';
import { workbookChunks } from '../../bot/export/workbook';
import { directoryOf } from '../../bot/programme/directory';
import { aPair, aProgramme, aPupil, aSchool, aSession, anAnswer, at } from '../builders';
import { roundSource } from '../../bot/programme/rounds/timetable';

const ids = Array.from({ length: 12 }, (_, index) => `s${index}`);
const directory = directoryOf(
  aProgramme({
    schools: ids.map((id) => aSchool({ id, name: id })),
    pupils: ids.map((id) => aPupil({ id: `p-${id}`, school: id })),
    pairs: ids.map((id) => aPair({ pupil: `p-${id}` })),
  }),
);
const now = at('2027-02-10T12:00:00+01:00');
const answer = (pupil: string) =>
  anAnswer('2027-02-09', { session: aSession('2027-02-09', { id: `${pupil}/2027-02-09`, pupil }) });

/** What was read, and for how many schools at once. */
const aReading = () => {
  const read: string[] = [];
  const state = { open: 0, most: 0 };
  const rounds = roundSource(directory, []);
  const of: ExportReading['of'] = async (school) => {
    read.push(school);
    state.open += 1;
    state.most = Math.max(state.most, state.open);
    await Promise.resolve();
    state.open -= 1;
    return { directory, schools: [school], factsOf: (pupil) => [answer(pupil)], rounds, now };
  };
  return { read, state, reading: { directory, schools: ids, rounds, by: 'cora@hmp.example', now, of } };
};

test('nothing is read before somebody wants rows, and then school after school', async () => {
  const { read, state, reading } = aReading();
  const [sessions] = exportSheets(reading, 'nl');
  if (sessions === undefined) throw new Error('no sheet');
  expect(read).toEqual([]);
  const rows: unknown[] = [];
  for await (const row of sessions.rows) {
    if (rows.length === 0) expect(read).toEqual(['s0']);
    rows.push(row);
  }
  expect(read).toEqual(ids);
  expect(state.most).toBe(1);
});

test('whoever stops reading the workbook stops the reading of schools', async () => {
  const { read, reading } = aReading();
  for await (const _ of workbookChunks(exportSheets(reading, 'en'))) break;
  expect(read.length).toBeLessThan(4 * ids.length);
});

test('students are counted over all schools', async () => {
  const { reading } = aReading();
  const [, , , students] = exportSheets(reading, 'en');
  const rows: (readonly unknown[])[] = [];
  for await (const row of students?.rows ?? []) rows.push(row);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toContain(ids.length);
});
