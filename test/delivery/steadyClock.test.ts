import { steadyClock } from '../../bot/delivery/steadyClock';
import { ManualClock } from '../fakes/manualClock';

const hour = 3_600_000;

const aClock = () => {
  const wall = new ManualClock(1_000_000_000);
  const machine = new ManualClock(5_000);
  const clock = steadyClock(wall, machine);
  /** Time passes, and the wall clock leaps besides. */
  const pass = (milliseconds: number, leap = 0): void => {
    machine.moveTo(machine.now() + milliseconds);
    wall.moveTo(wall.now() + milliseconds + leap);
  };
  return { clock, pass, wall };
};

describe('steadyClock', () => {
  test('follows the wall, and small corrections of it at once', () => {
    const { clock, pass, wall } = aClock();
    expect(clock.now()).toBe(1_000_000_000);
    pass(60_000, 4_000);
    expect(clock.now()).toBe(wall.now());
    pass(60_000, -4_000);
    expect([clock.now(), clock.isSure()]).toEqual([wall.now(), true]);
  });

  test.each([
    ['forwards', 365 * 24 * hour],
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
