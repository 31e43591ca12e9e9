import * as fc from 'fast-check';
import { commandNames } from '../../cards/studentViews';
import { en as english } from '../../cards/texts/en';
import { nl as dutch } from '../../cards/texts/nl';
import { buttonFor, commands, commandsFor, nearestCommands, parseCommand } from '../../dialogs/commands';

const everyPhrase = commands.flatMap(({ name, nl, en }) =>
  [nl, en].flatMap(({ text, aliases }) => [text, ...aliases].map((phrase) => ({ name, phrase }))),
);

const texts = (...args: Parameters<typeof nearestCommands>): readonly string[] =>
  nearestCommands(...args).map(({ text }) => text);

describe('the table of commands', () => {
  test('holds every command once, in the order of their names', () => {
    expect(commands.map(({ name }) => name)).toEqual(commandNames);
  });

  test('has no text that means two commands', () => {
    const meanings = new Map(everyPhrase.map(({ phrase, name }) => [phrase, name]));
    for (const { phrase, name } of everyPhrase)
      expect([phrase, meanings.get(phrase)]).toEqual([phrase, name]);
  });

  test.each(everyPhrase)('writes $phrase in lower case with single spaces', ({ phrase }) => {
    expect(phrase).toMatch(/^\p{Ll}+([ -]\p{Ll}+)*$/u);
  });

  test.each([
    ['nl', dutch],
    ['en', english],
  ] as const)('is what the cards tell people to type in %s', (language, words) => {
    const told = Object.entries<string>(words).filter(([key]) => key.startsWith('typed.'));
    expect(told.length).toBeGreaterThan(4);
    for (const [key, text] of told) {
      const [, name = ''] = /^typed\.(myWeek|checkIn|[a-z]+)/.exec(key) ?? [];
      const command = commands.find((one) => one.name === parseCommand(text)?.command);
      expect([key, command?.name]).toEqual([key, name]);
      expect(text.startsWith(command?.[language].text ?? '?')).toBe(true);
    }
  });

  test.each([
    ['student', 'help myWeek checkIn flags care intervision hours pause language privacy'],
    ['teacher', 'help myWeek intervision language privacy'],
    ['coordinator', 'help summary flags silent intervision export language privacy'],
  ] as const)('gives a %s the commands of that role', (role, names) => {
    expect(
      commandsFor([role])
        .map(({ name }) => name)
        .join(' '),
    ).toBe(names);
  });

  test('gives who has two roles the commands of both, once', () => {
    expect(commandsFor(['student', 'coordinator'])).toHaveLength(commands.length);
  });
});

describe('parseCommand', () => {
  test.each([
    ['hulp', 'help', ''],
    ['help', 'help', ''],
    ['hi', 'help', ''],
    ['hello', 'help', ''],
    ['hallo', 'help', ''],
    ['Hallo!', 'help', ''],
    ['hi there', 'help', 'there'],
    ['mijn week', 'myWeek', ''],
    ['Mijn  Week.', 'myWeek', ''],
    ['my week', 'myWeek', ''],
    ['mijn\u00a0week', 'myWeek', ''],
    ['inchecken', 'checkIn', ''],
    ['CHECK IN', 'checkIn', ''],
    ['check-in', 'checkIn', ''],
    ['checkin', 'checkIn', ''],
    ['overzicht', 'summary', ''],
    ['overzicht week 10', 'summary', 'week 10'],
    ['Overzicht Johan de Witt  1-3 t/m 31-3', 'summary', 'Johan de Witt  1-3 t/m 31-3'],
    ['summary: 3A march', 'summary', '3A march'],
    ['signalen?', 'flags', ''],
    ['flags', 'flags', ''],
    ['stil', 'silent', ''],
    ['silent', 'silent', ''],
    ['intervisie', 'intervision', ''],
    ['intervision', 'intervision', ''],
    ['uren', 'hours', ''],
    ['hours', 'hours', ''],
    ['exporteren', 'export', ''],
    ['export', 'export', ''],
    ['pauze tot 3-5', 'pause', 'tot 3-5'],
    ['pauze uit!', 'pause', 'uit'],
    ['Pause until 3-5.', 'pause', 'until 3-5'],
    ['taal EN', 'language', 'EN'],
    ['language nl', 'language', 'nl'],
    ['Privacy?!', 'privacy', ''],
    ['<at>Mentormaat</at> hulp', 'help', ''],
    ['<at id="0">Mentor maat</at>&nbsp;mijn week', 'myWeek', ''],
    [' \n <at>a</at> <at>b</at>\tpauze\ntot 3-5 ', 'pause', 'tot 3-5'],
    ['"uren"', 'hours', ''],
    ['/hulp', 'help', ''],
    ['Overzicht:3A', 'summary', '3A'],
    ['aanwezigheid 3A', 'summary', '3A'],
    ['cijfers maart', 'summary', 'maart'],
    ['hoeveel sessies waren er vorige week?', 'summary', 'vorige week'],
    ['attendance 3A', 'summary', '3A'],
    ['verzuim 3A maart', 'summary', 'verzuim 3A maart'],
    ['absences last week', 'summary', 'absences last week'],
  ])('reads %j as %s with %j', (text, command, rest) => {
    expect(parseCommand(text)).toMatchObject({ command, rest });
  });

  test.each([
    '',
    '   ',
    '!?',
    'urenlang',
    'helper',
    'hint',
    'stilte',
    'mijnweek',
    'mijn weekend',
    'check in-depth',
    'privacy-verklaring',
    'privacy.nl',
    'flagship',
    'exporter',
    'dit zijn mijn uren',
    '<at>Mentormaat</at>',
    '<at>hulp',
    'constructor',
    'cijferslot',
    'verzuimcoördinator',
  ])('finds no command at the start of %j', (text) => {
    expect(parseCommand(text)).toBeNull();
  });

  test('finds any command in any case among spaces, signs and mentions', () => {
    const space = fc.stringMatching(/^[ \t\n\u00a0]{1,4}$/);
    const mention = fc.constantFrom('', '<at>Mentormaat</at>', '<at>maat</at> ', ' <AT>x</AT>&nbsp;');
    const end = fc.stringMatching(/^[ !?.]{0,4}$/);
    fc.assert(
      fc.property(
        fc.constantFrom(...everyPhrase),
        fc.infiniteStream(fc.boolean()),
        space,
        mention,
        end,
        ({ name, phrase }, upper, gap, before, after) => {
          const cased = phrase.replaceAll(/./g, (sign) => (upper.next().value ? sign.toUpperCase() : sign));
          const text = `${before}${gap}${cased.replaceAll(' ', gap)}${after}`;
          expect(parseCommand(text)).toMatchObject({ command: name, rest: '' });
        },
      ),
    );
  });

  test('finds no command in a longer word that begins with one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyPhrase),
        fc.stringMatching(/^[a-z0-9_]{1,5}$/),
        ({ phrase }, tail) => {
          const word = `${phrase}${tail}`;
          fc.pre(everyPhrase.every((other) => other.phrase !== word));
          expect(parseCommand(word)).toBeNull();
        },
      ),
    );
  });

  test('never throws, and gives back only what was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseCommand(text);
        expect(text.replaceAll('&nbsp;', ' ')).toContain(parsed?.rest ?? '');
      }),
    );
  });

  test('looks only at the start of a very long text', () => {
    expect(parseCommand(`hulp ${'.'.repeat(200_000)}x`)).toMatchObject({ command: 'help', rest: '' });
    expect(parseCommand('<at>'.repeat(100_000))).toBeNull();
  });
});

describe('nearestCommands', () => {
  test.each([
    ['inchekken', 'student', 'nl', 'inchecken'],
    ['mijn wek', 'student', 'nl', 'mijn week'],
    ['mijnweek', 'teacher', 'nl', 'mijn week'],
    ['kun je mijn weken laten zien', 'student', 'nl', 'mijn week'],
    ['overzigt 3A week 10', 'coordinator', 'nl', 'overzicht'],
    ['sumary', 'coordinator', 'en', 'summary'],
    ['overzigt', 'coordinator', 'en', 'summary'],
    ['hoeveel uren heb ik', 'student', 'en', 'hours'],
  ] as const)('offers for %j to a %s in %s first %j', (text, role, language, first) => {
    expect(texts(text, [role], language, 3)[0]).toBe(first);
  });

  test('ends with help and gives as many as asked', () => {
    expect(texts('???', ['teacher'], 'nl', 3)).toEqual(['mijn week', 'intervisie', 'hulp']);
    expect(texts('', ['student'], 'en', 1)).toEqual(['help']);
    expect(texts('hulpp', ['student'], 'nl', 2).at(-1)).toBe('hulp');
  });

  test('gives somebody without a role only help', () => {
    expect(texts('overzicht', [], 'nl', 4)).toEqual(['hulp']);
  });

  test('never throws nor offers what the person may not use, and what it writes is understood', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.subarray(['student', 'teacher', 'coordinator'] as const),
        fc.constantFrom('nl', 'en'),
        fc.integer({ min: 1, max: 8 }),
        (text, roles, language, count) => {
          const nearest = nearestCommands(text, roles, language, count);
          const allowed = [...commandsFor(roles), ...commandsFor(['teacher'])].map(({ name }) => name);
          expect(nearest.length).toBeLessThanOrEqual(count);
          expect(nearest.at(-1)?.command).toBe('help');
          for (const { command, text: written } of nearest) {
            expect(parseCommand(written)?.command).toBe(command);
            if (command !== 'help') expect(allowed).toContain(command);
          }
        },
      ),
    );
  });

  test('writes buttons in the language of the reader', () => {
    const [help] = commands;
    expect(help && buttonFor(help, 'en')).toEqual({ command: 'help', text: 'help' });
  });
});
