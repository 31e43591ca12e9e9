import type { LoadedProgramme, Outgoing } from '../../bot/ports';
import { directoryOf } from '../../bot/programme/directory';
import { Fault } from '../../bot/programme/failure';
import type { Programme } from '../../bot/programme/model';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { PlannedMessage, RoundKind } from '../../bot/programme/plannedMessage';
import { timetableOf } from '../../bot/programme/timetable';
import { composeMessage } from '../../dialogs/outgoing';
import { at } from '../builders';
import { memoryStorage } from '../fakes/memoryStorage';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { watchedStorage } from '../fakes/watchedStorage';
import {
  ann,
  cora,
  polled,
  scheduled,
  story,
  theo,
  town,
  type Told,
  weekly,
} from '../programme/rounds/story';

const loadedOf = (programme: Programme): LoadedProgramme => {
  const directory = directoryOf(programme);
  const head = { id: programme.id, version: 'v1', tenants: programme.tenants };
  return { head, directory, timetable: timetableOf(directory) };
};

const message = (kind: RoundKind, receiver: string, subject = 'r1/B'): PlannedMessage => ({
  key: `${kind}/${receiver}/${subject}`,
  kind,
  receiver,
  subject,
  dueAt: at('2027-03-02T12:00:00+01:00'),
  worthUntil: at('2027-03-25T12:00:00+01:00'),
});

const begin = async (told: readonly Told[], changes: Partial<Programme> = {}) => {
  const storage = memoryStorage();
  const calls: string[] = [];
  const seen = watchedStorage(storage, (port, method) => void calls.push(`${port}.${method}`));
  const loaded = loadedOf(town(changes).programme);
  if (told.length > 0) await storage.rounds.append(loaded.head.id, null, story(...told), null);
  const compose = composeMessage(outgoingPorts(seen));
  return {
    calls,
    storage,
    loaded,
    decide: (planned: PlannedMessage, moment: string): Promise<Outgoing> =>
      compose(loaded, planned, at(moment)),
  };
};

/** What was decided, without the card. */
const outcome = (outgoing: Outgoing): string => {
  if (outgoing.do === 'send') return 'send';
  if (outgoing.do === 'stay') return 'stay';
  return outgoing.do === 'expire' ? outgoing.reason : `wait ${new Date(outgoing.until).toISOString()}`;
};

const closedOn = (day: string): Partial<Programme> => {
  const [leiden, hhs] = town().programme.universities;
  if (leiden === undefined || hhs === undefined) throw new Error('two universities');
  return { universities: [{ ...leiden, closed: [{ from: day, to: day, label: null }] }, hhs] };
};

describe('a message of intervision', () => {
  test.each([
    ['goes out as a card', polled, 'roundPoll', ann, '2027-03-02T12:00:00+01:00', 'send'],
    [
      'waits for the next opening at night',
      polled,
      'roundPoll',
      ann,
      '2027-03-02T22:00:00+01:00',
      'wait 2027-03-03T07:30:00.000Z',
    ],
    [
      'is not sent after its poll has closed',
      polled,
      'roundPoll',
      ann,
      '2027-03-10T16:00:00+01:00',
      'tooLate',
    ],
    [
      'is not sent when it has been answered',
      scheduled,
      'roundPoll',
      ann,
      '2027-03-05T12:00:00+01:00',
      'answered',
    ],
    [
      'is not sent of what was called off',
      [...polled, ['2027-03-03T09:00:00+01:00', { kind: 'cancelled' }, cora]],
      'roundPoll',
      ann,
      '2027-03-03T09:00:00+01:00',
      'cancelled',
    ],
    [
      'is not sent of a round that is not there',
      [],
      'roundOffer',
      theo,
      '2027-03-03T09:00:00+01:00',
      'vanished',
    ],
  ] as const satisfies readonly (readonly [string, readonly Told[], RoundKind, string, string, string])[])(
    '%s',
    async (_, told, kind, receiver, moment, expected) => {
      const { decide } = await begin(told);
      expect(outcome(await decide(message(kind, receiver), moment))).toBe(expected);
    },
  );

  test('waits on a day that is closed for the student, and not for the teacher', async () => {
    const { decide } = await begin(scheduled, closedOn('2027-03-11'));
    const thursday = '2027-03-11T12:00:00+01:00';
    expect(outcome(await decide(message('roundInvite', ann), thursday))).toBe(
      'wait 2027-03-12T07:30:00.000Z',
    );
    expect(outcome(await decide(message('roundInvite', theo), thursday))).toBe('send');
  });

  test('of a group with a fixed time knows its teacher too', async () => {
    const { decide } = await begin([], {
      ...closedOn('2027-03-11'),
      start: '2027-03-15',
      groups: [weekly()],
    });
    const series = 'weekly-2-1115/A';
    const thursday = '2027-03-11T12:00:00+01:00';
    expect(outcome(await decide(message('roundInvite', theo, series), thursday))).toBe('send');
    expect(outcome(await decide(message('roundInvite', ann, series), thursday))).toBe(
      'wait 2027-03-12T07:30:00.000Z',
    );
  });

  describe('that comes to the same person at the same moment as another', () => {
    const groups = [
      weekly(),
      weekly({ id: 'C', meeting: { weekday: 2, start: '14:00', end: '15:05', room: null } }),
    ];
    const monday = '2027-03-15T16:00:00+01:00';
    const a = message('roundAgenda', theo, '2027-W11/A');
    const c = message('roundAgenda', theo, '2027-W11/C');

    /** What is decided about one of them while the outbox has the other like this. */
    const beside = async (
      planned: PlannedMessage,
      other: PlannedMessage,
      changes: Partial<OutboxMessage>,
      moment = monday,
    ): Promise<Outgoing> => {
      const { decide, storage } = await begin([], { start: '2027-03-15', groups });
      const [entered] = await storage.outbox.plan('hmp', [{ ...other, status: 'planned', reason: null }]);
      if (entered === undefined) throw new Error('not entered');
      await storage.outbox.update('hmp', { ...entered.value, ...changes }, entered.tag);
      return decide(planned, moment);
    };

    test.each([
      [a, c],
      [c, a],
    ])('takes it along, whichever is the first: %#', async (first, other) => {
      const both = await beside(first, other, {});
      if (both.do !== 'send') throw new Error('not sent');
      expect(both.carries).toEqual([other.key]);
      const card = JSON.stringify(both.cardIn('nl'));
      for (const time of ['11:15', '14:00']) expect(card).toContain(time);
    });

    test.each<[string, Partial<OutboxMessage>, string]>([
      ['its card arrived', { status: 'sent', carries: [c.key] }, 'merged'],
      ['its card may have arrived', { status: 'unknown', carries: [c.key] }, 'merged'],
      ['its card told of nothing else', { status: 'sent' }, 'send'],
      ['its card failed', { status: 'failed', carries: [c.key] }, 'send'],
      [
        'its card failed, and is tried again now',
        { status: 'failed', retryAt: at('2027-03-15T16:00:00+01:00'), carries: [c.key] },
        'stay',
      ],
      [
        'its card failed, and is tried again later',
        { status: 'failed', retryAt: at('2027-03-15T16:05:00+01:00'), carries: [c.key] },
        'send',
      ],
      ['its card could not be delivered', { status: 'unreachable', carries: [c.key] }, 'send'],
      ['it was too late before it was sent', { status: 'expired', carries: [c.key] }, 'send'],
      ['its card is on its way', { status: 'sending', carries: [c.key] }, 'stay'],
      ['its card goes once more', { unknowns: 1, carries: [c.key] }, 'stay'],
      ['its card is put off', { notBefore: at('2027-03-16T08:30:00+01:00'), carries: [c.key] }, 'send'],
      ['it is on its way alone', { status: 'sending' }, 'send'],
    ])('is left out only for a card that arrived: %s', async (_, changes, expected) => {
      expect(outcome(await beside(c, a, changes))).toBe(expected);
    });

    test('takes nothing along that has ended or is in other hands', async () => {
      for (const status of ['sending', 'sent', 'failed', 'unreachable', 'expired'] as const)
        expect(await beside(c, a, { status })).toMatchObject({ do: 'send', carries: [] });
    });

    test('takes along what failed and is to be tried again', async () => {
      const retryAt = at('2027-03-15T16:05:00+01:00');
      expect(await beside(c, a, { status: 'failed', retryAt })).toMatchObject({ carries: [a.key] });
    });

    test('takes along what nobody can read: nobody else will tell of it', async () => {
      const { storage, loaded } = await begin([], { start: '2027-03-15', groups });
      const broken = watchedStorage(storage, (port, method) => {
        if (port === 'outbox' && method === 'find') throw new Fault('not readable');
      });
      const compose = composeMessage(outgoingPorts(broken));
      expect(await compose(loaded, a, at(monday))).toMatchObject({ do: 'send', carries: [c.key] });
    });

    test('goes first of two that carry each other when its key does: one of them has to', async () => {
      expect(outcome(await beside(a, c, { carries: [a.key] }))).toBe('send');
      expect(outcome(await beside(c, a, { carries: [c.key] }))).toBe('stay');
    });

    test('waits for the opening after hours', async () => {
      const night = '2027-03-15T20:00:00+01:00';
      expect(outcome(await beside(a, c, {}, night))).toBe('wait 2027-03-16T07:30:00.000Z');
    });
  });

  test('costs one request when nothing has happened since the one before', async () => {
    const { decide, calls } = await begin(polled);
    await decide(message('roundPoll', ann), '2027-03-02T12:00:00+01:00');
    calls.length = 0;
    await decide(message('roundPoll', ann), '2027-03-02T12:00:00+01:00');
    expect(calls).toEqual(['rounds.heads']);
  });
});
