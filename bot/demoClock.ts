/** A clock for trying and testing: it starts where it is told and runs faster than life, or stands still. */
import type { Clock } from './ports';
import type { Moment } from './programme/model';

/** Where a demo clock starts and how many times as fast as life it runs; 0 stands still. */
export interface DemoStart {
  readonly at: Moment;
  readonly rate: number;
}

/** A clock that can be moved. */
export interface DemoClock extends Clock {
  readonly rate: number;
  /** From now on it is this moment. */
  moveTo(moment: Moment): void;
}

/** Makes a demo clock that begins now, by the machine's clock. */
export const demoClock = (start: DemoStart, machine: Clock): DemoClock => {
  let from = { at: start.at, machine: machine.now() };
  return {
    rate: start.rate,
    now: () => Math.floor(from.at + (machine.now() - from.machine) * start.rate),
    moveTo: (moment) => {
      from = { at: moment, machine: machine.now() };
    },
  };
};
