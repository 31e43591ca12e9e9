/** What the operator's tool needs from the world. The entry gives it the real things, a test its own. */
import type { ProgrammeStore, Storage } from '../ports/storage';
import type { Moment, Programme } from '../programme/model';

/** The world of one run of the tool. */
export interface CliPorts {
  /** Opens the configured storage; throws when it cannot, `Misconfigured` when there is none. The tool closes what it opened. */
  openStorage(): Promise<OpenedStorage>;
  /** The programme's time: that of a running bot with a standing clock, else the configured clock. */
  now(): Promise<Moment>;
  /** An id that cannot be guessed. */
  newId(): string;
  /** Waits until no running bot stores any more what the roster before the last change said. */
  rosterSettled(): Promise<void>;
  readonly importFolder: ImportFolder;
  readonly doctor: DoctorPorts;
  /** Writes to standard output; resolves when the text has been taken. */
  out(text: string): Promise<void>;
  /** Writes to standard error; resolves when the text has been taken. */
  err(text: string): Promise<void>;
}

/** Storage for as long as a command needs it. */
interface OpenedStorage {
  readonly storage: Storage;
  close(): Promise<void>;
}

/** What `doctor` cannot find out through storage. */
export interface DoctorPorts {
  /** What is wrong with the environment, a line each; empty when nothing is. */
  readonly configuration: readonly string[];
  /** False when it is so wrong that nothing else can be looked at. */
  readonly isConfigured: boolean;
  /** Where everything is kept, in words and without secrets: `embedded in .data`. */
  readonly storage: string;
  /** Whether there is an app id; without one nobody is asked who they are. */
  readonly hasAppId: boolean;
  /** Settings that work and could be safer. */
  readonly advice: readonly { readonly setting: string; readonly advice: string }[];
  /** Whether messages may be sent to a stored address. */
  readonly isAllowedService: (serviceUrl: string) => boolean;
  readonly clock: 'system' | 'demo';
  /** The machine's clock, whatever a demo clock says. */
  machineNow(): Moment;
}

/** One thing to mend in a programme folder, or to look at again; `line` counts from 1. */
export interface FolderProblem {
  readonly file: string;
  readonly line: number;
  readonly problem: string;
}

/** How a folder is to be imported. */
interface ImportOptions {
  /** Who is missing ends on this moment's day in the programme's zone. */
  readonly now: Moment;
  /** Check and compare only. */
  readonly dryRun: boolean;
  /** End who is stored and no longer in the files. */
  readonly endMissing: boolean;
  /** Store even when retention then has something go at once. */
  readonly purge: boolean;
  /** Rows stored so far, of how many. */
  readonly onProgress: (done: number, total: number) => void;
}

/** Who is stored, has not ended, and is no longer in the files. */
export type Missing = Pick<Programme, 'people' | 'pupils' | 'pairs'>;

/** What an import did, or on a dry run would do; or everything that keeps it from doing so. */
export type ImportResult =
  | {
      readonly ok: true;
      readonly programme: Programme;
      readonly changed: boolean;
      /** Codes of pupils of whom somebody objects, and nobody did before; null when nothing of that has changed. */
      readonly newlyObjecting: readonly string[] | null;
      /**
       * Codes of pupils who are called otherwise, or are in another class or school, the schools where they were and are, and
       * coordinators who answer for other schools than they did.
       */
      readonly retold: {
        readonly pupils: readonly string[];
        readonly schools: readonly string[];
        readonly reassigned: readonly string[];
      };
      /**
       * Addresses of whose part had ended and goes on, of who is of a group with a fixed time again with that group, and of
       * coordinators who may have been told that they lead no group any more.
       */
      readonly back: {
        readonly people: readonly string[];
        readonly members: readonly { readonly email: string; readonly group: string }[];
        readonly told: readonly string[];
        readonly students: readonly string[];
      };
      readonly missing: Missing;
      /** What is odd but was accepted. */
      readonly warnings: readonly FolderProblem[];
    }
  | { readonly ok: false; readonly problems: readonly FolderProblem[] };

/** Imports a programme folder, whole or not at all; throws only for faults of storage. */
type ImportFolder = (
  dir: string,
  programmes: ProgrammeStore,
  options: ImportOptions,
) => Promise<ImportResult>;
