/** What a command comes to, before any of it is written. */
import type { CliPorts } from './cliPorts';

/** The same answer twice: for scripts, and for people. */
export interface Report {
  /** Goes through JSON as it is; a list is written an item a line. */
  readonly data: unknown;
  readonly text: string;
}

/** 0 done, 1 refused or failed. */
export interface Outcome {
  readonly exitCode: 0 | 1;
  /** For standard output; null when there is nothing to answer. */
  readonly report: Report | null;
  /** For standard error, a line each. */
  readonly complaints: readonly string[];
}

/** A command that only needs the world. */
export type Run = (ports: CliPorts) => Promise<Outcome>;

/** The command did what was asked. */
export const done = (data: unknown, text: string): Outcome => ({
  exitCode: 0,
  report: { data, text },
  complaints: [],
});

/** The command did nothing, for these reasons. */
export const refused = (...why: readonly string[]): Outcome => ({
  exitCode: 1,
  report: null,
  complaints: why,
});

const longestList = 20;

/** Names for a sentence, the first ones only when there are very many. */
export const listed = (names: readonly string[]): string => {
  const rest = names.length - longestList;
  return [...names.slice(0, longestList), ...(rest > 0 ? [`… and ${rest} more`] : [])].join(', ');
};
