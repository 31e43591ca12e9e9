/** Where a source file asks which role somebody has, read from its syntax tree. */
import { parseSync } from '@swc/core';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (node: unknown, key = 'value'): string => {
  const value = isNode(node) ? node[key] : null;
  return typeof value === 'string' ? value : '';
};

const roles: ReadonlySet<string> = new Set(['student', 'teacher', 'coordinator']);

const isRoleWord = (node: unknown): boolean =>
  isNode(node) && node['type'] === 'StringLiteral' && roles.has(textOf(node));

/** `role === 'teacher'`, and a case of a switch. */
const isCompared = (node: Node): boolean => {
  if (node['type'] === 'SwitchCase') return isRoleWord(node['test']);
  const compares = ['===', '!==', '==', '!='].includes(textOf(node, 'operator'));
  return compares && [node['left'], node['right']].some(isRoleWord);
};

/** Fields and columns have these names too: of calls only those that ask for a role, and lists. */
const asking = /^(?:includes|has|get|indexOf|isActiveAs|activeAs|person|some)$/;

const isAsked = (node: Node): boolean => {
  const { callee } = node;
  if (node['type'] !== 'CallExpression' || !isNode(callee)) return false;
  const name = callee['type'] === 'MemberExpression' ? textOf(callee['property']) : textOf(callee);
  return (
    asking.test(name) &&
    list(node['arguments']).some((argument) => isNode(argument) && isRoleWord(argument['expression']))
  );
};

/** `{ student: …, teacher: …, coordinator: … }`: a table by role; and `['student', 'teacher']`. */
const isTable = (node: Node): boolean => {
  if (node['type'] === 'ArrayExpression') {
    const items = list(node['elements']).map((item) => (isNode(item) ? item['expression'] : null));
    return items.length > 0 && items.every(isRoleWord);
  }
  if (node['type'] !== 'ObjectExpression') return false;
  const keys = list(node['properties']).map((property) => (isNode(property) ? textOf(property['key']) : ''));
  return [...roles].every((role) => keys.includes(role));
};

const asksIn = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(asksIn);
  if (!isNode(value)) return false;
  return isCompared(value) || isAsked(value) || isTable(value) || Object.values(value).some(asksIn);
};

/** The names that a statement of a module declares. */
const declaredIn = (statement: Node): readonly (readonly [string, unknown])[] => {
  const inner = isNode(statement['declaration']) ? statement['declaration'] : statement;
  if (inner['type'] === 'VariableDeclaration')
    return list(inner['declarations']).map((one) => [
      textOf(isNode(one) ? one['id'] : null),
      isNode(one) ? one['init'] : null,
    ]);
  return [[textOf(inner['identifier']), inner]];
};

/** The functions and values of a module, by name, in which it is asked which role somebody has. */
export const roleWordsIn = (source: string): readonly string[] =>
  parseSync(source, { syntax: 'typescript' })
    .body.flatMap((statement): readonly (readonly [string, unknown])[] =>
      isNode(statement) ? declaredIn(statement) : [],
    )
    .filter(([, node]) => asksIn(node))
    .map(([name]) => name);
