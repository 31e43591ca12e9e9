/** Timing in rounds: the work and its yardstick take turns, so that whatever else the machine does hits both. */

/** Something to time, by name. */
export type Works<Name extends string> = Readonly<Record<Name, () => Promise<unknown>>>;

/** How often: rounds before the clock counts, and rounds that count. */
export interface Rounds {
  readonly warmUp: number;
  readonly counted: number;
}

/** The middle of some numbers; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [below = Number.NaN, above = Number.NaN] = [
    sorted[Math.ceil(middle) - 1],
    sorted[Math.floor(middle)],
  ];
  return (below + above) / 2;
};

/** Milliseconds one call takes. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};

/** The median milliseconds of each work over the counted rounds; what is done before a round is in no time. */
export const takeTurns = async <Name extends string>(
  works: Works<Name>,
  rounds: Rounds,
  before: (round: number) => Promise<void> = async () => {},
): Promise<(name: Name) => number> => {
  const times = new Map<string, number[]>();
  for (let round = 0; round < rounds.warmUp + rounds.counted; round += 1) {
    await before(round);
    for (const [name, work] of Object.entries<() => Promise<unknown>>(works)) {
      const time = await timed(work);
      if (round >= rounds.warmUp) times.set(name, [...(times.get(name) ?? []), time]);
    }
  }
  return (name) => median(times.get(name) ?? []);
};
