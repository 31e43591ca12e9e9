/** Who may import whom. The table of docs/architecture.md, and what follows from it for given sources. */
import { posix } from 'node:path';
import { factsOf, type Import, type SourceFacts } from './sourceFacts';

/** A part of the source with what it may import besides itself. */
interface Layer {
  readonly name: string;
  readonly files: RegExp;
  readonly may: readonly string[];
  /** Layers of which only types may be imported. */
  readonly mayTypesOf: readonly string[];
  readonly packages: readonly string[];
  /** Whether it may use the modules of Node itself. */
  readonly node: boolean;
}

const core = { mayTypesOf: [], packages: [], node: false } as const;
const shell = { may: ['dialogs', 'ports', 'programme'], mayTypesOf: [], node: true } as const;
const adapter = { may: ['programme', 'ports'], mayTypesOf: [], node: true } as const;

/** The entry stands in none: it may load everything. */
const layers: readonly Layer[] = [
  { ...core, name: 'programme', files: /^bot\/programme\//, may: [], packages: ['temporal-polyfill'] },
  {
    ...core,
    name: 'ports',
    files: /^bot\/(ports\.ts$|ports\/)/,
    may: [],
    mayTypesOf: ['programme'],
  },
  {
    ...core,
    name: 'dialogs',
    files: /^dialogs\//,
    may: ['programme', 'ports', 'cards'],
    packages: ['fastest-levenshtein'],
  },
  {
    ...core,
    name: 'cards',
    files: /^cards\//,
    may: ['programme'],
    mayTypesOf: ['ports'],
    packages: ['adaptivecards-templating', 'adaptive-expressions', 'intl-messageformat', 'zod'],
  },
  {
    ...adapter,
    name: 'storage',
    files: /^bot\/storage\//,
    packages: [
      '@azure/data-tables',
      '@azure/identity',
      '@azure/storage-blob',
      '@azure/storage-queue',
      'azurite',
      'zod',
    ],
  },
  {
    ...adapter,
    name: 'delivery',
    files: /^bot\/delivery\//,
    may: ['programme', 'ports', 'cards', 'waiting'],
    packages: ['botbuilder', 'zod'],
  },
  { ...adapter, name: 'roster', files: /^bot\/roster\//, packages: ['csv-parse', 'jsonc-parser', 'zod'] },
  { ...core, name: 'waiting', files: /^bot\/waiting\//, may: ['programme', 'ports'] },
  {
    ...shell,
    name: 'teamsBot',
    files: /^bot\/(teamsBot\.ts$|inbound\/)/,
    may: [...shell.may, 'waiting', 'callers'],
    packages: ['botbuilder', 'zod'],
  },
  {
    ...adapter,
    name: 'callers',
    files: /^bot\/callers\//,
    may: ['programme', 'ports'],
    packages: ['jsonwebtoken', 'zod'],
  },
  {
    ...shell,
    name: 'run',
    files: /^bot\/runBot\.ts$/,
    may: [...shell.may, 'waiting', 'teamsBot', 'server', 'start'],
    packages: [],
  },
  { ...shell, name: 'server', files: /^bot\/(server|servedFiles)\.ts$/, packages: ['restify', 'zod'] },
  {
    ...adapter,
    name: 'export',
    files: /^bot\/export\//,
    may: ['programme', 'ports', 'cards', 'waiting', 'start'],
    packages: ['@cj-tech-master/excelts', 'csv-stringify', 'zod'],
  },
  // Threads and turns of the event loop are known to two files only: the rest of the solvers is as pure as the rules.
  {
    ...core,
    name: 'intervision',
    files: /^bot\/intervision\/(?!solvingThread\.ts$|intervision\.ts$)/,
    may: ['programme'],
    mayTypesOf: ['ports'],
    packages: ['highs'],
  },
  {
    ...adapter,
    name: 'intervisionThread',
    files: /^bot\/intervision\/(solvingThread|intervision)\.ts$/,
    may: ['programme', 'intervision'],
    mayTypesOf: ['ports'],
    packages: [],
  },
  // What is kept of intervision in memory, for conversations, the planner and the tool.
  { ...core, name: 'rounds', files: /^bot\/rounds\//, may: ['programme', 'ports'], packages: [] },
  {
    ...adapter,
    name: 'calendar',
    files: /^bot\/calendar\//,
    may: ['programme', 'ports', 'cards'],
    packages: ['ical-generator'],
  },
  {
    ...core,
    name: 'privacy',
    files: /^bot\/privacy\//,
    may: ['programme', 'ports'],
  },
  {
    ...shell,
    name: 'cli',
    files: /^bot\/cli\//,
    may: [...shell.may, 'export', 'rounds', 'privacy'],
    packages: ['commander', 'zod'],
  },
  {
    ...shell,
    name: 'start',
    files: /^bot\/((config|demoClock|log)\.ts$|settings\/)/,
    may: ['ports', 'programme'],
    packages: ['zod', 'pino'],
  },
  {
    ...adapter,
    name: 'metrics',
    files: /^bot\/metrics\//,
    mayTypesOf: ['start'],
    packages: [
      '@opentelemetry/api',
      '@opentelemetry/core',
      '@opentelemetry/exporter-metrics-otlp-http',
      '@opentelemetry/exporter-metrics-otlp-proto',
      '@opentelemetry/resources',
      '@opentelemetry/sdk-metrics',
    ],
  },
];

/** What wires by hand knows every part, and no library; only the entry may load it. */
const wiring: Layer = {
  name: 'wiring',
  files: /^bot\/(world|openStorage|runTool|startBot|wiring)\.ts$/,
  may: layers.map(({ name }) => name),
  mayTypesOf: [],
  packages: [],
  node: false,
};

const entry = 'bot/index.ts';

/** The only files that know the Bot Framework; docs/teams.md says how to move them to its successor. */
const seam = ['bot/teamsBot.ts', 'bot/delivery/teamsMessenger.ts'];
const sdk = /^bot(builder|framework)/;

/** Sources by path from the root of the checkout, with `/`. Other files may be named as targets only. */
export type Sources = ReadonlyMap<string, string>;

const layerOf = (file: string): Layer | undefined =>
  [wiring, ...layers].find(({ files }) => files.test(file));

const isRelative = (target: string): boolean => /^\.\.?(\/|$)/.test(target);

/** `@azure/identity/x` is of `@azure/identity`, `csv-parse/sync` of `csv-parse`. */
const packageOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/');

const resolved = (file: string, target: string, sources: Sources): string | null => {
  const path = posix.join(posix.dirname(file), target);
  // What is loaded later is named as it is once it has been built: `import('./wiring.js')`.
  const source = path.replace(/\.js$/, '.ts');
  return [path, source, `${path}.ts`, `${path}/index.ts`].find((found) => sources.has(found)) ?? null;
};

const allowedOf = (layer: Layer): string =>
  [layer.name, ...layer.may, ...layer.mayTypesOf.map((name) => `types of ${name}`)].join(', ');

const ownImportProblem = (layer: Layer, found: Import, to: string): string | null => {
  const other = layerOf(to)?.name;
  if (other === layer.name || layer.may.some((name) => name === other)) return null;
  if (found.typeOnly && layer.mayTypesOf.some((name) => name === other)) return null;
  return `${layer.name} may import from ${allowedOf(layer)}, not from ${other ?? 'outside the layers'}`;
};

const seamProblem = (file: string, target: string): string | null =>
  sdk.test(target) && !seam.includes(file) ? `only ${seam.join(' and ')} may know it` : null;

const packageProblem = (layer: Layer, file: string, target: string): string | null => {
  if (target.startsWith('node:')) return layer.node ? null : `${layer.name} may not use Node itself`;
  const name = packageOf(target);
  if (layer.packages.includes(name)) return seamProblem(file, target);
  return `${layer.name} may use ${layer.packages.join(', ') || 'no package'}`;
};

const importProblem = (layer: Layer, file: string, found: Import, sources: Sources): string | null => {
  if (!isRelative(found.target)) return packageProblem(layer, file, found.target);
  const to = resolved(file, found.target, sources);
  return to === null ? 'no such file in the layers' : ownImportProblem(layer, found, to);
};

const edgeProblems = (
  file: string,
  { imports }: SourceFacts,
  problemOf: (found: Import) => string | null,
): readonly string[] =>
  imports.flatMap((found) => {
    const problem = problemOf(found);
    return problem === null ? [] : [`${file} → ${found.target}: ${problem}`];
  });

const fileProblems = (file: string, facts: SourceFacts, sources: Sources): readonly string[] => {
  if (file === entry) return edgeProblems(file, facts, ({ target }) => seamProblem(file, target));
  const layer = layerOf(file);
  if (layer === undefined) return [`${file}: stands in no layer of test/architecture/layers.ts`];
  const wrongEdges = edgeProblems(file, facts, (found) => importProblem(layer, file, found, sources));
  return [...wrongEdges, ...facts.worldly.map((what) => `${file}: reads ${what}; only ${entry} may`)];
};

type Graph = ReadonlyMap<string, readonly string[]>;

/** A way from a file back to itself, or null; types count too, for people who read. */
const cycleFrom = (start: string, graph: Graph): readonly string[] | null => {
  const ways: (readonly string[])[] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    for (const next of graph.get(way.at(-1) ?? '') ?? []) {
      if (next === start) return [...way, start];
      if (!seen.has(next)) ways.push([...way, next]);
      seen.add(next);
    }
  }
  return null;
};

/** Each cycle once, told from its first file in order of name. */
const cycleProblems = (graph: Graph): readonly string[] =>
  [...graph.keys()].flatMap((file) => {
    const cycle = cycleFrom(file, graph);
    const first = cycle !== null && cycle.every((other) => file <= other);
    return first ? [`${cycle.join(' → ')}: goes round in a circle`] : [];
  });

/** Every wrong edge, circle and reading of the outer world, one line each. */
export const architectureProblems = (sources: Sources): readonly string[] => {
  const code = [...sources].filter(([file]) => file.endsWith('.ts'));
  const facts = code.map(([file, text]) => [file, factsOf(text)] as const);
  const graph = new Map(
    facts.map(([file, { imports }]) => [
      file,
      imports
        .filter(({ target }) => isRelative(target))
        .map(({ target }) => resolved(file, target, sources))
        .filter((to) => to !== null),
    ]),
  );
  const problems = facts.flatMap(([file, found]) => fileProblems(file, found, sources));
  return [...new Set(problems), ...cycleProblems(graph)];
};
