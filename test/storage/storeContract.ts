import type { Storage } from '../../bot/storagePorts';
import { contactsContract } from './contract/contacts';
import { outboxContract } from './contract/outbox';
import { programmesContract } from './contract/programmes';
import { queueContract } from './contract/queue';
import { recordsContract } from './contract/records';

/** What every storage does; the one given is empty. */
export function storeContract(storage: () => Storage): void {
  test('an empty storage answers and knows no programme', async () => {
    await storage().ping();
    expect(await storage().programmes.list()).toEqual([]);
  });
  programmesContract(storage);
  contactsContract(storage);
  recordsContract(storage);
  outboxContract(storage);
  queueContract(storage);
}
