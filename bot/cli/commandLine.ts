/** Arguments → the command they ask for. Pure: what the library would print is returned. */
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import type { Day } from '../programme/model';
import { messageStatuses } from '../ports/outbox';
import type { MessageStatus } from '../ports/outbox';
import { doctor } from './doctor';
import { exportCommand } from './exportCommand';
import { flags } from './flags';
import { forecast } from './forecast';
import { importCommand } from './importCommand';
import { outbox } from './outbox';
import type { Run } from './outcome';
import { programmes } from './programmes';
import { purge } from './purge';
import { rebuild } from './rebuild';
import { release } from './release';
import { rounds } from './rounds';
import { sessions } from './sessions';
import type { Period } from './sessions';
import { subjectErase } from './subjectErase';
import { subjectShow } from './subjectShow';
import { summary } from './summary';
import { version } from './version';

/** A command to run, or what the library has to say instead: help (0) or wrong usage (2). */
export type CommandLine =
  | { readonly kind: 'command'; readonly run: Run; readonly json: boolean }
  | { readonly kind: 'said'; readonly exitCode: 0 | 2; readonly out: string; readonly err: string };

type Choose = (run: Run, options: JsonOption) => void;

interface JsonOption {
  readonly json?: boolean;
}
interface PeriodOptions extends JsonOption {
  readonly from?: Day;
  readonly to?: Day;
}
interface SummaryFlags extends PeriodOptions {
  readonly school?: string;
  readonly class?: string;
  readonly pupil?: string;
}
interface ImportFlags extends JsonOption {
  readonly dryRun?: boolean;
  readonly endMissing?: boolean;
  readonly purge?: boolean;
}

const parseDay = (text: string): Day => {
  if (z.iso.date().safeParse(text).success) return text;
  throw new InvalidArgumentError('Expected a day that exists, for example 2027-03-01.');
};

const dayOption = (name: string, about: string): Option =>
  new Option(`--${name} <day>`, about).argParser(parseDay);

const periodOf = ({ from, to }: PeriodOptions, command: Command): Period => {
  if (from !== undefined && to !== undefined && from > to) {
    command.error(`error: --from ${from} is after --to ${to}, expected it not to be`);
  }
  return { from: from ?? null, to: to ?? null };
};

const addCommand = (program: Command, usage: string, about: string): Command =>
  program.command(usage).description(about).option('--json', 'answer in JSON on standard output');

const ofProgramme = (program: Command, name: string, about: string): Command =>
  addCommand(program, name, about).argument('<programme>', 'id of a stored programme');

const addPeriod = (command: Command): Command =>
  command.addOption(dayOption('from', 'first day')).addOption(dayOption('to', 'last day'));

const addStoring = (program: Command, choose: Choose): void => {
  addCommand(program, 'import', 'check a programme folder and store it, whole or not at all')
    .argument('<dir>', 'folder with programme.json, people.csv, pupils.csv, pairs.csv')
    .option('--dry-run', 'check and compare only')
    .option('--end-missing', 'end today who is stored and no longer in the files')
    .option('--purge', 'store it even when retention then has something go at once')
    .action((dir: string, options: ImportFlags) => {
      const { dryRun = false, endMissing = false, purge: mayPurge = false } = options;
      choose((ports) => importCommand(ports, { dir, dryRun, endMissing, purge: mayPurge }), options);
    });
  addCommand(program, 'programmes', 'what is stored').action((options: JsonOption) =>
    choose(programmes, options),
  );
  ofProgramme(program, 'rebuild', 'make stored derivations again from the facts').action(
    (id: string, options: JsonOption) => choose((ports) => rebuild(ports, id), options),
  );
};

const addSessions = (program: Command, choose: Choose): void => {
  addPeriod(ofProgramme(program, 'sessions', 'every session with date, start, end and outcome')).action(
    (id: string, options: PeriodOptions, command: Command) => {
      const period = periodOf(options, command);
      choose((ports) => sessions(ports, id, period), options);
    },
  );
  ofProgramme(program, 'forecast', 'whether every pair can still reach the required sessions').action(
    (id: string, options: JsonOption) => choose((ports) => forecast(ports, id), options),
  );
};

const addSummary = (program: Command, choose: Choose): void => {
  addPeriod(ofProgramme(program, 'summary', 'attendance figures'))
    .option('--school <school>', 'id of a school')
    .option('--class <class>', 'a class, for example 3A')
    .option('--pupil <pupil>', 'code of a pupil')
    .action((id: string, options: SummaryFlags, command: Command) => {
      const { school = null, class: of = null, pupil = null } = options;
      const asked = { school, class: of, pupil, ...periodOf(options, command) };
      choose((ports) => summary(ports, id, asked), options);
    });
};

const addReading = (program: Command, choose: Choose): void => {
  ofProgramme(program, 'flags', 'flags with level, reasons, status and history')
    .option('--open', 'only those that wait for somebody')
    .action((id: string, options: JsonOption & { readonly open?: boolean }) =>
      choose((ports) => flags(ports, id, options.open ?? false), options),
    );
  ofProgramme(program, 'rounds', 'intervision rounds with groups, times, answers and attendance').action(
    (id: string, options: JsonOption) => choose((ports) => rounds(ports, id), options),
  );
  ofProgramme(program, 'outbox', 'every planned message with its state')
    .addOption(new Option('--status <status>', 'only those in this state').choices(messageStatuses))
    .action((id: string, options: JsonOption & { readonly status?: MessageStatus }) =>
      choose((ports) => outbox(ports, id, options.status ?? null), options),
    );
  ofProgramme(program, 'export', 'everything in a programme as CSV, one file a kind')
    .requiredOption('--out <dir>', 'folder to write to; made when missing')
    .action((id: string, options: JsonOption & { readonly out: string }) =>
      choose((ports) => exportCommand(ports, id, options.out), options),
    );
};

const addCare = (program: Command, choose: Choose): void => {
  ofProgramme(program, 'subject', 'everything held on one person: show it, or erase it for good')
    .addArgument(new Argument('<what>').choices(['show', 'erase']))
    .argument('<who>', 'address, or code of a pupil')
    .action((id: string, what: string, who: string, options: JsonOption) =>
      choose(
        (ports) => (what === 'show' ? subjectShow(ports, id, who) : subjectErase(ports, id, who)),
        options,
      ),
    );
  ofProgramme(program, 'purge', 'remove what retention says must go')
    .option('--dry-run', 'count it only')
    .action((id: string, options: JsonOption & { readonly dryRun?: boolean }) =>
      choose((ports) => purge(ports, id, options.dryRun ?? false), options),
    );
  ofProgramme(program, 'release', 'give failed messages another try, all or one')
    .argument('[key]', 'key of one message, as outbox shows it')
    .action((id: string, key: string | undefined, options: JsonOption) =>
      choose((ports) => release(ports, id, key ?? null), options),
    );
  addCommand(program, 'doctor', 'check configuration, storage, credentials and clock').action(
    (options: JsonOption) => choose(doctor, options),
  );
};

const addCommands = (program: Command, choose: Choose): void => {
  for (const add of [addStoring, addSessions, addSummary, addReading, addCare]) add(program, choose);
};

/** Reads the arguments behind the program's name. */
export const readCommandLine = (args: readonly string[]): CommandLine => {
  const said = { out: '', err: '' };
  let chosen: CommandLine | null = null;
  const program = new Command('mentormaat')
    .description("The operator's tool of mentormaat; it may run beside the bot.")
    .version(version, '-V, --version', 'print the version')
    .exitOverride()
    .showHelpAfterError()
    .configureOutput({
      writeOut: (text) => (said.out += text),
      writeErr: (text) => (said.err += text),
    });
  addCommands(program, (run, { json = false }) => {
    chosen = { kind: 'command', run, json };
  });
  try {
    program.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { kind: 'said', exitCode: error.exitCode === 0 ? 0 : 2, ...said };
  }
  return chosen ?? { kind: 'said', exitCode: 2, ...said };
};
