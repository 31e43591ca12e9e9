import { commands, type Command } from '../../dialogs/commands';
import english from '../../manifest/en.json';
import manifest from '../../manifest/manifest.json';
import { schemaProblems } from '../../manifest/schema';

const texts: Readonly<Record<string, string>> = english;
const help = commands.filter(({ name }) => name === 'help');
/** Teams shows twelve at most; the care signal has a button wherever a student needs it, and stands in the help. */
const listed = commands.filter(({ name }) => name !== 'care');

/** Which commands each list of the manifest is to show. */
const lists: readonly { scope: string; index: number; shown: readonly Command[] }[] = [
  { scope: 'personal', index: 0, shown: listed },
  { scope: 'team', index: 1, shown: help },
  { scope: 'groupChat', index: 2, shown: help },
];

/** The manifest with something a package would hold in place of every token. */
const packaged: unknown = JSON.parse(
  JSON.stringify(manifest)
    .replaceAll(/\$\{\{(APP|BOT)_ID\}\}/g, '3b9c1f52-6a1e-4c0e-9d53-0f2d8a7b6c41')
    .replaceAll(/\$\{\{\w+_URL\}\}/g, 'https://example.org/'),
);

describe('the commands that Teams shows', () => {
  test('come in one list a scope, for every scope of the bot', () => {
    expect(manifest.bots).toHaveLength(1);
    const [bot] = manifest.bots;
    expect(bot?.scopes).toEqual(lists.map(({ scope }) => scope));
    expect(bot?.commandLists.map(({ scopes }) => scopes)).toEqual(lists.map(({ scope }) => [scope]));
  });

  test.each(lists)('are those of the code, in Dutch, in $scope', ({ index, shown }) => {
    expect(manifest.bots[0]?.commandLists[index]?.commands).toEqual(
      shown.map(({ nl }) => ({ title: nl.text, description: nl.description })),
    );
  });

  test('are those of the code, in English, in every scope and nothing more', () => {
    const expected = lists.flatMap(({ index, shown }) =>
      shown.flatMap(({ en }, at) => [
        [`bots[0].commandLists[${index}].commands[${at}].title`, en.text],
        [`bots[0].commandLists[${index}].commands[${at}].description`, en.description],
      ]),
    );
    expect(Object.entries(texts).filter(([key]) => key.startsWith('bots'))).toEqual(expected);
  });

  test.each(commands)('fit in the list: $name', ({ nl, en }) => {
    for (const { text, description } of [nl, en]) {
      expect(text.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(128);
    }
  });

  test('are at most 12 a list', () => {
    for (const { shown } of lists) expect(shown.length).toBeLessThanOrEqual(12);
  });
});

describe('the manifest', () => {
  test('is valid by the published schema 1.30', () => {
    expect(manifest.manifestVersion).toBe('1.30');
    expect(schemaProblems('manifest', packaged)).toEqual([]);
  });

  test('has a localisation valid by the published schema', () => {
    expect(schemaProblems('localization', english)).toEqual([]);
    expect(manifest.localizationInfo).toEqual({
      defaultLanguageTag: 'nl-nl',
      additionalLanguages: [{ languageTag: 'en', file: 'en.json' }],
    });
  });

  test('translates every text of its own', () => {
    expect(Object.keys(texts).filter((key) => /^(name|description)\./.test(key))).toEqual([
      'name.short',
      'name.full',
      'description.short',
      'description.full',
    ]);
  });

  test.each([
    ['nl', manifest.name.short, manifest.description.short],
    ['en', texts['name.short'] ?? '', texts['description.short'] ?? ''],
  ])('keeps name and line short in %s', (_, name, line) => {
    expect(name.length).toBeLessThanOrEqual(30);
    expect(line.length).toBeLessThanOrEqual(80);
    expect(name).not.toBe('');
    expect(line).not.toBe('');
  });

  test('never calls the student bare mentor in Dutch', () => {
    expect(JSON.stringify(manifest)).not.toMatch(/\bmentor(en)?\b/i);
  });

  test('tells only of a bot to talk with in one place', () => {
    expect(manifest.bots[0]).toMatchObject({ isNotificationOnly: false, supportsFiles: true });
    expect(manifest.validDomains).toEqual(['${{HOST}}']);
  });
});

describe('schemaProblems', () => {
  test('names an unknown key and where it stands', () => {
    expect(schemaProblems('manifest', { ...manifest, surprise: 1 })).toContain(
      '/: must NOT have additional properties (surprise)',
    );
    expect(schemaProblems('localization', { ...english, surprise: 'x' })).toEqual([
      '/: must NOT have additional properties (surprise)',
    ]);
  });

  test('names a value that does not fit', () => {
    expect(schemaProblems('manifest', manifest).join('\n')).toMatch(/^\/id: must match pattern/m);
    expect(schemaProblems('localization', { ...english, 'name.short': 'x'.repeat(31) })).toEqual([
      '/name.short: must NOT have more than 30 characters',
    ]);
  });
});
