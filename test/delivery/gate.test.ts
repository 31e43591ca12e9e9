import { Gate } from '../../bot/delivery/gate';

/** Tasks at a gate that end when they are told to. */
class AtTheGate {
  readonly #gate: Gate;
  readonly #ends = new Map<number, () => void>();
  readonly through: number[] = [];

  constructor(places: number, tasks: number) {
    this.#gate = new Gate(places);
    for (let task = 0; task < tasks; task += 1) void this.#gate.through(() => this.#begin(task));
  }

  #begin(task: number): Promise<void> {
    this.through.push(task);
    return new Promise((resolve) => this.#ends.set(task, resolve));
  }

  async end(...tasks: readonly number[]): Promise<void> {
    await new Promise(setImmediate);
    for (const task of tasks) this.#ends.get(task)?.();
    await new Promise(setImmediate);
  }
}

test('as many go through as there are places, in order', async () => {
  const gate = new AtTheGate(4, 6);
  await gate.end();
  expect(gate.through).toEqual([0, 1, 2, 3]);
});

test('who waits goes in together with others, when half of the places are free', async () => {
  const gate = new AtTheGate(4, 9);
  await gate.end(2);
  expect(gate.through).toEqual([0, 1, 2, 3]);
  await gate.end(0);
  expect(gate.through).toEqual([0, 1, 2, 3, 4, 5]);
  await gate.end(1, 3, 4);
  expect(gate.through).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
});

test('nobody waits for ever', async () => {
  for (const places of [1, 2, 3, 5]) {
    const gate = new AtTheGate(places, 20);
    for (let task = 0; task < 20; task += 1) await gate.end(task);
    expect(gate.through).toHaveLength(20);
  }
});

test('a task that fails leaves its place', async () => {
  const gate = new Gate(1);
  await expect(gate.through(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await gate.through(() => Promise.resolve('next'))).toBe('next');
});
