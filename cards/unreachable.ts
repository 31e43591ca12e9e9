import type { UnreachableDetails } from '../bot/programme/unreachable';
import type { RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import { say } from './actions';
import { dayOf, list, time } from './dates';
import type { Fact } from './figures';
import { plainName, shownName } from './names';
import { cardTemplate, renderCard } from './render';
import { firstOf } from './rows';
import file from './unreachable.json';
import { words } from './words';

const template = cardTemplate(file);

/** More than a student has; what is over is counted. */
const shownPupils = 6;

const namesOf = (names: readonly string[], language: Language): string => {
  const { shown, left } = firstOf(names, shownPupils);
  const others = left === 0 ? [] : [words(language).text('digest.others', { count: left })];
  return list(language, [...shown, ...others]);
};

const factsOf = ({ pupils, since, timeZone }: UnreachableDetails, language: Language): readonly Fact[] => {
  const { text } = words(language);
  const labels = pupils.map((pupil) =>
    text('unreachable.pupil', { pupil: shownName(pupil.label), class: shownName(pupil.class) }),
  );
  const schools = [...new Set(pupils.map(({ school }) => school))].map(shownName);
  return [
    { title: text('unreachable.pupils', { count: labels.length }), value: namesOf(labels, language) },
    { title: text('unreachable.school', { count: schools.length }), value: namesOf(schools, language) },
    {
      title: text('unreachable.since'),
      value: `${dayOf(language, since, timeZone)}, ${time(language, since, timeZone)}`,
    },
  ];
};

/** A student whom Teams refuses: which pupils that concerns, what it means, and what helps. */
export const unreachableCard = (view: UnreachableDetails, language: Language): RenderedCard => {
  const { text } = words(language);
  const summary = text('unreachable.notice', { name: plainName(view.name) });
  const how = (name: string): string => text('unreachable.how', { name, help: text('typed.help') });
  const data = {
    title: text('unreachable.title', { name: shownName(view.name) }),
    facts: factsOf(view, language),
    means: text('unreachable.means'),
    ask: text('unreachable.ask'),
    how: how(shownName(view.givenName)),
    actions: [say(text('unreachable.all'), text('typed.silent'))],
    fallbackText: `${summary}. ${how(plainName(view.givenName))}`,
  };
  return renderCard(template, data, summary);
};
