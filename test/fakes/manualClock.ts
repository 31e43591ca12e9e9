import type { Clock } from '../../bot/ports';
import type { Moment } from '../../bot/programme/model';

/** A clock that stands still until a test moves it, in either direction. */
export class ManualClock implements Clock {
  #moment: Moment;

  constructor(moment: Moment) {
    this.#moment = moment;
  }

  now(): Moment {
    return this.#moment;
  }

  moveTo(moment: Moment): void {
    this.#moment = moment;
  }
}
