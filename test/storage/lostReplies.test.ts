import type { OutboxMessage } from '../../bot/ports/outbox';
import type { Storage } from '../../bot/ports/storage';
import type { Mishap, StorageProxy } from '../fakes/storageProxy';
import { aProgramme } from '../builders';
import { offered, story } from '../programme/rounds/story';
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
/** Those about a lease: it is repeated once. */
const everyLeaseTry = 2;

describe('a write whose reply is lost', () => {
  let storage: Storage;
  let proxy: StorageProxy;
  let blobs: StorageProxy;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ storage, proxy, blobs, close } = await watchedStorage('lost'));
  });
  afterEach(() => {
    proxy.mishap('lostReply', 0);
    blobs.mishap('lostReply', 0);
  });
  afterAll(() => close());

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

    test('facts of intervision are stored once', async () => {
      const programme = freshId();
      const facts = story(...offered);
      const head = async () => known((await storage.rounds.heads(programme)).rounds[0]);
      proxy.mishap(what, times);
      expect(await storage.rounds.append(programme, null, facts.slice(0, 2), null)).toBe('stored');
      const first = await head();
      proxy.mishap(what, times);
      expect(await storage.rounds.append(programme, first, facts.slice(2), null)).toBe('stored');
      proxy.mishap(what, 1);
      expect(await storage.rounds.append(programme, first, facts.slice(2), null)).toBe('conflict');
      proxy.mishap(what, times);
      expect(await storage.rounds.rewrite(programme, await head(), facts.slice(0, 1))).toBe('stored');
      proxy.mishap(what, 0);
      expect(await storage.rounds.facts(programme, 'r1', 0)).toEqual(facts);
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
      const entered = await storage.outbox.plan(programme, messages);
      expect(await collect(storage.outbox.list(programme))).toHaveLength(60);
      const open = await storage.outbox.open(programme, 9000, 100);
      expect(open).toHaveLength(60);
      // What it cannot tell after a lost reply is left out; the index has it.
      for (const one of entered) expect(open).toContainEqual(one);
    });

    test('updates at the same time are each made, and their tags are good', async () => {
      const programme = freshId();
      const entered = await storage.outbox.plan(
        programme,
        Array.from({ length: 20 }, (_, n) => aMessage(`p${n}`)),
      );
      const all = async (found: typeof entered, change: Partial<OutboxMessage>) => {
        const updates = found.map(({ value, tag }) =>
          storage.outbox.update(programme, { ...value, ...change }, tag),
        );
        // The first one goes alone: its own mishaps are tried above.
        proxy.before('POST', '$batch', () => Promise.resolve(proxy.mishap(what, times)));
        return (await Promise.all(updates)).filter((result) => result !== 'conflict');
      };
      const sending = await all(entered, { status: 'sending' });
      expect(sending).toHaveLength(20);
      const sent = await all(sending, { status: 'sent' });
      expect(sent).toHaveLength(20);
      for (const one of sent) expect(await storage.outbox.find(programme, one.value.key)).toEqual(one);
      expect(await storage.outbox.firstOpen(programme, 0)).toBeNull();
    });

    test('a pace is saved, and its tag is good', async () => {
      const tenant = freshId();
      proxy.mishap(what, times);
      const first = await storage.pace.save(
        tenant,
        { fence: 1, takenUntil: 0, restUntil: 0, grants: [] },
        null,
      );
      if (first === 'conflict') throw new Error('nobody else was there');
      proxy.mishap(what, times);
      const second = await storage.pace.save(tenant, { ...first.value, fence: 2 }, first.tag);
      expect(await storage.pace.of(tenant)).toEqual(second);
      proxy.mishap(what, 1);
      expect(await storage.pace.save(tenant, { ...first.value, fence: 9 }, first.tag)).toBe('conflict');
      expect(await storage.pace.of(tenant)).toEqual(second);
    });
  });

  describe.each(['lostReply', 'badReply', 'lostRequest'] as const)('%s about a lease', (what) => {
    test('once does no harm', async () => {
      const tenant = freshId();
      await known(await storage.leases.take(tenant)).giveBack();
      blobs.mishap(what, 1);
      const lease = known(await storage.leases.take(tenant));
      expect(await storage.leases.take(tenant)).toBeNull();
      blobs.mishap(what, 1);
      expect(await lease.renew()).toBe(true);
      blobs.mishap(what, 1);
      await lease.giveBack();
      expect(await storage.leases.take(tenant)).not.toBeNull();
    });

    test('for good is an error, and locks nobody out of what is their own', async () => {
      const tenant = freshId();
      await known(await storage.leases.take(tenant)).giveBack();
      blobs.mishap(what, everyLeaseTry);
      await expect(storage.leases.take(tenant)).rejects.toThrow();
      const lease = known(await storage.leases.take(tenant));
      expect(await lease.renew()).toBe(true);
      expect(await storage.leases.take(tenant)).toBeNull();
    });

    test('does not hinder the first of a tenant', async () => {
      for (const times of [1, 2, 3]) {
        const tenant = freshId();
        blobs.mishap(what, times);
        const lease = await storage.leases.take(tenant).catch(() => storage.leases.take(tenant));
        expect(await lease?.renew()).toBe(true);
        blobs.mishap(what, 0);
      }
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
