import { erase } from '../../bot/privacy/erase';
import { purge } from '../../bot/privacy/purge';
import { collect } from '../../bot/privacy/collected';
import { subjectOf } from '../../bot/privacy/subject';
import { at } from '../builders';
import { tableStorage } from '../fakes/tableStorage';
import { known } from '../storage/contract/examples';
import { everything, sam, storeEverything, tenant } from './everything';
import { holding } from './traces';

/** The university of everybody has left, and its tenant with it. */
const stocked = async () => {
  const { storage, rows } = tableStorage();
  await storeEverything(storage);
  const [head] = await storage.programmes.list();
  const left = everything({ tenants: ['another'], formerTenants: [tenant] });
  await storage.programmes.replace(left, known(head).version, () => undefined);
  const ports = { ...storage, newId: () => 'abcdef100000', settled: () => Promise.resolve() };
  return { storage, rows, ports, left };
};

describe('people of a tenant that an import took out', () => {
  test('are shown what is kept of them there', async () => {
    const { storage, left } = await stocked();
    const { things } = await collect(storage, left, subjectOf(left, sam));
    const kinds = new Set(things.map(({ held }) => held.kind));
    expect([kinds.has('contact'), kinds.has('feed')]).toEqual([true, true]);
  });

  test('are erased there too', async () => {
    const { rows, ports } = await stocked();
    await erase(ports, 'hmp', sam, at('2027-03-05T12:00:00+01:00'));
    expect(holding(rows(), sam, 'aad-sam')).toEqual([]);
  });

  test('are gone when everybody is', async () => {
    const { rows, ports, storage } = await stocked();
    await purge(ports, 'hmp', at('2027-12-31T00:00:00+01:00'), false);
    expect(holding(rows(), 'aad-', 'chat of')).toEqual([]);
    const [head] = await storage.programmes.list();
    expect(await storage.programmes.load(known(head))).toMatchObject({ formerTenants: [tenant] });
  });
});
