import { afterSend, type Step } from '../../bot/delivery/afterSend';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { SendResult } from '../../bot/ports';

const message = (changes: Partial<OutboxMessage> = {}): OutboxMessage => ({
  key: 'checkIn/sam@leiden.example/p1/2027-03-09',
  kind: 'checkIn',
  receiver: 'sam@leiden.example',
  subject: 'p1/2027-03-09',
  dueAt: 0,
  worthUntil: 9,
  status: 'sending',
  attempts: 1,
  unknowns: 0,
  throttles: 0,
  faults: 0,
  fence: null,
  sentAt: null,
  activityId: null,
  reason: null,
  notBefore: null,
  failures: 0,
  retryAt: null,
  owner: 'me',
  leaseUntil: 20,
  ticket: 1,
  carries: [],
  stale: null,
  updatedAt: null,
  shows: null,
  ...changes,
});

const later = (retryAfter: number | null, throttled: boolean): SendResult => ({
  status: 'later',
  retryAfter,
  throttled,
  reason: '',
});

const wait = (attempts: number, chance: number): number => {
  const step = afterSend(message({ attempts }), later(null, false), 5, chance);
  return step.do === 'again' ? step.wait : -1;
};

describe('afterSend', () => {
  test.each<[string, Partial<OutboxMessage>, SendResult, Partial<Step>]>([
    [
      'sent',
      {},
      { status: 'sent', activityId: 'a1' },
      {
        do: 'record',
        change: { status: 'sent', sentAt: 5, activityId: 'a1', reason: null },
        contactLost: false,
      },
    ],
    [
      'refused',
      {},
      { status: 'refused', reason: '413' },
      { do: 'record', change: { status: 'failed', reason: '413' }, contactLost: false },
    ],
    [
      'unreachable',
      {},
      { status: 'unreachable', reason: '403' },
      { do: 'record', change: { status: 'unreachable', reason: '403' }, contactLost: true },
    ],
    ['unknown', {}, { status: 'unknown', reason: '500' }, { do: 'again', unknowns: 1, restTenant: false }],
    [
      'unknown again',
      { unknowns: 1 },
      { status: 'unknown', reason: '500' },
      { do: 'record', change: { status: 'unknown', unknowns: 2, reason: '500' } },
    ],
    ['throttled', {}, later(7000, true), { do: 'again', unknowns: 0, wait: 7000, restTenant: true }],
    ['busy', {}, later(null, false), { do: 'again', restTenant: false }],
    [
      'busy too often',
      { attempts: 8 },
      later(null, false),
      { do: 'record', change: { status: 'failed', reason: '' } },
    ],
    [
      'not ready once, after it came too soon eight times',
      { attempts: 9, throttles: 8 },
      later(null, false),
      { do: 'again', throttles: 8, restTenant: false },
    ],
    ['asked to wait a month', {}, later(2_592_000_000, false), { do: 'again', wait: 600_000 }],
    [
      'throttled often',
      { attempts: 49, throttles: 48 },
      later(1000, true),
      { do: 'again', restTenant: true },
    ],
    [
      'throttled without end',
      { attempts: 50, throttles: 49 },
      later(1000, true),
      { do: 'record', change: { status: 'failed', reason: '' } },
    ],
  ])('%s', (_, changes, result, expected) => {
    expect(afterSend(message(changes), result, 5, 0.5)).toMatchObject(expected);
  });

  test('what may have arrived is repeated after five to ten seconds, however often it was tried', () => {
    const waits = [1, 8].flatMap((attempts) =>
      [0, 0.999].map((chance) => {
        const step = afterSend(message({ attempts }), { status: 'unknown', reason: '500' }, 5, chance);
        return step.do === 'again' ? step.wait : -1;
      }),
    );
    expect(waits).toEqual([5_000, 9_995, 5_000, 9_995]);
  });

  const minute = 60_000;
  const failedAgain = (failures: number, worthUntil: number, throttled = false) =>
    afterSend(message({ failures, worthUntil, attempts: 8 }), later(7000, throttled), 5, 0.5);

  test('what Teams could not take gets another chance, each twice as long after, eight at most', () => {
    const chances = Array.from({ length: 9 }, (_, failures) => failedAgain(failures, Infinity));
    expect(chances.map((step) => (step.do === 'record' ? step.change.retryAt : step))).toEqual([
      ...[5, 10, 20, 40, 80, 160, 320, 640].map((minutes) => 5 + minutes * minute),
      null,
    ]);
    expect(chances[3]).toMatchObject({ change: { status: 'failed', reason: '', failures: 4 }, rest: 0 });
  });

  test('not once it is no longer worth sending by then', () => {
    expect(failedAgain(0, 5 + 5 * minute)).toMatchObject({ change: { retryAt: null, failures: 1 } });
    expect(failedAgain(0, 6 + 5 * minute)).toMatchObject({ change: { retryAt: 5 + 5 * minute } });
  });

  test('another chance is one try, and one that came too soon still lets the tenant rest', () => {
    const chance = message({ failures: 1, attempts: 1, worthUntil: Infinity });
    const change = { status: 'failed', failures: 2, retryAt: 5 + 10 * minute };
    expect(afterSend(chance, later(null, false), 5, 0.5)).toMatchObject({ do: 'record', change, rest: 0 });
    expect(afterSend(chance, later(7000, true), 5, 0.5)).toMatchObject({ do: 'record', change, rest: 7000 });
    const fiftieth = message({ attempts: 50, throttles: 49 });
    expect(afterSend(fiftieth, later(7000, true), 5, 0.5)).toMatchObject({ do: 'record', rest: 7000 });
  });

  test('the message itself refused gets none', () => {
    const step = afterSend(message({ worthUntil: Infinity }), { status: 'refused', reason: '400' }, 5, 0.5);
    expect(step).toMatchObject({ change: { status: 'failed' } });
    expect(step.do === 'record' && step.change.retryAt).toBeFalsy();
  });

  test('waits grow with every attempt, by chance, and never beyond half a minute', () => {
    expect([1, 2, 3].map((attempts) => wait(attempts, 0.5))).toEqual([500, 1000, 2000]);
    expect(wait(3, 0)).toBe(0);
    expect(wait(7, 0.999)).toBeLessThanOrEqual(30_000);
  });
});
