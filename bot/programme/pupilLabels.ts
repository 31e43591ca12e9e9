/** What pupils may be called. */
import { groupBy } from './groupBy';
import type { Programme, Pupil } from './model';

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `${word.slice(0, 1).toUpperCase()}.`)
    .join('');

const bareLabel = (programme: Programme, pupil: Pupil): string => {
  switch (programme.pupilLabel) {
    case 'firstName':
      return pupil.firstName;
    case 'initials':
      return initialsOf(pupil.firstName);
    case 'code':
      return pupil.id;
    default:
      return programme.pupilLabel satisfies never;
  }
};

/**
 * The name of each pupil as far as the programme allows it to be shown (`pupilLabel`). Two pupils of one class who
 * would be called the same get their code behind it: a wrong name on a card is an incident.
 */
export const pupilLabels = (programme: Programme): ((pupil: Pupil) => string) => {
  const inClass = (pupil: Pupil): string =>
    JSON.stringify([pupil.school, pupil.class, bareLabel(programme, pupil).toLowerCase()]);
  const shared = new Set<string>();
  const classes = groupBy(programme.pupils, (pupil) => JSON.stringify([pupil.school, pupil.class]));
  // Class by class: the names of a hundred thousand at once would take much room, if only for a moment.
  for (const pupils of classes.values()) {
    const seen = new Set<string>();
    for (const name of pupils.map(inClass)) (seen.has(name) ? shared : seen).add(name);
  }
  return (pupil) => {
    const label = bareLabel(programme, pupil);
    return shared.has(inClass(pupil)) ? `${label} (${pupil.id})` : label;
  };
};
