/** The worked cases once more, through storage and the tool: field names and values as scripts get them. */
import { at } from '../builders';
import { directoryOfCase, factsOfCase, goldenFile, goldenIsHere } from '../programme/golden';
import type { GoldenCase } from '../programme/golden';
import { aTool, store, storeFacts } from './tool';

const run = goldenIsHere ? describe : describe.skip;

/** The moment at which cases without one are looked at: long after the end. */
const afterwards = '2030-01-01T00:00:00Z';

type File = ReturnType<typeof goldenFile<Rows>>;
type Rows = readonly Readonly<Record<string, unknown>>[];

const answer = async (file: File, golden: GoldenCase<unknown>, ...args: readonly string[]) => {
  const directory = directoryOfCase(file, { ...golden, expect: [] });
  const tool = aTool({ now: golden.now ?? afterwards });
  await store(tool.storage, directory.programme);
  for (const { id, school } of directory.programme.pupils) {
    const facts = factsOfCase(directory, golden, id);
    await storeFacts(tool.storage, directory.programme.id, { school, pupil: id }, facts);
  }
  const [command = '', ...options] = args;
  const ran = await tool.run(command, directory.programme.id, ...options, '--json');
  expect(ran).toMatchObject({ exitCode: 0, err: '' });
  return ran.json();
};

const iso = /^\d{4}-\d\d-\d\dT/;
/** Every moment must be written as ISO text, and is compared as an instant. */
const instants = (value: unknown): unknown => {
  if (typeof value === 'string' && iso.test(value)) return { instant: at(value) };
  if (Array.isArray(value)) return value.map(instants);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, instants(inner)]));
};

const periodOf = ({ from, to }: GoldenCase<unknown>): string[] => [
  ...(from === undefined ? [] : ['--from', from]),
  ...(to === undefined ? [] : ['--to', to]),
];

run('sessions --json', () => {
  const file = goldenFile<Rows>('sessions');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', async (_name, golden) => {
    const rows = await answer(file, golden, 'sessions', ...periodOf(golden));
    expect(rows).toHaveLength(golden.expect.length);
    const expected = golden.expect.map((row) => expect.objectContaining(Object(instants(row))));
    expect(instants(rows)).toEqual(expect.arrayContaining(expected));
  });
});

const byRule = (a: { rule: string }, b: { rule: string }): number => (a.rule < b.rule ? -1 : 1);

const reasonsSorted = (flag: unknown): unknown => {
  if (typeof flag !== 'object' || flag === null || !('reasons' in flag)) return flag;
  return { ...flag, reasons: Array.isArray(flag.reasons) ? flag.reasons.toSorted(byRule) : null };
};

run('flags --json', () => {
  const file = goldenFile<Rows>('flags');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', async (_name, golden) => {
    const rows = await answer(file, golden, 'flags');
    expect(rows).toHaveLength(golden.expect.length);
    const found: unknown[] = Array.isArray(rows) ? rows : [];
    expect(found.map((row) => reasonsSorted(instants(row)))).toMatchObject(
      golden.expect.map((row) => reasonsSorted(instants(row))),
    );
  });
});

run('summary --json', () => {
  const file = goldenFile<Rows>('summary');
  test.each(file.cases.map((golden) => [golden.name, golden] as const))('%s', async (_name, golden) => {
    const options = Object.entries(golden.options ?? {}).flatMap(([name, value]) => [`--${name}`, value]);
    expect(await answer(file, golden, 'summary', ...options)).toMatchObject(Object(golden.expect));
  });
});
