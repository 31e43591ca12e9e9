import type { Storage } from '../../bot/storagePorts';
import type { StorageProxy } from '../fakes/storageProxy';
import { aPair, aProgramme, aPupil } from '../builders';
import { watchedStorage } from './azuriteStorage';
import { aContact, aMessage, added, answerOf, collect, emptyPage, grown, known } from './contract/examples';

const programme = 'p';
const pupils = Array.from({ length: 30 }, (_, n) => `p${n}`);
const email = 'sam@leiden.example';

describe('each question costs', () => {
  let storage: Storage;
  let proxy: StorageProxy;

  /** Requests and rows read by one call. */
  const cost = async (call: () => Promise<unknown>): Promise<readonly [requests: number, rows: number]> => {
    proxy.forget();
    await call();
    return [proxy.seen.length, proxy.seen.reduce((sum, { rows }) => sum + rows, 0)];
  };

  beforeAll(async () => {
    ({ storage, proxy } = await watchedStorage('costs'));
    await storage.contacts.save(aContact(), null);
    await storage.outbox.plan(
      programme,
      pupils.map((pupil, n) => aMessage(pupil, { dueAt: 1000 + n })),
    );
    for (const pupil of pupils) {
      const fact = added(answerOf(pupil, '2027-02-09'));
      await storage.records.append(programme, grown(emptyPage(pupil), fact), null, fact, []);
    }
  });
  afterAll(() => proxy.close());

  test('the programmes: one request, and few for a programme of thousands', async () => {
    const many = Array.from({ length: 5000 }, (_, n) => `p${n}`);
    const large = aProgramme({
      pupils: many.map((id) => aPupil({ id })),
      pairs: many.map((pupil) => aPair({ pupil, student: `${pupil}@leiden.example` })),
    });
    const importing = cost(() => storage.programmes.replace(large, null, () => {}));
    expect((await importing)[0]).toBeLessThanOrEqual(8);
    const heads = await storage.programmes.list();
    expect(await cost(() => storage.programmes.list())).toEqual([1, 1]);
    const [requests, rows] = await cost(() => storage.programmes.load(known(heads[0])));
    expect(requests).toBe(1);
    expect(rows).toBeLessThan(50);
  });

  test('a person: one by id, one by address, one for a whole tenant', async () => {
    expect(await cost(() => storage.contacts.byId('tenant-1', 'aad-1'))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.byAddress('tenant-1', email))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.everyone('tenant-1'))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.byAddress('tenant-1', 'nobody'))).toEqual([1, 0]);
    const found = known(await storage.contacts.byId('tenant-1', 'aad-1'));
    expect((await cost(() => storage.contacts.save(found.value, found.tag)))[0]).toBe(2);
  });

  test('a page: one; a school: one row a pupil; a check-in: one', async () => {
    expect(await cost(() => storage.records.page(programme, 'jdw', 'p1'))).toEqual([1, 1]);
    expect(await cost(() => storage.records.pages(programme, 'jdw'))).toEqual([1, pupils.length]);
    const { value, tag } = known(await storage.records.page(programme, 'jdw', 'p1'));
    const fact = added(answerOf('p1', '2027-02-16'));
    const page = grown(value, fact);
    expect(await cost(() => storage.records.append(programme, page, tag, fact, []))).toEqual([1, 0]);
    expect(await cost(() => storage.records.checkIns(programme, 'p1', '2027-02-16'))).toEqual([1, 1]);
    expect(await cost(() => storage.records.pendingNotices(programme))).toEqual([1, 0]);
    expect(await cost(() => storage.records.pauses(programme))).toEqual([1, 0]);
  });

  test('a tick with nothing due: one; what is due: one and one a message', async () => {
    expect(await cost(() => storage.outbox.open(programme, 999, 100))).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.firstOpen(programme, 999))).toEqual([1, 1]);
    expect(await cost(() => storage.outbox.openKeys(programme, 1001, 100))).toEqual([1, 2]);
    expect(await cost(() => storage.outbox.open(programme, 1001, 100))).toEqual([3, 4]);
    expect(await cost(() => storage.outbox.open(programme, 9000, 3))).toEqual([4, 6]);
    expect(await cost(() => collect(storage.outbox.list(programme)))).toEqual([1, pupils.length]);
  });

  test('planning: one for fifty messages; marks and updates: one', async () => {
    const messages = Array.from({ length: 100 }, (_, n) => aMessage(`p${n}`));
    expect(await cost(() => storage.outbox.plan('q', messages))).toEqual([2, 0]);
    expect(await cost(() => storage.outbox.setMark('q', { upTo: 1, version: 'a' }))).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.mark('q'))).toEqual([1, 1]);
    const { value, tag } = known(await storage.outbox.find('q', messages[0]?.key ?? ''));
    expect(await cost(() => storage.outbox.update('q', { ...value, status: 'sent' }, tag))).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.revive('q', email, 0))).toEqual([1, 0]);
  });

  test('a rebuild: one write a pupil beside the reading', async () => {
    const [requests] = await cost(() => storage.records.rebuild(programme, () => 'jdw'));
    expect(requests).toBe(2 + pupils.length);
  });

  test('nothing is overlooked behind pages that are empty', async () => {
    proxy.emptyPages(2);
    expect(await storage.records.pages(programme, 'jdw')).toHaveLength(pupils.length);
    proxy.emptyPages(1);
    expect(await storage.outbox.open(programme, 9000, 5)).toHaveLength(5);
    proxy.emptyPages(3);
    expect(await storage.outbox.firstOpen(programme, 0)).toBe(1000);
    proxy.emptyPages(1);
    expect(await storage.programmes.list()).toHaveLength(1);
  });
});
