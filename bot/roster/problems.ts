/**
 * What is wrong with a programme folder, said so that whoever keeps the files can mend it at once.
 */

/** One thing to mend, or to look at again: where it stands and what was expected there instead. */
export interface Problem {
  /** File name within the folder. */
  readonly file: string;
  /** Counted from 1; of a record over several lines the first. */
  readonly line: number;
  readonly problem: string;
}

/** `file:line: what is wrong, what was expected`, on one line. */
export function formatProblem(problem: Problem): string {
  return `${problem.file}:${problem.line}: ${problem.problem}`;
}

/** A found value as it stands in a message: quoted, on one line, and cut when it is long. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return printable(text.length > longestQuote ? `${text.slice(0, longestQuote)}…` : text);
}

/** At most this many problems are listed per file; a last one counts the rest. */
export const listedPerFile = 200;

const longestQuote = 60;
/** Enough to sort the first ones out of; a hostile file has one problem per byte. */
const keptPerFile = 5_000;

/** Gathers the problems of one file. */
export class ProblemList {
  readonly #file: string;
  readonly #kept: Problem[] = [];
  #total = 0;

  constructor(file: string) {
    this.#file = file;
  }

  add(line: number, problem: string): void {
    this.#total += 1;
    if (this.#kept.length < keptPerFile) this.#kept.push({ file: this.#file, line, problem });
  }

  get total(): number {
    return this.#total;
  }

  /** In order of line, the first ones only when there are very many. */
  list(): readonly Problem[] {
    const sorted = this.#kept.toSorted((a, b) => a.line - b.line);
    const next = sorted[listedPerFile];
    if (next === undefined) return sorted;
    const more = { file: this.#file, line: next.line, problem: `… and ${this.#total - listedPerFile} more` };
    return [...sorted.slice(0, listedPerFile), more];
  }
}

/** Control characters would move the cursor of whoever reads the message in a terminal. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
