import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The package's version: another one unpacks into another folder. */
const version = '138.0.2';

/** A Chromium that can be started, and what it needs in its environment. */
export interface Chromium {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Libraries for machines that lack them; they would not fit every other machine. */
  readonly libraries: string;
}

/**
 * The Chromium of the npm package, unpacked on first use. Several test processes may ask at once: the folder
 * appears whole or not at all. Null where the package has none (it is built for Linux on x64).
 */
export async function packagedChromium(): Promise<Chromium | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const folder = join(tmpdir(), `mentormaat-chromium-${version}`);
  if (!existsSync(folder)) await unpack(folder);
  return {
    executable: join(folder, 'chromium'),
    environment: { FONTCONFIG_FILE: join(folder, 'fonts.conf') },
    libraries: join(folder, 'al2023', 'lib'),
  };
}

async function unpack(folder: string): Promise<void> {
  const staging = await mkdtemp(`${folder}-`);
  const script = join(__dirname, 'unpackChromium.js');
  // Named after a runtime of AWS, the package unpacks its libraries too.
  const env = { ...process.env, TMPDIR: staging, AWS_EXECUTION_ENV: 'nodejs20.x' };
  await promisify(execFile)(process.execPath, [script], { env });
  await writeFile(join(staging, 'fonts.conf'), fontConfiguration(folder));
  try {
    await rename(staging, folder);
  } catch {
    // Another process was first.
    await rm(staging, { recursive: true, force: true });
  }
}

const alias = (family: string): string =>
  `<alias binding="same"><family>${family}</family><prefer><family>Open Sans</family></prefer></alias>`;

/** Cards look the same on every machine: the package's own font stands in for Teams' Segoe UI. */
function fontConfiguration(folder: string): string {
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
    '<fontconfig>',
    `<dir>${join(folder, 'fonts')}</dir>`,
    '<dir>/usr/share/fonts</dir>',
    `<cachedir>${join(folder, 'fonts-cache')}</cachedir>`,
    ...['Segoe UI', 'sans-serif', 'system-ui'].map(alias),
    '</fontconfig>',
  ].join('\n');
}
