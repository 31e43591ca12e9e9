import type { Language, Role } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { commandButton } from './commandButton';
import { escapeMarkdown } from './escape';
import template from './help.json';
import { cardTemplate, renderCard } from './render';
import type { CommandButton, CommandName, HelpView } from './studentViews';
import { type TextKey, type Words, words } from './words';

const help = cardTemplate(template);

/** Teams shows at most six buttons in a row. */
const rowLength = 6;

const flagsKey = (roles: readonly Role[]): TextKey => {
  if (!roles.includes('coordinator')) return 'help.flags.student';
  return roles.includes('student') ? 'help.flags.both' : 'help.flags.coordinator';
};

/** What a command does for somebody with these roles. */
const meaningOf = (command: CommandName, roles: readonly Role[], { text }: Words): string => {
  if (command === 'summary') return text('help.summary.line');
  if (command === 'flags') return text(flagsKey(roles));
  if (command !== 'intervision') return text(`help.${command}`);
  return roles.map((role) => text(`help.intervision.${role}`)).join('; ');
};

const rowsOf = (commands: readonly CommandButton[], language: Language) =>
  commands
    .filter((_, index) => index % rowLength === 0)
    .map((_, row) => ({
      buttons: commands
        .slice(row * rowLength, (row + 1) * rowLength)
        .map((button) => commandButton(button, language)),
    }));

/** What the reader can do here, in a line each, and as buttons. */
export const helpCard = ({ roles, commands }: HelpView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const data = {
    title: text('help.title'),
    intro: text('help.intro'),
    lines: commands.map((button) => ({
      text: `**${escapeMarkdown(button.text)}**: ${meaningOf(button.command, roles, all)}`,
    })),
    rows: rowsOf(
      commands.filter(({ command }) => command !== 'help'),
      language,
    ),
  };
  return renderCard(help, data, text('help.summary'));
};
