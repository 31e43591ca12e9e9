/** Nothing that can be sent waits long: not even when whoever had it in hand has died. */
import type { Moment } from '../../bot/programme/model';
import { openKeysUntil } from '../../bot/storage/outboxRows';
import { programmeId } from './facts';
import type { Parts } from './simulation';
import { tenantOf } from './town';

/** Within this a message goes out that is due, after anything that went wrong. Milliseconds. */
const takenOverWithin = 60_000;

export class HeldUp {
  readonly #parts: Omit<Parts, 'heldUp'>;
  #lookAt: Moment = 0;

  constructor(parts: Omit<Parts, 'heldUp'>) {
    this.#parts = parts;
  }

  /** A process that looks seldom takes over later. */
  get #patience(): number {
    return takenOverWithin + (this.#parts.ticks.every > 10_010 ? this.#parts.ticks.every : 0);
  }

  /** Something is due, or will be at a moment. */
  expect(due: Moment): void {
    const { scheduler } = this.#parts.universe;
    const at = Math.max(due, scheduler.now()) + this.#patience;
    if (this.#lookAt > scheduler.now() && this.#lookAt <= at) return;
    this.#lookAt = at;
    scheduler.at(at, () => this.#look());
  }

  #look(): false {
    const { universe, fleet } = this.#parts;
    const since = universe.scheduler.now() - this.#patience;
    if (universe.troubleAt > since) {
      this.expect(universe.troubleAt);
      return false;
    }
    if (!fleet.bots.some((bot) => bot.isFitSince(since))) return false;
    this.#lookForOpen(since);
    this.#lookForUnplanned(since);
    return false;
  }

  #lookForOpen(since: Moment): void {
    const { universe, shared, channel } = this.#parts;
    const open = shared.outbox.keysIn(programmeId, openKeysUntil(since));
    for (const rowKey of open) {
      const [, , key = ''] = rowKey.split('|');
      const receiver = key.split('=002F')[1] ?? '';
      if (channel.restOf(tenantOf(receiver)) > since) continue;
      universe.violate(`${rowKey} is held up`);
    }
  }

  /** What has just become due. */
  #lookForUnplanned(since: Moment): void {
    const { universe, roster, watch } = this.#parts;
    const { from, timetable } = roster.present;
    if (from > since - this.#patience) return;
    const missing = timetable
      .between(since - this.#patience, since)
      .filter(({ key }) => !watch.planned.has(key));
    for (const { key } of missing) universe.violate(`${key} is not planned yet`);
  }
}
