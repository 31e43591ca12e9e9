import { erase } from '../../bot/privacy/erase';
import { purge } from '../../bot/privacy/purge';
import type { Storage } from '../../bot/ports/storage';
import { aPerson, aProgramme, at } from '../builders';
import { settled } from '../fakes/settled';
import { memoryStorage } from '../fakes/memoryStorage';
import { known } from '../storage/contract/examples';
import { sam, storeEverything, tenant } from './everything';

/** Another programme of the tenant, which is imported between the look at what there is and the reading of it. */
const imported = async (storage: Storage): Promise<Storage> => {
  const { programmes } = storage;
  const other = aProgramme({ id: 'other', people: [aPerson({ email: sam })], pairs: [], pupils: [] });
  const { version } = known(await stored(storage, other, null));
  let isToCome = true;
  const beside: Storage['programmes'] = {
    list: () => programmes.list(),
    load: async (head) => {
      if (head.id === 'other' && isToCome) {
        isToCome = false;
        await stored(storage, { ...other, name: 'Renamed' }, version);
      }
      return programmes.load(head);
    },
    replace: (...all) => programmes.replace(...all),
    objectionsDone: (id) => programmes.objectionsDone(id),
    removeOutdated: (id) => programmes.removeOutdated(id),
  };
  return { ...storage, programmes: beside };
};

const stored = async (
  { programmes }: Storage,
  programme: ReturnType<typeof aProgramme>,
  version: string | null,
) => {
  const head = await programmes.replace(programme, version, () => undefined);
  return head === 'conflict' ? null : head;
};

const stocked = async () => {
  const storage = memoryStorage();
  await storeEverything(storage);
  return imported(storage);
};

describe('while another programme of the tenant is being imported, its people can still be reached after', () => {
  test('a purge', async () => {
    const storage = await stocked();
    await purge({ ...storage, newId: () => 'x', settled }, 'hmp', at('2027-12-31T00:00:00+01:00'), false);
    expect((await storage.contacts.everyone(tenant)).map(({ email }) => email)).toEqual([sam]);
    expect(await storage.feeds.find('token-of-sam')).not.toBeNull();
  });

  test('an erasure, which says so', async () => {
    const storage = await stocked();
    const now = at('2027-03-05T12:00:00+01:00');
    const erased = await erase({ ...storage, newId: () => 'abcdef100000', settled }, 'hmp', sam, now);
    expect(erased).toMatchObject({ stillIn: ['other'] });
    expect((await storage.contacts.everyone(tenant)).map(({ email }) => email)).toContain(sam);
  });
});
