/** What pupils may be called. */
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
 * The names of all pupils as far as the programme allows them to be shown (`pupilLabel`). Two pupils of
 * one class who would be called the same get their code behind it: a wrong name on a card is an incident.
 */
export const pupilLabels = (programme: Programme): ReadonlyMap<string, string> => {
  const inClass = (pupil: Pupil): string =>
    JSON.stringify([pupil.school, pupil.class, bareLabel(programme, pupil).toLowerCase()]);
  const counts = new Map<string, number>();
  for (const pupil of programme.pupils) counts.set(inClass(pupil), (counts.get(inClass(pupil)) ?? 0) + 1);
  return new Map(
    programme.pupils.map((pupil) => {
      const label = bareLabel(programme, pupil);
      const isShared = (counts.get(inClass(pupil)) ?? 0) > 1;
      return [pupil.id, isShared ? `${label} (${pupil.id})` : label];
    }),
  );
};
