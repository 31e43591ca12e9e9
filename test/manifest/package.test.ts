import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import english from '../../manifest/en.json';
import { packageApp } from '../../manifest/package';
import { schemaProblems } from '../../manifest/schema';
import { type PackageSources, type PackageValues, teamsPackage } from '../../manifest/teamsPackage';
import { readPng } from './png';

const appId = '3b9c1f52-6a1e-4c0e-9d53-0f2d8a7b6c41';
const botId = 'C0FFEE00-1111-4222-8333-444455556666';
const folder = mkdtempSync(join(tmpdir(), 'mentormaat-package-'));
afterAll(() => rmSync(folder, { recursive: true }));

const out = join(folder, 'build', 'app.zip');
const usual = ['--app-id', appId, '--bot-id', botId, '--host', 'bot.example.org', '--out', out];

const pack = (words: readonly string[]): { readonly code: number; readonly said: readonly string[] } => {
  const said: string[] = [];
  const code = packageApp(words, (line) => said.push(line));
  return { code, said };
};

const stored = (...path: string[]): string => readFileSync(join('manifest', ...path), 'utf8');

const file = (name: string): Uint8Array => unzipSync(readFileSync(out))[name] ?? new Uint8Array();

describe('npm run package', () => {
  beforeEach(() => {
    rmSync(out, { force: true });
  });

  test('writes a package with everything Teams asks for and nothing else', () => {
    expect(pack(usual).code).toBe(0);
    expect(Object.keys(unzipSync(readFileSync(out)))).toEqual([
      'manifest.json',
      'en.json',
      'color.png',
      'outline.png',
    ]);
  });

  test('fills in ids, host and version, and stays valid by the schema', () => {
    pack([...usual, '--app-version', '2.3.4', '--developer', 'School "A"']);
    const manifest: unknown = JSON.parse(strFromU8(file('manifest.json')));
    expect(schemaProblems('manifest', manifest)).toEqual([]);
    expect(manifest).toMatchObject({
      id: appId,
      version: '2.3.4',
      developer: { name: 'School "A"', websiteUrl: 'https://bot.example.org/' },
      bots: [{ botId }],
      validDomains: ['bot.example.org'],
    });
    expect(strFromU8(file('manifest.json'))).not.toContain('${{');
  });

  test('carries the English texts as they stand', () => {
    pack(usual);
    expect(JSON.parse(strFromU8(file('en.json')))).toEqual(english);
    expect(schemaProblems('localization', JSON.parse(strFromU8(file('en.json'))))).toEqual([]);
  });

  test('draws the colour icon at 192 pixels, opaque, with its mark where Teams never cuts', () => {
    pack(usual);
    const { width, height, pixels } = readPng(file('color.png'));
    expect([width, height]).toEqual([192, 192]);
    const [ground] = pixels;
    expect(ground).toEqual([0x0f, 0x5c, 0x63, 255]);
    const outside = pixels.filter((_, at) => {
      const [x, y] = [at % 192, Math.floor(at / 192)];
      return x < 36 || x >= 156 || y < 36 || y >= 156;
    });
    expect(new Set(outside.map(String))).toEqual(new Set([String(ground)]));
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(3);
    expect(pixels.every(([, , , alpha]) => alpha === 255)).toBe(true);
  });

  test('draws the outline icon at 32 pixels in white on nothing', () => {
    pack(usual);
    const { width, height, pixels } = readPng(file('outline.png'));
    expect([width, height]).toEqual([32, 32]);
    const seen = pixels.filter(([, , , alpha]) => alpha > 0);
    expect(new Set(seen.map(([red, green, blue]) => `${red},${green},${blue}`))).toEqual(
      new Set(['255,255,255']),
    );
    expect(seen.length).toBeGreaterThan(100);
    expect(seen.length).toBeLessThan((32 * 32) / 2);
    expect(pixels[0]?.[3]).toBe(0);
  });

  test('makes the same bytes again, whenever that is', () => {
    pack(usual);
    const first = readFileSync(out);
    const noonOf1January2027 = 0x5e21_6000;
    expect(first.readUInt32LE(10)).toBe(noonOf1January2027);
    rmSync(out);
    pack(usual);
    expect(readFileSync(out).equals(first)).toBe(true);
  });

  test('says where the package is, and that the links need pages', () => {
    expect(pack(usual).said.join('\n')).toMatch(/app\.zip: \d+ bytes, version .+--website/s);
    expect(pack([...usual, '--website', 'https://example.org/maat']).said).toHaveLength(1);
  });

  test.each([
    ['--app-id', 'not-a-guid', 'a GUID such as'],
    ['--bot-id', `{${botId}}`, 'a GUID such as'],
    ['--host', 'https://bot.example.org', 'without https://, port or path'],
    ['--host', 'bot.example.org:3978', 'without https://, port or path'],
    ['--host', 'bot.example.org/api', 'without https://, port or path'],
    ['--host', 'localhost', 'without https://, port or path'],
    ['--host', '*.example.org', 'without https://, port or path'],
    ['--host', '', 'without https://, port or path'],
    ['--app-version', '1.0', 'three numbers'],
    ['--developer', 'x'.repeat(33), 'at most 32'],
    ['--privacy', 'http://example.org', 'a web page such as'],
  ])('refuses %s %s and writes nothing', (option, value, expected) => {
    const { code, said } = pack([...usual, option, value]);
    expect(code).toBe(1);
    expect(said.find((line) => line.startsWith(`${option}: expected`))).toContain(expected);
    expect(said.join('\n')).toContain(`found "${value}"`);
    expect(existsSync(out)).toBe(false);
  });

  test('names every wrong value at once', () => {
    const { said } = pack(['--app-id', 'x', '--bot-id', 'y', '--host', 'bot.example.org', '--out', out]);
    expect(said).toHaveLength(2);
  });

  test.each([[[]], [['--app-id', appId]], [[...usual, '--colour', 'red']], [[...usual, 'more']]])(
    'calls it wrong usage: %j',
    (words) => {
      const { code, said } = pack(words);
      expect(code).toBe(2);
      expect(said.join('\n')).toMatch(/^error: /);
    },
  );

  test('explains itself', () => {
    const { code, said } = pack(['--help']);
    expect(code).toBe(0);
    expect(said.join('\n')).toContain('--bot-id <guid>');
  });
});

describe('teamsPackage', () => {
  const values: PackageValues = {
    appId,
    botId,
    host: 'bot.example.org',
    version: '1.0.0',
    developer: 'Mentormaat',
    website: 'https://example.org/',
    privacy: 'https://example.org/',
    terms: 'https://example.org/',
  };
  const sources: PackageSources = {
    manifest: stored('manifest.json'),
    english: stored('en.json'),
    colorIcon: stored('icons', 'color.svg'),
    outlineIcon: stored('icons', 'outline.svg'),
  };

  test('makes nothing of a manifest with an unknown token', () => {
    const manifest = sources.manifest.replace('${{VERSION}}', '${{VERSIE}}');
    expect(teamsPackage(values, { ...sources, manifest })).toEqual({
      status: 'refused',
      problems: ['manifest.json: nothing is known for ${{VERSIE}}'],
    });
  });

  test('makes nothing that the schema refuses', () => {
    const manifest = sources.manifest.replace('"accentColor"', '"accentColour"');
    const wrong = sources.english.replace('"name.short"', '"name.brief"');
    expect(teamsPackage(values, { ...sources, manifest, english: wrong })).toEqual({
      status: 'refused',
      problems: [
        "manifest.json /: must have required property 'accentColor'",
        'manifest.json /: must NOT have additional properties (accentColour)',
        "en.json /: must have required property 'name.short'",
        'en.json /: must NOT have additional properties (name.brief)',
      ],
    });
  });
});
