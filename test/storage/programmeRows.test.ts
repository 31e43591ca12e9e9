import { contentRows, programmeFrom } from '../../bot/storage/programmeRows';
import type { FoundRow, Row } from '../../bot/storage/row';
import { aGroup, aPair, aProgramme, aPupil } from '../builders';

const found = ({ partitionKey, rowKey, ...columns }: Row): FoundRow => {
  return { partitionKey, rowKey, etag: 'W/"1"', columns };
};

async function* arriving(rows: readonly FoundRow[]): AsyncGenerator<FoundRow> {
  yield* rows;
}

describe('the rows of a programme', () => {
  const pupils = Array.from({ length: 600 }, (_, n) => aPupil({ id: `p${n}` }));
  const programme = aProgramme({ pupils, pairs: [aPair()], groups: [aGroup()] });
  const rows = contentRows(programme, 'v1').map(found);

  test('make the programme, and are read in order of key', async () => {
    const inOrder = rows.toSorted((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
    expect(await programmeFrom(arriving(inOrder))).toEqual(programme);
  });

  test('are nothing when any of them is missing', async () => {
    expect(rows).toHaveLength(7);
    for (const missing of rows) {
      expect(await programmeFrom(arriving(rows.filter((row) => row !== missing)))).toBeNull();
    }
    expect(await programmeFrom(arriving([]))).toBeNull();
  });

  test('of another shape are an error that names the row', async () => {
    const broken = rows.map((row) =>
      row.rowKey.startsWith('pairs') ? { ...row, columns: { data0: '[{"pupil":5}]' } } : row,
    );
    await expect(programmeFrom(arriving(broken))).rejects.toThrow(/hmp\|v1 \/ pairs\|000000/);
  });
});
