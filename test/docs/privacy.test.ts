import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { storedPlaces } from '../../bot/privacy/places';
import { defaultRetention } from '../../bot/programme/retention';

const docs = join(__dirname, '..', '..', 'docs');
const pageOf = (name: string): string => readFileSync(join(docs, name), 'utf8').replaceAll(/ {2,}/g, ' ');

const page = pageOf('privacy.md');
const [dutch = '', english = ''] = page.split('# Privacy in English');

/** Lines of the table of everything that is stored. */
const storedIn = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => /^\| `(Programmes|People|Records|Outbox|Rounds|Queue) /.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

describe('docs/privacy.md', () => {
  test.each([
    ['Dutch', dutch],
    ['English', english],
  ])('says of every kind of row what, why, how long and how it goes, in %s', (_, text) => {
    const rows = storedIn(text);
    expect(rows.map(([place]) => place)).toEqual(
      storedPlaces.map(({ table, rows: kind }) => `\`${table} ${kind}\``),
    );
    for (const cells of rows) {
      expect(cells).toHaveLength(5);
      expect(cells.filter((cell) => cell === '')).toEqual([]);
    }
  });

  test.each([
    ['niemand', dutch],
    ['nobody', english],
  ])('says “%s” of exactly the rows in which nobody stands', (word, text) => {
    // Uses of the care button are things, gone through one by one, with nobody in them.
    const without = storedPlaces.filter(({ holds }) => holds === 'nobody' || holds === 'careUse');
    const said = storedIn(text).filter(([, what = '']) => what.startsWith(`${word}:`));
    expect(said.map(([place]) => place)).toEqual(without.map(({ table, rows }) => `\`${table} ${rows}\``));
  });

  test('has the periods as the code has them, in both languages', () => {
    for (const text of [dutch, english]) {
      for (const [name, days] of Object.entries(defaultRetention))
        expect(text).toMatch(new RegExp(`\\(\`${name}\`\\) \\|[^|]*\\| ${days} \\|`));
    }
  });

  test.each(['privacy.md', 'privacy/dpia.md', 'privacy/register.md'])(
    '%s leads nowhere that is not there',
    (name) => {
      const links = [...pageOf(name).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
      expect(links.length).toBeGreaterThan(0);
      for (const to of links) expect([to, existsSync(join(docs, dirname(name), to))]).toEqual([to, true]);
    },
  );
});
