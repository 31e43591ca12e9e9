import type { Stored } from '../../bot/ports/stored';
import { copyOf } from './copyOf';

/** Values with tags, as the tables keep them: copies in, copies out, a new tag with every change. */
export class Shelf<T> {
  readonly #values = new Map<string, Stored<T>>();
  #changes = 0;

  get(key: string): Stored<T> | null {
    const found = this.#values.get(key);
    return found === undefined ? null : copyOf(found);
  }

  /** Puts the value over the one with this tag; null: there was none. */
  put(key: string, value: T, tag: string | null): Stored<T> | 'conflict' {
    if ((this.#values.get(key)?.tag ?? null) !== tag) return 'conflict';
    return this.set(key, value);
  }

  /** Puts the value whatever was there. */
  set(key: string, value: T): Stored<T> {
    this.#changes += 1;
    const stored = copyOf({ value, tag: `tag-${this.#changes}` });
    this.#values.set(key, stored);
    return copyOf(stored);
  }

  /** In order. */
  keys(): string[] {
    return [...this.#values.keys()].toSorted();
  }

  has(key: string): boolean {
    return this.#values.has(key);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }

  /** The values to keep, in order of key. */
  all(keep: (value: T) => boolean = () => true): T[] {
    const kept = [...this.#values].filter(([, { value }]) => keep(value));
    return kept.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { value }]) => copyOf(value));
  }
}
