/** How far a long import is, now and then, on standard error. */

/** Smaller imports are done before anybody reads a line. */
const worthTelling = 2_000;
const leastStep = 1_000;
const mostLines = 20;

/** Takes every report and writes some of them, in order. */
export interface ProgressLines {
  readonly report: (done: number, total: number) => void;
  /** Resolves when every line was taken. */
  written(): Promise<void>;
}

const number = (count: number): string => count.toLocaleString('en-US');

const after = async (before: Promise<void>, then: () => Promise<void>): Promise<void> => {
  await before;
  await then();
};

/** Writes `12,000 of 15,000 rows`: at the start, the end, and some twenty times between; never for a small import. */
export const progressLines = (write: (text: string) => Promise<void>): ProgressLines => {
  let lines = Promise.resolve();
  let told = 0;
  return {
    report: (done, total) => {
      const step = Math.max(leastStep, Math.ceil(total / mostLines));
      const isNews = done === 0 || done >= told + step || done === total;
      if (total < worthTelling || !isNews) return;
      told = done;
      lines = after(lines, () => write(`${number(done)} of ${number(total)} rows\n`));
    },
    written: () => lines,
  };
};
