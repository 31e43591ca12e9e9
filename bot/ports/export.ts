/** What files for coordinators need from the world, as interfaces only: see bot/ports.ts. */
import type { Language, Moment } from '../programme/model';

/** What can be had as a file: everything as a workbook, or one table as CSV. */
export const exportKinds = ['xlsx', 'sessions', 'pupils', 'flags', 'students', 'meetings'] as const;
/** One of them. */
export type ExportKind = (typeof exportKinds)[number];

/** What can be had as a file, by coordinators; and by whoever takes part, what is held of them. */
export type FileKind = ExportKind | 'own';

/** Who wants which file. What it holds is decided when it is made: by what the person may see then. */
export interface ExportOrder {
  readonly programme: string;
  readonly tenant: string;
  /** Address of who asked, lower case. */
  readonly by: string;
  /** `own`: what is held of whoever asks, by anybody who takes part. */
  readonly kind: FileKind;
  readonly language: Language;
}

/** An order that can be fetched until a moment. */
export interface FileLink extends ExportOrder {
  readonly until: Moment;
}

/** Links that work once. */
export interface FileLinks {
  /**
   * Keeps a link under a token that cannot be guessed; the token itself is not stored. Links that are over go, and
   * the one before to the same for the same person.
   */
  keep(token: string, link: FileLink, now: Moment): Promise<void>;
  /** The link under a token, gone from now on; null when there is none, it was taken, or it is over. */
  take(token: string, now: Moment): Promise<FileLink | null>;
  /** The links of a programme that somebody has not taken yet; of everybody's there are few at any time. */
  of(programme: string, by: string): Promise<readonly FileLink[]>;
  /** Removes links that are over: nobody may have asked for another one since. */
  removeOver(now: Moment): Promise<void>;
}

/** What can be looked at of pupils, as bot/programme/access.ts names it. */
export const lookKinds = ['flags', 'answers', 'summary', 'students'] as const;
/** One of them. */
export type LookKind = (typeof lookKinds)[number];

/** What the operator's tool shows of people, as its commands are called. */
export const toolLooks = [
  'subject',
  'sessions',
  'forecast',
  'summary',
  'flags',
  'rounds',
  'outbox',
  'export',
] as const;
/** One of them. */
export type ToolLook = (typeof toolLooks)[number];

/** Who looks with the operator's tool: it does not know who sits at it. No address. */
export const operator = 'operator';

/** Somebody got to see or took away data on pupils. */
export interface Access {
  readonly at: Moment;
  /** Address, lower case, or `operator`. */
  readonly who: string;
  readonly what: LookKind | `export.${ExportKind}` | `tool.${ToolLook}`;
  /** The schools it was about. */
  readonly scope: readonly string[];
  /** Codes, when it was about single pupils of these schools. */
  readonly pupils?: readonly string[];
  /** Addresses, when it was about single people who use the bot. */
  readonly people?: readonly string[];
}

/** The command a look of the operator's was by; null for any other. */
export const toolLookOf = ({ what }: Pick<Access, 'what'>): ToolLook | null =>
  toolLooks.find((look) => what === `tool.${look}`) ?? null;

/** The same for two rows of the access record that differ in nothing but their moment. */
export const lookName = ({ who, what, scope, pupils, people }: Access): string =>
  JSON.stringify([who, what, ...[scope, pupils, people].map((ids) => ids?.toSorted() ?? null)]);

/** Looks that nobody asked for one by one, of a script or by Teams, are one an hour. Milliseconds. */
export const sameLook = 3_600_000;

/** The kind of a file that was taken away; null for a look. */
export const exportKindOf = ({ what }: Pick<Access, 'what'>): ExportKind | null =>
  exportKinds.find((kind) => what === `export.${kind}`) ?? null;

/** Who looked at what: append-only. */
export interface AccessLog {
  /** Adds a row; there is no way to change one. Retention and erasing go by `HeldStore` alone. */
  add(programme: string, access: Access): Promise<void>;
  /** Those since a moment, in order of `at`. */
  list(programme: string, from: Moment): Promise<readonly Access[]>;
}

/** Pages around a link to a file. They say nothing of anybody, and looking at them uses up nothing. */
export interface FilePages {
  /** With the button that takes the file; the same for every link. */
  readonly offered: string;
  /** When there is no file behind a link any more. */
  readonly over: string;
  /** What a browser may do on them: a Content-Security-Policy. */
  readonly contentSecurity: string;
}

/** A file as it is made: nothing of it is kept. */
export interface MadeFile {
  readonly name: string;
  readonly contentType: string;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** Where Teams lets the bot put a file. */
export interface UploadPlace {
  readonly uploadUrl: string;
}

/** Makes files and hands them over; everything stands in the access log before it is handed over. */
export interface ExportDesk {
  /** Begin of the links that can be offered, without `/` at the end; null when none can. */
  readonly linkAddress: string | null;
  /** Null when who asked may not have it (any more): then nothing was read. */
  make(order: ExportOrder): Promise<MadeFile | null>;
  /** Makes a file and puts it at an upload address of Teams; `refused` by whoever stores it, or not allowed to be called. */
  upload(order: ExportOrder, place: UploadPlace): Promise<'uploaded' | 'notForYou' | 'refused'>;
  /** A token that cannot be guessed. */
  newToken(): string;
}
