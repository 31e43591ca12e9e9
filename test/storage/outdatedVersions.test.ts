import type { Table } from '../../bot/storage/table';
import type { ProgrammeStore } from '../../bot/ports/storage';
import { aProgramme } from '../builders';
import { tableStorage } from '../fakes/tableStorage';

const nothing = (): void => undefined;

interface State {
  fails: boolean;
  isBeside: boolean;
  meanwhile: (() => Promise<void>) | null;
}

/** Programmes whose table can fail to remove, and whose rows somebody else can remove between a look and a change. */
const disturbed = () => {
  const state: State = { fails: false, isBeside: false, meanwhile: null };
  const around = (table: Table): Table => ({
    get: (...row) => table.get(...row),
    range: (...range) => table.range(...range),
    partition: async function* (key, options) {
      for await (const row of table.partition(key, options)) {
        yield row;
        if (state.isBeside && key.startsWith('hmp|')) await table.remove(key, row.rowKey);
      }
    },
    change: async (changes) => {
      const { meanwhile } = state;
      if (changes[0]?.row.partitionKey.startsWith('hmp|') !== true) return table.change(changes);
      state.meanwhile = null;
      await meanwhile?.();
      return table.change(changes);
    },
    put: (row) => table.put(row),
    remove: (...row) => (state.fails ? Promise.reject(new Error('away')) : table.remove(...row)),
  });
  const { storage, rows } = tableStorage((table, name) => (name === 'Programmes' ? around(table) : table));
  const contents = (): number =>
    new Set(rows().flatMap(({ partitionKey }) => (partitionKey.startsWith('hmp|') ? [partitionKey] : [])))
      .size;
  return { state, store: storage.programmes, contents };
};

const stored = async (store: ProgrammeStore, name: string, replaces: string | null) => {
  const head = await store.replace(aProgramme({ name }), replaces, nothing);
  if (head === 'conflict') throw new Error(head);
  return head;
};

test('two who tidy at once both come to an end', async () => {
  const { state, store, contents } = disturbed();
  const { version } = await stored(store, 'Eerste', null);
  state.fails = true;
  await stored(store, 'Tweede', version);
  expect(contents()).toBe(2);
  Object.assign(state, { fails: false, isBeside: true });
  await store.removeOutdated('hmp');
  expect(contents()).toBe(1);
});

test('an import that comes second leaves nothing behind, even when somebody tidied while it was written', async () => {
  const { state, store, contents } = disturbed();
  const { version } = await stored(store, 'Eerste', null);
  state.meanwhile = async () => {
    const second = await stored(store, 'Tweede', version);
    await stored(store, 'Derde', second.version);
  };
  expect(await store.replace(aProgramme({ name: 'Late' }), version, nothing)).toBe('conflict');
  expect(contents()).toBe(1);
});
