import * as fc from 'fast-check';
import { steadyClock } from '../../bot/delivery/steadyClock';
import { ManualClock } from '../fakes/manualClock';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const year = 365 * 24 * hour;

const aClock = (storageTime: () => Promise<number | null> = () => Promise.resolve(null)) => {
  const wall = new ManualClock(1_000_000_000);
  const machine = new ManualClock(5_000);
  const clock = steadyClock(wall, machine, storageTime);
  /** Time passes, and the wall clock leaps besides. */
  const pass = (milliseconds: number, leap = 0): void => {
    machine.moveTo(machine.now() + milliseconds);
    wall.moveTo(wall.now() + milliseconds + leap);
  };
  return { clock, pass, wall, machine };
};

describe('where storage tells no time', () => {
  test('follows the wall, and small corrections of it at once', () => {
    const { clock, pass, wall } = aClock();
    expect(clock.now()).toBe(1_000_000_000);
    pass(60_000, 4_000);
    expect(clock.now()).toBe(wall.now());
    pass(60_000, -4_000);
    expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
  });

  test.each([
    ['forwards', year],
    ['back', -hour],
  ])('a leap %s that is undone within a minute is never seen', (_, leap) => {
    const { clock, pass } = aClock();
    pass(1_000, leap);
    expect([clock.now(), clock.isSure()]).toEqual([1_000_001_000, false]);
    pass(30_000);
    expect([clock.now(), clock.isSure()]).toEqual([1_000_031_000, false]);
    pass(1_000, -leap);
    expect([clock.now(), clock.isSure()]).toEqual([1_000_032_000, true]);
  });

  test('a leap that lasts a minute is believed', () => {
    const { clock, pass, wall } = aClock();
    pass(1_000, hour);
    expect(clock.isSure()).toBe(false);
    pass(59_999);
    expect(clock.isSure()).toBe(false);
    pass(1);
    expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
  });

  test('a clock that turns out to be ahead stands until the wall has come there, and then goes with it', () => {
    const { clock, pass, wall } = aClock();
    const stood = clock.now() + minute;
    pass(1, -10 * minute);
    clock.now();
    pass(minute - 1);
    expect([clock.now(), clock.isSure()]).toEqual([stood, false]);
    for (const step of [1, minute, 8 * minute]) {
      pass(step);
      expect([clock.now(), clock.isSure()]).toEqual([stood, true]);
      expect(wall.now()).toBeLessThan(stood);
    }
    pass(2 * minute);
    expect(clock.now()).toBe(wall.now());
  });

  test('one that is further ahead goes back, for people wait', () => {
    const { clock, pass, wall } = aClock();
    pass(1_000, -2 * hour);
    clock.now();
    pass(minute);
    expect(clock.now()).toBe(wall.now());
  });

  test('a second leap begins the minute anew', () => {
    const { clock, pass, wall } = aClock();
    pass(1_000, hour);
    clock.now();
    pass(40_000, hour);
    expect(clock.isSure()).toBe(false);
    pass(30_000);
    expect(clock.isSure()).toBe(false);
    pass(30_000);
    expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
  });
});

/** Time passes and the wall leaps, over and over. */
const steps = fc.array(
  fc.record({
    passes: fc.oneof(fc.nat(200), fc.nat(10 * second), fc.nat(5 * minute)),
    leap: fc.oneof(
      fc.constant(0),
      fc.integer({ min: -9, max: 9 }),
      fc.integer({ min: -10 * second, max: 10 * second }),
      fc.constantFrom(-2 * hour, -20 * minute, -14 * minute, 14 * minute, hour, 300 * 24 * hour),
    ),
  }),
  { maxLength: 30 },
);

describe('whatever the wall does', () => {
  test('it goes back only from more than a quarter of an hour ahead, and never while it is unsure', () => {
    fc.assert(
      fc.property(steps, (played) => {
        const { clock, pass, wall } = aClock();
        let before = clock.now();
        for (const { passes, leap } of played) {
          pass(passes, leap);
          const now = clock.now();
          if (now < before) expect([before - wall.now() > 15 * minute, clock.isSure()]).toEqual([true, true]);
          before = now;
        }
      }),
    );
  });

  test('it is right again a minute and a quarter of an hour after the last leap', () => {
    fc.assert(
      fc.property(steps, (played) => {
        const { clock, pass, wall } = aClock();
        for (const { passes, leap } of played) {
          pass(passes, leap);
          clock.now();
        }
        for (let passed = 0; passed < 16 * minute; passed += 5 * second) {
          pass(5 * second);
          clock.now();
        }
        expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
      }),
    );
  });

  test('what is undone within a minute is never seen, however often', () => {
    const leaps = fc.array(
      fc.record({
        by: fc.oneof(
          fc.integer({ min: -hour, max: -6 * second }),
          fc.integer({ min: 6 * second, max: 300 * 24 * hour }),
        ),
        lasts: fc.nat(minute - 1),
        after: fc.integer({ min: 1, max: 5 * minute }),
      }),
    );
    fc.assert(
      fc.property(leaps, (played) => {
        const { clock, pass, wall } = aClock();
        for (const { by, lasts, after } of played) {
          pass(0, by);
          expect(clock.now()).toBe(wall.now() - by);
          pass(lasts);
          expect([clock.now(), clock.isSure()]).toEqual([wall.now() - by, false]);
          pass(0, -by);
          pass(after);
          expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
        }
      }),
    );
  });
});

/** What storage was asked is answered when a test says so. */
const aWitness = () => {
  const right = new ManualClock(1_000_000_000);
  let isAway = false;
  const { clock, pass, wall, machine } = aClock(() =>
    isAway ? Promise.reject(new Error('away')) : Promise.resolve(right.now() - (right.now() % second)),
  );
  return {
    clock,
    machine,
    wall,
    right,
    setAway: (away: boolean) => void (isAway = away),
    pass: (milliseconds: number, leap = 0): void => {
      right.moveTo(right.now() + milliseconds);
      pass(milliseconds, leap);
    },
    /** The whole machine stands, and only then what the clock says besides. */
    pauseMachine: (milliseconds: number, leap = 0): void => {
      right.moveTo(right.now() + milliseconds);
      wall.moveTo(wall.now() + milliseconds + leap);
    },
  };
};

describe('a machine that starts with a wrong clock', () => {
  test.each([year, hour, 10 * minute, 20_000, -20_000, -year])(
    'by %d: has the right time before anything is done by it',
    async (wrong) => {
      const witness = aWitness();
      witness.wall.moveTo(witness.right.now() + wrong);
      const started = steadyClock(witness.wall, witness.machine, () => Promise.resolve(witness.right.now()));
      await started.begin();
      expect(started.isSure()).toBe(true);
      expect(Math.abs(started.now() - witness.right.now())).toBeLessThanOrEqual(500);
    },
  );

  test('does not begin before storage has answered', async () => {
    const witness = aWitness();
    witness.wall.moveTo(witness.right.now() + year);
    witness.setAway(true);
    await expect(witness.clock.begin()).rejects.toThrow('storage has not told the time');
    expect(witness.clock.isSure()).toBe(false);
    witness.pass(2 * minute);
    witness.setAway(false);
    await witness.clock.begin();
    expect(witness.clock.isSure()).toBe(true);
    expect(Math.abs(witness.clock.now() - witness.right.now())).toBeLessThanOrEqual(500);
  });

  test('has no other time where storage tells none', async () => {
    const { clock, wall, pass } = aClock();
    pass(1_000, hour);
    await clock.begin();
    expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
  });
});

/** Looks, and looks again once storage has answered. */
const looked = async ({ clock }: ReturnType<typeof aWitness>): Promise<boolean> => {
  clock.now();
  await new Promise(setImmediate);
  return clock.isSure();
};

describe('where storage tells the time', () => {
  test('a leap that storage knows nothing of is never seen, however long it lasts and however many follow', async () => {
    const witness = aWitness();
    for (const leap of [year, year, -hour, -20_000]) {
      witness.pass(5 * minute, leap);
      expect(await looked(witness)).toBe(true);
      expect(witness.clock.now()).toBe(witness.right.now());
      witness.pass(3 * hour);
      expect([witness.clock.now(), witness.clock.isSure()]).toEqual([witness.right.now(), true]);
    }
  });

  test('a leap that storage agrees with is believed at once', async () => {
    const witness = aWitness();
    witness.pauseMachine(hour);
    expect(witness.clock.isSure()).toBe(false);
    expect(await looked(witness)).toBe(true);
    expect(witness.clock.now()).toBe(witness.right.now());
  });

  test('what was decided before the whole machine stood was not decided by the right time', async () => {
    const witness = aWitness();
    witness.pass(1_000);
    const decided = witness.machine.now();
    expect(witness.clock.isSureSince(decided)).toBe(true);
    witness.pauseMachine(20_000);
    expect(await looked(witness)).toBe(true);
    expect(witness.clock.isSureSince(decided)).toBe(false);
    witness.pass(1);
    expect(witness.clock.isSureSince(witness.machine.now())).toBe(true);
  });

  test('while storage is away it stays in doubt, and is right as soon as it is back', async () => {
    const witness = aWitness();
    witness.setAway(true);
    witness.pass(1_000, year);
    for (const step of [0, minute, hour]) {
      witness.pass(step);
      expect(await looked(witness)).toBe(false);
      expect(witness.clock.now()).toBe(witness.right.now());
    }
    witness.setAway(false);
    witness.pass(2_000);
    expect(await looked(witness)).toBe(true);
    expect(witness.clock.now()).toBe(witness.right.now());
  });

  test('what storage told is over when its answer took long: it is asked once more', async () => {
    const answers: ((told: number) => void)[] = [];
    const { clock, pass, wall, machine } = aClock(() => new Promise((resolve) => void answers.push(resolve)));
    const begun = clock.begin();
    const told = wall.now();
    pass(20_000);
    answers[0]?.(told);
    await expect(begun).rejects.toThrow('storage has not told the time');
    expect(clock.isSure()).toBe(false);
    pass(2_000);
    clock.now();
    answers[1]?.(wall.now());
    await new Promise(setImmediate);
    expect(clock.isSure()).toBe(true);
    expect(Math.abs(clock.now() - wall.now())).toBeLessThanOrEqual(500);
    expect(machine.now()).toBe(27_000);
  });

  test('whatever the wall does and however long the machine stands, it is right once storage has answered', async () => {
    const played = fc.array(
      fc.record({
        passes: fc.integer({ min: 1_001, max: 5 * minute }),
        stands: fc.constantFrom(0, 0, 70_000, hour),
        // No leap that hides a stand.
        leap: fc.constantFrom(0, -year, -2 * hour, -20_000, 20_000, 2 * hour, year),
      }),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(played, async (changes) => {
        const witness = aWitness();
        let reached = 0;
        for (const { passes, stands, leap } of changes) {
          witness.pass(passes);
          witness.pauseMachine(stands, leap);
          expect(await looked(witness)).toBe(true);
          const now = witness.clock.now();
          expect(Math.abs(Math.max(witness.right.now(), reached) - now)).toBeLessThanOrEqual(500);
          reached = now;
        }
      }),
      { numRuns: 100 },
    );
  });
});
