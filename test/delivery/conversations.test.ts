import * as fc from 'fast-check';
import { conversations } from '../../bot/waiting/conversations';
import { MachineTime } from '../fakes/machineTime';

const never = (): AbortSignal => new AbortController().signal;

/** Sends so many messages to one person, one after the other with some time between, and tells when. */
const sendTo = async (
  machine: MachineTime,
  gaps: readonly number[],
  part: 'messages' | 'answers' = 'messages',
): Promise<readonly number[]> => {
  const conversation = conversations(machine, machine, part);
  const moments: number[] = [];
  const play = async (): Promise<void> => {
    for (const gap of gaps) {
      await machine.sleep(gap, never());
      (await conversation.quiet('sam', never())).note();
      moments.push(machine.now());
    }
  };
  await machine.drive(play());
  return moments;
};

const mostWithin = (moments: readonly number[], window: number): number =>
  Math.max(
    0,
    ...moments.map((from) => moments.filter((moment) => moment >= from && moment < from + window).length),
  );

describe('conversations', () => {
  /** What Teams takes in a window, and the part of it for messages and for answers. */
  const parts = [
    { within: 1_000, all: 7, messages: 2, answers: 5 },
    { within: 2_000, all: 8, messages: 3, answers: 5 },
    { within: 30_000, all: 60, messages: 30, answers: 30 },
  ] as const;

  test.each(['messages', 'answers'] as const)(
    'one person is never sent more than the part of %s',
    async (part) => {
      const gap = fc.oneof(fc.nat({ max: 50 }), fc.nat({ max: 3_000 }));
      await fc.assert(
        fc.asyncProperty(fc.array(gap, { maxLength: 70 }), async (gaps) => {
          const moments = await sendTo(new MachineTime(0), gaps, part);
          for (const limit of parts)
            expect(mostWithin(moments, limit.within)).toBeLessThanOrEqual(limit[part]);
        }),
        { numRuns: 50 },
      );
    },
  );

  test('both parts together are what Teams takes', () => {
    for (const { all, messages, answers } of parts) expect(messages + answers).toBeLessThanOrEqual(all);
  });

  test('answers to who types on and on come six seconds apart at most', async () => {
    const moments = await sendTo(
      new MachineTime(0),
      Array.from({ length: 100 }, () => 0),
      'answers',
    );
    const waits = moments.map((moment, index) => moment - (moments[index - 1] ?? 0));
    expect(Math.max(...waits)).toBeLessThanOrEqual(6_001);
  });

  test('nor more than 900 in an hour', async () => {
    const moments = await sendTo(
      new MachineTime(0),
      Array.from({ length: 1_000 }, () => 0),
    );
    expect(mostWithin(moments, 3_600_000)).toBe(900);
    expect(moments).toHaveLength(1_000);
  });

  test('two that have a place count before they go out', async () => {
    const machine = new MachineTime(0);
    const conversation = conversations(machine, machine, 'messages');
    const places = [await conversation.quiet('sam', never()), await conversation.quiet('sam', never())];
    const third = conversation.quiet('sam', never());
    const goesOut = machine.sleep(5_000, never()).then(() => places.map((place) => place.note()));
    await machine.drive(Promise.all([third, goesOut]));
    expect(machine.now()).toBeGreaterThan(6_000);
  });

  test('a place that is given back is free for another', async () => {
    const machine = new MachineTime(0);
    const conversation = conversations(machine, machine, 'messages');
    for (let times = 0; times < 5; times += 1) (await conversation.quiet('sam', never())).giveBack();
    expect(machine.now()).toBe(0);
  });

  test('people do not wait for each other', async () => {
    const machine = new MachineTime(0);
    const conversation = conversations(machine, machine, 'messages');
    for (let times = 0; times < 2; times += 1) (await conversation.quiet('sam', never())).note();
    await conversation.quiet('noor', never());
    expect(machine.now()).toBe(0);
  });

  test('whoever is told to stop stops waiting', async () => {
    const machine = new MachineTime(0);
    const conversation = conversations(machine, machine, 'messages');
    for (let times = 0; times < 2; times += 1) (await conversation.quiet('sam', never())).note();
    const stop = new AbortController();
    const waiting = conversation.quiet('sam', stop.signal).catch(() => 'stopped');
    stop.abort();
    expect(await waiting).toBe('stopped');
  });
});
