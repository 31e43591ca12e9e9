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
  const shared = new Set<string>();
  // By what the pupils have already, class by class: a key made for each of a hundred thousand would take much room, if
  // only for a moment.
  for (const ofSchool of groupBy(programme.pupils, ({ school }) => school).values())
    for (const ofClass of groupBy(ofSchool, (pupil) => pupil.class).values())
      for (const alike of groupBy(ofClass, (pupil) => bareLabel(programme, pupil).toLowerCase()).values())
        if (alike.length > 1) for (const { id } of alike) shared.add(id);
  return (pupil) => {
    const label = bareLabel(programme, pupil);
    return shared.has(pupil.id) ? `${label} (${pupil.id})` : label;
  };
};
