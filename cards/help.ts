import type { Language, Role } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { say } from './actions';
import { escapeMarkdown } from './escape';
import template from './help.json';
import { cardTemplate, renderCard } from './render';
import type { CommandButton, CommandName, HelpView } from './studentViews';
import { type TextKey, type Words, words } from './words';

const help = cardTemplate(template);

/** Teams shows at most six buttons in a row. */
const rowLength = 6;

const keyOf = (command: CommandName, roles: readonly Role[]): TextKey => {
  if (command === 'summary') return 'help.summary.line';
  if (command !== 'flags') return `help.${command}`;
  if (!roles.includes('coordinator')) return 'help.flags.student';
  return roles.includes('student') ? 'help.flags.both' : 'help.flags.coordinator';
};

const rowsOf = (commands: readonly CommandButton[], { text }: Words) =>
  commands
    .filter((_, index) => index % rowLength === 0)
    .map((_, row) => ({
      buttons: commands
        .slice(row * rowLength, (row + 1) * rowLength)
        .map((button) => say(text(`command.${button.command}`), button.text)),
    }));

/** What the reader can do here, in a line each, and as buttons. */
export const helpCard = ({ roles, commands }: HelpView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const data = {
    title: text('help.title'),
    intro: text('help.intro'),
    lines: commands.map((button) => ({
      text: `**${escapeMarkdown(button.text)}**: ${text(keyOf(button.command, roles))}`,
    })),
    rows: rowsOf(
      commands.filter(({ command }) => command !== 'help'),
      all,
    ),
  };
  return renderCard(help, data, text('help.summary'));
};
