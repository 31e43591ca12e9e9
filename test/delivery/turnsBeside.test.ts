/** Processes that take turns beside each other, with a storage that takes its time. */
import { Turns } from '../../bot/delivery/turns';
import type { PaceStore } from '../../bot/ports/outbox';
import type { Timer } from '../../bot/ports';
import { MachineTime } from '../fakes/machineTime';
import { MemoryPace } from '../fakes/memoryPace';

const never = (): AbortSignal => new AbortController().signal;
const answersAfter = 8;

const aTenant = (perSecond: number) => {
  const machine = new MachineTime(1_000_000);
  const storageTime = (): Promise<number> => Promise.resolve(machine.now());
  const memory = new MemoryPace();
  const way = (): Promise<void> => machine.sleep(answersAfter / 2, never());
  const pace: PaceStore = {
    of: async (tenant) => {
      await way();
      const found = await memory.of(tenant);
      await way();
      return found;
    },
    save: async (tenant, value, tag) => {
      await way();
      const saved = await memory.save(tenant, value, tag);
      await way();
      return saved;
    },
  };
  const turns = (timer: Timer = machine): Turns =>
    new Turns({ pace, machine, timer, storageTime, perSecond }, 'a', null, 0);
  return { machine, turns };
};

/** Takes so many turns, so many of them asked for at a time; when they came. */
const wave = async (turns: Turns, machine: MachineTime, count: number, atOnce: number): Promise<number[]> => {
  const moments: number[] = [];
  let left = count;
  const one = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (typeof (await turns.take(never())) !== 'string') moments.push(machine.now());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return moments;
};

const most = (moments: readonly number[]): number =>
  Math.max(
    ...moments.map((from) => moments.filter((moment) => moment >= from && moment < from + 1000).length),
  );

test.each([1, 5, 30, 200])(
  'somebody looked up has a turn soon beside a wave in another process, at %d a second',
  async (perSecond) => {
    const { machine, turns } = aTenant(perSecond);
    const [sending, lookingUp] = [turns(), turns()];
    const play = async (): Promise<number> => {
      const sent = wave(sending, machine, perSecond * 20, Math.ceil(perSecond / 2) + 1);
      let longest = 0;
      for (let times = 0; times < 5; times += 1) {
        await machine.sleep(1_700, never());
        const asked = machine.now();
        await lookingUp.take(never());
        longest = Math.max(longest, machine.now() - asked);
      }
      await sent;
      return longest;
    };
    expect(await machine.drive(play())).toBeLessThan(3_000);
  },
);

test.each([8, 30, 200])(
  'who stood still uses nothing of before all at once beside another, at %d a second',
  async (perSecond) => {
    const { machine, turns } = aTenant(perSecond);
    let standsUntil = 0;
    const standing: Timer = {
      sleep: async (milliseconds, signal) => {
        await machine.sleep(milliseconds, signal);
        while (standsUntil > machine.now()) await machine.sleep(standsUntil - machine.now(), signal);
      },
    };
    const [going, stuck] = [turns(), turns(standing)];
    const play = async (): Promise<readonly number[]> => {
      const both = [
        wave(going, machine, perSecond * 8, perSecond),
        wave(stuck, machine, perSecond * 8, perSecond),
      ];
      for (const stands of [60, 120, 200, 300, 400, 700, 1_500]) {
        await machine.sleep(1_030, never());
        standsUntil = machine.now() + stands;
      }
      return (await Promise.all(both)).flat();
    };
    expect(most(await machine.drive(play()))).toBeLessThanOrEqual(perSecond);
  },
);
