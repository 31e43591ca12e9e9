/**
 * JSON text → value, with the line of every part of it.
 */
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { JSONPath, Node, ParseError } from 'jsonc-parser';
import { quoted } from './problems';
import type { ProblemList } from './problems';

/** A JSON document; `value` is whatever the text says. */
export interface JsonDocument {
  readonly value: unknown;
  /** The line of the key or list item at a path, else of the nearest part around it that is there. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Null after a syntax error, which stands in `problems` then, as do keys given twice. */
export function readJson(text: string, problems: ProblemList): JsonDocument | null {
  const lines = lineStarts(text);
  const deep = tooDeep(text);
  if (deep !== null) {
    problems.add(
      lineAt(lines, deep),
      `is nested more than ${deepest} levels deep, expected programme settings`,
    );
    return null;
  }
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (tree === undefined || error !== undefined) {
    problems.add(lineAt(lines, error?.offset ?? 0), syntaxProblem(text, error));
    return null;
  }
  const value = parsed(text);
  if (value === undefined) {
    problems.add(1, 'is not JSON, expected a JSON object');
    return null;
  }
  checkKeys(tree, (offset, problem) => problems.add(lineAt(lines, offset), problem));
  return { value, lineOf: (path) => lineAt(lines, offsetOf(tree, path)) };
}

/** The two parsers may differ in a corner; nothing may be thrown for what stands in a file. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Far more than a programme needs, and far less than the parser's stack holds. */
const deepest = 40;

/** Where brackets are open deeper than allowed; quotes are minded, correctness is not. */
function tooDeep(text: string): number | null {
  let depth = 0;
  let inside = false;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inside && character === '\\') index += 1;
    else if (character === '"') inside = !inside;
    else if (!inside && (character === '{' || character === '[')) depth += 1;
    else if (!inside && (character === '}' || character === ']')) depth -= 1;
    if (depth > deepest) return index;
  }
  return null;
}

function syntaxProblem(text: string, error: ParseError | undefined): string {
  if (error === undefined || text.trim() === '') return 'is empty, expected a JSON object';
  const found = text.slice(error.offset, error.offset + Math.max(error.length, 1));
  const where = found.trim() === '' ? 'at the end of the text' : `at ${quoted(found)}`;
  return `is not JSON: ${words(printParseErrorCode(error.error))} ${where}, expected JSON without comments or trailing commas`;
}

/** `CommaExpected` → `comma expected`. */
function words(code: string): string {
  return code.replaceAll(/(?!^)([A-Z])/g, ' $1').toLowerCase();
}

/** JSON.parse takes the last of two equal keys without a word; and `__proto__` is nobody's honest key. */
function checkKeys(node: Node, report: (offset: number, problem: string) => void): void {
  const seen = new Set<string>();
  for (const child of node.children ?? []) {
    if (child.type !== 'property') checkKeys(child, report);
    const [key, value] = child.type === 'property' ? (child.children ?? []) : [];
    if (key === undefined || value === undefined) continue;
    const name = String(key.value);
    if (seen.has(name)) report(key.offset, `key ${quoted(name)} is there twice, expected once`);
    if (name === '__proto__') report(key.offset, `unknown key ${quoted(name)}, expected no such key`);
    seen.add(name);
    checkKeys(value, report);
  }
}

function offsetOf(tree: Node, path: readonly PropertyKey[]): number {
  const segments: JSONPath = path.flatMap((part) => (typeof part === 'symbol' ? [] : [part]));
  for (let length = segments.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(tree, segments.slice(0, length));
    if (node !== undefined) return (node.parent?.type === 'property' ? node.parent : node).offset;
  }
  return tree.offset;
}

function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\n|\r/g), (found) => found.index + found[0].length)];
}

function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
