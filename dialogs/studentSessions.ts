/** A student's sessions over all their programmes, with what was said of them. */
import { answersIn } from '../bot/programme/facts';
import { groupBy } from '../bot/programme/groupBy';
import { sessionsOfStudent } from '../bot/programme/studentSignals';
import type { OwnSession } from './checkIn/facts';
import { readPage, type ReadPage } from './pupilPage';
import { granted, type Turn } from './turn';

interface Read extends ReadPage {
  readonly school: string;
}

/** All sessions of the acting student that the roster or an answer knows, by start. */
export const studentSessions = async (turn: Turn): Promise<readonly OwnSession[]> => {
  const all: OwnSession[] = [];
  for (const { loaded, directory, person } of granted(turn, 'checkIns')) {
    const reads = new Map<string, Read>();
    for (const pupil of new Set(directory.pairsOfStudent(person.email).map((pair) => pair.pupil))) {
      const school = directory.pupil(pupil)?.school ?? '';
      reads.set(pupil, { school, ...(await readPage(turn.ports, loaded.head.id, school, pupil)) });
    }
    const answers = [...reads.values()].flatMap(({ page }) => answersIn(page.facts));
    const given = groupBy(answers, ({ session }) => session.id);
    for (const session of sessionsOfStudent(directory, person.email, answers)) {
      const read = reads.get(session.pupil);
      const own = given.get(session.id) ?? [];
      if (read !== undefined)
        all.push({ loaded, session, ...read, answers: own, answer: own.at(-1) ?? null });
    }
  }
  return all.toSorted((a, b) => a.session.start - b.session.start);
};

/**
 * Of a student's sessions those that began and wait for an answer, however long ago (a first answer has no limit, and
 * hours need it), and the latest one that has an answer.
 */
export const openSessions = (
  turn: Turn,
  all: readonly OwnSession[],
): { readonly open: readonly OwnSession[]; readonly latest: OwnSession | null } => {
  const begun = all.filter(({ session }) => session.start <= turn.now);
  return {
    open: begun.filter((own) => own.answer === null),
    latest: begun.findLast((own) => own.answer !== null) ?? null,
  };
};
