/** What an import has drawn anew: it goes on past what cannot be read, and reads no more than may be of use. */
import type { Storage } from '../../bot/ports/storage';
import type { AnyKind } from '../../bot/programme/plannedMessage';
import { messageKey } from '../../bot/programme/messages';
import { aTool, withFolder } from '../cli/tool';
import { memoryStorage } from '../fakes/memoryStorage';
import { spoilableStorage } from '../fakes/spoiltRows';
import { known } from '../storage/contract/examples';
import { sound } from '../roster/folder';

const called = (name: string) => ({
  'pupils.csv': `pupil,firstName,school,class,objection\np1,${name},jdw,3A,\np2,Bo,zwc,3A,\n`,
});

const importerOf = (storage: Storage) => {
  const tool = aTool({ storage });
  return (files: Readonly<Record<string, string>>, ...options: readonly string[]) =>
    withFolder({ ...sound, ...files }, (dir) => tool.run('import', dir, ...options));
};

const deliver = async (
  { outbox }: Storage,
  [kind, receiver, subject]: readonly [kind: AnyKind, receiver: string, subject: string],
  worthUntil = Number.MAX_SAFE_INTEGER,
): Promise<string> => {
  const key = messageKey(kind, receiver, subject);
  const planned = { key, kind, receiver, subject, dueAt: 1, worthUntil } as const;
  const [entered] = await outbox.plan('hmp', [{ ...planned, status: 'planned', reason: null }]);
  const { value, tag } = known(entered ?? null);
  await outbox.update('hmp', { ...value, status: 'sent', sentAt: 1, activityId: key }, tag);
  return key;
};

const staleKeys = async ({ outbox }: Storage): Promise<readonly string[]> =>
  (await outbox.open('hmp', Number.MAX_SAFE_INTEGER, 100)).map(({ value }) => value.key).toSorted();

const flag = (day: string) => ['flagRaised', 'cora@x.org', `p1/${day}/1`] as const;
const nudge = ['nudge', 'sam@x.org', 'p1/2027-03-09'] as const;

/** A flag and a check-in to be spoilt, and two messages that can be read. */
const besideSpoilt = async () => {
  const all = spoilableStorage();
  const importing = importerOf(all.storage);
  await importing({});
  await deliver(all.storage, flag('2027-02-01'));
  await deliver(all.storage, ['checkIn', 'sam@x.org', 'p1/2027-02-02']);
  const readable = [await deliver(all.storage, flag('2027-02-09')), await deliver(all.storage, nudge)];
  return { ...all, importing, readable };
};

describe('a message that cannot be read', () => {
  test('does not keep a name on the others that an import changes', async () => {
    const { storage, importing, spoil, readable } = await besideSpoilt();
    await spoil('Outbox', /^m.*2027-02-0[12]/);
    expect((await importing(called('Yasmina'))).exitCode).toBe(0);
    expect(await staleKeys(storage)).toEqual(readable);
    expect((await storage.programmes.list())[0]).not.toHaveProperty('objectionsOpen');
  });

  test('does not keep the other cards closed of who is back', async () => {
    const { storage, importing, spoil } = await besideSpoilt();
    await spoil('Outbox', /^m.*2027-02-0[12]/);
    const without = { 'people.csv': sound['people.csv'].replace(/^sam@.*\n/m, '') };
    await importing(
      { ...without, 'pairs.csv': sound['pairs.csv'].replace(/^.*sam@.*\n/gm, '') },
      '--end-missing',
    );
    expect((await importing({})).exitCode).toBe(0);
    expect(await staleKeys(storage)).toEqual([messageKey(...nudge)]);
  });

  test('is not what storage that is away makes of the others: the import ends, and the next goes on', async () => {
    const { storage, importing, readable } = await besideSpoilt();
    const find = storage.outbox.find.bind(storage.outbox);
    const away = Object.assign(new Error('away'), { name: 'RestError' });
    Object.assign(storage.outbox, { find: () => Promise.reject(away) });
    expect((await importing(called('Yasmina'))).exitCode).not.toBe(0);
    Object.assign(storage.outbox, { find });
    expect((await importing(called('Yasmina'))).exitCode).toBe(0);
    expect(await staleKeys(storage)).toEqual(expect.arrayContaining(readable));
  });
});

describe('of many messages that are too old', () => {
  const students = Array.from({ length: 20 }, (_, index) => `s${index}@x.org`);
  const withThem = {
    'people.csv': `${sound['people.csv']}${students.map((one) => `${one},Stu,student,leiden,\n`).join('')}`,
  };

  /** Twenty students with twenty old messages and one of now, and how often one is looked up. */
  const begin = async () => {
    const storage = memoryStorage();
    const importing = importerOf(storage);
    await importing(withThem);
    for (const student of students) {
      for (let day = 10; day < 30; day += 1)
        await deliver(storage, ['checkIn', student, `p1/2027-01-${day}`], 2);
      await deliver(storage, ['nudge', student, 'p1/2027-03-09']);
    }
    let lookUps = 0;
    const find = storage.outbox.find.bind(storage.outbox);
    const counting: typeof find = (...given) => {
      lookUps += 1;
      return find(...given);
    };
    Object.assign(storage.outbox, { find: counting });
    const lookUpsOf = async (...given: Parameters<typeof importing>): Promise<number> => {
      lookUps = 0;
      expect((await importing(...given)).exitCode).toBe(0);
      return lookUps;
    };
    return { storage, importing, lookUpsOf };
  };

  const drawn = students.map((student) => messageKey('nudge', student, 'p1/2027-03-09')).toSorted();

  test('none is looked up when their receivers are back', async () => {
    const { storage, importing, lookUpsOf } = await begin();
    await importing({}, '--end-missing');
    expect(await lookUpsOf(withThem)).toBe(students.length);
    expect(await staleKeys(storage)).toEqual(drawn);
  });

  test('nor when an import before was broken off, and everybody counts as back', async () => {
    const { storage, importing, lookUpsOf } = await begin();
    const keysOfReceiver = storage.outbox.keysOfReceiver.bind(storage.outbox);
    Object.assign(storage.outbox, { keysOfReceiver: () => Promise.reject(new Error('killed')) });
    expect((await importing({ ...withThem, ...called('Yasmina') })).exitCode).toBe(1);
    Object.assign(storage.outbox, { keysOfReceiver });
    expect(await lookUpsOf({ ...withThem, ...called('Yasmina') })).toBe(students.length);
    expect(await staleKeys(storage)).toEqual(drawn);
  });
});
