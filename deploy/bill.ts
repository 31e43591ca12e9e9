/**
 * The bill of materials of a running bot, in the form of CycloneDX: every package of the lock file that is no tool. Made here,
 * since `npm sbom --omit dev` (npm 10 and 11) leaves out what a tool needs too, zod among others. It holds no moment and no
 * number of its own, so that the same lock file gives the same bill.
 */
import type { Lock, Manifest } from './packageRules';
import { readByHand } from './packageRules';

/** A package in the bill. */
interface Component {
  readonly type: 'library' | 'application';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly scope?: 'required' | 'optional';
  readonly licenses: readonly object[];
  readonly hashes?: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** A CycloneDX document, as far as it is used here. */
export interface Bill {
  readonly $schema: string;
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.5';
  readonly version: 1;
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

type Locked = Lock['packages'][string];

const nameIn = (place: string): string => place.split('node_modules/').at(-1) ?? '';

const idOf = (place: string, { version = '' }: Locked): string => `${nameIn(place)}@${version}`;

const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace(/^@/, '%40')}@${encodeURIComponent(version)}`;

const licensesOf = (id: string, license: string | undefined): readonly object[] => {
  const read = readByHand[id];
  if (read !== undefined) return [{ license: { name: read } }];
  if (license === undefined) return [];
  return / (AND|OR) /.test(license) ? [{ expression: license }] : [{ license: { id: license } }];
};

const componentOf = (place: string, locked: Locked): Component => {
  const name = nameIn(place);
  const { version = '', integrity = '', license, optional } = locked;
  const id = idOf(place, locked);
  const content = Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': id,
    name,
    version,
    purl: purlOf(name, version),
    scope: optional ? 'optional' : 'required',
    licenses: licensesOf(id, license),
    hashes: [{ alg: 'SHA-512', content }],
  };
};

/** Where Node finds a package from a place: beside it, or in a folder above. Null when it is not installed. */
const found = (packages: Lock['packages'], place: string, name: string): string | null => {
  const here = `${place === '' ? '' : `${place}/`}node_modules/${name}`;
  if (packages[here] !== undefined) return here;
  if (place === '') return null;
  const above = place.slice(0, Math.max(0, place.lastIndexOf('node_modules/') - 1));
  return found(packages, above, name);
};

const needsOf = ({ packages }: Lock, place: string, locked: Locked): readonly string[] =>
  Object.keys({
    ...locked.dependencies,
    ...locked.optionalDependencies,
    ...locked.peerDependencies,
  }).flatMap((name) => {
    const at = found(packages, place, name);
    const needed = at === null ? undefined : packages[at];
    return at === null || needed === undefined || needed.dev ? [] : [idOf(at, needed)];
  });

const byRef = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The same version at several places is one component, which needs what any of them needs. */
const dependenciesOf = (
  lock: Lock,
  shipped: readonly (readonly [string, Locked])[],
  own: string,
): Bill['dependencies'] => {
  const needs = new Map<string, Set<string>>([[own, new Set()]]);
  for (const [place, locked] of shipped) {
    const ref = place === '' ? own : idOf(place, locked);
    const all = needs.get(ref) ?? new Set();
    for (const id of needsOf(lock, place, locked)) all.add(id);
    needs.set(ref, all);
  }
  return [...needs]
    .map(([ref, all]) => ({ ref, dependsOn: [...all].toSorted(byRef) }))
    .toSorted((a, b) => byRef(a.ref, b.ref));
};

/** Makes the bill from package.json and package-lock.json. */
export const billOf = ({ name, version, license }: Manifest, lock: Lock): Bill => {
  const own = `${name}@${version}`;
  const shipped = Object.entries(lock.packages).filter(([, { dev }]) => !dev);
  const components = new Map(
    shipped
      .filter(([place]) => place !== '')
      .map(([place, locked]) => [idOf(place, locked), componentOf(place, locked)] as const),
  );
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own,
        name,
        version,
        purl: purlOf(name, version),
        licenses: licensesOf(own, license),
      },
    },
    components: [...components.values()].toSorted((a, b) => byRef(a['bom-ref'], b['bom-ref'])),
    dependencies: dependenciesOf(lock, shipped, own),
  };
};
