import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { architectureProblems } from './layers';

const root = resolve(__dirname, '..', '..');

const sources = new Map(
  ['bot', 'cards', 'dialogs']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
        join(folder, file),
      ),
    )
    .filter((file) => /\.(ts|json)$/.test(file))
    .map((file) => [file.split(sep).join('/'), readFileSync(join(root, file), 'utf8')] as const),
);

const nothing = '';

/** What is wrong with one file beside some others that are empty. */
const problemsOf = (file: string, text: string, ...others: readonly string[]): readonly string[] =>
  architectureProblems(new Map([[file, text], ...others.map((other) => [other, nothing] as const)]));

test('the source keeps to its layers', () => {
  expect(sources.size).toBeGreaterThan(50);
  expect(architectureProblems(sources)).toEqual([]);
});

describe('the layers', () => {
  test.each([
    ['bot/programme/a.ts', "import { b } from './b';", 'bot/programme/b.ts'],
    ['bot/programme/a.ts', "import { Temporal } from 'temporal-polyfill';", ''],
    ['bot/ports.ts', "import type { Day } from './programme/model';", 'bot/programme/model.ts'],
    ['bot/ports.ts', "import { type Day } from './programme/model';", 'bot/programme/model.ts'],
    ['dialogs/a.ts', "import { b } from '../cards/b';", 'cards/b.ts'],
    ['cards/a.ts', "import b from './b.json';", 'cards/b.json'],
    ['cards/a.ts', "import { b } from '../bot/programme/b';", 'bot/programme/b.ts'],
    ['cards/a.ts', "import type { b } from '../bot/ports';", 'bot/ports.ts'],
    ['bot/delivery/a.ts', "import { b } from '../../cards/b';", 'cards/b.ts'],
    ['bot/delivery/teamsMessenger.ts', "import { CloudAdapter } from 'botbuilder';", ''],
    ['bot/roster/a.ts', "import { parse } from 'csv-parse/sync'; import { join } from 'node:path';", ''],
    ['bot/storage/a.ts', "import { createHash } from 'node:crypto';", ''],
    ['bot/wiring.ts', "import { b } from './delivery/b';", 'bot/delivery/b.ts'],
    ['bot/startBot.ts', "const b = await import('./wiring.js');", 'bot/wiring.ts'],
    [
      'bot/intervision/solver.ts',
      "import loadHighs from 'highs'; import { b } from '../programme/b';",
      'bot/programme/b.ts',
    ],
    ['bot/intervision/a.ts', "import type { b } from '../ports/intervision';", 'bot/ports/intervision.ts'],
    ['bot/intervision/solvingThread.ts', "import { Worker } from 'node:worker_threads';", ''],
    ['bot/index.ts', "import 'anything'; export const now = () => Date.now() + process.env.X;", ''],
    ['dialogs/a.ts', 'const text = "import x from \'zod\'; Date.now()"; // new Date()', ''],
  ])('allow %s: %s', (file, text, other) => {
    expect(problemsOf(file, text, other)).toEqual([]);
  });

  test.each([
    [
      'bot/programme/a.ts',
      "import { b } from '../ports';",
      'bot/ports.ts',
      'programme may import from programme, not from ports',
    ],
    ['bot/programme/a.ts', "import { z } from 'zod';", '', 'programme may use temporal-polyfill'],
    ['bot/programme/a.ts', "import { join } from 'node:path';", '', 'programme may not use Node itself'],
    [
      'bot/ports.ts',
      "import { b } from './programme/b';",
      'bot/programme/b.ts',
      'types of programme, not from programme',
    ],
    ['dialogs/a.ts', "export { b } from '../bot/storage/b';", 'bot/storage/b.ts', 'not from storage'],
    ['dialogs/a.ts', "export type { b } from '../bot/storage/b';", 'bot/storage/b.ts', 'not from storage'],
    ['cards/a.ts', "export * from '../dialogs/b';", 'dialogs/b.ts', 'not from dialogs'],
    ['cards/a.ts', "import { b } from '../bot/ports';", 'bot/ports.ts', 'types of ports, not from ports'],
    ['cards/a.ts', "type B = import('../dialogs/b').B;", 'dialogs/b.ts', 'not from dialogs'],
    [
      'bot/storage/a.ts',
      "const b = await import('../delivery/b');",
      'bot/delivery/b.ts',
      'not from delivery',
    ],
    ['bot/roster/a.ts', "const b = require('../../cards/b');", 'cards/b.ts', 'not from cards'],
    ['bot/server.ts', "import { b } from './storage/b';", 'bot/storage/b.ts', 'not from storage'],
    ['bot/cli/a.ts', "import { b } from '../index';", 'bot/index.ts', 'not from outside the layers'],
    [
      'bot/delivery/a.ts',
      "import type { b } from 'botbuilder';",
      '',
      'only bot/teamsBot.ts and bot/delivery/teamsMessenger.ts',
    ],
    ['bot/runBot.ts', "const b = await import('./wiring.js');", 'bot/wiring.ts', 'not from wiring'],
    ['bot/wiring.ts', "import { z } from 'zod';", '', 'wiring may use no package'],
    ['bot/wiring.ts', "import { b } from './index';", 'bot/index.ts', 'not from outside the layers'],
    ['bot/intervision/a.ts', "import { Worker } from 'node:worker_threads';", '', 'may not use Node itself'],
    [
      'dialogs/a.ts',
      "import { b } from '../bot/intervision/b';",
      'bot/intervision/b.ts',
      'not from intervision',
    ],
    ['dialogs/a.ts', "import highs from 'highs';", '', 'dialogs may use'],
    ['bot/storage/a.ts', "import { b } from '../../examples/b';", '', 'no such file in the layers'],
  ])('refuse %s: %s', (file, text, other, expected) => {
    const problems = problemsOf(file, text, other);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${file} → `);
    expect(problems[0]).toContain(expected);
  });

  test('keep the Bot Framework from the entry too', () => {
    expect(problemsOf('bot/index.ts', "import { CloudAdapter } from 'botbuilder';")).toEqual([
      'bot/index.ts → botbuilder: only bot/teamsBot.ts and bot/delivery/teamsMessenger.ts may know it',
    ]);
  });

  test('have a place for every file', () => {
    expect(problemsOf('bot/elsewhere.ts', '')).toEqual([
      'bot/elsewhere.ts: stands in no layer of test/architecture/layers.ts',
    ]);
  });
});

describe('the outer world', () => {
  test.each([
    ['const t = Date.now();', 'Date.now'],
    ['const t = new Date();', 'new Date'],
    ['const t = new Date(5);', 'new Date'],
    ['const t = Date();', 'new Date'],
    ['const f = Date.now;', 'Date.now'],
    ['const x = Math.random();', 'Math.random'],
    ["const x = process.env['X'];", 'process.env'],
    ["const x = process['env'];", 'process.env'],
    ['const x = globalThis.process.env;', 'globalThis.process.env'],
    ['const { env } = process;', 'process under another name'],
    ['const x = performance.now();', 'performance.now'],
    ['const x = crypto.randomUUID();', 'crypto.randomUUID'],
    ["import { randomUUID as id } from 'node:crypto';", 'randomUUID of node:crypto'],
  ])('is read by the entry only: %s', (text, what) => {
    expect(problemsOf('bot/storage/a.ts', text)).toEqual([
      `bot/storage/a.ts: reads ${what}; only bot/index.ts may`,
    ]);
  });

  test('includes the clock of Temporal', () => {
    const text = "import { Temporal } from 'temporal-polyfill'; const t = Temporal.Now.instant();";
    expect(problemsOf('bot/programme/a.ts', text)).toEqual([
      'bot/programme/a.ts: reads Temporal.Now; only bot/index.ts may',
    ]);
  });
});

describe('circles', () => {
  test('are told once, along their way', () => {
    const round = new Map([
      ['cards/c.ts', "import { a } from './a';"],
      ['cards/a.ts', "import { b } from './b';"],
      ['cards/b.ts', "import type { c } from './c';"],
      ['cards/d.ts', "import { a } from './a';"],
    ]);
    expect(architectureProblems(round)).toEqual([
      'cards/a.ts → cards/b.ts → cards/c.ts → cards/a.ts: goes round in a circle',
    ]);
  });
});
