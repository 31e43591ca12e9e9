/** The commands people may type, in both languages, and how typed text finds one. */
import { distance } from 'fastest-levenshtein';
import { rolesReaching } from '../bot/programme/access';
import { commandThings } from '../bot/programme/accessTable';
import type { Language, Role } from '../bot/programme/model';
import type { CommandButton, CommandName } from '../cards/studentViews';
import { summaryQuestion, whoQuestion } from './summary/question';

/** A command in one language. */
interface Wording {
  /** What a person types and a button writes; lower case, single spaces. */
  readonly text: string;
  /** Other texts that mean the same; lower case, single spaces. */
  readonly aliases: readonly string[];
  /** One line for the command list in Teams, at most 128 characters. */
  readonly description: string;
}

/** A command with who may use it. The words of both languages work for everybody. */
export interface Command extends Readonly<Record<Language, Wording>> {
  readonly name: CommandName;
  readonly roles: readonly Role[];
}

/** A command found in typed text, with what was typed behind it. */
export interface ParsedCommand {
  readonly command: CommandName;
  /** Without polite words. */
  readonly rest: string;
  /** With them: somebody may be called so. */
  readonly asTyped: string;
}

const wording = (text: string, description: string, aliases: readonly string[] = []): Wording => ({
  text,
  aliases,
  description,
});

/** In the order of `commandNames`, which is the order in which people see them. */
const worded: readonly Omit<Command, 'roles'>[] = [
  {
    name: 'help',
    nl: wording('hulp', 'Laat zien wat je hier kunt doen', ['hallo']),
    en: wording('help', 'See what you can do here', ['hi', 'hello']),
  },
  {
    name: 'myWeek',
    nl: wording('mijn week', 'Je week: sessies, intervisie, en wat er op je wacht'),
    en: wording('my week', 'Your week: sessions, intervision, and what waits for you'),
  },
  {
    name: 'checkIn',
    nl: wording('inchecken', 'Laat weten hoe je sessie ging, meestal met één tik'),
    en: wording('check in', 'Tell how your session went, usually with one tap', ['check-in', 'checkin']),
  },
  {
    name: 'summary',
    nl: wording('overzicht', 'De aanwezigheid, bijvoorbeeld: overzicht 3A vorige week'),
    en: wording('summary', 'The attendance, for example: summary 3A last week'),
  },
  {
    name: 'flags',
    nl: wording('signalen', 'Leerlingen die vaker wegblijven of te laat komen, met de reden', ['signaal']),
    en: wording('flags', 'Pupils who are often absent or late, with the reason', ['flag']),
  },
  {
    name: 'care',
    nl: wording('zorgsignaal', 'Zorgen over je leerling? Wie je nu kunt bereiken', ['zorg', 'zorgen']),
    en: wording('care', 'Worried about your pupil? Whom you can reach now'),
  },
  {
    name: 'silent',
    nl: wording(
      'stil',
      'Studenten die niet antwoorden, vaak afzeggen, niet bereikbaar zijn of pauze hebben',
      ['wie is stil', 'wie zijn stil'],
    ),
    en: wording('silent', 'Students who do not answer, often cancel, cannot be reached or are paused', [
      'who is silent',
    ]),
  },
  {
    name: 'intervision',
    nl: wording('intervisie', 'Je intervisiegroep, of als coördinator de rondes'),
    en: wording('intervision', 'Your intervision group, or as a coordinator the rounds'),
  },
  {
    name: 'hours',
    nl: wording('uren', 'Je uren en studiepunten tot nu toe'),
    en: wording('hours', 'Your hours and study credits so far'),
  },
  {
    name: 'export',
    nl: wording('exporteren', 'De gegevens van je scholen als Excel of CSV'),
    en: wording('export', 'The data of your schools as Excel or CSV'),
  },
  {
    name: 'pause',
    nl: wording('pauze', 'Even geen herinneringen, bijvoorbeeld: pauze tot 3-5 of pauze uit'),
    en: wording('pause', 'No reminders for a while, for example: pause until 3-5 or pause off'),
  },
  {
    name: 'language',
    nl: wording('taal', 'Kies je taal: taal nl of taal en'),
    en: wording('language', 'Choose your language: language nl or language en'),
  },
  {
    name: 'privacy',
    nl: wording('privacy', 'Wat er over je is opgeslagen, hoe lang, en hoe je het krijgt'),
    en: wording('privacy', 'What is stored about you, for how long, and how to get it'),
  },
];

/** Every command, with the roles that reach what it is about. */
export const commands: readonly Command[] = worded.map((command) => ({
  ...command,
  roles: rolesReaching(commandThings[command.name]),
}));

/** Longer text is cut before it is looked at: no command needs as much, and looking costs time. */
const longestCommand = 500;

const phrasesOf = ({ nl, en }: Command): readonly string[] => [
  nl.text,
  ...nl.aliases,
  en.text,
  ...en.aliases,
];

const commandOf: ReadonlyMap<string, CommandName> = new Map(
  commands.flatMap((command) => phrasesOf(command).map((phrase) => [phrase, command.name])),
);

/** Any phrase at the start of a text as whole words; the longest is tried first. */
const opening = new RegExp(
  `^(${[...commandOf.keys()]
    .toSorted((one, other) => other.length - one.length)
    .map((phrase) => phrase.replaceAll(' ', '\\s+'))
    .join('|')})(?=[!?.,:;…)"']*(?:\\s|$)|[,:;])`,
  'i',
);

/** What people say around a command, and what asks for nothing. */
const polite =
  /(?<![\p{L}\p{N}])(?:a\.?u\.?b|s\.?v\.?p|ajb|alsjeblieft|alstublieft|graag|please|pls|plz|thanks|thank you|thx|bedankt|dank ?(?:je|u) ?wel|dank (?:je|u))(?![\p{L}\p{N}])/giu;
const asking =
  /^(?:mag ik|kan ik|ik wil|geef mij|geef me|toon|can i have|may i have|i would like|show me)\s+(?:(?:een|het|de|the|an|a)\s+)?/i;

/** Without mentions of the bot in front. Teams writes some signs as HTML does. */
const unmentioned = (text: string): string =>
  text
    .slice(0, longestCommand)
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&')
    .replace(/^\s*(?:<at\b[^>]*>[^<]*<\/at>\s*)+/i, '');

const signsBehind = /[\s!?.,:;…]+$/u;

/** What was typed without polite words, or signs around it: `<at>maat</at> graag hulp!` is `hulp`. */
export const stripped = (text: string): string =>
  unmentioned(text)
    .replaceAll(polite, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(asking, '')
    .replace(signsBehind, '');

const signsBefore = /^[\s!?.,:;…)"']+/u;

/** What stands behind a command, polite words included; null where they stand within it. */
const behind = (text: string, command: string): string | null => {
  const all = unmentioned(text);
  const at = all.indexOf(command);
  return at === -1
    ? null
    : all
        .slice(at + command.length)
        .replace(signsBefore, '')
        .replace(signsBehind, '');
};

const normalised = (phrase: string): string => phrase.toLowerCase().replaceAll(/\s+/g, ' ');

/** Whether a text begins with a command; what is asked without one may have been meant for nobody here. */
export const isCommand = (text: string): boolean => opening.test(stripped(text));

/**
 * The command a text begins with, in either language and any case, as whole words; the summary when it asks
 * for attendance, or who missed or came late; null when it is neither. Signs around the command and at the end of the text do not count.
 */
export const parseCommand = (text: string): ParsedCommand | null => {
  const typed = stripped(text);
  const found = opening.exec(typed)?.[1];
  const command = found === undefined ? undefined : commandOf.get(normalised(found));
  if (found === undefined || command === undefined) {
    const asked = whoQuestion(typed) === null ? summaryQuestion(typed) : typed;
    return asked === null ? null : { command: 'summary', rest: asked, asTyped: asked };
  }
  const rest = typed.slice(found.length).replace(signsBefore, '');
  return { command, rest, asTyped: behind(text, found) ?? rest };
};

/** Distance of a phrase to the nearest run of as many words, as a share of the longer of both: 0 is equal. */
const distanceTo = (phrase: string, words: readonly string[]): number => {
  const size = Math.min(phrase.split(' ').length, words.length);
  const runs = words.slice(0, words.length - size + 1).map((_, at) => words.slice(at, at + size).join(' '));
  return Math.min(...runs.map((run) => distance(run, phrase) / Math.max(run.length, phrase.length)));
};

/** A command as a button for somebody who reads this language. */
export const buttonFor = (command: Command, language: Language): CommandButton => ({
  command: command.name,
  text: command[language].text,
});

/** The commands of a person with these roles, in the order in which people see them. */
export const commandsFor = (roles: readonly Role[]): readonly Command[] =>
  commands.filter((command) => command.roles.some((role) => roles.includes(role)));

/**
 * The `count` commands nearest to a text that was not understood, as buttons in the reader's language,
 * the nearest first. Only commands of the person's roles; help is always there, as the last.
 */
export const nearestCommands = (
  text: string,
  roles: readonly Role[],
  language: Language,
  count: number,
): readonly CommandButton[] => {
  const words = normalised(stripped(text)).split(' ');
  const scored = commandsFor(roles)
    .filter(({ name }) => name !== 'help')
    .map((command) => ({
      command,
      far: Math.min(...phrasesOf(command).map((phrase) => distanceTo(phrase, words))),
    }))
    .toSorted((one, other) => one.far - other.far);
  const nearest = scored.slice(0, Math.max(0, count - 1)).map(({ command }) => command);
  return [...nearest, ...commands.filter(({ name }) => name === 'help')].map((command) =>
    buttonFor(command, language),
  );
};
