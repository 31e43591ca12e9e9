/** Reads a card as Teams would, and tells everything that is wrong with it. */
import type { RenderedCard } from '../../bot/ports';

export type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const collectNodes = (value: unknown, found: Node[]): void => {
  if (Array.isArray(value)) for (const item of value) collectNodes(item, found);
  if (!isNode(value)) return;
  found.push(value);
  for (const inner of Object.values(value)) collectNodes(inner, found);
};

/** A card is looked through a dozen times: once is enough to find its parts. */
const knownNodes = new WeakMap<object, readonly Node[]>();

/** Every object of a card, the card itself first. */
export const nodesOf = (value: unknown): readonly Node[] => {
  if (typeof value !== 'object' || value === null) return [];
  const known = knownNodes.get(value);
  if (known !== undefined) return known;
  const found: Node[] = [];
  collectNodes(value, found);
  knownNodes.set(value, found);
  return found;
};

const collectStrings = (value: unknown, property: string, found: (readonly [string, string])[]): void => {
  if (typeof value === 'string') found.push([property, value]);
  else if (Array.isArray(value)) for (const item of value) collectStrings(item, property, found);
  else if (isNode(value)) for (const [key, item] of Object.entries(value)) collectStrings(item, key, found);
};

/** Every string of a card with the property it stands in. */
export const stringsOf = (value: unknown): readonly (readonly [string, string])[] => {
  const found: (readonly [string, string])[] = [];
  collectStrings(value, '', found);
  return found;
};

export const ofType = (card: RenderedCard, type: string): readonly Node[] =>
  nodesOf(card.content).filter((node) => node['type'] === type);

const known = new Set([
  'AdaptiveCard',
  'TextBlock',
  'Container',
  'ColumnSet',
  'Column',
  'FactSet',
  'Image',
  'ActionSet',
  'Input.Text',
  'Input.Number',
  'Input.ChoiceSet',
  'Input.Toggle',
  'Input.Date',
  'Input.Time',
  'Action.Execute',
  'Action.Submit',
  'Action.ShowCard',
  'Action.ToggleVisibility',
  'Action.OpenUrl',
]);

/** Extras that phones may not know: they need a fallback with the same facts. */
const extra = /^(Table|Badge|ProgressBar|Chart\.)/;

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

const typeProblems = (node: Node): readonly string[] => {
  const type = text(node['type']);
  if (!('type' in node) || known.has(type)) return [];
  if (!extra.test(type)) return [`unknown type ${type}`];
  return isNode(node['fallback']) ? [] : [`${type} without a fallback`];
};

const elementProblems = (node: Node): readonly string[] => {
  const type = text(node['type']);
  const found: string[] = [];
  if (type === 'TextBlock' && text(node['text']) === '') found.push('TextBlock without text');
  if (type === 'TextBlock' && node['wrap'] !== true)
    found.push(`TextBlock does not wrap: ${text(node['text'])}`);
  if (type === 'Image' && text(node['altText']) === '') found.push('Image without altText');
  if (type.startsWith('Input.') && text(node['label']) === '') found.push(`${type} without label`);
  if (type.startsWith('Input.') && text(node['id']) === '') found.push(`${type} without id`);
  if (type.startsWith('Action.') && text(node['title']) === '') found.push(`${type} without title`);
  if (type === 'ColumnSet' && Array.isArray(node['columns']) && node['columns'].length > 3)
    found.push('over 3 columns');
  if (Array.isArray(node['actions']) && node['actions'].length > 6)
    found.push(`${node['actions'].length} actions`);
  if (
    Array.isArray(node['facts']) &&
    node['facts'].some((fact) => !isNode(fact) || text(fact['title']) === '' || text(fact['value']) === '')
  )
    found.push('empty fact');
  return found;
};

/** Clients without Action.Execute must send the same verb and data. */
const executeProblems = (node: Node): readonly string[] => {
  if (node['type'] !== 'Action.Execute') return [];
  const { verb, data, fallback } = node;
  if (text(verb) === '') return ['Action.Execute without verb'];
  if (!isNode(fallback) || fallback['type'] !== 'Action.Submit')
    return [`${text(verb)} without Action.Submit fallback`];
  const wanted = JSON.stringify({ ...(isNode(data) ? data : {}), verb });
  return JSON.stringify(fallback['data']) === wanted ? [] : [`${text(verb)} falls back to other data`];
};

const idProblems = (nodes: readonly Node[]): readonly string[] => {
  const ids = nodes.map((node) => text(node['id'])).filter((id) => id !== '');
  const targets = nodes.flatMap((node) =>
    Array.isArray(node['targetElements']) ? node['targetElements'] : [],
  );
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} twice`),
    ...targets
      .map((target) => text(isNode(target) ? target['elementId'] : target))
      .filter((id) => !ids.includes(id))
      .map((id) => `toggles ${id}, which is not there`),
  ];
};

const stringProblems = ([property, value]: readonly [string, string]): readonly string[] =>
  [/\$\{/, /\{\{/, /\}\}/, /\bundefined\b/, /\bnull\b/, /\bNaN\b/, /\[object/, /^–$/, /Invalid Date/]
    .filter((pattern) => pattern.test(value))
    .map((pattern) => `${property} matches ${pattern}: ${value}`);

const rootProblems = ({ content, summary }: RenderedCard): readonly string[] => {
  const found: string[] = [];
  if (summary.trim() === '') found.push('no summary');
  if (text(content['fallbackText']) === '') found.push('no fallbackText');
  if (content['type'] !== 'AdaptiveCard') found.push('no card');
  if (text(content['version']) === '') found.push('no version');
  if (text(content['$schema']) === '') found.push('no $schema');
  if (Buffer.byteLength(JSON.stringify(content)) > 25 * 1024) found.push('over 25 KB');
  if (nodesOf(content).some((node) => Object.values(node).includes(null))) found.push('holds null');
  return found;
};

/** What is wrong with a card, a line each; empty when nothing is. */
export const cardProblems = (card: RenderedCard): readonly string[] => {
  const nodes = nodesOf(card.content);
  return [
    ...rootProblems(card),
    ...nodes.flatMap((node) => [...typeProblems(node), ...elementProblems(node), ...executeProblems(node)]),
    ...idProblems(nodes),
    ...stringsOf({ ...card.content, summary: card.summary }).flatMap(stringProblems),
  ];
};
