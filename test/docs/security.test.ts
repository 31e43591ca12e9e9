import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lookKinds } from '../../bot/ports/export';
import {
  accessTable,
  commandThings,
  messageThings,
  toolTells,
  verbThings,
} from '../../bot/programme/accessTable';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'security.md'), 'utf8');

/** The cells of every table row, without the code marks; `–` stays. */
const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.replaceAll('`', '').trim()),
    );

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const accessCells = cellsOf(section('Who may see and do what'));

const isHead = ([first = '']: readonly string[]): boolean => first.includes(' ') || /^-+$/.test(first);

const rowsOf = (table: typeof accessTable | typeof toolTells): readonly (readonly string[])[] =>
  Object.entries(table).map(([name, { student, teacher, coordinator }]) => [
    name,
    ...[student, teacher, coordinator].map((reach) => reach ?? '–'),
  ]);

describe('docs/security.md, who may see and do what', () => {
  test('has every thing with the reach of every role, and no other', () => {
    const shown = accessCells
      .filter((cells) => cells.length === 5)
      .slice(2)
      .map(([thing, , ...reach]) => [thing, ...reach]);
    expect(shown).toEqual(rowsOf(accessTable));
  });

  test('says what a coordinator cannot look at without a row in the access record', () => {
    const [, said = ''] = /before anything is shown: at ([^.]*?) below/s.exec(page) ?? [];
    expect([...said.matchAll(/`(\w+)`/g)].map(([, thing]) => thing)).toEqual([...lookKinds]);
  });

  test('has of every command of the tool who is told that somebody was looked up', () => {
    const shown = accessCells.filter((cells) => cells.length === 4).slice(2);
    expect(shown).toEqual(rowsOf(toolTells));
  });

  test('says of every verb, command and kind of message what it is about', () => {
    const shown = accessCells.filter((cells) => cells.length === 2 && !isHead(cells));
    const decided = [verbThings, commandThings, messageThings].flatMap((rows) => Object.entries(rows));
    expect(shown).toEqual(decided.map(([name, things]) => [name, things.join(', ')]));
  });
});

/** Each file with a title. */
const isShown = ([, , by = '']: readonly string[]): boolean =>
  by.split(/(?=test\/)/).every((part) => /^test\/[\w/.]+ “/.test(part));

describe('docs/security.md, what was tried', () => {
  /** A file, then titles in it: `test/bot/x.test.ts` “one”, “another”. */
  const shownBy = [...page.matchAll(/`(test\/[\w/.]+)`((?:,? “[^”]+”)*)/g)].flatMap(
    ([, path = '', named = '']) => {
      const titles = [...named.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
      return (titles.length === 0 ? [''] : titles).map((title) => ({ path, title }));
    },
  );

  test.each(shownBy)('$path is there, with a test $title', ({ path, title }) => {
    const file = join(root, path);
    expect(existsSync(file)).toBe(true);
    // In the marks of a text: a comment is no test.
    if (title !== '')
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`['"\`][^'"\`\n]*${escaped(title)}`));
  });

  test('every attack is shown by tests that are named', () => {
    const attacks = ['Who is calling', 'Who is inside']
      .flatMap((title) => cellsOf(section(title)).slice(2))
      .filter((cells) => cells[0] !== 'Tried');
    expect(attacks.length).toBeGreaterThan(25);
    expect(attacks.filter((cells) => !isShown(cells)).map(([what]) => what)).toEqual([]);
  });
});
