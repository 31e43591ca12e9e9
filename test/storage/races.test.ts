import type { ProgrammeHead, Storage } from '../../bot/ports/storage';
import { openAzureStorage } from '../../bot/storage/azure';
import { sharedAzurite } from '../fakes/azurite';
import type { StorageProxy } from '../fakes/storageProxy';
import { aProgramme } from '../builders';
import { realRandom, silentLog, watchedStorage } from './azuriteStorage';
import { aMessage, added, answerOf, collect, emptyPage, freshId, grown, known } from './contract/examples';

const append = async (by: Storage, programme: string, school: string, date: string): Promise<void> => {
  const stored = await by.records.page(programme, school, 'p1');
  const fact = added(answerOf('p1', date));
  const page = grown(stored?.value ?? emptyPage('p1', school), fact);
  expect(await by.records.append(programme, page, stored?.tag ?? null, fact, [])).toBe('stored');
};

const imported = async (by: Storage, id: string, replaces: string | null): Promise<ProgrammeHead> => {
  const head = await by.programmes.replace(aProgramme({ id }), replaces, () => {});
  if (head === 'conflict') throw new Error('expected to be stored');
  return head;
};

describe('somebody else comes between', () => {
  let storage: Storage;
  let other: Storage;
  let proxy: StorageProxy;
  let close: () => Promise<void>;

  beforeAll(async () => {
    ({ storage, proxy, close } = await watchedStorage('races'));
    const connectionString = await sharedAzurite();
    other = openAzureStorage({ connectionString }, 'races', realRandom, silentLog);
  });
  afterAll(() => close());

  test('a check-in while a wrong page is rebuilt does not keep it wrong', async () => {
    const programme = freshId();
    const fact = added(answerOf('p1', '2027-02-09'));
    await storage.records.append(programme, emptyPage('p1'), null, fact, []);
    proxy.before('PUT', 'racesRecords', () => append(other, programme, 'jdw', '2027-02-16'));
    expect(await storage.records.rebuild(programme, () => 'jdw')).toBe(1);
    const pages = await storage.records.pages(programme, 'jdw');
    expect(pages.map(({ facts }) => facts.length)).toEqual([2]);
  });

  test('a check-in at the old school while the page moves is on the new page', async () => {
    const programme = freshId();
    await append(storage, programme, 'old', '2027-02-09');
    proxy.before('DELETE', 'racesRecords', () => append(other, programme, 'old', '2027-02-16'));
    await storage.records.rebuild(programme, () => 'new');
    expect(await storage.records.pages(programme, 'old')).toEqual([]);
    const pages = await storage.records.pages(programme, 'new');
    expect(pages.map(({ facts }) => facts.length)).toEqual([2]);
  });

  test('an import that begins while another one tidies up stays whole', async () => {
    const id = freshId();
    const first = await imported(storage, id, null);
    let newest: ProgrammeHead | null = null;
    proxy.before('GET', 'versions', async () => {
      const second = known((await other.programmes.list()).find((head) => head.id === id));
      newest = await imported(other, id, second.version);
    });
    await imported(storage, id, first.version);
    expect((await storage.programmes.list()).filter((head) => head.id === id)).toEqual([newest]);
    expect(await storage.programmes.load(known<ProgrammeHead>(newest))).not.toBeNull();
  });

  test('an import that another one overtook is refused', async () => {
    const id = freshId();
    const first = await imported(storage, id, null);
    proxy.before('PUT', 'versions', async () => {
      await imported(other, id, first.version);
    });
    expect(await storage.programmes.replace(aProgramme({ id }), first.version, () => {})).toBe('conflict');
    const heads = (await storage.programmes.list()).filter((head) => head.id === id);
    expect(heads).toHaveLength(1);
    for (const head of heads) expect(await storage.programmes.load(head)).not.toBeNull();
  });

  test('an open message that is finished meanwhile is not handed out', async () => {
    const programme = freshId();
    const messages = [aMessage('p1'), aMessage('p2')];
    await storage.outbox.plan(programme, messages);
    proxy.before('GET', 'p2', async () => {
      const { value, tag } = known(await other.outbox.find(programme, messages[1]?.key ?? ''));
      await other.outbox.update(programme, { ...value, status: 'sent' }, tag);
    });
    const open = await storage.outbox.open(programme, 9000, 10);
    expect(open.map(({ value }) => value.key)).toEqual([messages[0]?.key]);
  });

  test('one of many updates that was overtaken is the only one refused', async () => {
    const programme = freshId();
    const entered = await storage.outbox.plan(
      programme,
      Array.from({ length: 30 }, (_, n) => aMessage(`p${n}`)),
    );
    const overtaken = known(entered[20]);
    const end = ({ value, tag }: typeof overtaken) =>
      storage.outbox.update(programme, { ...value, status: 'sent', owner: 'me' }, tag);
    proxy.before('POST', '$batch', async () => {
      await other.outbox.update(programme, { ...overtaken.value, owner: 'other' }, overtaken.tag);
    });
    const results = await Promise.all(entered.map(end));
    expect(results.map((result) => result === 'conflict')).toEqual(entered.map((one) => one === overtaken));
    for (const result of results) {
      if (result !== 'conflict')
        expect(await storage.outbox.find(programme, result.value.key)).toEqual(result);
    }
    const open = await storage.outbox.open(programme, 9000, 100);
    expect(open.map(({ value }) => [value.key, value.owner])).toEqual([[overtaken.value.key, 'other']]);
  });

  test('a person who comes back while a message is given up is not written over', async () => {
    const programme = freshId();
    const message = aMessage('p1');
    await storage.outbox.plan(programme, [message]);
    const found = known(await storage.outbox.find(programme, message.key));
    await storage.outbox.update(programme, { ...found.value, status: 'unreachable' }, found.tag);
    proxy.before('POST', '$batch', async () => {
      expect(await other.outbox.revive(programme, message.receiver, 2000)).toBe(1);
    });
    expect(await storage.outbox.revive(programme, message.receiver, 3000)).toBe(0);
    expect(await storage.outbox.firstOpen(programme, 0)).toBe(2000);
    expect(await collect(storage.outbox.list(programme))).toHaveLength(1);
  });
});
