import type { Storage } from '../../bot/ports/storage';
import { calendarFeedsContract } from './contract/calendarFeeds';
import { careUsesContract } from './contract/careUses';
import { contactsContract } from './contract/contacts';
import { contactsMadeContract } from './contract/contactsMade';
import { figuresContract } from './contract/figures';
import { filesContract } from './contract/files';
import { heldContract } from './contract/held';
import { inboxContract } from './contract/inbox';
import { keptHoursContract } from './contract/keptHours';
import { leasesContract } from './contract/leases';
import { noticesContract } from './contract/notices';
import { outboxContract } from './contract/outbox';
import { paceContract } from './contract/pace';
import { planningContract } from './contract/planning';
import { programmesContract } from './contract/programmes';
import { queueContract } from './contract/queue';
import { receiptsContract } from './contract/receipts';
import { recordsContract } from './contract/records';
import { roundsContract } from './contract/rounds';
import { staleCardsContract } from './contract/staleCards';

/**
 * What every storage does; the one given is empty and prepared. `lapse` lets the lease of a tenant end as if its
 * holder had not renewed it.
 */
export function storeContract(storage: () => Storage, lapse: (tenant: string) => Promise<void>): void {
  test('an empty storage answers and knows no programme', async () => {
    await storage().ping();
    await storage().prepare();
    await storage().ping();
    expect(await storage().programmes.list()).toEqual([]);
  });
  programmesContract(storage);
  contactsContract(storage);
  recordsContract(storage);
  figuresContract(storage);
  contactsMadeContract(storage);
  careUsesContract(storage);
  roundsContract(storage);
  noticesContract(storage);
  planningContract(storage);
  outboxContract(storage);
  staleCardsContract(storage);
  filesContract(storage);
  calendarFeedsContract(storage);
  inboxContract(storage);
  heldContract(storage);
  receiptsContract(storage);
  keptHoursContract(storage);
  queueContract(storage);
  paceContract(storage);
  leasesContract(storage, lapse);
}
