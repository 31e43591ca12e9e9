import { contentRows, programmeFrom } from '../../bot/storage/programmeRows';
import type { FoundRow, Row } from '../../bot/storage/row';
import { aGroup, aPair, aProgramme, aPupil } from '../builders';

const found = ({ partitionKey, rowKey, ...columns }: Row): FoundRow => {
  return { partitionKey, rowKey, etag: 'W/"1"', columns };
};

describe('the rows of a programme', () => {
  const pupils = Array.from({ length: 600 }, (_, n) => aPupil({ id: `p${n}` }));
  const programme = aProgramme({ pupils, pairs: [aPair()], groups: [aGroup()] });
  const rows = contentRows(programme, 'v1').map(found);

  test('make the programme, and are read in order of key', () => {
    const inOrder = rows.toSorted((a, b) => (a.rowKey < b.rowKey ? -1 : 1));
    expect(programmeFrom(inOrder)).toEqual(programme);
  });

  test('are nothing when any of them is missing', () => {
    expect(rows).toHaveLength(7);
    for (const missing of rows) {
      expect(programmeFrom(rows.filter((row) => row !== missing))).toBeNull();
    }
    expect(programmeFrom([])).toBeNull();
  });

  test('of another shape are an error that names the row', () => {
    const broken = rows.map((row) =>
      row.rowKey.startsWith('pairs') ? { ...row, columns: { data0: '[{"pupil":5}]' } } : row,
    );
    expect(() => programmeFrom(broken)).toThrow(/hmp\|v1 \/ pairs\|000000/);
  });
});
