import type { Table } from '../../bot/storage/table';
import { tableStorage } from '../fakes/tableStorage';

const scope = { programme: 'hmp', tenants: [] };
const count = 1000;

/** How many rows were read and not yet removed, at most. */
class Waiting {
  most = 0;
  #now = 0;

  around(table: Table): Table {
    const read = async function* (this: Waiting, ...range: Parameters<Table['range']>) {
      for await (const row of table.range(...range)) {
        this.#now += 1;
        this.most = Math.max(this.most, this.#now);
        yield row;
      }
    }.bind(this);
    return {
      get: (...row) => table.get(...row),
      range: (...range) => read(...range),
      partition: (...partition) => table.partition(...partition),
      change: (changes) => table.change(changes),
      put: (row) => table.put(row),
      remove: (...row) => {
        this.#now -= 1;
        return table.remove(...row);
      },
    };
  }
}

/** Reads page after page, as storage does: what is written behind the page in hand is met. */
const inPages = (table: Table): Table => ({
  get: (...row) => table.get(...row),
  range: async function* (partition, keys, options) {
    let from = keys.from;
    for (let last: string | null = from; last !== null; from = `${last} `) {
      last = null;
      let left = 100;
      for await (const row of table.range(partition, { ...keys, from }, options)) {
        if (left === 0) break;
        left -= 1;
        last = row.rowKey;
        yield row;
      }
      if (last === null) return;
    }
  },
  partition: (...partition) => table.partition(...partition),
  change: (changes) => table.change(changes),
  put: (row) => table.put(row),
  remove: (...row) => table.remove(...row),
});

test('of a large programme some rows at a time are in memory', async () => {
  const waiting = new Waiting();
  const { storage } = tableStorage((table, name) => (name === 'Records' ? waiting.around(table) : table));
  for (let at = 0; at < count; at += 1)
    await storage.access.add('hmp', { at, who: 'jan@hmp.example', what: 'flags', scope: [] });
  const { removed } = await storage.held.revise(scope, () => null);
  expect(removed).toEqual({ access: count });
  expect(waiting.most).toBeLessThanOrEqual(256);
});

test('what goes elsewhere is changed once, however many there are', async () => {
  const { storage } = tableStorage(inPages);
  for (let at = 0; at < count; at += 1)
    await storage.records.addPause('hmp', { at, student: 'sam@leiden.example', until: null });
  const { changed } = await storage.held.revise(scope, (held) =>
    held.kind === 'pause' && held.value.at < 2 * count
      ? { ...held, value: { ...held.value, at: held.value.at + count } }
      : held,
  );
  expect(changed).toEqual({ pause: count });
  expect((await storage.records.pauses('hmp')).at(-1)?.at).toBe(2 * count - 1);
});
