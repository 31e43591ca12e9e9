import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultRules } from '../../bot/programme/rules';
import { allKinds } from '../../bot/programme/plannedMessage';
import { outcomes } from '../../bot/programme/facts';

const root = join(__dirname, '..', '..');
/** Without the blanks that align its tables. */
const page = readFileSync(join(root, 'docs', 'rules.md'), 'utf8').replaceAll(/ {2,}/g, ' ');

/** File and function as the page names them. */
const named = [...page.matchAll(/`((?:bot|dialogs)\/[\w/]+\.ts)` `(\w+)`/g)].map(
  ([, file = '', name = '']) => ({ file, name }),
);

const sourceOf = (file: string): string => {
  const path = join(root, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

describe('docs/rules.md', () => {
  test.each(named)('$name is exported by $file', ({ file, name }) => {
    expect(sourceOf(file)).toMatch(new RegExp(`^export (?:const|(?:async )?function\\*?) ${name}\\b`, 'm'));
  });

  test('names a function for every rule: each point ends in one', () => {
    const points = page.split('\n').filter((line) => line.startsWith('- '));
    expect(points.length).toBeGreaterThan(30);
    expect(points.filter((line) => !/→ (?:`[\w/.]+\.ts` `\w+`(?:, )?)+$/.test(line))).toEqual([]);
  });

  test('has the numbers of the flag rules as the code has them', () => {
    for (const { name, counts, count, among, level } of defaultRules.flagRules)
      expect(page).toContain(`| \`${name}\` | ${counts.join(' or ')} | ${count} | ${among} | ${level} |`);
    for (const name of ['lateFrom', 'absentFrom', 'clearAfter', 'reopenWithin', 'raiseAfter'] as const)
      expect(page).toContain(`_\`${name}\`_ (${defaultRules[name]})`);
  });

  test('has every outcome and every kind of message', () => {
    for (const word of [...outcomes, ...allKinds]) expect(page).toMatch(new RegExp(`^\\| \`${word}\``, 'm'));
  });
});
