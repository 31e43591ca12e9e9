import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { everySample } from './everySample';

const root = process.cwd();

const textsIn = (folder: string, pattern: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(basename(name)))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'));

/** Drawn by Teams from a few fields: not ours to look at. */
const notLookedAt = ['fileConsentCard', 'fileInfoCard'];

/** What all of them are made with stands in render.ts. */
const makers = textsIn('cards', /^(?!render\.ts).*\.ts$/)
  .flatMap((text) => [...text.matchAll(/^export const (\w+Card)\b/gm)])
  .flatMap(([, name]) => (name === undefined || notLookedAt.includes(name) ? [] : [name]));

test('every function that makes a card has a sample, so that its pictures are looked at', () => {
  const sampled = textsIn(join('test', 'cards'), /[Ss]amples\.ts$/).join('\n');
  expect(makers.length).toBeGreaterThan(20);
  expect(makers.filter((name) => !new RegExp(`\\b${name}\\(`).test(sampled))).toEqual([]);
});

test('every template belongs to a function that makes a card', () => {
  const modules = textsIn('cards', /\.ts$/).filter((text) => /^export const \w+Card\b/m.test(text));
  const shared = textsIn('cards', /[Tt]emplate\.ts$/);
  const used = [...modules, ...shared].join('\n');
  const templates = readdirSync(join(root, 'cards'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  expect(templates.length).toBeGreaterThan(20);
  expect(templates.filter((name) => !used.includes(`'./${basename(name)}'`))).toEqual([]);
});

test('no two samples have the same name: one would be drawn over the other', () => {
  const names = everySample.map(({ name }) => name.replace(/[^\w-]+/g, '-'));
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
