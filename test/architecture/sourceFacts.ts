/** What a source file imports and what of the outer world it reads, taken from its syntax tree. */
import { parseSync } from '@swc/core';

/** One import, re-export, dynamic import or require. */
export interface Import {
  /** As it is written: `./model`, `node:fs`, `zod`. */
  readonly target: string;
  /** Gone after compilation: `import type`, or every name marked `type`. */
  readonly typeOnly: boolean;
}

export interface SourceFacts {
  readonly imports: readonly Import[];
  /** Every reading of clock, chance or environment, as it is written: `Date.now`, `new Date`. */
  readonly worldly: readonly string[];
  /** What every file has at hand to call others with: `fetch`, `WebSocket`. */
  readonly calling: readonly string[];
}

/** A part of the syntax tree, with only as much known about it as each question below asks for. */
type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

const textOf = (node: unknown, key = 'value'): string | null => {
  const value = isNode(node) ? node[key] : null;
  return typeof value === 'string' ? value : null;
};

/** All objects of the tree, outer ones first. */
const nodesOf = (value: unknown): readonly Node[] => {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return isNode(value) ? [value, ...Object.values(value).flatMap(nodesOf)] : [];
};

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isDeclaration = (node: Node): boolean =>
  ['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration'].includes(
    textOf(node, 'type') ?? '',
  );

const onlyTypes = (node: Node): boolean => {
  const names = list(node['specifiers']);
  if (node['typeOnly'] === true) return true;
  return names.length > 0 && names.every((name) => isNode(name) && name['isTypeOnly'] === true);
};

/** The text in `import('x')`, `require('x')` and `require.resolve('x')`. */
const calledTarget = (node: Node): string | null => {
  const callee = node['callee'];
  if (node['type'] !== 'CallExpression' || !isNode(callee)) return null;
  const loads = callee['type'] === 'Import' || ['require', 'require.resolve'].includes(nameOf(callee) ?? '');
  const [first] = list(node['arguments']);
  const written = isNode(first) ? first['expression'] : null;
  return loads && isNode(written) && written['type'] === 'StringLiteral' ? textOf(written) : null;
};

const importOf = (node: Node): Import | null => {
  const declared = isDeclaration(node) ? textOf(node['source']) : null;
  if (declared !== null) return { target: declared, typeOnly: onlyTypes(node) };
  const typed = node['type'] === 'TsImportType' ? textOf(node['argument']) : null;
  if (typed !== null) return { target: typed, typeOnly: true };
  const called = calledTarget(node);
  return called === null ? null : { target: called, typeOnly: false };
};

/** `process.env` of a member expression, `Date` of an identifier; null of anything else. */
function nameOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node['type'] === 'Identifier') return textOf(node);
  const { object, property } = node;
  if (node['type'] !== 'MemberExpression' || !isNode(property)) return null;
  const key = property['type'] === 'Computed' ? textOf(property['expression']) : textOf(property);
  const owner = nameOf(object);
  return owner === null || key === null ? null : `${owner}.${key}`;
}

const world =
  /^(?:globalThis\.)?(process\.(env|hrtime)|Date\.now|Math\.random|performance\.\w+|Temporal\.Now|crypto\.(random\w+|getRandomValues))$/;
const worldlyNames = /^(random\w*|getRandomValues|webcrypto|performance|env|hrtime)$/;
const worldlyModules = /^(node:)?(crypto|perf_hooks|process)$/;

const importedWorld = (node: Node): readonly string[] => {
  const source = textOf(node['source']) ?? '';
  if (node['type'] !== 'ImportDeclaration' || !worldlyModules.test(source)) return [];
  return list(node['specifiers'])
    .map((name) => (isNode(name) ? (textOf(name['imported']) ?? textOf(name['local'])) : null))
    .filter((name) => name !== null && worldlyNames.test(name))
    .map((name) => `${name} of ${source}`);
};

/** `const { env } = process` would read the world under another name. */
const takenApart = (node: Node): readonly string[] => {
  const init = node['type'] === 'VariableDeclarator' ? nameOf(node['init']) : null;
  return init !== null && ['process', 'Date', 'Math', 'performance', 'crypto'].includes(init)
    ? [`${init} under another name`]
    : [];
};

const worldlyOf = (node: Node): readonly string[] => {
  const name = nameOf(node);
  if (name !== null && world.test(name)) return [name];
  const made = ['NewExpression', 'CallExpression'].includes(textOf(node, 'type') ?? '');
  if (made && nameOf(node['callee']) === 'Date') return ['new Date'];
  return [...importedWorld(node), ...takenApart(node)];
};

const callers = /^(?:globalThis\.)?(fetch|WebSocket|EventSource|XMLHttpRequest)$/;

/** Any use of the name counts: it may be handed on, or taken under another name. */
const callingOf = (node: Node): readonly string[] => {
  const called = callers.exec(nameOf(node) ?? '')?.[1];
  return called === undefined ? [] : [called];
};

/** Throws with the parser's own message when the text is no TypeScript. */
export const factsOf = (text: string): SourceFacts => {
  const nodes = nodesOf(parseSync(text, { syntax: 'typescript', target: 'es2022' }));
  return {
    imports: nodes.map(importOf).filter((found) => found !== null),
    worldly: nodes.flatMap(worldlyOf),
    calling: [...new Set(nodes.flatMap(callingOf))],
  };
};
