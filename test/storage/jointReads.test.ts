import { JointReads } from '../../bot/storage/jointReads';
import type { KeyRange } from '../../bot/storage/keys';
import type { FoundRow } from '../../bot/storage/row';
import type { QueryOptions, Table } from '../../bot/storage/table';

const unused = (): never => {
  throw new Error('not used here');
};

const rowAt = (rowKey: string): FoundRow => ({
  partitionKey: 'p',
  rowKey,
  etag: `etag of ${rowKey}`,
  columns: {},
});

/** A table that tells what it was asked, and fails for what the test says. */
class AskedTable implements Table {
  readonly asked: string[] = [];
  readonly #keys: readonly string[];
  readonly partition = unused;
  readonly change = unused;
  readonly put = unused;
  readonly remove = unused;
  isAway = false;
  broken = '';

  constructor(keys: readonly string[]) {
    this.#keys = keys.toSorted((a, b) => (a < b ? -1 : 1));
  }

  get(_: string, rowKey: string): Promise<FoundRow | null> {
    this.asked.push(`get ${rowKey}`);
    if (rowKey === this.broken) return Promise.reject(new Error(`no ${rowKey}`));
    return Promise.resolve(this.#keys.includes(rowKey) ? rowAt(rowKey) : null);
  }

  async *range(_: string, { from, to }: KeyRange, { atOnce = 1000 }: QueryOptions = {}) {
    const found = this.#keys.filter((key) => key >= from && key < to);
    for (let start = 0; start === 0 || start < found.length; start += atOnce) {
      this.asked.push(`range ${from}`);
      if (this.isAway) throw new Error('away');
      yield* found.slice(start, start + atOnce).map(rowAt);
    }
  }
}

const numbered = (count: number, every = 1): string[] =>
  Array.from({ length: count }, (_, n) => `k|${String(n * every).padStart(6, '0')}`);

const keysOf = (rows: readonly (FoundRow | null)[]): (string | null)[] =>
  rows.map((row) => row?.rowKey ?? null);

const reading = (stored: readonly string[]) => {
  const table = new AskedTable(stored);
  return { table, reads: new JointReads(table) };
};

describe('reads of one partition', () => {
  test('one that is asked for alone is a request of its own', async () => {
    const { table, reads } = reading(['k|a']);
    expect((await reads.get('p', 'k|a'))?.rowKey).toBe('k|a');
    expect(await reads.get('p', 'k|b')).toBeNull();
    expect(table.asked).toEqual(['get k|a', 'get k|b']);
  });

  test('neighbours are one query, each with its own row or none', async () => {
    const { table, reads } = reading(['k|a', 'k|b', 'k|c', 'k|d']);
    const rows = await Promise.all(['k|d', 'k|aa', 'k|b', 'k|a', 'k|b'].map((key) => reads.get('p', key)));
    expect(keysOf(rows)).toEqual(['k|d', null, 'k|b', 'k|a', 'k|b']);
    expect(table.asked).toEqual(['range k|a']);
  });

  test('partitions are asked apart', async () => {
    const { table, reads } = reading(['k|a', 'k|b']);
    await Promise.all([reads.get('p', 'k|a'), reads.get('q', 'k|b')]);
    expect(table.asked).toEqual(['get k|a', 'get k|b']);
  });

  test('kinds of rows are asked apart: what lies between them is no neighbour', async () => {
    const { table, reads } = reading(['f|a', 'f|b', 'p|a', 'p|b']);
    const rows = await Promise.all(['p|a', 'f|a', 'p|b', 'f|b'].map((key) => reads.get('p', key)));
    expect(keysOf(rows)).toEqual(['p|a', 'f|a', 'p|b', 'f|b']);
    expect(table.asked).toEqual(['range p|a', 'range f|a']);
  });

  test('ranges get all of theirs, in order, also when they overlap', async () => {
    const { table, reads } = reading(['k|a1', 'k|a2', 'k|b1', 'k|c1', 'k|c2']);
    const rows = await Promise.all([
      reads.within('p', { from: 'k|c', to: 'k|d' }),
      reads.within('p', { from: 'k|a', to: 'k|b' }),
      reads.within('p', { from: 'k|a2', to: 'k|c2' }),
      reads.within('p', { from: 'k|x', to: 'k|y' }),
    ]);
    expect(rows.map(keysOf)).toEqual([['k|c1', 'k|c2'], ['k|a1', 'k|a2'], ['k|a2', 'k|b1', 'k|c1'], []]);
    expect(table.asked).toEqual(['range k|a']);
  });

  test('what does not fit on a page goes on where it ended, and nothing is lost at its edges', async () => {
    const stored = numbered(400);
    const { table, reads } = reading(stored);
    const wanted = numbered(50, 8);
    expect(keysOf(await Promise.all(wanted.map((key) => reads.get('p', key))))).toEqual(wanted);
    expect(table.asked.length).toBeLessThan(4);
  });

  test('what lies far apart is read one by one, after one look', async () => {
    const { table, reads } = reading(numbered(3000));
    const wanted = numbered(5, 500);
    expect(keysOf(await Promise.all(wanted.map((key) => reads.get('p', key))))).toEqual(wanted);
    expect(table.asked.filter((asked) => asked.startsWith('range'))).toHaveLength(1);
    expect(table.asked.filter((asked) => asked.startsWith('get'))).toHaveLength(4);
  });

  test('a range that holds more than a page is read whole', async () => {
    const { reads } = reading(numbered(300));
    const [many, one] = await Promise.all([
      reads.within('p', { from: 'k|', to: 'k}' }),
      reads.get('p', 'k|000299'),
    ]);
    expect(keysOf(many)).toEqual(numbered(300));
    expect(one?.rowKey).toBe('k|000299');
  });

  test('storage that is away is told to everybody who asked, and not to who asks later', async () => {
    const { table, reads } = reading(['k|a', 'k|b']);
    table.isAway = true;
    const results = await Promise.allSettled(['k|a', 'k|b'].map((key) => reads.get('p', key)));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    table.isAway = false;
    expect(keysOf(await Promise.all(['k|a', 'k|b'].map((key) => reads.get('p', key))))).toEqual([
      'k|a',
      'k|b',
    ]);
  });

  test('what fails alone fails for whoever asked for it only', async () => {
    const { table, reads } = reading(numbered(3000));
    table.broken = 'k|002000';
    const results = await Promise.allSettled(numbered(5, 500).map((key) => reads.get('p', key)));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
    ]);
  });
});
