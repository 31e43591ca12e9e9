import type { CarePlace } from '../bot/programme/care';
import type { SessionDetails } from '../bot/programme/sessionDetails';
import { mailAddressIn } from '../bot/programme/schoolContact';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { execute, say, type CardAction } from './actions';
import file from './care.json';
import { list } from './dates';
import { escapeMarkdown } from './escape';
import { mailDraft } from './mail';
import { shownName } from './names';
import { cardTemplate, renderCard } from './render';
import { firstOf } from './rows';
import { words } from './words';

const template = cardTemplate(file);

/** More would hide on a phone what to do. */
const shownPlaces = 4;
const shownNames = 3;

/** Where a student can go with a worry. */
export interface CareView {
  readonly places: readonly Omit<CarePlace, 'school'>[];
  /** Names of the coordinators, for who has no places. */
  readonly coordinators: readonly string[];
}

type Place = CareView['places'][number];

/** The button that leads here; with a session to the school of its pupil alone. */
export const careButton = (
  language: Language,
  session: Pick<SessionDetails, 'programme' | 'session'> | null,
): CardAction => {
  const data = session === null ? {} : { programme: session.programme, session: session.session };
  return execute(words(language).text('care.button'), 'care.show', data, { inputs: 'none' });
};

const placeOf =
  (language: Language) =>
  ({ name, contact, coordinators }: Place) => {
    const { text } = words(language);
    const names = list(language, coordinators.slice(0, shownNames).map(shownName));
    return {
      name: shownName(name),
      contact:
        contact === null
          ? text('care.noContact')
          : text('care.contact', { contact: escapeMarkdown(contact) }),
      coordinators:
        coordinators.length === 0 ? text('care.noCoordinators') : text('care.coordinators', { names }),
    };
  };

const noPlace = ({ coordinators }: CareView, language: Language): string => {
  const { text } = words(language);
  const names = list(language, coordinators.slice(0, shownNames).map(shownName));
  const whom = coordinators.length === 0 ? text('care.noPupilNoCoordinators') : names;
  return text('care.noPupil', { names: whom });
};

/** An empty mail: what it is about is for the student and the school. */
const mailButtons = (places: readonly Place[], language: Language): readonly CardAction[] => {
  const { text } = words(language);
  const addresses = new Set(places.map(({ contact }) => mailAddressIn(contact)).filter((to) => to !== null));
  return [...addresses].map((to) => ({
    type: 'Action.OpenUrl',
    title: text('care.mail'),
    url: mailDraft(to, text('care.mailSubject'), []),
  }));
};

/** Whom to reach now, and what to do: the same for every worry, as nobody asks which. */
export const careCard = (view: CareView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { shown: places, left } = firstOf(view.places, shownPlaces);
  const steps = ['listen', 'facts', 'advice', 'nowhere'] as const;
  const data = {
    heading: text('care.title'),
    danger: text('care.danger'),
    school: view.places.length === 0 ? noPlace(view, language) : text('care.school'),
    places: places.map(placeOf(language)),
    more: left === 0 ? [] : [{ text: text('care.more', { count: left }) }],
    todo: text('care.todo'),
    steps: steps.map((step) => ({ text: text(`care.todo.${step}`) })),
    stored: view.places.length === 0 ? [] : [{ text: text('care.stored') }],
    actions: [
      ...mailButtons(places, language),
      // It stands in the place of the card that was pressed.
      say(text('command.myWeek'), text('typed.myWeek')),
    ],
  };
  return renderCard(template, data, text('care.summary'));
};
