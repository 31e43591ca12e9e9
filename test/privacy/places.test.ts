import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storedPlaces } from '../../bot/privacy/places';
import { heldKinds } from '../../bot/ports/privacy';
import { aTableName } from './rowKinds';
import { tableStorage } from '../fakes/tableStorage';
import { storeEverything } from './everything';

const listed = storedPlaces.map(({ table, rows }) => `${table} ${rows}`);

describe('the list of where people are held', () => {
  test('has every kind of row once, and a place for every kind of thing', () => {
    expect(new Set(listed).size).toBe(listed.length);
    for (const kind of heldKinds) expect(storedPlaces.filter(({ holds }) => holds === kind)).toHaveLength(1);
  });

  test('has every row that is stored when there is one of everything', async () => {
    const { storage, rows } = tableStorage();
    await storeEverything(storage);
    await storage.pace.save('tenant-1', { fence: 1, takenUntil: 1, restUntil: 1, grants: [] }, null);
    await storage.receipts.begin('hmp', { is: 'pupil', id: 'p1', names: [], pseudonym: 'x' });
    await storage.receipts.end('hmp', null, { at: 1, what: 'purged', of: 'x', removed: {}, changed: {} });
    await storage.receipts.lookAfter('hmp', '2027-08-27 names');
    await storage.inbox.forget('tenant-1', 'aad-elsewhere', 1);
    const old = { tenant: 'tenant-1', aadObjectId: 'aad-old', cameAt: 1, saidAt: 1, activity: {} };
    await storage.inbox.put({ ...old, shown: 0, isMade: false, tries: 1 }, 0);
    await storage.inbox.removeOver(3 * 86_400_000);
    await storage.inbox.forget('tenant-1', 'aad-elsewhere', 1);
    const seen = [...new Set(rows().map(aTableName))].toSorted();
    expect(seen.filter((one) => !listed.includes(one))).toEqual([]);
    // Every place but those that only name a partition has been seen; queues are not tables.
    const unseen = listed.filter((one) => !seen.includes(one) && !one.startsWith('Queue '));
    expect(unseen).toEqual(['People calendar', 'People inbox', 'People file']);
  });

  test('has every queue that the storage makes', () => {
    const source = ['azure.ts', 'queue.ts'].map((file) =>
      readFileSync(join(__dirname, '..', '..', 'bot', 'storage', file), 'utf8'),
    );
    const named = [...source.join('\n').matchAll(/\$\{prefix\}-(\w+)/g)].map(
      ([, name = '']) => `Queue ${name}`,
    );
    const queues = new Set(named.filter((name) => name !== 'Queue senders'));
    expect([...queues].toSorted()).toEqual(listed.filter((one) => one.startsWith('Queue ')).toSorted());
  });

  test('has every key that the storage writes by name', () => {
    const folder = join(__dirname, '..', '..', 'bot', 'storage');
    const source = readdirSync(folder)
      .filter((file) => file !== 'keys.ts')
      .map((file) => readFileSync(join(folder, file), 'utf8'))
      .join('\n');
    const named = [...source.matchAll(/\b(?:keyOf|keysUnder|keysSince\(\w+(?:\.\w+)*,)\(?\s*'(\w+)'/g)].map(
      ([, name = '']) => name,
    );
    expect(named.length).toBeGreaterThan(30);
    const known = new Set(storedPlaces.map(({ rows }) => rows));
    expect([...new Set(named)].filter((name) => !known.has(name))).toEqual([]);
  });
});
