/** What happened, as a fingerprint of every event; the lines themselves only when they are asked for. */
import type { Moment } from '../../bot/programme/model';

const prime = 0x01000193;

export class Trace {
  #hash = 0x811c9dc5;
  #events = 0;
  readonly #lines: string[] = [];
  readonly #keeps: boolean;

  constructor(keeps: boolean) {
    this.#keeps = keeps;
  }

  note(at: Moment, text: string): void {
    this.#events += 1;
    this.#mix(at % 0x7fffffff);
    // A few characters of each line: events that differ anywhere soon differ in their moments.
    this.#mix(text.length);
    for (let index = 3; index < text.length; index += 17) this.#mix(text.charCodeAt(index));
    if (this.#keeps) this.#lines.push(`${new Date(at).toISOString().slice(5, 23)} ${text}`);
  }

  #mix(value: number): void {
    this.#hash = Math.imul(this.#hash ^ value, prime) >>> 0;
  }

  /** Equal for equal histories. */
  fingerprint(): string {
    return `${this.#events}-${this.#hash.toString(16)}`;
  }

  lines(): readonly string[] {
    return this.#lines;
  }
}
