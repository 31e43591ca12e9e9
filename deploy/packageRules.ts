/** What may be among the packages: licences, where they come from, and whether they run anything while they are installed. */
import { z } from 'zod';

const dependencies = z.record(z.string(), z.string()).default({});

/** What is read of package.json. */
export const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  dependencies,
  devDependencies: dependencies,
  optionalDependencies: dependencies,
  allowScripts: z.record(z.string(), z.boolean()).default({}),
});

const locked = z.looseObject({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().default(false),
  optional: z.boolean().default(false),
  link: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  dependencies,
  optionalDependencies: dependencies,
  peerDependencies: dependencies,
});

/** What is read of package-lock.json: every package by its place, `node_modules/a/node_modules/b`. */
export const lockSchema = z.looseObject({
  lockfileVersion: z.literal(3),
  packages: z.record(z.string(), locked),
});

/** package.json, read. */
export type Manifest = z.infer<typeof manifestSchema>;
/** package-lock.json, read. */
export type Lock = z.infer<typeof lockSchema>;

/** One package as it is locked. */
interface Package {
  readonly name: string;
  /** `name@version`. */
  readonly id: string;
  readonly locked: z.infer<typeof locked>;
}

/** Free for any use, and none asks anything of the code of this house. */
const licences = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Unlicense',
];

/** For tools that stay with whoever builds, as they are: changes to their own files would have to be shared. */
const licencesOfTools = [...licences, 'CC-BY-4.0', 'MPL-2.0'];

/** Packages whose licence was read by a person, since their package.json names none that is known. A new version is read anew. */
export const readByHand: Readonly<Record<string, string>> = {
  'escape-regexp-component@1.0.2': 'MIT, in its Readme',
  'jspath@0.4.0': 'MIT, in its LICENSE',
  'uri-templates@0.2.0': 'public domain, in its README',
  '@microsoft/m365agentsplayground@0.2.28':
    'terms of Microsoft for trying it; a development dependency of the demo and tests, never part of a running bot',
};

const packagesOf = ({ packages }: Lock): readonly Package[] =>
  Object.entries(packages).flatMap(([place, found]) => {
    const name = place.split('node_modules/').at(-1) ?? '';
    return place === '' ? [] : [{ name, id: `${name}@${found.version ?? ''}`, locked: found }];
  });

/** `(MIT OR CC0-1.0)`, `Apache-2.0 AND MIT`; one that mixes both is not understood, and so not allowed. */
const isAllowed = (expression: string, allowed: readonly string[]): boolean =>
  expression
    .replaceAll(/^\(|\)$/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => allowed.includes(licence)));

const licenceProblem = ({ id, locked: { license = '', dev } }: Package): string[] => {
  if (readByHand[id] !== undefined || isAllowed(license, dev ? licencesOfTools : licences)) return [];
  const found = license === '' ? 'no licence' : `licence ${license}`;
  return [
    `${id}: ${found}; expected one of ${(dev ? licencesOfTools : licences).join(', ')}, or an entry under its version in readByHand`,
  ];
};

/** From the registry that npm is set to, as the lock file names no address, and the same bytes for everybody. */
const originProblems = ({ id, locked: { resolved, integrity, link } }: Package): string[] => [
  ...(link ? [`${id}: a link to a folder`] : []),
  ...(resolved === undefined ? [] : [`${id}: comes from ${resolved}, expected no address`]),
  ...(integrity?.startsWith('sha512-') === true ? [] : [`${id}: no sha512 of what is installed`]),
];

const versionRange = /^[~^]?\d+\.\d+\.\d+$/;

const rangeProblems = (manifest: Manifest): string[] =>
  Object.entries({
    ...manifest.dependencies,
    ...manifest.devDependencies,
    ...manifest.optionalDependencies,
  })
    .filter(([, range]) => !versionRange.test(range))
    .map(([name, range]) => `${name}: ${range} in package.json; expected a version, with ~ or ^ before it`);

/** Every package that wants to run something is named in allowScripts, and none is let. */
const scriptProblems = (packages: readonly Package[], { allowScripts }: Manifest): string[] => {
  const wanting = new Set(
    packages.filter(({ locked: { hasInstallScript } }) => hasInstallScript).map(({ name }) => name),
  );
  const unnamed = [...wanting].filter((name) => allowScripts[name] === undefined);
  const gone = Object.keys(allowScripts).filter((name) => !wanting.has(name));
  const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name] === true);
  return [
    ...unnamed.map((name) => `${name}: wants to run a script when it is installed; name it in allowScripts`),
    ...gone.map((name) => `${name}: is in allowScripts and has no script any more`),
    ...allowed.map((name) => `${name}: may run a script when it is installed; nothing here needs that`),
  ];
};

const staleReadings = (packages: readonly Package[]): string[] =>
  Object.keys(readByHand)
    .filter((id) => packages.every((found) => found.id !== id))
    .map((id) => `${id}: is in readByHand and not installed any more`);

/** Everything that is wrong, a line each; and how many packages there are. */
export const checkPackages = (
  manifest: Manifest,
  lock: Lock,
): { readonly count: number; readonly problems: readonly string[] } => {
  const packages = packagesOf(lock);
  const problems = [
    ...rangeProblems(manifest),
    ...packages.flatMap((found) => [...licenceProblem(found), ...originProblems(found)]),
    ...staleReadings(packages),
    ...scriptProblems(packages, manifest),
  ];
  return { count: packages.length, problems: [...new Set(problems)] };
};
