import { RestError } from '@azure/data-tables';

import { JointWrites } from '../../bot/storage/jointWrites';
import type { Change, FoundRow } from '../../bot/storage/row';
import type { Table } from '../../bot/storage/table';
import { sign } from '../../bot/storage/write';
import type { Signed } from '../../bot/storage/write';
import { seededRandom } from '../fakes/seededRandom';

interface Request {
  readonly changes: readonly Change[];
  /** Applies the changes and answers. */
  answer(): void;
  /** Applies them and loses the answer. */
  loseReply(): void;
  fail(error: Error): void;
}

const unused = (): never => {
  throw new Error('not used here');
};

/** A table that answers when the test says so. */
class HeldTable implements Table {
  readonly requests: Request[] = [];
  readonly rows = new Map<string, FoundRow>();
  readonly range = unused;
  readonly partition = unused;
  readonly put = unused;
  readonly remove = unused;
  isAway = false;

  get(_: string, rowKey: string): Promise<FoundRow | null> {
    return this.isAway ? Promise.reject(new Error('away')) : Promise.resolve(this.rows.get(rowKey) ?? null);
  }

  change(changes: readonly Change[]): Promise<readonly string[]> {
    return new Promise((resolve, reject) => {
      const apply = (): string[] => changes.map((change) => this.#apply(change));
      this.requests.push({
        changes,
        answer: () => resolve(apply()),
        loseReply: () => {
          apply();
          reject(new Error('lost'));
        },
        fail: reject,
      });
    });
  }

  #apply({ row }: Change): string {
    const { partitionKey, rowKey, ...columns } = row;
    const etag = `etag of ${rowKey}`;
    this.rows.set(rowKey, { partitionKey, rowKey, etag, columns });
    return etag;
  }
}

const random = seededRandom();

const aWrite = (rowKey: string, columns: Readonly<Record<string, string>> = {}): Signed => {
  const row = { partitionKey: 'p', rowKey, ...columns };
  return sign(random, { changes: [{ kind: 'replace', row, etag: 'before' }], witness: rowKey });
};

const keysOf = ({ changes }: Request): string[] => changes.map(({ row }) => row.rowKey);

/** Lets everything that waits for nothing but promises go on. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

const made = (key: string) => ({ etag: `etag of ${key}` });

const refused = new RestError('another etag', { statusCode: 412 });

describe('writes of one partition', () => {
  let table: HeldTable;
  let writes: JointWrites;

  beforeEach(() => {
    table = new HeldTable();
    writes = new JointWrites(table);
  });

  const requested = (): string[][] => table.requests.map(keysOf);

  /** One write that is on its way, and some that wait for it. */
  const behindOne = (keys: readonly string[]): readonly Promise<unknown>[] => {
    void writes.make(aWrite('first'));
    return keys.map((key) => writes.make(aWrite(key)));
  };

  const answerFirst = async (): Promise<void> => {
    table.requests[0]?.answer();
    await settled();
  };

  test('a lone one goes at once', async () => {
    const writing = writes.make(aWrite('a'));
    expect(requested()).toEqual([['a']]);
    table.requests[0]?.answer();
    expect(await writing).toMatchObject(made('a'));
    const next = writes.make(aWrite('b'));
    expect(requested()).toEqual([['a'], ['b']]);
    table.requests[1]?.answer();
    expect(await next).toMatchObject(made('b'));
  });

  test('what comes meanwhile goes together, each with its own etag', async () => {
    const waiting = behindOne(['a', 'b', 'c']);
    expect(requested()).toEqual([['first']]);
    await answerFirst();
    expect(requested()).toEqual([['first'], ['a', 'b', 'c']]);
    table.requests[1]?.answer();
    expect(await Promise.all(waiting)).toMatchObject(['a', 'b', 'c'].map(made));
  });

  test('a full transaction does not wait, and at most four are on their way', async () => {
    const keys = Array.from({ length: 450 }, (_, n) => `k${n}`);
    const waiting = behindOne(keys);
    expect(table.requests.map(({ changes }) => changes.length)).toEqual([1, 100, 100, 100]);
    await answerFirst();
    expect(table.requests.map(({ changes }) => changes.length)).toEqual([1, 100, 100, 100, 100]);
    for (let n = 1; n < table.requests.length; n += 1) {
      table.requests[n]?.answer();
      await settled();
    }
    expect(await Promise.all(waiting)).toMatchObject(keys.map(made));
    expect(requested().slice(1).flat()).toEqual(keys);
  });

  test('a transaction is no heavier than half of what storage takes', async () => {
    const columns = Object.fromEntries(
      Array.from({ length: 15 }, (_, n) => [`c${n}`, 'x'.repeat(32 * 1024)] as const),
    );
    void writes.make(aWrite('first'));
    for (const key of ['a', 'b', 'c', 'd', 'e']) void writes.make(aWrite(key, columns));
    expect(requested()).toEqual([['first'], ['a', 'b', 'c', 'd']]);
  });

  test('two of one row never go together', async () => {
    void Promise.all(behindOne(['a', 'a', 'b', 'a']));
    await answerFirst();
    expect(requested()).toEqual([['first'], ['a', 'b']]);
    table.requests[1]?.answer();
    await settled();
    expect(requested().slice(2)).toEqual([['a']]);
  });

  test('one that storage would refuse fails by itself', async () => {
    void writes.make(aWrite('first'));
    const large = writes.make(aWrite('large', { text: 'x'.repeat(32 * 1024 + 1) }));
    const small = writes.make(aWrite('small'));
    await expect(large).rejects.toThrow(/text length/);
    await answerFirst();
    table.requests[1]?.answer();
    expect(await small).toMatchObject(made('small'));
  });

  test('after a refusal each goes alone, and one conflict is nobody else’s', async () => {
    const waiting = behindOne(['a', 'b', 'c']);
    await answerFirst();
    table.requests[1]?.fail(refused);
    await settled();
    expect(requested().slice(2)).toEqual([['a'], ['b'], ['c']]);
    table.requests[2]?.answer();
    table.requests[3]?.fail(refused);
    table.requests[4]?.answer();
    expect(await Promise.all(waiting)).toMatchObject([made('a'), 'conflict', made('c')]);
  });

  test('a refusal of what was made before, when the reply got lost, is no conflict', async () => {
    const waiting = behindOne(['a', 'b']);
    await answerFirst();
    table.requests[1]?.loseReply();
    expect(await Promise.all(waiting)).toMatchObject([made('a'), made('b')]);
    const again = behindOne(['c', 'd']);
    table.requests[2]?.answer();
    await settled();
    // The client repeated the request by itself: what it made is what refuses it.
    const repeated = table.requests[3];
    for (const { row } of repeated?.changes ?? []) {
      const { partitionKey, rowKey, ...columns } = row;
      table.rows.set(rowKey, { partitionKey, rowKey, etag: `etag of ${rowKey}`, columns });
    }
    repeated?.fail(refused);
    await settled();
    for (const request of table.requests.slice(4)) request.fail(refused);
    expect(await Promise.all(again)).toMatchObject([made('c'), made('d')]);
  });

  test.each([false, true])('what is not made is an error to all (storage away: %p)', async (isAway) => {
    const waiting = Promise.allSettled(behindOne(['a', 'b', 'c']));
    await answerFirst();
    table.isAway = isAway;
    table.requests[1]?.fail(new Error('no answer'));
    const reasons = (await waiting).map((result) => result.status === 'rejected' && String(result.reason));
    expect(reasons).toEqual(Array.from({ length: 3 }, () => 'Error: no answer'));
    const next = writes.make(aWrite('d'));
    table.requests[2]?.answer();
    expect(await next).toMatchObject(made('d'));
  });
});
