import type { Storage } from '../../bot/storagePorts';
import type { Mishap, StorageProxy } from '../fakes/storageProxy';
import { aProgramme } from '../builders';
import { watchedStorage } from './azuriteStorage';
import {
  aContact,
  aMessage,
  added,
  answerOf,
  collect,
  emptyPage,
  freshId,
  grown,
  known,
} from './contract/examples';

/** Requests of one write: the client repeats it twice. */
const everyTry = 3;

describe('a write whose reply is lost', () => {
  let storage: Storage;
  let proxy: StorageProxy;

  beforeAll(async () => {
    ({ storage, proxy } = await watchedStorage('lost'));
  });
  afterEach(() => proxy.mishap('lostReply', 0));
  afterAll(() => proxy.close());

  const cases: readonly (readonly [Mishap, number])[] = [
    ['lostReply', 1],
    ['lostReply', everyTry],
    ['badReply', 1],
    ['badReply', everyTry],
    ['lostRequest', 1],
  ];

  describe.each(cases)('%s, %i times', (what, times) => {
    test('a fact is stored once', async () => {
      const programme = freshId();
      const first = added(answerOf('p1', '2027-02-09'));
      const page = grown(emptyPage('p1'), first);
      proxy.mishap(what, times);
      expect(await storage.records.append(programme, page, null, first, [])).toBe('stored');
      const { tag } = known(await storage.records.page(programme, 'jdw', 'p1'));
      const second = added(answerOf('p1', '2027-02-16'));
      proxy.mishap(what, times);
      expect(await storage.records.append(programme, grown(page, second), tag, second, [])).toBe('stored');
      expect(await storage.records.checkIns(programme, 'p1', '2027-01-01')).toHaveLength(2);
      proxy.mishap(what, 1);
      expect(await storage.records.append(programme, grown(page, second), tag, second, [])).toBe('conflict');
      expect(await storage.records.checkIns(programme, 'p1', '2027-01-01')).toHaveLength(2);
    });

    test('a message is updated, and its tag is good', async () => {
      const programme = freshId();
      const message = aMessage('p1');
      await storage.outbox.plan(programme, [message]);
      const found = known(await storage.outbox.find(programme, message.key));
      proxy.mishap(what, times);
      const sending = await storage.outbox.update(
        programme,
        { ...found.value, status: 'sending' },
        found.tag,
      );
      if (sending === 'conflict') throw new Error('nobody else was there');
      proxy.mishap(what, times);
      const sent = await storage.outbox.update(programme, { ...sending.value, status: 'sent' }, sending.tag);
      expect(sent).toEqual(await storage.outbox.find(programme, message.key));
      expect(await storage.outbox.firstOpen(programme, 0)).toBeNull();
      proxy.mishap(what, 1);
      const late = await storage.outbox.update(programme, { ...found.value, status: 'failed' }, found.tag);
      expect(late).toBe('conflict');
    });

    test('a person is saved', async () => {
      const contact = aContact({ tenant: freshId() });
      proxy.mishap(what, times);
      expect(await storage.contacts.save(contact, null)).toBe('saved');
      const { tag } = known(await storage.contacts.byId(contact.tenant, contact.aadObjectId));
      proxy.mishap(what, times);
      expect(await storage.contacts.save({ ...contact, email: 'new@x.example' }, tag)).toBe('saved');
      proxy.mishap(what, 1);
      expect(await storage.contacts.save(contact, tag)).toBe('conflict');
      const saved = await storage.contacts.byAddress(contact.tenant, 'new@x.example');
      expect(saved?.email).toBe('new@x.example');
    });

    test('messages are planned once', async () => {
      const programme = freshId();
      const messages = Array.from({ length: 60 }, (_, n) => aMessage(`p${n}`));
      proxy.mishap(what, times);
      await storage.outbox.plan(programme, messages);
      expect(await collect(storage.outbox.list(programme))).toHaveLength(60);
      expect(await storage.outbox.open(programme, 9000, 100)).toHaveLength(60);
    });
  });

  test.each(['lostReply', 'badReply', 'lostRequest'] as const)(
    'a programme is replaced, whichever request has a %s',
    async (what) => {
      const id = freshId();
      proxy.mishap(what, 1);
      const first = await storage.programmes.replace(aProgramme({ id }), null, () => {});
      if (first === 'conflict') throw new Error('nobody else was there');
      // The version's row, its content and the head: two repetitions of each go wrong.
      proxy.mishap(what, 2);
      const second = await storage.programmes.replace(aProgramme({ id, name: 'B' }), first.version, () => {});
      if (second === 'conflict') throw new Error('nobody else was there');
      expect(await storage.programmes.load(second)).toMatchObject({ name: 'B' });
    },
  );

  test('the head of a programme moves though every reply about it is lost', async () => {
    const id = freshId();
    const replacing = storage.programmes.replace(aProgramme({ id }), null, (done, total) => {
      if (done === total) proxy.mishap('lostReply', everyTry);
    });
    const head = await replacing;
    expect(await storage.programmes.list()).toContainEqual(head);
  });

  test('what never arrives is an error, neither stored nor a conflict', async () => {
    const programme = freshId();
    const fact = added(answerOf('p1', '2027-02-09'));
    proxy.mishap('lostRequest', everyTry);
    const appending = storage.records.append(programme, grown(emptyPage('p1'), fact), null, fact, []);
    await expect(appending).rejects.toThrow();
    expect(await storage.records.page(programme, 'jdw', 'p1')).toBeNull();
  });

  test('leftovers of an import that broke off are gone after the next', async () => {
    const id = freshId();
    const first = await storage.programmes.replace(aProgramme({ id }), null, () => {});
    if (first === 'conflict') throw new Error('nobody else was there');
    const broken = storage.programmes.replace(aProgramme({ id, name: 'B' }), first.version, () =>
      proxy.mishap('lostRequest', everyTry),
    );
    await expect(broken).rejects.toThrow();
    expect(await storage.programmes.load(first)).not.toBeNull();
    proxy.forget();
    await storage.programmes.replace(aProgramme({ id, name: 'C' }), first.version, () => {});
    const removed = proxy.seen.filter(({ method, path }) => method === 'DELETE' && path.includes("'core'"));
    expect(removed).toHaveLength(2);
  });
});
