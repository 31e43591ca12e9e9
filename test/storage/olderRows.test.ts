import { TableClient } from '@azure/data-tables';

import type { Storage } from '../../bot/ports/storage';
import { openAzureStorage } from '../../bot/storage/azure';
import { contactRow, signpostRow } from '../../bot/storage/contactRows';
import { toColumns } from '../../bot/storage/columns';
import { messageRow } from '../../bot/storage/outboxRows';
import { figureKey } from '../../bot/storage/figureRows';
import { figureText } from '../../bot/storage/figureText';
import { keyOf } from '../../bot/storage/keys';
import { noticeRow, pageRow } from '../../bot/storage/recordRows';
import { dayNumber } from '../../bot/programme/calendar';
import { keepPupil } from '../../bot/programme/kept/pupil';
import type { Row } from '../../bot/storage/row';
import { sharedAzurite } from '../fakes/azurite';
import { realRandom, silentLog } from './azuriteStorage';
import {
  aContact,
  added,
  answerOf,
  append,
  aStoredMessage,
  emptyPage,
  freshId,
  grown,
  known,
} from './contract/examples';

const keysOnly = ({ partitionKey, rowKey }: Row): Row => ({ partitionKey, rowKey });

const pageOf = (pupil: string) => grown(emptyPage(pupil), added(answerOf(pupil, '2027-02-09')));

describe('what the version before stored', () => {
  let storage: Storage;
  let connectionString: string;

  beforeAll(async () => {
    connectionString = await sharedAzurite();
    storage = openAzureStorage({ connectionString }, 'older', realRandom, silentLog);
    await storage.prepare();
  });

  const store = async (table: string, row: Row): Promise<void> => {
    const options = { allowInsecureConnection: true };
    await TableClient.fromConnectionString(connectionString, `older${table}`, options).createEntity({
      ...row,
    });
  };

  test('a message without faults, fence, ticket, another chance and what it carries has none, and can be put back when it failed', async () => {
    const programme = freshId();
    const { value } = aStoredMessage('p1');
    const {
      faults: _,
      fence: __,
      ticket: ___,
      carries: ____,
      failures: _____,
      retryAt: ______,
      ...older
    } = { ...value, status: 'failed' as const, reason: 'BadSyntax' };
    await store('Outbox', { ...keysOnly(messageRow(programme, value)), ...toColumns(older) });
    const found = known(await storage.outbox.find(programme, value.key));
    const defaults = { faults: 0, fence: null, ticket: null, carries: [], failures: 0, retryAt: null };
    expect(found.value).toEqual({ ...older, ...defaults });
    const again = await storage.outbox.update(programme, { ...found.value, faults: 1 }, found.tag);
    expect(await storage.outbox.failed(programme)).toEqual([again]);
    if (again === 'conflict') throw new Error('nobody else was there');
    const back = await storage.outbox.update(programme, { ...again.value, status: 'planned' }, again.tag);
    expect(await storage.outbox.failed(programme)).toEqual([]);
    expect(await storage.outbox.open(programme, 9000, 10)).toEqual([back]);
  });

  test('a message that failed goes back to planned at once', async () => {
    const programme = freshId();
    const { value } = aStoredMessage('p1');
    const older = { ...value, status: 'failed' as const };
    await store('Outbox', { ...keysOnly(messageRow(programme, value)), ...toColumns(older) });
    const { tag } = known(await storage.outbox.find(programme, value.key));
    expect(await storage.outbox.update(programme, value, tag)).not.toBe('conflict');
    expect(await storage.outbox.firstOpen(programme, -1)).toBe(value.dueAt);
  });

  test('a signpost without a copy leads to the person, and nowhere when the address is another’s', async () => {
    const contact = aContact({ tenant: freshId() });
    const { tenant, aadObjectId, email } = contact;
    await store('People', { ...contactRow(contact) });
    await store('People', { ...keysOnly(signpostRow(contact)), ...toColumns({ aadObjectId }) });
    const moved = signpostRow({ ...contact, email: 'old@x.example' });
    await store('People', { ...keysOnly(moved), ...toColumns({ aadObjectId }) });
    expect(await storage.contacts.byAddress(tenant, email)).toEqual(contact);
    expect(await storage.contacts.byAddress(tenant, 'old@x.example')).toBeNull();
    const { tag } = known(await storage.contacts.byId(tenant, aadObjectId));
    const renamed = { ...contact, email: 'new@x.example' };
    expect(await storage.contacts.save(renamed, tag)).toBe('saved');
    expect(await storage.contacts.byAddress(tenant, email)).toBeNull();
    expect(await storage.contacts.byAddress(tenant, 'new@x.example')).toEqual(renamed);
  });

  test('a pending notice is of a flag', async () => {
    const programme = freshId();
    const notice = { flag: 'p1/2027-02-09', ordinal: 1, at: 5, level: 2 } as const;
    const pending = { of: 'flag', pupil: 'p1', notice } as const;
    await store('Records', {
      ...keysOnly(noticeRow(programme, pending)),
      ...toColumns({ pupil: 'p1', notice }),
    });
    expect(await storage.records.pendingNotices(programme)).toEqual([pending]);
    await storage.records.noticePlanned(programme, pending);
    expect(await storage.records.pendingNotices(programme)).toEqual([]);
  });

  test('pages without figures get them when their school is first asked about', async () => {
    const programme = freshId();
    const pages = Array.from({ length: 120 }, (_, n) => pageOf(`p${String(n).padStart(3, '0')}`));
    for (const page of pages) await store('Records', pageRow(programme, page));
    const newer = await append(
      storage.records,
      programme,
      emptyPage('p005'),
      added(answerOf('p005', '2027-02-16')),
    );
    const expected = pages.map(({ pupil, facts }) =>
      keepPupil(pupil, pupil === 'p005' ? newer.facts : facts, null),
    );
    for (const _ of ['made', 'read again']) {
      const found = await storage.records.figures(programme, 'jdw', 'all');
      expect(found.toSorted((a, b) => (a.pupil < b.pupil ? -1 : 1))).toEqual(expected);
    }
  });

  test.each([
    '',
    'nonsense',
    '{"pupil":"p1"}',
    '{"pupil":"p1","upTo":0,"sessions":{"first":"x"}}',
    '{"pupil":"p1","upTo":0,"sessions":{"first":1,"said":"p!","ahead":[]},"standing":null}',
    '5 - -  20858 #  - ',
    '5 - -  20858 0  - p1',
    '5 20858 -  20859 #  - p1',
  ])('broken figures (%j) are made from the page, and a rebuild mends them', async (kept) => {
    const programme = freshId();
    const page = await append(
      storage.records,
      programme,
      emptyPage('p1'),
      added(answerOf('p1', '2027-02-09')),
    );
    const expected = [keepPupil('p1', page.facts, null)];
    expect(await storage.records.figures(programme, 'jdw', 'all')).toEqual(expected);
    const keys = { partitionKey: keyOf(programme), rowKey: figureKey('jdw', 'p1') };
    const broken = { ...keys, kept, recent: kept.startsWith('5 2') ? '' : kept };
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, 'olderRecords', options);
    await client.upsertEntity(broken, 'Replace');
    for (const reach of ['all', 'recent'] as const)
      expect(await storage.records.figures(programme, 'jdw', reach)).toEqual(expected);
    await storage.records.rebuild(programme, () => 'jdw');
    const row = await client.getEntity(broken.partitionKey, broken.rowKey);
    for (const column of ['kept', 'recent'])
      expect(row[column]).toBe(figureText(keepPupil('p1', page.facts, null)));
  });

  test('figures in JSON and letters say what those of now say, asked either way', async () => {
    const programme = freshId();
    const days = ['2027-02-09', '2027-02-16', '2027-12-28'];
    let page = emptyPage('p1');
    for (const day of days) page = await append(storage.records, programme, page, added(answerOf('p1', day)));
    const upTo = page.facts.at(-1)?.at ?? 0;
    const flag = {
      id: 'p1/2027-02-16',
      level: 2,
      status: 'open',
      openedOn: '2027-02-16',
      openedAt: 5,
      isOverdue: false,
    } as const;
    const standing = { mark: 'm', flag, levelTwoSince: 5 };
    const kept = JSON.stringify({
      pupil: 'p1',
      upTo,
      sessions: { first: dayNumber('2027-02-09'), said: 'pp315gp', ahead: [] },
      standing,
    });
    await storage.records.figures(programme, 'jdw', 'all');
    const row = { partitionKey: keyOf(programme), rowKey: figureKey('jdw', 'p1'), kept };
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, 'olderRecords', options);
    await client.upsertEntity(row, 'Replace');
    for (const reach of ['all', 'recent'] as const)
      expect(await storage.records.figures(programme, 'jdw', reach)).toEqual([
        keepPupil('p1', page.facts, standing),
      ]);
  });

  test('wrong figures, and those of nobody, are gone after a rebuild', async () => {
    const programme = freshId();
    const page = await append(
      storage.records,
      programme,
      emptyPage('p1'),
      added(answerOf('p1', '2027-02-09')),
    );
    const options = { allowInsecureConnection: true };
    const client = TableClient.fromConnectionString(connectionString, 'olderRecords', options);
    for (const pupil of ['p1', 'nobody']) {
      const kept = JSON.stringify(keepPupil(pupil, [], null));
      const row = { partitionKey: keyOf(programme), rowKey: figureKey('jdw', pupil), kept };
      await client.upsertEntity(row, 'Replace');
    }
    expect(await storage.records.rebuild(programme, () => 'jdw')).toBe(1);
    const expected = [keepPupil('p1', page.facts, null)];
    expect(await storage.records.figures(programme, 'jdw', 'all')).toEqual(expected);
  });
});
