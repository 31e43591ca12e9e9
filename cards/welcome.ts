import type { Language, Role } from '../bot/programme/model';
import type { RenderedCard } from '../bot/ports';
import { type CardAction, say } from './actions';
import { plainName, shownName } from './names';
import { cardTemplate, renderCard } from './render';
import type { WelcomeView } from './studentViews';
import template from './welcome.json';
import { type TextKey, type Words, words } from './words';

const welcome = cardTemplate(template);

const linesOf = {
  student: ['welcome.student', 'welcome.student.why'],
  coordinator: ['welcome.coordinator'],
  teacher: ['welcome.teacher'],
} as const satisfies Record<Role, readonly TextKey[]>;

/** The command that shows somebody the most, by role: whoever has a week of their own sees that. */
const firstCommand = (roles: readonly Role[]): 'summary' | 'myWeek' =>
  roles.includes('coordinator') && !roles.includes('student') ? 'summary' : 'myWeek';

const buttonsOf = ({ text }: Words, roles: readonly Role[]): readonly CardAction[] => {
  const first = firstCommand(roles);
  return [
    say(text(`command.${first}`), text(`typed.${first}`)),
    say(text('command.help'), text('typed.help')),
    say(text('command.privacy'), text('typed.privacy')),
  ];
};

/** The first message: what the bot is, why, and how it is used, for the reader's own roles. */
export const welcomeCard = (view: WelcomeView, language: Language): RenderedCard => {
  const all = words(language);
  const { text } = all;
  const data = {
    title: text('welcome.title', { name: shownName(view.name) }),
    what: text('welcome.what', { programme: shownName(view.programme) }),
    roles: view.roles.flatMap((role) => linesOf[role]).map((key) => ({ text: text(key) })),
    how: text('welcome.how', {
      command: text(`typed.${firstCommand(view.roles)}`),
      help: text('typed.help'),
    }),
    privacy: text('welcome.privacy'),
    buttons: buttonsOf(all, view.roles),
  };
  return renderCard(welcome, data, text('welcome.summary', { programme: plainName(view.programme) }));
};
