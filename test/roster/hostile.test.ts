import * as fc from 'fast-check';
import { fileNames } from '../../bot/roster/folderFiles';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { listedPerFile } from '../../bot/roster/problems';
import { folderOf, problemsOf, programmeOf, sound } from './folder';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

/** Problems of pupils.csv; the rest of the folder refers to it and must not add any. */
const pupilProblems = (pupils: string | Uint8Array) => problemsOf({ 'pupils.csv': pupils });

describe('files that are not what their name says', () => {
  test.each<[string, Uint8Array, RegExp]>([
    ['a spreadsheet', bytes('PK', [3, 4], 'xl/workbook.xml'), /^pupils.csv:1: is a spreadsheet or zip file/],
    ['an old spreadsheet', bytes([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /^pupils.csv:1: is an old spreadsheet/],
    ['UTF-16', bytes([0xff, 0xfe], 'p\0u\0'), /^pupils.csv:1: is UTF-16, expected UTF-8/],
    [
      'Latin 1 on line 3',
      bytes(sound['pupils.csv'], 'p3,Zo', [0xeb], ',jdw,3A\n'),
      /^pupils.csv:4: .* not UTF-8/,
    ],
    ['a cut-off character', bytes(sound['pupils.csv'], 'p3,Zo', [0xc3]), /^pupils.csv:4: .* not UTF-8/],
    ['bad bytes everywhere', new Uint8Array(100_000).fill(0xff), /^pupils.csv:1: .* not UTF-8/],
    [
      'bad bytes between line feeds',
      bytes('\n'.repeat(99_999), [0xff], '\n'.repeat(9)),
      /^pupils.csv:100000: /,
    ],
    ['zeros', new Uint8Array(1000), /^pupils.csv:1: the header has one column "\\u0000/],
  ])('%s', (_, content, expected) => {
    expect(pupilProblems(content)).toEqual([expect.stringMatching(expected)]);
  });

  test('a programme.json that is no text', () => {
    expect(problemsOf({ 'programme.json': bytes('{\n"id": "', [0xff], '"}') })).toEqual([
      expect.stringMatching(/^programme.json:2: .* not UTF-8/),
    ]);
  });
});

describe('too much of something', () => {
  test('quotes', () => {
    expect(pupilProblems('"'.repeat(10_000_001))).toEqual([
      expect.stringMatching(/^pupils.csv:1: .*100000 characters/),
    ]);
  });

  test('an open quote before a long file', () => {
    const rows = 'p3,Ann,jdw,3A\n'.repeat(500_000);
    expect(pupilProblems(`${sound['pupils.csv']}p3,"Ann,jdw,3A\n${rows}`)).toEqual([
      expect.stringMatching(/^pupils.csv:4: .*is a quote left open\?/),
    ]);
  });

  test('columns', () => {
    expect(pupilProblems(`pupil${','.repeat(999_999)}`)).toEqual([
      expect.stringMatching(/^pupils.csv:1: the header has 1000000 columns, expected pupil, firstName/),
    ]);
  });

  test('rows', () => {
    const rows = Array.from({ length: 200_001 }, (_, index) => `x${index},Ann,jdw,3A\n`).join('');
    expect(pupilProblems(`pupil,firstName,school,class\n${rows}`)).toEqual([
      expect.stringMatching(/^pupils.csv:200001: has more than 200000 rows/),
    ]);
  });

  test('blank lines', () => {
    const found = pupilProblems(`${sound['pupils.csv']}${'\n'.repeat(2_000_000)}p3,Ann,nope,3A`);
    expect(found).toEqual([expect.stringMatching(/^pupils.csv:2000004: school is "nope"/)]);
  });

  test('problems: the first are listed and the others counted', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) => `x${index},Ann,nope,3A`).join('\n');
    const found = pupilProblems(`${sound['pupils.csv']}${rows}`);
    expect(found).toHaveLength(listedPerFile + 1);
    expect(found[0]).toMatch(/^pupils.csv:4: school is "nope"/);
    expect(found.at(-1)).toBe('pupils.csv:204: … and 9800 more');
  });

  test('a long value is cut in the message', () => {
    const [found] = pupilProblems(`${sound['pupils.csv']}p3,Ann,${'n'.repeat(150)},3A`);
    expect(found).toContain('school is "nnn');
    expect(found).toContain('n…, expected');
    expect(found?.length).toBeLessThan(200);
  });
});

describe('names that mean something to JavaScript or a spreadsheet', () => {
  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    '%s is a pupil like any other',
    (code) => {
      const { programme } = programmeOf({
        'pupils.csv': `pupil,firstName,school,class\n${code},${code},jdw,${code}\n`,
        'pairs.csv': `pupil,student,weekday,start,end\n${code},sam@x.org,1,09:00,10:00\n`,
      });
      expect(programme.pupils).toMatchObject([{ id: code, firstName: code, class: code }]);
      expect(programme.pairs[0]?.pupil).toBe(code);
    },
  );

  test('a formula stays the text it is', () => {
    const { programme } = programmeOf({
      'pupils.csv': `${sound['pupils.csv']}p3,"=HYPERLINK(""http://x"")",jdw,@SUM(A1)\n`,
    });
    expect(programme.pupils[2]).toMatchObject({ firstName: '=HYPERLINK("http://x")', class: '@SUM(A1)' });
  });

  test('what moves a cursor is not printed as it is', () => {
    const [found] = pupilProblems(`${sound['pupils.csv']}p3,Ann,a\u001b[2J\u202e,3A\n`);
    expect(found).toContain('\\u001b[2J');
    expect(found).toContain('\\u202e');
  });
});

describe('whatever the files hold', () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => Buffer.from(text)),
    fc
      .array(
        fc.constantFrom(
          '"',
          ',',
          ';',
          '\n',
          '\r',
          '\r\n',
          ' ',
          'pupil',
          'student',
          'p1',
          '\0',
          '{',
          '}',
          '[',
          ':',
        ),
      )
      .map((parts) => Buffer.from(parts.join(''))),
    fc.json().map((text) => Buffer.from(text)),
  );

  const headers: Readonly<Record<string, string>> = {
    'people.csv': sound['people.csv'],
    'pupils.csv': sound['pupils.csv'],
    'pairs.csv': sound['pairs.csv'],
    'groups.csv': 'group,teacher,student\n',
  };

  test('nothing is thrown, and every problem has a file, a line and a sentence', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fileNames), content, fc.boolean(), (file, written, after) => {
        const before = file === 'programme.json' || !after ? '' : (headers[file] ?? '');
        const parsed = parseFolder(folderOf({ [file]: Buffer.concat([Buffer.from(before), written]) }));
        const lines = before.length + written.length + 1;
        for (const { problem, line } of parsed.ok ? [] : parsed.problems) {
          expect(problem).not.toMatch(/\p{Cc}/u);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 500 },
    );
  });
});
