/** Which calls of the store ports say of which programme or tenant they are, read from the syntax tree of the ports. */
import { parseSync } from '@swc/core';

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const nodes = (value: unknown): readonly Node[] => list(value).filter(isNode);
const child = (node: Node, key: string): Node => {
  const value = node[key];
  return isNode(value) ? value : {};
};
const text = (node: Node, key: string): string => {
  const value = node[key];
  return typeof value === 'string' ? value : '';
};

/** The type behind a colon. */
const annotated = (node: Node): Node =>
  child(
    isNode(node['typeAnnotation']) ? child(node, 'typeAnnotation') : child(node, 'typeAnn'),
    'typeAnnotation',
  );

/** A method or a property of an interface that is a function. */
interface Call {
  readonly name: string;
  readonly params: readonly Node[];
  readonly gives: Node;
}

/** An interface as far as it is asked about here. */
interface Described {
  readonly calls: readonly Call[];
  /** Types of the properties that are no functions, by name; those that may be missing are left out. */
  readonly fields: ReadonlyMap<string, Node>;
  readonly bases: readonly string[];
}

const callOf = (member: Node): Call | null => {
  const name = text(child(member, 'key'), 'value');
  if (member['type'] === 'TsMethodSignature')
    return {
      name,
      params: nodes(member['params']),
      gives: child(child(member, 'typeAnn'), 'typeAnnotation'),
    };
  const type = annotated(member);
  return type['type'] === 'TsFunctionType'
    ? { name, params: nodes(type['params']), gives: annotated(type) }
    : null;
};

const described = (declared: Node): Described => {
  const members = nodes(child(declared, 'body')['body']);
  const calls = members.map(callOf).filter((call) => call !== null);
  const fields = members
    .filter((member) => callOf(member) === null && member['optional'] !== true)
    .map((member) => [text(child(member, 'key'), 'value'), annotated(member)] as const);
  const bases = nodes(declared['extends']).map((base) => text(child(base, 'expression'), 'value'));
  return { calls, fields: new Map(fields), bases };
};

const interfacesIn = (source: string): readonly (readonly [string, Described])[] =>
  nodes(parseSync(source, { syntax: 'typescript' }).body)
    .map((item) => child(item, 'declaration'))
    .filter(({ type }) => type === 'TsInterfaceDeclaration')
    .map((declared) => [text(child(declared, 'id'), 'value'), described(declared)]);

/** Every interface that a type names, inside lists, promises and unions too. */
const namedIn = (type: unknown): readonly string[] => {
  if (Array.isArray(type)) return type.flatMap(namedIn);
  if (!isNode(type)) return [];
  const own = type['type'] === 'TsTypeReference' ? [text(child(type, 'typeName'), 'value')] : [];
  return [...own, ...Object.values(type).flatMap(namedIn)];
};

/** The type itself, or that of the items of a list. */
const itemType = (type: Node): Node => {
  if (type['type'] === 'TsTypeOperator') return itemType(child(type, 'typeAnnotation'));
  return type['type'] === 'TsArrayType' ? itemType(child(type, 'elemType')) : type;
};

const isText = (type: Node): boolean => type['type'] === 'TsKeywordType' && type['kind'] === 'string';

const keys: readonly string[] = ['programme', 'tenant'];

class Ports {
  readonly #interfaces: ReadonlyMap<string, Described>;

  constructor(sources: readonly string[]) {
    this.#interfaces = new Map(sources.flatMap(interfacesIn));
  }

  /** Calls of an interface and of all that its calls and fields hand out, as `Interface.call`. */
  callsFrom(name: string, seen = new Set<string>()): readonly (Call & { readonly of: string })[] {
    const found = this.#interfaces.get(name);
    if (found === undefined || seen.has(name)) return [];
    seen.add(name);
    const further = [...found.fields.values(), ...found.calls.map(({ gives }) => gives)].flatMap(namedIn);
    return [
      ...found.calls.map((call) => ({ ...call, of: name })),
      ...[...further, ...found.bases].flatMap((next) => this.callsFrom(next, seen)),
    ];
  }

  /** Whether whatever is of this type says of which programme or tenant it is: in a field that is always there. */
  #saysWhose(type: Node): boolean {
    const of = itemType(type);
    if (of['type'] !== 'TsTypeReference') return false;
    const found = this.#interfaces.get(text(child(of, 'typeName'), 'value'));
    return found !== undefined && this.#hasKey(found);
  }

  #hasKey({ fields, bases }: Described): boolean {
    if (fields.has('tenants') || keys.some((key) => isText(fields.get(key) ?? {}))) return true;
    return bases
      .map((base) => this.#interfaces.get(base))
      .some((base) => base !== undefined && this.#hasKey(base));
  }

  isKeyed({ params }: Call): boolean {
    return params
      .filter((param) => param['optional'] !== true)
      .some((param) => {
        const type = annotated(param);
        return isText(type) ? keys.includes(text(param, 'value')) : this.#saysWhose(type);
      });
  }
}

/** Calls of the ports that begin at `Storage` which take neither a programme nor a tenant, as `Interface.call`. */
export const callsOfNobody = (sources: readonly string[]): readonly string[] => {
  const ports = new Ports(sources);
  return ports
    .callsFrom('Storage')
    .filter((call) => !ports.isKeyed(call))
    .map(({ of, name }) => `${of}.${name}`);
};

/** All of them, as `Interface.call`. */
export const allCalls = (sources: readonly string[]): readonly string[] =>
  new Ports(sources).callsFrom('Storage').map(({ of, name }) => `${of}.${name}`);
