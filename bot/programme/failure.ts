/**
 * What a log may say of an error. Texts of errors quote whatever was at hand: the key of a row, the address that was
 * called, what somebody typed. So of an error that is not our own only its class, its code and where it happened is told.
 */

/**
 * An error in words of our own, which a log may hold: constants, numbers, and ids of programmes; never the key of a row, an
 * address, a name, or anything somebody typed.
 */
export class Fault extends Error {
  override readonly name = 'Fault';
}

/** What was asked for; null where it met a fault of ours, as of a row that cannot be read. Storage that is away throws on. */
export const unlessFault = <T>(asked: Promise<T>): Promise<T | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof Fault) return null;
    throw error;
  });

/**
 * What keeps the program from starting or from going on, and whoever runs it can mend: in words of our own, with the
 * settings, folders and ports it is about. Never what a library said of it: that quotes what it was given.
 */
export class Mendable extends Error {
  override readonly name = 'Mendable';
}

/** An error as fields of a line; those that say nothing are left out. */
export interface Failure {
  /** Its class, and the words of one of our own. */
  readonly error: string;
  readonly code?: string;
  readonly status?: number;
  /** Where it happened, the innermost place first: files of ours and of libraries, with lines. */
  readonly at?: string;
  /** The same of what caused it, from the outermost on. */
  readonly because?: string;
}

/** Names and codes are words of programmers; anything else is somebody's text. */
const word = /^[A-Za-z][\w.-]{0,59}$/;
const place = /((?:bot|dialogs|cards|node_modules)\/[\w@.+/-]+:\d+):\d+\)?$/;
const mostPlaces = 8;
const mostCauses = 4;

const fieldOf = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;

const wordIn = (error: unknown, name: string): string | null => {
  const value = fieldOf(error, name);
  return typeof value === 'string' && word.test(value) ? value : null;
};

const statusOf = (error: unknown): number | null => {
  const status = fieldOf(error, 'statusCode') ?? fieldOf(error, 'status');
  return typeof status === 'number' ? status : null;
};

const saidOf = (error: unknown): string => {
  const name = wordIn(error, 'name') ?? typeof error;
  return error instanceof Fault ? `${name}: ${error.message}` : name;
};

/** What stands in a stack behind the text, which can look like a place; none when it is not known where that ends. */
const placesOf = (error: unknown): string => {
  const [stack, message] = [fieldOf(error, 'stack'), fieldOf(error, 'message')];
  if (typeof stack !== 'string' || typeof message !== 'string' || message === '') return '';
  const begin = stack.lastIndexOf(message);
  if (begin < 0) return '';
  const lines = stack.slice(begin + message.length).split('\n');
  return lines
    .flatMap((line) => place.exec(line)?.[1] ?? [])
    .slice(0, mostPlaces)
    .join(' < ');
};

const causesOf = (error: unknown, most = mostCauses): readonly string[] => {
  const cause = fieldOf(error, 'cause');
  if (cause === undefined || cause === null || most === 0) return [];
  const told = [saidOf(cause), wordIn(cause, 'code'), statusOf(cause)].filter((part) => part !== null);
  return [told.join(' '), ...causesOf(cause, most - 1)];
};

/** What a log may say of an error, whoever threw it. */
export const failure = (error: unknown): Failure => {
  const [code, status, at] = [wordIn(error, 'code'), statusOf(error), placesOf(error)];
  const because = causesOf(error).join(', because ');
  return {
    error: saidOf(error),
    ...(code === null ? {} : { code }),
    ...(status === null ? {} : { status }),
    ...(at === '' ? {} : { at }),
    ...(because === '' ? {} : { because }),
  };
};

/** The shortest there is to say of an error: its code, as the system gives one, or else its class. */
export const codeOf = (error: unknown): string => {
  const { code, error: said } = failure(error);
  return code ?? said;
};

/**
 * What a screen may say of an error, whoever threw it, in a line: that of what can be mended, and of anything else as little
 * as a log may.
 */
export const failureLine = (error: unknown): string => {
  if (error instanceof Mendable) return error.message;
  const { error: said, code, status, at, because } = failure(error);
  const where = at === undefined ? undefined : `at ${at}`;
  const cause = because === undefined ? undefined : `because ${because}`;
  return [said, code, status, where, cause].filter((part) => part !== undefined).join(' ');
};
