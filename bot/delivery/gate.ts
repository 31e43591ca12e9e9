/**
 * Lets a few at a time through, in the order in which they came. Who waits goes in together with others, when a third
 * of the places is free: what they ask of storage at the same time goes out in one request.
 */
export class Gate {
  readonly #places: number;
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#places = places;
    this.#free = places;
  }

  /** Runs the task as soon as there is a place. */
  async through<T>(task: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      return await task();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> {
    if (this.#free > 0 && this.#waiting.length === 0) {
      this.#free -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    this.#free += 1;
    if (this.#free * 3 < this.#places) return;
    const next = this.#waiting.splice(0, this.#free);
    this.#free -= next.length;
    for (const enter of next) enter();
  }
}
