/** What docs/operations.md names is there, and what is there to be watched is named. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageStatuses } from '../../bot/ports/outbox';

const root = join(__dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'operations.md'), 'utf8');

const sources = ['bot', 'dialogs'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      file: `${folder}/${file}`,
      text: readFileSync(join(root, folder, file), 'utf8'),
    })),
);
const code = sources.map(({ text }) => text).join('\n');
const textOf = (file: string): string => sources.find((source) => source.file === file)?.text ?? '';

const section = (title: string): string => page.split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

/** Cells of the rows of a table, its heading left out. */
const rowsOf = (title: string, columns: number): readonly (readonly string[])[] =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    )
    .filter(({ length }) => length === columns)
    .slice(1);

const marked = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

const found = (text: string, pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, name = '']) => name)),
];

const sorted = (names: Iterable<string>): readonly string[] =>
  [...new Set(names)].toSorted((a, b) => a.localeCompare(b));

const figures = rowsOf('Figures', 3);

test('every figure is there, and no other', () => {
  const counted = found(textOf('bot/metrics/metrics.ts'), /'(mentormaat\.[a-z_.]+)'/g);
  expect(counted.length).toBeGreaterThan(5);
  expect(sorted(figures.flatMap(([name = '']) => marked(name)))).toEqual(sorted(counted));
});

test('every alarm is of a figure that is there, with a value that it has', () => {
  const known = figures.map(([name = '', values = '']) => ({
    name: name.replaceAll('`', ''),
    values: name.includes('messages.ended') ? [...messageStatuses, values].join(' ') : values,
  }));
  const alarms = rowsOf('Alarms worth having', 3).map(([when = '']) => marked(when));
  expect(alarms.length).toBeGreaterThan(5);
  for (const [name = '', ...values] of alarms) {
    const words = values.filter((value) => !value.includes('.'));
    if (name === '/readyz') continue;
    const figure = known.find((one) => one.name === `mentormaat.${name}`);
    expect([name, figure?.name]).toEqual([name, `mentormaat.${name}`]);
    for (const word of words) expect(figure?.values).toMatch(new RegExp(`\\b${word}\\b`));
  }
});

test('every cause of an end is there, and no other', () => {
  const [, values = ''] = figures.find(([name = '']) => name.includes('messages.ended')) ?? [];
  const [, causes = ''] = /type EndCause =([^;]+);/.exec(textOf('bot/ports.ts')) ?? [];
  expect(sorted(values.split('`cause`: ')[1]?.split(', ') ?? [])).toEqual(
    sorted(found(causes, /'([a-zA-Z]+)'/g)),
  );
});

const events = rowsOf('The log', 3);

test('every line of the log is told, with its level, and no other', () => {
  const told = events.flatMap(([names = '', levels = '']) => {
    const each = levels.split(', ');
    return marked(names).map((name, index) => `${name}: ${each[index] ?? each[0]}`);
  });
  const logged = [...code.matchAll(/\b#?log\.(info|warn|error)\(\s*([^;{]*?)(?:,\s|\))/g)].flatMap(
    ([, level = '', event = '']) => found(event, /'([^']+)'/g).map((name) => `${name}: ${level}`),
  );
  const tried = found(code, /keepTrying\('([^']+)'/g).map((name) => `${name}: warn`);
  expect(sorted(told)).toEqual(sorted([...logged, ...tried]));
});

test('an alarm on the log is on a line that is there', () => {
  const [, line = ''] = /An alarm on the log does for the same: ([^\n]*)/.exec(page) ?? [];
  const names = events.flatMap(([name = '']) => marked(name));
  expect(marked(line).length).toBeGreaterThan(2);
  expect(marked(line).filter((name) => !names.includes(name))).toEqual([]);
});

test('every state of a message and every reason to expire is told, and no other', () => {
  const states = rowsOf('What becomes of a message', 2);
  const named = states.flatMap(([name = '']) => marked(name));
  expect(sorted(named)).toEqual(sorted(messageStatuses));
  const [, means = ''] = states.find(([name]) => name === '`expired`') ?? [];
  const [, reasons = ''] =
    /type ExpiryReason =([^;]+);/.exec(textOf('bot/programme/plannedMessage.ts')) ?? [];
  expect(sorted(marked(means))).toEqual(sorted(found(reasons, /'([a-zA-Z]+)'/g)));
});

test('every command and every line of doctor that is named is there', () => {
  const commands = found(textOf('bot/cli/commandLine.ts'), /(?:program, |\.command\()'([a-z]+)'/g);
  const named = [
    ...found(page, /npx mentormaat ([a-z]+)/g),
    ...found(page, /`(outbox|release|rebuild|summary|flags|doctor)\b[^`]*`/g),
  ];
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !commands.includes(name))).toEqual([]);
  const lines = found(page, /`doctor`, line `([^`]+)`/g);
  expect(lines.length).toBeGreaterThan(2);
  const checks = found(code, /finding\(\s*'([a-z ]+)'/g);
  expect(lines.filter((name) => !checks.includes(name))).toEqual([]);
});

test('every reason of /readyz is told', () => {
  const prose = page.replaceAll(/\s+/g, ' ');
  const reasons = found(textOf('bot/waiting/readiness.ts'), /(?:no\(|away = )'([^']+)'/g);
  expect(reasons).toHaveLength(3);
  for (const reason of reasons) expect(prose).toContain(`\`${reason}\``);
  expect(prose).toContain('{"ready":true,"unreadable":["…"]}');
});

test('every setting that is named can be set', () => {
  const settings = readFileSync(join(root, '.env.example'), 'utf8');
  const named = found(page, /\b([A-Z][A-Z]+(?:_[A-Z]+)+)\b/g);
  expect(named.length).toBeGreaterThan(2);
  expect(named.filter((name) => !settings.includes(name))).toEqual([]);
});
