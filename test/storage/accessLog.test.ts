/** The access record is only ever added to: no row is written over, and nothing but retention and erasing reaches one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TableClient } from '@azure/data-tables';
import { AzureAccessLog } from '../../bot/storage/accessLog';
import { AzureTable } from '../../bot/storage/azureTable';
import type { Table } from '../../bot/storage/table';
import { sharedAzurite } from '../fakes/azurite';
import { MemoryTable } from '../fakes/memoryTable';
import { seededRandom } from '../fakes/seededRandom';

const azuriteTable = async (): Promise<Table> => {
  const client = TableClient.fromConnectionString(await sharedAzurite(), 'appendonly', {
    allowInsecureConnection: true,
  });
  await client.createTable();
  return new AzureTable(client);
};

const tables: Readonly<Record<string, () => Promise<Table>>> = {
  memory: async () => new MemoryTable(),
  Azurite: azuriteTable,
};

const look = { at: 5, who: 'jan@hmp.example', what: 'flags', scope: ['jdw'] } as const;

test.each(Object.entries(tables))('on %s a second row under the same key is refused', async (_, open) => {
  const table = await open();
  const random = seededRandom();
  let ids = 0;
  // Every other id is that of a write: the keys are all the same.
  const stuck = { ...random, uuid: () => ((ids += 1) % 2 === 1 ? 'same' : random.uuid()) };
  const log = new AzureAccessLog(table, stuck);
  await log.add('hmp', look);
  await expect(log.add('hmp', { ...look, who: 'zara@hmp.example' })).rejects.toThrow('never written over');
  expect(await log.list('hmp', 0)).toEqual([look]);
});

const root = join(__dirname, '..', '..');
const sources = ['bot', 'dialogs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')] as const),
);
const filesWith = (what: RegExp): readonly string[] =>
  sources.flatMap(([file, text]) => (what.test(text) ? [file] : [])).toSorted();

test('whoever has the record can add to it and read it, and nothing else', () => {
  const asked = sources.flatMap(([, text]) =>
    [...text.matchAll(/\baccess\.(\w+)\(/g)].map(([, method]) => method),
  );
  expect(new Set(asked)).toEqual(new Set(['add', 'list']));
  expect(Object.getOwnPropertyNames(AzureAccessLog.prototype)).toEqual(['constructor', 'add', 'list']);
});

test('its rows are known to the record itself, and to what retention and erasing go through', () => {
  expect(filesWith(/\baccess(?:Keys|From)\b/)).toEqual([
    'bot/storage/accessLog.ts',
    'bot/storage/heldRows.ts',
    // Says which rows cannot be read, and changes none.
    'bot/storage/unreadableRecords.ts',
  ]);
  expect(filesWith(/keyOf\('x'|keysUnder\('x'|keysSince\([^)]*'x'/)).toEqual(['bot/storage/accessLog.ts']);
  expect(filesWith(/\.revise\(/).filter((file) => !file.startsWith('bot/privacy/'))).toEqual([]);
});
