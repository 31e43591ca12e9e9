/** Whether people's text on a card is text: nothing evaluated, nothing formatted, nothing that hides or turns around. */
import type { RenderedCard } from '../../bot/ports';
import { closing, opening } from '../hostileStrings';
import { nodesOf, type Node } from './cardProblems';

/** What a reader sees or hears, by whether the place reads markdown; what buttons send back is not shown. */
interface Shown {
  readonly markdown: readonly string[];
  readonly plain: readonly string[];
}

const plainProperties = ['title', 'label', 'placeholder', 'errorMessage', 'altText', 'fallbackText', 'value'];

const textsOf = (node: Node, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => {
    const value = node[name];
    return typeof value === 'string' ? [value] : [];
  });

const isFact = (node: Node): boolean =>
  !('type' in node) && 'title' in node && 'value' in node && !('id' in node);

const withoutData = (key: string, value: unknown): unknown => (key === 'data' ? undefined : value);

const shownOn = ({ content, summary }: RenderedCard): Shown => {
  const seen: unknown = JSON.parse(JSON.stringify(content, withoutData));
  const nodes = nodesOf(seen);
  const facts = nodes.flatMap((node) => (Array.isArray(node['facts']) ? nodesOf(node['facts']) : []));
  const blocks = nodes.filter((node) => node['type'] === 'TextBlock');
  const rest = nodes.filter((node) => node['type'] !== 'TextBlock' && !isFact(node));
  return {
    markdown: [
      ...blocks.flatMap((node) => textsOf(node, ['text'])),
      ...facts.flatMap((node) => textsOf(node, ['title', 'value'])),
    ],
    plain: [summary, ...rest.flatMap((node) => textsOf(node, plainProperties))],
  };
};

const evaluated = /\$\{|\{\{|\}\}/;
/** Controls but line feeds, direction marks, what has no width, private characters, halves of emoji. */
const unseen = /(?!\n|\u200d|\u2060)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Between the marks of a hostile string, as far as it was not cut. */
const middle = new RegExp(`${opening}(.*?)(?:${closing}|…|$)`, 'gis');
const markup = /[\\*_[\]()<>`#~|]/;

const isFormatted = (text: string): boolean => {
  const literal = text.replaceAll(/\\[\\*_[\]()\-<>`#~|.+]/g, '');
  return [...literal.matchAll(middle)].some(([, inside = '']) => markup.test(inside));
};

/** What people's text does on a card beside being read, a line each; empty when nothing. */
export const harmfulOn = (card: RenderedCard): readonly string[] => {
  const { markdown, plain } = shownOn(card);
  const all = [...markdown, ...plain];
  return [
    ...all.filter((text) => evaluated.test(text)).map((text) => `evaluated: ${text}`),
    ...all.filter((text) => unseen.test(text)).map((text) => `cannot be seen: ${JSON.stringify(text)}`),
    ...markdown.filter(isFormatted).map((text) => `formatted: ${text}`),
  ];
};
