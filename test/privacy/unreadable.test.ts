import { erase } from '../../bot/privacy/erase';
import { purge } from '../../bot/privacy/purge';
import { at } from '../builders';
import { spoilableStorage } from '../fakes/spoiltRows';
import { known } from '../storage/contract/examples';
import { noor, sam, storeEverything } from './everything';
import { holding } from './traces';

const now = at('2027-03-05T12:00:00+01:00');

const stocked = async () => {
  const all = spoilableStorage();
  await storeEverything(all.storage);
  const ports = { ...all.storage, newId: () => 'abcdef100000', settled: () => Promise.resolve() };
  return { ...all, ports };
};

describe('a fact of a pupil that cannot be read', () => {
  test('is told to who erases somebody else, of whom everything else goes, with a receipt', async () => {
    const { storage, spoil, rows, ports } = await stocked();
    const spoilt = await spoil('Records', /^f.p2.2027-02-09/);
    expect(await erase(ports, 'hmp', sam, now)).toMatchObject({ unreadable: spoilt });
    expect(await storage.receipts.list('hmp')).toHaveLength(1);
    expect(await storage.receipts.begun('hmp')).toEqual([]);
    // The page of that pupil stays as it is.
    expect(holding(rows(), sam)).toEqual([]);
    expect(holding(rows(), 'Sam zag het')).toEqual(['Records p|jdw|p2']);
  });

  test('is told to who purges, and everything else is gone on its day; what sessions came to is kept', async () => {
    const { storage, spoil, rows, ports } = await stocked();
    const spoilt = await spoil('Records', /^(?:f.p1.action|p.jdw.p1)/);
    const stages = known(await purge(ports, 'hmp', at('2027-08-27T00:00:00+02:00'), false));
    expect(stages.map(({ unreadable }) => unreadable)).toEqual([
      spoilt.filter((key) => key.startsWith('f')),
      spoilt.filter((key) => key.startsWith('f')),
      [],
      [],
    ]);
    expect(holding(rows(), 'Yara', 'Amir', 'gaat goed')).toEqual([]);
    expect((await storage.receipts.list('hmp')).map(({ of }) => of)).toEqual(['names']);
    const kept = await Promise.all([sam, noor].map((student) => storage.records.hoursKept('hmp', student)));
    expect(kept.flat().filter(({ mark }) => mark === ports.newId())).toMatchObject([
      { student: sam, count: 1, minutes: 60 },
      { student: noor, count: 2, minutes: 120 },
    ]);
  });
});
