import type { Storage } from '../../bot/ports/storage';
import type { StorageProxy } from '../fakes/storageProxy';
import { figureText } from '../../bot/storage/figureText';
import { aPair, aProgramme, aPupil } from '../builders';
import { scheduled, story } from '../programme/rounds/story';
import { watchedStorage } from './azuriteStorage';
import {
  aContact,
  aMessage,
  aStoredMessage,
  added,
  answerOf,
  collect,
  emptyPage,
  grown,
  known,
} from './contract/examples';

const programme = 'p';
const pupils = Array.from({ length: 30 }, (_, n) => `p${n}`);
const email = 'sam@leiden.example';

describe('each question costs', () => {
  let storage: Storage;
  let proxy: StorageProxy;
  let proxies: readonly StorageProxy[];
  let close: () => Promise<void>;

  /** Requests and rows read by one call. */
  const cost = async (call: () => Promise<unknown>): Promise<readonly [requests: number, rows: number]> => {
    for (const one of proxies) one.forget();
    await call();
    const seen = proxies.flatMap((one) => one.seen);
    return [seen.length, seen.reduce((sum, { rows }) => sum + rows, 0)];
  };

  beforeAll(async () => {
    const watched = await watchedStorage('costs');
    ({ storage, proxy, close } = watched);
    proxies = [proxy, watched.queues, watched.blobs];
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
  afterAll(() => close());

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
    expect(requests).toBeLessThanOrEqual(3);
    expect(rows).toBeLessThan(50);
  });

  test('a person: one by id, one by address, one for a whole tenant', async () => {
    expect(await cost(() => storage.contacts.byId('tenant-1', 'aad-1'))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.byAddress('tenant-1', email))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.everyone('tenant-1'))).toEqual([1, 1]);
    expect(await cost(() => storage.contacts.byAddress('tenant-1', 'nobody'))).toEqual([1, 0]);
    const found = known(await storage.contacts.byId('tenant-1', 'aad-1'));
    expect((await cost(() => storage.contacts.save(found.value, found.tag)))[0]).toBe(3);
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

  test('the figures of a school: one, and a row more than pupils', async () => {
    await storage.records.figures(programme, 'jdw', 'all');
    expect(await cost(() => storage.records.figures(programme, 'jdw', 'all'))).toEqual([
      1,
      pupils.length + 1,
    ]);
    expect(await cost(() => storage.records.rates(programme))).toEqual([1, 0]);
  });

  test('the figures of a school: little more than their keys and their text, and no etags', async () => {
    proxy.forget();
    const kept = await storage.records.figures(programme, 'jdw', 'all');
    const texts = kept.map((one) => `k|jdw|${one.pupil}${figureText(one)}`).join('');
    const perRow = ((proxy.seen[0]?.bytes ?? 0) - texts.length) / kept.length;
    expect(perRow).toBeLessThan(30);
  });

  test('rounds: one for all heads, one for what is new of a round, one to add to it', async () => {
    const facts = story(...scheduled);
    expect(await cost(() => storage.rounds.append(programme, null, facts.slice(0, 8), null))).toEqual([1, 0]);
    expect(await cost(() => storage.rounds.heads(programme))).toEqual([1, 1]);
    const head = known((await storage.rounds.heads(programme)).rounds[0]);
    expect(await cost(() => storage.rounds.append(programme, head, facts.slice(8), null))).toEqual([1, 0]);
    // The time that won stands in it: a row more says that a teacher was booked.
    expect(await cost(() => storage.rounds.heads(programme))).toEqual([1, 2]);
    expect(await cost(() => storage.rounds.facts(programme, 'r1', 8))).toEqual([1, facts.length - 8]);
    expect(await cost(() => storage.rounds.heads('nothing here'))).toEqual([1, 0]);
  });

  test('a tick with nothing due: one; what is due: one, and one for neighbours together', async () => {
    expect(await cost(() => storage.outbox.open(programme, 999, 100))).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.firstOpen(programme, 999))).toEqual([1, 1]);
    expect(await cost(() => storage.outbox.openKeys(programme, 1001, 100))).toEqual([1, 2]);
    expect(await cost(() => storage.outbox.open(programme, 1001, 100))).toEqual([2, 2 + 12]);
    expect(await cost(() => storage.outbox.open(programme, 9000, 3))).toEqual([2, 3 + 23]);
    expect(await cost(() => collect(storage.outbox.list(programme)))).toEqual([1, pupils.length]);
  });

  test('planning: one for thirty-three messages; marks and updates: one', async () => {
    const messages = Array.from({ length: 99 }, (_, n) => aMessage(`p${n}`));
    expect(await cost(() => storage.outbox.plan('q', messages))).toEqual([3, 0]);
    expect(await cost(() => storage.outbox.setMark('q', { upTo: 1, version: 'a', rounds: '0' }))).toEqual([
      1, 0,
    ]);
    expect(await cost(() => storage.outbox.mark('q'))).toEqual([1, 1]);
    const { value, tag } = known(await storage.outbox.find('q', messages[0]?.key ?? ''));
    expect(await cost(() => storage.outbox.update('q', { ...value, status: 'sent' }, tag))).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.revive('q', email, 0))).toEqual([1, 0]);
  });

  test('updates at the same time: one alone, the others together', async () => {
    const messages = Array.from({ length: 40 }, (_, n) => aMessage(`p${n}`));
    const entered = await storage.outbox.plan('together', messages);
    const claim = async () => {
      const claims = entered.map(({ value, tag }) =>
        storage.outbox.update('together', { ...value, status: 'sending' }, tag),
      );
      expect((await Promise.all(claims)).filter((result) => result === 'conflict')).toEqual([]);
    };
    expect(await cost(claim)).toEqual([2, 0]);
    const sending = await storage.outbox.open('together', 9000, 100);
    const end = () =>
      Promise.all(
        sending.map(({ value, tag }) => storage.outbox.update('together', { ...value, status: 'sent' }, tag)),
      );
    expect(await cost(end)).toEqual([2, 0]);
    expect(await storage.outbox.firstOpen('together', -1)).toBeNull();
  });

  test('what one person was to get: three, and one a message', async () => {
    const own = ['p1', 'p2'].map((pupil) => aMessage(pupil));
    const others = ['p3', 'p4'].map((pupil) => aMessage(pupil, { receiver: 'noor@leiden.example' }));
    await storage.outbox.mark('received');
    await storage.outbox.plan('received', [...own, ...others]);
    await storage.outbox.setMark('received', { upTo: 1, version: 'a', rounds: null });
    expect(await cost(() => storage.outbox.ofReceiver('received', email))).toEqual([2 + 2, 1 + 2 + 2]);
    expect(await cost(() => storage.outbox.keysOfReceiver('received', email))).toEqual([2, 1 + 2]);
  });

  test('what failed: one and one a message', async () => {
    const [entered] = await storage.outbox.plan('failing', [aMessage('p1')]);
    const { value, tag } = known(entered);
    const fail = () => storage.outbox.update('failing', { ...value, status: 'failed' }, tag);
    expect(await cost(fail)).toEqual([1, 0]);
    expect(await cost(() => storage.outbox.failed('failing'))).toEqual([2, 2]);
    expect(await cost(() => storage.outbox.failed(programme))).toEqual([1, 0]);
  });

  test('a notice of a student: one; the pace of a tenant: one to read, one to save', async () => {
    const unreachable = { student: email, since: 5 };
    expect(await cost(() => storage.records.noteUnreachable('r', unreachable))).toEqual([1, 0]);
    const pace = { fence: 1, takenUntil: 2, restUntil: 3, grants: [] };
    expect(await cost(() => storage.pace.save('tenant-1', pace, null))).toEqual([1, 0]);
    expect(await cost(() => storage.pace.of('tenant-1'))).toEqual([1, 1]);
    const { tag } = known(await storage.pace.of('tenant-1'));
    expect(await cost(() => storage.pace.save('tenant-1', pace, tag))).toEqual([1, 0]);
  });

  test('work: one to put an item, one to take some, one to be done with each', async () => {
    const queue = storage.queueOf('tenant-1');
    const items = ['p1', 'p2', 'p3'].map((pupil) => ({ programme, messages: [aStoredMessage(pupil)] }));
    // Once for ever a queue is made.
    expect((await cost(() => queue.put(items)))[0]).toBe(5);
    expect((await cost(() => queue.put(items)))[0]).toBe(3);
    let done = await queue.take();
    await Promise.all(done.map((received) => received.done()));
    await queue.put(items);
    const taking = cost(async () => {
      done = await queue.take();
    });
    expect((await taking)[0]).toBe(1);
    expect((await cost(() => known(done[0]).done()))[0]).toBe(1);
  });

  test('a lease: one to take it, renew it, give it back, or hear that it is taken', async () => {
    // Once for ever its blob is made.
    await known(await storage.leases.take('tenant-1')).giveBack();
    expect((await cost(() => storage.leases.take('tenant-1')))[0]).toBe(1);
    expect((await cost(() => storage.leases.take('tenant-1')))[0]).toBe(1);
    const lease = known(await storage.leases.take('tenant-2'));
    expect((await cost(() => lease.renew()))[0]).toBe(1);
    expect((await cost(() => lease.giveBack()))[0]).toBe(1);
  });

  test('whether it answers: one a service', async () => {
    expect((await cost(() => storage.ping()))[0]).toBe(3);
  });

  test('a rebuild: one write a pupil, and one a school, beside the reading', async () => {
    const [requests] = await cost(() => storage.records.rebuild(programme, () => 'jdw'));
    expect(requests).toBe(3 + pupils.length + 1);
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
