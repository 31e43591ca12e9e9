/** Makes the app package for Teams: a zip of the manifest, its English texts and both icons. */
import { Resvg } from '@resvg/resvg-js';
import { strToU8, zipSync } from 'fflate';
import { schemaProblems } from './schema';

/** What differs from one installation to another. */
export interface PackageValues {
  /** Id of the app in the catalogue, a GUID made once for an installation. */
  readonly appId: string;
  /** Id of the Entra app of the bot, a GUID. */
  readonly botId: string;
  /** Host name of the bot, without scheme, port and path. */
  readonly host: string;
  /** Three numbers; a catalogue takes an update only when they went up. */
  readonly version: string;
  /** Who offers the app, at most 32 characters. */
  readonly developer: string;
  /** Web pages that Teams links to from the app's details. */
  readonly website: string;
  readonly privacy: string;
  readonly terms: string;
}

/** The files of this folder as they are stored, as text. */
export interface PackageSources {
  readonly manifest: string;
  readonly english: string;
  readonly colorIcon: string;
  readonly outlineIcon: string;
}

/** A finished package, or everything that stands in its way, one line each. */
export type PackageResult =
  | { readonly status: 'made'; readonly zip: Uint8Array }
  | { readonly status: 'refused'; readonly problems: readonly string[] };

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const hostName = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i;
const version = /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/;
const webPage = /^https:\/\/[^\s"<>]+$/i;

const guidExpected = 'a GUID such as 3b9c1f52-6a1e-4c0e-9d53-0f2d8a7b6c41';
const pageExpected = 'a web page such as https://example.org/mentormaat';

/** What each value must look like, in the words of the option that carries it. */
const expectations = [
  ['appId', '--app-id', guid, guidExpected],
  ['botId', '--bot-id', guid, guidExpected],
  ['host', '--host', hostName, 'a host name such as bot.example.org, without https://, port or path'],
  ['version', '--app-version', version, 'three numbers such as 1.0.0'],
  ['developer', '--developer', /^(?=.*\S)[^\p{Cc}]{1,32}$/u, 'a name of at most 32 characters'],
  ['website', '--website', webPage, pageExpected],
  ['privacy', '--privacy', webPage, pageExpected],
  ['terms', '--terms', webPage, pageExpected],
] as const satisfies readonly (readonly [keyof PackageValues, string, RegExp, string])[];

const valueProblems = (values: PackageValues): readonly string[] =>
  expectations
    .filter(([name, , pattern]) => !pattern.test(values[name]))
    .map(([name, option, , expected]) => `${option}: expected ${expected}, found "${values[name]}"`);

/** Tokens of manifest.json, written `${{NAME}}`. */
const tokens = (values: PackageValues): Readonly<Record<string, string>> => ({
  APP_ID: values.appId,
  BOT_ID: values.botId,
  HOST: values.host,
  VERSION: values.version,
  DEVELOPER: values.developer,
  WEBSITE_URL: values.website,
  PRIVACY_URL: values.privacy,
  TERMS_URL: values.terms,
});

/** A token that means nothing stays as it is: its field then fails the schema, or the search for leftovers. */
const filled = (template: string, values: PackageValues): string => {
  const known = new Map(Object.entries(tokens(values)));
  return template.replaceAll(/\$\{\{(\w+)\}\}/g, (token, name: string) => {
    const value = known.get(name);
    return value === undefined ? token : JSON.stringify(value).slice(1, -1);
  });
};

const leftovers = (manifest: string): readonly string[] =>
  (manifest.match(/\$\{\{[^}]*\}*/g) ?? []).map((token) => `manifest.json: nothing is known for ${token}`);

const contentProblems = (manifest: string, english: string): readonly string[] => [
  ...leftovers(manifest),
  ...schemaProblems('manifest', JSON.parse(manifest)).map((problem) => `manifest.json ${problem}`),
  ...schemaProblems('localization', JSON.parse(english)).map((problem) => `en.json ${problem}`),
];

const png = (svg: string): Uint8Array => new Uint8Array(new Resvg(svg).render().asPng());

/** Zips hold wall time without a zone: one fixed time for every file keeps equal packages equal. */
const zipped = (files: Readonly<Record<string, Uint8Array>>): Uint8Array =>
  zipSync({ ...files }, { level: 9, mtime: '2027-01-01T12:00:00' });

/** The package for these values; the same sources and values give the same bytes on one platform. */
export const teamsPackage = (values: PackageValues, sources: PackageSources): PackageResult => {
  const unfit = valueProblems(values);
  if (unfit.length > 0) return { status: 'refused', problems: unfit };
  const manifest = filled(sources.manifest, values);
  const problems = contentProblems(manifest, sources.english);
  if (problems.length > 0) return { status: 'refused', problems };
  const zip = zipped({
    'manifest.json': strToU8(manifest),
    'en.json': strToU8(sources.english),
    'color.png': png(sources.colorIcon),
    'outline.png': png(sources.outlineIcon),
  });
  return { status: 'made', zip };
};
