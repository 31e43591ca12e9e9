/**
 * Cells of one row → values of the model. A cell that cannot be read is reported and stands in as something
 * harmless, so that the rest of the row is still looked at; `sound` then says not to use it.
 */
import { parseDay } from '../programme/calendar';
import type { Day, WallTime, Weekday } from '../programme/model';
import type { Row } from './csvTable';
import { quoted } from './problems';
import type { ProblemList } from './problems';
import { hasControlCharacter, longestId, parseAddress, parseWallTime, parseWeekday } from './values';

const longestText = 200;

const yesAndNo: ReadonlyMap<string, boolean> = new Map([
  ['ja', true],
  ['yes', true],
  ['nee', false],
  ['no', false],
  ['', false],
]);

/** Reads the cells of one row and gathers what is wrong with them. */
export class RowReader {
  readonly line: number;
  readonly #row: Row;
  readonly #problems: ProblemList;
  #sound = true;

  constructor(row: Row, problems: ProblemList) {
    this.line = row.line;
    this.#row = row;
    this.#problems = problems;
  }

  /** Whether nothing was wrong so far. */
  get sound(): boolean {
    return this.#sound;
  }

  /** Reports something about the row; it is not sound from then on. */
  wrong(problem: string): void {
    this.#sound = false;
    this.#problems.add(this.line, problem);
  }

  /** A text that must be there. Line breaks in it, which quotes allow, become spaces. */
  text(column: string, longest = longestText): string {
    const text = this.#printable(column, longest);
    if (text === '') this.#expected(column, 'a text');
    return text ?? '';
  }

  /** A text, or null when the cell is empty. */
  optionalText(column: string): string | null {
    const text = this.#printable(column, longestText);
    return text === '' ? null : text;
  }

  /** A code or id that must be there; null when it cannot be used. */
  id(column: string): string | null {
    const text = this.text(column, longestId);
    return text === '' ? null : text;
  }

  /** Texts separated by `|`, each once. */
  texts(column: string): readonly string[] {
    const texts = (this.optionalText(column) ?? '').split('|').map((text) => text.trim());
    return [...new Set(texts)].filter((text) => text !== '');
  }

  /** An address in lower case; null when it is none. */
  address(column: string): string | null {
    const address = parseAddress(this.#row.cell(column));
    return address ?? this.#expected(column, 'an address, for example sam@example.org');
  }

  /** A day, or null when the cell is empty. */
  optionalDay(column: string): Day | null {
    const cell = this.#row.cell(column);
    if (cell === '') return null;
    return parseDay(cell) ?? this.#expected(column, 'a day that exists, for example 2027-02-08, or nothing');
  }

  time(column: string): WallTime {
    const time = parseWallTime(this.#row.cell(column));
    return time ?? this.#expected(column, 'a time from 00:00 to 23:59, for example 09:30') ?? '';
  }

  weekday(column: string): Weekday {
    const weekday = parseWeekday(this.#row.cell(column));
    return weekday ?? this.#expected(column, 'a weekday: 1–7, ma…zo or mon…sun') ?? 1;
  }

  /** One of some words; null when it is none of them. */
  oneOf<Word extends string>(column: string, words: readonly Word[]): Word | null {
    const cell = this.#row.cell(column);
    return words.find((word) => word === cell) ?? this.#expected(column, words.join(', '));
  }

  /** One of some words, or null when the cell is empty or none of them. */
  optionalOneOf<Word extends string>(column: string, words: readonly Word[]): Word | null {
    return this.isEmpty(column) ? null : this.oneOf(column, words);
  }

  /** Whether somebody said yes, in Dutch or English and any case; an empty cell is no. */
  yesOrNo(column: string): boolean {
    const said = yesAndNo.get(this.#row.cell(column).toLowerCase());
    return said ?? this.#expected(column, 'ja, nee, yes, no or nothing') ?? false;
  }

  isEmpty(column: string): boolean {
    return this.#row.cell(column) === '';
  }

  /** Null when the cell holds what nobody can see, or too much. */
  #printable(column: string, longest: number): string | null {
    const text = this.#row.cell(column).replaceAll(/[\t\n\v\f\r]+/g, ' ');
    if (hasControlCharacter(text)) return this.#expected(column, 'printable characters only');
    if (text.length > longest) return this.#expected(column, `at most ${longest} characters`);
    return text;
  }

  #expected(column: string, expected: string): null {
    const cell = this.#row.cell(column);
    this.wrong(`${column} is ${cell === '' ? 'empty' : quoted(cell)}, expected ${expected}`);
    return null;
  }
}

/** Remembers on which line a key stood first. */
export class FirstLines {
  readonly #lines = new Map<string, number>();

  /** The line on which the key stood before, or null and the key is remembered. */
  before(key: string, line: number): number | null {
    const first = this.#lines.get(key);
    if (first === undefined) this.#lines.set(key, line);
    return first ?? null;
  }

  has(key: string): boolean {
    return this.#lines.has(key);
  }
}
