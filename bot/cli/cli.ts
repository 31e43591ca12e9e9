/** The operator's tool: reads the arguments, runs the command, writes what it came to. */
import { readCommandLine } from './commandLine';
import type { CommandLine } from './commandLine';
import type { CliPorts } from './cliPorts';
import { Misconfigured, reasonOf } from './faults';
import type { Outcome, Report } from './outcome';
import { refused } from './outcome';
import { printable } from './textTable';

/** So that a large answer is never one string in memory. */
const itemsAtOnce = 1_000;

/** A list is written an item a line, anything else indented. */
const writeJson = async (ports: CliPorts, data: unknown): Promise<void> => {
  if (!Array.isArray(data) || data.length === 0) return ports.out(`${JSON.stringify(data, null, 2)}\n`);
  const items: readonly unknown[] = data;
  for (let first = 0; first < items.length; first += itemsAtOnce) {
    const lines = items.slice(first, first + itemsAtOnce).map((item) => JSON.stringify(item));
    await ports.out(`${first === 0 ? '[' : ','}\n${lines.join(',\n')}`);
  }
  return ports.out('\n]\n');
};

const writeReport = async (ports: CliPorts, report: Report, json: boolean): Promise<void> => {
  if (json) await writeJson(ports, report.data);
  else if (report.text !== '') await ports.out(report.text);
};

/** A fault ends here, as a line: the stack says nothing to an operator. */
const runSafely = async (
  ports: CliPorts,
  { run }: Extract<CommandLine, { kind: 'command' }>,
): Promise<Outcome> => {
  try {
    return await run(ports);
  } catch (error) {
    return refused(...(error instanceof Misconfigured ? error.problems : [reasonOf(error)]));
  }
};

/**
 * Runs one command line and gives its exit code: 0 done, 1 refused or failed with a line on standard error
 * that says why, 2 wrong usage. Resolves when everything was written.
 */
export const runCli = async (args: readonly string[], ports: CliPorts): Promise<number> => {
  const line = readCommandLine(args);
  if (line.kind === 'said') {
    if (line.out !== '') await ports.out(line.out);
    if (line.err !== '') await ports.err(line.err.split('\n').map(printable).join('\n'));
    return line.exitCode;
  }
  const { exitCode, report, complaints } = await runSafely(ports, line);
  if (report !== null) await writeReport(ports, report, line.json);
  if (complaints.length > 0)
    await ports.err(complaints.map((complaint) => `${printable(complaint)}\n`).join(''));
  return exitCode;
};
