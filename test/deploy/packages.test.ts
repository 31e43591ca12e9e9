/** The packages the bot is made of: what is refused among them, and the list that is handed out of them. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { billOf } from '../../deploy/bill';
import { checkPackages, lockSchema, manifestSchema } from '../../deploy/packageRules';

const root = resolve(__dirname, '..', '..');
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = manifestSchema.parse(read('package.json'));
const lock = lockSchema.parse(read('package-lock.json'));

test('those of now are in order', () => {
  const { count, problems } = checkPackages(manifest, lock);
  expect(problems).toEqual([]);
  expect(count).toBeGreaterThan(500);
});

const sound = { version: '1.2.3', integrity: 'sha512-x', license: 'MIT' };

/** What is new to say with one more package. */
const problemsWith = (place: string, more: object, changes: object = {}): readonly string[] =>
  checkPackages(
    { ...manifest, ...changes },
    lockSchema.parse({ ...lock, packages: { ...lock.packages, [place]: { ...sound, ...more } } }),
  ).problems;

test.each<readonly [string, object]>([
  ['MIT', {}],
  ['a choice with a good one', { license: '(GPL-3.0 OR MIT)' }],
  ['two good ones', { license: 'Apache-2.0 AND MIT' }],
  ['a tool under MPL', { license: 'MPL-2.0', dev: true }],
])('takes %s', (_name, more) => {
  expect(problemsWith('node_modules/x', more)).toEqual([]);
});

test.each<readonly [string, object, string]>([
  ['a licence that asks for the source', { license: 'AGPL-3.0' }, 'x@1.2.3: licence AGPL-3.0'],
  ['MPL in the bot itself', { license: 'MPL-2.0' }, 'x@1.2.3: licence MPL-2.0'],
  ['one of two that is not good', { license: 'MIT AND GPL-2.0' }, 'x@1.2.3: licence MIT AND GPL-2.0'],
  ['no licence', { license: undefined }, 'x@1.2.3: no licence'],
  ['no licence for others', { license: 'UNLICENSED' }, 'x@1.2.3: licence UNLICENSED'],
  ['a repository', { resolved: 'git+ssh://git@github.com/x/x.git#abc' }, 'x@1.2.3: comes from git+ssh'],
  ['an address', { resolved: 'https://packages.example/x.tgz' }, 'x@1.2.3: comes from'],
  ['bytes that may change', { integrity: undefined }, 'x@1.2.3: no sha512'],
  ['weak sums', { integrity: 'sha1-x' }, 'x@1.2.3: no sha512'],
  ['a folder', { link: true, resolved: undefined }, 'x@1.2.3: a link'],
  ['a script', { hasInstallScript: true }, 'x: wants to run a script'],
])('refuses %s', (_name, more, problem) => {
  const problems = problemsWith('node_modules/a/node_modules/x', more);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

test.each<readonly [string, object, string]>([
  ['a range without end', { dependencies: { x: '>=1.0.0' } }, 'x: >=1.0.0'],
  ['whatever is newest', { devDependencies: { x: 'latest' } }, 'x: latest'],
  ['a repository', { dependencies: { x: 'github:x/x' } }, 'x: github:x/x'],
  [
    'a script that may run',
    { allowScripts: { ...manifest.allowScripts, '@swc/core': true } },
    '@swc/core: may run',
  ],
  [
    'a name of what is gone',
    { allowScripts: { ...manifest.allowScripts, gone: false } },
    'gone: is in allowScripts',
  ],
])('refuses %s in package.json', (_name, changes, problem) => {
  const problems = problemsWith('node_modules/x', {}, changes);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(problem);
});

/** What npm runs of a package when it is installed: by its scripts, or because there is something to compile. */
const runsAtInstall = (place: string): boolean => {
  if (!existsSync(join(root, place, 'package.json'))) return false;
  const { scripts, gypfile } = installedSchema.parse(read(join(place, 'package.json')));
  const named = ['preinstall', 'install', 'postinstall'].some((name) => scripts[name] !== undefined);
  return named || (gypfile && existsSync(join(root, place, 'binding.gyp')));
};

const installedSchema = z.looseObject({
  scripts: z.record(z.string(), z.string()).default({}),
  gypfile: z.boolean().default(true),
});

test('every package that runs something when it is installed says so in the lock, and is named', () => {
  const places = Object.keys(lock.packages).filter((place) => place !== '');
  const running = places.filter(runsAtInstall).map((place) => place.split('node_modules/').at(-1) ?? place);
  expect(running.length).toBeGreaterThan(0);
  expect(running.filter((name) => manifest.allowScripts[name] !== false)).toEqual([]);
  const said = (place: string): boolean => lock.packages[place]?.hasInstallScript === true;
  expect(places.filter((place) => runsAtInstall(place) && !said(place))).toEqual([]);
});

describe('the bill of materials', () => {
  const bill = billOf(manifest, lock);
  const shipped = Object.entries(lock.packages).filter(([place, { dev }]) => place !== '' && !dev);
  const refs = new Set(bill.components.map((component) => component['bom-ref']));

  test('names every package of a running bot, and no tool', () => {
    const ids = shipped.map(([place, { version }]) => `${place.split('node_modules/').at(-1)}@${version}`);
    expect([...refs]).toEqual([...new Set(ids)].toSorted());
    expect(
      Object.keys(manifest.dependencies).filter(
        (name) => ![...refs].some((ref) => ref.startsWith(`${name}@`)),
      ),
    ).toEqual([]);
    expect(
      [...refs].filter((ref) => /^(jest|typescript|oxlint|@microsoft\/m365agentsplayground)@/.test(ref)),
    ).toEqual([]);
  });

  test('says of each where it is found, its licence, and the sum of its bytes', () => {
    for (const { purl, licenses, hashes = [] } of bill.components) {
      expect(purl).toMatch(/^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@\d+\.\d+\.\d+/);
      expect(licenses).toHaveLength(1);
      expect(hashes).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    }
  });

  test('says what needs what: everything is needed by something that is in it', () => {
    const own = `${manifest.name}@${manifest.version}`;
    const needs = new Map(bill.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn] as const));
    const reached = new Set([own]);
    for (const ref of reached) for (const next of needs.get(ref) ?? []) reached.add(next);
    expect([...refs].filter((ref) => !reached.has(ref))).toEqual([]);
    expect(reached.size).toBe(refs.size + 1);
  });

  test('is the same each time', () => {
    expect(billOf(manifest, lock)).toEqual(bill);
    expect(JSON.stringify(bill)).not.toMatch(/timestamp|serialNumber/);
  });
});
