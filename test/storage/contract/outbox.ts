import type { Storage } from '../../../bot/ports/storage';
import { aMessage, aStoredMessage, collect, freshId, known } from './examples';
import { hostileIds } from './hostileIds';
import { keysOf, planned, updated } from './outboxExamples';

/** What every OutboxStore does with the messages it has. */
export function outboxContract(storage: () => Storage): void {
  const store = () => storage().outbox;

  describe('the outbox', () => {
    test('is empty at first', async () => {
      const programme = freshId();
      expect(await store().mark(programme)).toBeNull();
      expect(await store().open(programme, 9e15, 10)).toEqual([]);
      expect(await store().firstOpen(programme, -1)).toBeNull();
      expect(await store().find(programme, 'nudge/a/p1/2027-02-09')).toBeNull();
      expect(await store().revive(programme, 'sam@leiden.example', 0)).toBe(0);
      expect(await collect(store().list(programme))).toEqual([]);
    });

    test('remembers how far the planner came', async () => {
      const programme = freshId();
      await store().setMark(programme, { upTo: 5, version: 'a', rounds: null });
      await store().setMark(programme, { upTo: 7, version: 'b', rounds: '3' });
      expect(await store().mark(programme)).toEqual({ upTo: 7, version: 'b', rounds: '3' });
      expect(await store().mark(freshId())).toBeNull();
      expect(await collect(store().list(programme))).toEqual([]);
    });

    test('what one person was to get comes whole, whatever became of it, and nothing else', async () => {
      const programme = freshId();
      const own = [aMessage('p2', { subject: 'p2/2027-03-02' }), aMessage('p1')].map((message) => ({
        ...message,
        key: `nudge/${message.receiver}/${message.subject}`,
      }));
      await store().plan(programme, [...own, aMessage('p1', { receiver: 'sam@leiden.example.org' })]);
      const first = known(await store().find(programme, own[0]?.key ?? ''));
      await updated(store(), programme, first, { status: 'sent' });
      const found = await store().ofReceiver(programme, 'sam@leiden.example');
      expect(found.map(({ subject, status }) => [subject, status])).toEqual([
        ['p1/2027-02-09', 'planned'],
        ['p2/2027-03-02', 'sent'],
      ]);
      expect(await store().ofReceiver(freshId(), 'sam@leiden.example')).toEqual([]);
      const keys = await store().keysOfReceiver(programme, 'sam@leiden.example');
      expect(keys.toSorted()).toEqual(found.map(({ key }) => key).toSorted());
    });

    test('a message enters fresh', async () => {
      const message = aMessage('p1');
      const [, found] = await planned(store(), message);
      expect(found.value).toEqual(aStoredMessage('p1').value);
      expect(found.value).toMatchObject(message);
    });

    test('open ones come in order of moment, up to it, and no more than asked', async () => {
      const programme = freshId();
      const moments = [50, 1_802_000_000_000, 7, 900];
      await store().plan(
        programme,
        moments.map((dueAt, n) => aMessage(`p${n}`, { dueAt })),
      );
      const dues = async (until: number, limit: number): Promise<number[]> =>
        (await store().open(programme, until, limit)).map(({ value }) => value.dueAt);
      expect(await dues(9e12, 10)).toEqual([7, 50, 900, 1_802_000_000_000]);
      expect(await dues(900, 10)).toEqual([7, 50, 900]);
      expect(await dues(899, 10)).toEqual([7, 50]);
      expect(await dues(9e12, 1)).toEqual([7]);
      expect(await dues(9e12, 0)).toEqual([]);
      expect(await dues(6, 10)).toEqual([]);
      expect(await dues(-5, 10)).toEqual([]);
      expect(await dues(Infinity, 10)).toHaveLength(4);
      for (const [until, limit] of [
        [900, 10],
        [9e12, 2],
        [9e12, 0],
        [6, 10],
      ] as const) {
        const open = await store().open(programme, until, limit);
        expect(await store().openKeys(programme, until, limit)).toEqual(keysOf(open));
      }
      const firsts = await Promise.all(
        [-Infinity, 6, 7, 900, 9e12, Infinity].map((after) => store().firstOpen(programme, after)),
      );
      expect(firsts).toEqual([7, 7, 50, 1_802_000_000_000, null, null]);
    });

    test('a message stays open while it is sent and leaves when it is finished', async () => {
      for (const status of ['sent', 'unknown', 'expired', 'unreachable', 'failed'] as const) {
        const [programme, found] = await planned(store(), aMessage('p1'));
        const sending = await updated(store(), programme, found, {
          status: 'sending',
          owner: 'me',
          leaseUntil: 5,
          ticket: 2,
        });
        expect(await store().open(programme, 1000, 10)).toEqual([sending]);
        const finished = await updated(store(), programme, sending, { status, reason: 'why', attempts: 1 });
        expect(finished.value).toMatchObject({ status, reason: 'why', owner: 'me' });
        expect(await store().open(programme, 9000, 10)).toEqual([]);
        expect(await store().firstOpen(programme, -1)).toBeNull();
        expect(await store().find(programme, found.value.key)).toEqual(finished);
        expect(await collect(store().list(programme))).toEqual([finished.value]);
      }
    });

    test('a message put off is open from then on', async () => {
      const [programme, found] = await planned(store(), aMessage('p1'));
      const later = await updated(store(), programme, found, { notBefore: 5000 });
      expect(await store().open(programme, 4999, 10)).toEqual([]);
      expect(await store().open(programme, 5000, 10)).toEqual([later]);
      expect(await store().firstOpen(programme, -1)).toBe(5000);
      const again = await updated(store(), programme, later, { notBefore: null });
      expect(await store().firstOpen(programme, -1)).toBe(1000);
      await updated(store(), programme, again, { status: 'sent' });
      expect(await store().firstOpen(programme, -1)).toBeNull();
    });

    test('what failed and is to be tried once more is found both as failed and as open from then on', async () => {
      const [programme, found] = await planned(store(), aMessage('p1'));
      const { key } = found.value;
      const failed = { status: 'failed', failures: 1, retryAt: 7000, notBefore: 3000 } as const;
      const first = await updated(store(), programme, found, failed);
      expect(await store().failed(programme)).toEqual([first]);
      expect(await store().openKeys(programme, 6999, 10)).toEqual([]);
      expect(await store().openKeys(programme, 7000, 10)).toEqual([key]);
      expect(await store().open(programme, 7000, 10)).toEqual([first]);
      expect(await store().firstOpen(programme, -1)).toBe(7000);
      const claim = { status: 'sending', notBefore: 7000, retryAt: null } as const;
      const sending = await updated(store(), programme, first, claim);
      expect(await store().failed(programme)).toEqual([]);
      expect(await store().open(programme, 7000, 10)).toEqual([sending]);
      const second = await updated(store(), programme, sending, { ...failed, failures: 2, retryAt: 9000 });
      expect(await store().failed(programme)).toEqual([second]);
      expect(await store().openKeys(programme, 8999, 10)).toEqual([]);
      expect(await store().firstOpen(programme, -1)).toBe(9000);
      const back = await updated(store(), programme, second, { status: 'planned', retryAt: null });
      expect(await store().firstOpen(programme, -1)).toBe(3000);
      const last = await updated(store(), programme, back, { status: 'failed' });
      expect(await store().failed(programme)).toEqual([last]);
      expect(await store().firstOpen(programme, -1)).toBeNull();
    });

    test('an update names the tag it saw', async () => {
      const [programme, found] = await planned(store(), aMessage('p1'));
      const first = await updated(store(), programme, found, { attempts: 1 });
      expect(await store().update(programme, { ...found.value, status: 'sent' }, found.tag)).toBe('conflict');
      expect(await store().find(programme, found.value.key)).toEqual(first);
      expect(await store().firstOpen(programme, -1)).toBe(1000);
      const nobody = { ...found.value, key: 'nudge/x/p9/2027-02-09' };
      expect(await store().update(programme, nobody, found.tag)).toBe('conflict');
    });

    test('of updates at the same time one wins', async () => {
      const [programme, { value, tag }] = await planned(store(), aMessage('p1'));
      const claims = Array.from({ length: 20 }, (_, n) =>
        store().update(programme, { ...value, status: n % 2 ? 'sent' : 'sending', owner: `${n}` }, tag),
      );
      const won = (await Promise.all(claims)).filter((result) => result !== 'conflict');
      expect(won).toHaveLength(1);
      expect(await store().find(programme, value.key)).toEqual(won[0]);
    });

    test('what failed is found until it is put back, by key', async () => {
      const programme = freshId();
      const messages = ['p3', 'p1', 'p2'].map((pupil) => aMessage(pupil));
      const entered = await store().plan(programme, messages);
      expect(await store().failed(programme)).toEqual([]);
      const failed = [];
      for (const message of entered) {
        const reason = 'putAside';
        failed.push(
          await updated(store(), programme, message, { status: 'failed', faults: 5, fence: 7, reason }),
        );
      }
      const [last, first, middle] = failed;
      expect(await store().failed(programme)).toEqual([first, middle, last]);
      const back = await updated(store(), programme, known(middle), {
        status: 'planned',
        faults: 0,
        fence: null,
      });
      expect(await store().failed(programme)).toEqual([first, last]);
      expect(await store().open(programme, 9000, 10)).toEqual([back]);
      const again = await updated(store(), programme, known(first), { reason: 'other' });
      expect(await store().failed(programme)).toEqual([again, last]);
      await updated(store(), programme, back, { status: 'unreachable' });
      expect(await store().failed(programme)).toHaveLength(2);
      expect(await store().failed(freshId())).toEqual([]);
    });

    test('a person who is back gets what is still worth sending, at once', async () => {
      const programme = freshId();
      const messages = ['p1', 'p2', 'p3', 'p4'].map((pupil, n) => aMessage(pupil, { worthUntil: 2000 + n }));
      const other = aMessage('p5', { receiver: 'sam@leiden.example2' });
      await store().plan(programme, [...messages, other]);
      for (const { value, tag } of await store().open(programme, 9000, 10)) {
        const status = value.subject.startsWith('p4') ? 'failed' : 'unreachable';
        await store().update(
          programme,
          { ...value, status, reason: 'blocked', failures: 2, owner: 'me', fence: 3, leaseUntil: 1 },
          tag,
        );
      }
      expect(await store().revive(programme, 'sam@leiden.example', 2001)).toBe(1);
      const open = await store().open(programme, 2001, 10);
      expect(open.map(({ value }) => value)).toEqual([
        expect.objectContaining({ subject: messages[2]?.subject, status: 'planned', dueAt: 1000 }),
      ]);
      expect(open[0]?.value).toMatchObject({
        reason: null,
        failures: 0,
        owner: null,
        fence: null,
        leaseUntil: null,
        ticket: null,
      });
      expect(await store().firstOpen(programme, -1)).toBe(2001);
      expect(await store().revive(programme, 'sam@leiden.example', 2001)).toBe(0);
      const sent = await updated(store(), programme, known(open[0]), { status: 'sent' });
      expect(await store().find(programme, sent.value.key)).toEqual(sent);
      expect(await store().firstOpen(programme, -1)).toBeNull();
    });

    test('is listed whole, in order of the day in the subject', async () => {
      const programme = freshId();
      const subjects = [
        'p1/2027-03-02',
        '2027-02-15',
        'p1/2027-02-09/2',
        'no day',
        'p2/2027-02-08T09:00Z',
        'p0/2027-02-23',
      ];
      await store().plan(
        programme,
        subjects.map((subject) => aMessage('', { subject })),
      );
      const listed = (await collect(store().list(programme))).map(({ subject }) => subject);
      expect(listed).toEqual([
        'no day',
        'p2/2027-02-08T09:00Z',
        'p1/2027-02-09/2',
        '2027-02-15',
        'p0/2027-02-23',
        'p1/2027-03-02',
      ]);
    });

    test('holds more than one page of everything', async () => {
      const programme = freshId();
      const messages = Array.from({ length: 1250 }, (_, n) => aMessage(`p${n}`, { dueAt: n }));
      await store().plan(programme, messages);
      expect(await collect(store().list(programme))).toHaveLength(1250);
      const open = await store().open(programme, 1199, 5000);
      expect(keysOf(open)).toEqual(messages.slice(0, 1200).map(({ key }) => key));
    }, 60_000);

    test('receivers and subjects of any characters stay apart', async () => {
      const programme = freshId();
      const messages = hostileIds.map((id) => aMessage(id, { receiver: id, worthUntil: 5000 }));
      await store().plan(programme, messages);
      for (const message of messages) {
        const found = known(await store().find(programme, message.key));
        expect(found.value).toMatchObject({ key: message.key, receiver: message.receiver });
        await updated(store(), programme, found, { status: 'unreachable' });
      }
      for (const { receiver } of messages) expect(await store().revive(programme, receiver, 1)).toBe(1);
      const open = keysOf(await store().open(programme, 9000, 100));
      expect(open.toSorted()).toEqual(messages.map(({ key }) => key).toSorted());
      for (const one of await store().open(programme, 9000, 100)) {
        await updated(store(), programme, one, { status: 'failed' });
      }
      expect(keysOf(await store().failed(programme))).toEqual(messages.map(({ key }) => key).toSorted());
    });

    test('programmes never mix', async () => {
      for (const programme of hostileIds) {
        const id = `o${programme}`;
        await store().plan(id, [aMessage('p1', { reason: null, worthUntil: programme.length })]);
        await store().setMark(id, { upTo: 1, version: programme, rounds: '0' });
      }
      for (const programme of hostileIds) {
        const id = `o${programme}`;
        expect(await store().mark(id)).toEqual({ upTo: 1, version: programme, rounds: '0' });
        const listed = await collect(store().list(id));
        expect(listed.map(({ worthUntil }) => worthUntil)).toEqual([programme.length]);
        expect(await store().open(id, 9000, 10)).toHaveLength(1);
      }
    });
  });
}
