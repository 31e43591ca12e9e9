import { GlobalSettings, Template as Expander } from 'adaptivecards-templating';
import type { RenderedCard } from '../bot/ports';

/** Action.Execute wants 1.4 or later; the layout stays within 1.2, which phones are documented for. */
export const cardVersion = '1.5';

/** UTF-8; Teams takes 100 KB as UTF-16 for a whole message, so this leaves room even when doubled. */
export const largestCard = 25 * 1024;

/** A card's layout, read from its .json once; `name` is for error messages only. */
export interface Template {
  readonly name: string;
  readonly expand: (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;
}

/** The content of a template file: an Adaptive Card without `$schema`, `type` and `version`, but with a name. */
export interface TemplateFile {
  readonly name: string;
  readonly body: unknown;
}

const registered: Template[] = [];

const expanderOf = (layout: object): Expander => {
  // The library takes an empty substitute for none and would show the expression itself.
  GlobalSettings.getUndefinedFieldValueSubstitutionString = () => '–';
  return new Expander(layout);
};

/**
 * A template, compiled when it is first used; to be called once per file, at module level. The data is never
 * evaluated: an expansion happens once, and its result never becomes a template again.
 */
export const cardTemplate = (file: TemplateFile): Template => {
  const { name, ...layout } = file;
  let expander: Expander | null = null;
  const template: Template = {
    name,
    expand: (data) => {
      expander ??= expanderOf(layout);
      return expander.expand({ $root: data });
    },
  };
  registered.push(template);
  return template;
};

/** Expands every template once, so that the first reader does not wait for the expressions to be compiled. */
export const warmCards = (): void => {
  for (const template of registered) template.expand({});
};

/** What buttons send back is never evaluated, and the ids in it may hold any characters. */
const withoutData = (key: string, value: unknown): unknown => (key === 'data' ? undefined : value);

const refuse = (template: Template, problem: string): never => {
  throw new Error(`The card "${template.name}" ${problem}`);
};

const sizes = new WeakMap<RenderedCard['content'], number>();

/** UTF-8 bytes of a card's content as it was drawn: to find out takes as long as to send it. */
export const sizeOf = ({ content }: RenderedCard): number =>
  sizes.get(content) ?? Buffer.byteLength(JSON.stringify(content));

/** A card as it came out, before anybody looked whether it may be sent. */
export interface DrawnCard {
  readonly card: RenderedCard;
  readonly serialised: string;
  /** UTF-8 bytes. */
  readonly size: number;
}

/** Fills a template; to be given to `acceptCard`. */
export const drawCard = (
  template: Template,
  data: Readonly<Record<string, unknown>>,
  summary: string,
): DrawnCard => {
  const { fallbackText } = data;
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: cardVersion,
    fallbackText: typeof fallbackText === 'string' && fallbackText !== '' ? fallbackText : summary,
    ...template.expand(data),
  };
  const serialised = JSON.stringify(content);
  const size = Buffer.byteLength(serialised);
  sizes.set(content, size);
  return { card: { content, summary }, serialised, size };
};

/** The card; throws, naming it, when it is over 25 KB or still holds an expression. */
export const acceptCard = (template: Template, { card, serialised, size }: DrawnCard): RenderedCard => {
  if (size > largestCard) refuse(template, `has ${size} bytes, expected at most ${largestCard}`);
  // Looked at once more without the data only where there is something to look for: that is slow.
  if (serialised.includes('${') && JSON.stringify(card.content, withoutData).includes('${'))
    refuse(template, 'still holds an expression: "${" is in its content');
  return card;
};

/**
 * Makes a card. `data` holds finished texts, people's among them already escaped, and `fallbackText`
 * when that is to differ from `summary`, the line of the notification. Throws as `acceptCard` does.
 */
export const renderCard = (
  template: Template,
  data: Readonly<Record<string, unknown>>,
  summary: string,
): RenderedCard => acceptCard(template, drawCard(template, data, summary));
