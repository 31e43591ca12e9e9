/** What the access record says of the reader's programmes, for whoever may hear of it. */
import type { Access } from '../bot/ports/export';
import type { LoadedProgramme } from '../bot/ports';
import type { Turn } from './turn';

/** How far back looks and files are told of. */
export const days = 90;
const dayLength = 86_400_000;

/** A look or a file, with the programme it was of. */
export interface Taken {
  readonly loaded: LoadedProgramme;
  readonly access: Access;
}

/** Everybody's looks and files of the reader's programmes in these days, in order of time: one range of keys each. */
export const readTaken = async ({ ports, memberships, now }: Turn): Promise<readonly Taken[]> => {
  const lists = await Promise.all(
    memberships.map(async ({ loaded }) => {
      const list = await ports.access.list(loaded.head.id, now - days * dayLength);
      return list.map((access) => ({ loaded, access }));
    }),
  );
  return lists.flat().toSorted((a, b) => a.access.at - b.access.at);
};

/** Whether it was about a pupil of the student's: of the school, or one of those that are named. */
export const isAbout = (student: string, { loaded: { directory }, access }: Taken): boolean =>
  directory.pairsOfStudent(student).some(({ pupil }) => {
    const isAtSchool = access.scope.includes(directory.pupil(pupil)?.school ?? '');
    return isAtSchool && (access.pupils?.includes(pupil) ?? true);
  });
