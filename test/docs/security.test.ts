import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accessTable, commandThings, verbThings } from '../../bot/programme/access';

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

const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';
const accessCells = cellsOf(section('Who may see and do what'));

describe('docs/security.md, who may see and do what', () => {
  test('has every thing with the reach of every role, and no other', () => {
    const shown = accessCells
      .filter((cells) => cells.length === 5)
      .slice(2)
      .map(([thing, , ...reach]) => [thing, ...reach]);
    const decided = Object.entries(accessTable).map(([thing, { student, teacher, coordinator }]) => [
      thing,
      ...[student, teacher, coordinator].map((reach) => reach ?? '–'),
    ]);
    expect(shown).toEqual(decided);
  });

  test('says of every verb and command what it is about', () => {
    const shown = accessCells.filter((cells) => cells.length === 2).slice(2);
    const decided = [...Object.entries(verbThings), ...Object.entries(commandThings)];
    expect(shown).toEqual(decided.map(([name, things]) => [name, things.join(', ')]));
  });
});
