import { contentRows, programmeFrom } from '../../bot/storage/programmeRows';
import type { FoundRow, Row } from '../../bot/storage/row';
import { aCoordinator, aGroup, aPair, aPerson, aProgramme, aPupil } from '../builders';

const found = ({ partitionKey, rowKey, ...columns }: Row): FoundRow => {
  return { partitionKey, rowKey, etag: 'W/"1"', columns };
};

async function* arriving(rows: readonly FoundRow[]): AsyncGenerator<FoundRow> {
  yield* rows;
}

describe('the rows of a programme', () => {
  const pupils = Array.from({ length: 600 }, (_, n) => aPupil({ id: `p${n}` }));
  const fixed = { weekday: 3, start: '13:00', end: '14:00', room: null } as const;
  const programme = aProgramme({
    people: [aPerson(), aCoordinator({ schools: ['jdw', 'zwc'], language: 'en', endedOn: '2027-03-01' })],
    pupils,
    pairs: [aPair({ room: '1.12', from: '2027-02-09', until: '2027-06-01' }), aPair()],
    groups: [aGroup(), aGroup({ id: 'b', meeting: fixed })],
  });
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

  test('of another shape are an error that names the kind of row', async () => {
    const broken = rows.map((row) =>
      row.rowKey.startsWith('pairs') ? { ...row, columns: { data0: '[{"pupil":5}]' } } : row,
    );
    await expect(programmeFrom(arriving(broken))).rejects.toThrow(/Row hmp\|v1 \/ pairs does not/);
  });

  const broken = {
    'a list that is none': ['pairs', { 0: {} }],
    'an item that is none': ['people', ['x']],
    'a role nobody has': ['people', [{ ...aPerson(), role: 'pupil' }]],
    'a language it does not speak': ['people', [{ ...aPerson(), language: 'de' }]],
    'no schools': ['people', [{ ...aPerson(), schools: undefined }]],
    'an interest that is no text': ['pupils', [{ ...aPupil(), interests: ['sport', 5] }]],
    'a pupil without a class': ['pupils', [{ ...aPupil(), class: null }]],
    'an eighth day': ['pairs', [{ ...aPair(), weekday: 8 }]],
    'a time that is no text': ['pairs', [{ ...aPair(), start: 9 }]],
    'a room that is missing': ['pairs', [{ ...aPair(), room: undefined }]],
    'a meeting without an end': ['groups', [{ ...aGroup(), meeting: { ...fixed, end: undefined } }]],
  } as const;

  test.each(Object.entries(broken))(
    'with %s are an error that names the kind of row',
    async (_, [list, items]) => {
      const wrong = rows.map((row) =>
        row.rowKey.startsWith(list) ? { ...row, columns: { data0: JSON.stringify(items) } } : row,
      );
      await expect(programmeFrom(arriving(wrong))).rejects.toThrow(
        new RegExp(`Row hmp\\|v1 / ${list} does not`),
      );
    },
  );

  test('lists that say the same are one, however many people there are', async () => {
    const sport = ['sport'];
    const many = aProgramme({ pupils: ['a', 'b'].map((id) => aPupil({ id, interests: [...sport] })) });
    const read = await programmeFrom(arriving(contentRows(many, 'v1').map(found)));
    const [first, second] = read?.pupils ?? [];
    expect(first?.interests).toEqual(sport);
    expect(second?.interests).toBe(first?.interests);
  });
});
