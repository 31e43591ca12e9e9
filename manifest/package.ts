#!/usr/bin/env node
/** `npm run package`: writes the Teams app package of one installation. See docs/teams.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { type PackageSources, type PackageValues, teamsPackage } from './teamsPackage';

/** The options as commander hands them over; the links are empty when they were not given. */
interface Options {
  readonly appId: string;
  readonly botId: string;
  readonly host: string;
  readonly out: string;
  readonly appVersion: string;
  readonly developer: string;
  readonly website?: string;
  readonly privacy?: string;
  readonly terms?: string;
}

/** The checkout, whether this runs as source or built into `dist/`. */
const checkout = (from: string): string =>
  existsSync(join(from, 'package.json')) || dirname(from) === from ? from : checkout(dirname(from));

const root = checkout(__dirname);
const read = (...path: string[]): string => readFileSync(join(root, ...path), 'utf8');

const sources = (): PackageSources => ({
  manifest: read('manifest', 'manifest.json'),
  english: read('manifest', 'en.json'),
  colorIcon: read('manifest', 'icons', 'color.svg'),
  outlineIcon: read('manifest', 'icons', 'outline.svg'),
});

const values = (options: Options): PackageValues => {
  const website = options.website ?? `https://${options.host}/`;
  const { privacy = website, terms = website } = options;
  return { ...options, version: options.appVersion, website, privacy, terms };
};

/** Where lines for the operator go. */
type Say = (line: string) => void;

const write = (path: string, zip: Uint8Array): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, zip);
};

const pack = (options: Options, say: Say): number => {
  const made = teamsPackage(values(options), sources());
  if (made.status === 'refused') {
    made.problems.forEach(say);
    return 1;
  }
  const path = resolve(options.out);
  write(path, made.zip);
  say(`${path}: ${made.zip.length} bytes, version ${options.appVersion}, for ${options.host}`);
  if (options.website === undefined) {
    say(`note: the app's details link to https://${options.host}/, where the bot itself serves no pages;`);
    say(`      --website, --privacy and --terms name pages of your own`);
  }
  return 0;
};

const ownVersion = (): string => {
  const { version }: { readonly version: string } = JSON.parse(read('package.json'));
  return version;
};

const command = (say: Say): Command =>
  new Command('npm run package --')
    .description('Makes the app package that is uploaded to the Teams app catalogue of each tenant.')
    .requiredOption('--app-id <guid>', 'id of the app in the catalogue; make one once and keep it')
    .requiredOption('--bot-id <guid>', 'application (client) id of the Entra app of the bot')
    .requiredOption('--host <name>', 'host name of the bot, such as bot.example.org')
    .option('--out <file>', 'where the package goes', 'build/mentormaat.zip')
    .option('--app-version <x.y.z>', 'version of the package', ownVersion())
    .option('--developer <name>', 'who offers the app', 'Mentormaat')
    .option('--website <url>', 'page about the app')
    .option('--privacy <url>', 'privacy statement')
    .option('--terms <url>', 'terms of use')
    .allowExcessArguments(false)
    .configureOutput({ writeOut: (text) => say(text.trimEnd()), writeErr: (text) => say(text.trimEnd()) })
    .exitOverride();

/** Packs as the words behind `npm run package --` say. Exit code: 0 written, 1 refused, 2 wrong usage. */
export const packageApp = (words: readonly string[], say: Say): number => {
  try {
    return pack(command(say).parse(words, { from: 'user' }).opts<Options>(), say);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
};

if (require.main === module) {
  process.exitCode = packageApp(process.argv.slice(2), (line) => process.stderr.write(`${line}\n`));
}
