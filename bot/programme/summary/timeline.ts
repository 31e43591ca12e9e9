/** Sessions one after the other, with what was said of them before an answer was changed. */
import { lateLimitsOf } from '../attendance';
import type { Directory } from '../directory';
import { answersIn, type PupilFact } from '../facts';
import { groupBy } from '../groupBy';
import type { Moment } from '../model';
import { answerSteps, type RecentSession } from '../recentSessions';
import type { CountedSession } from './summary';

/** A session that ended, and whose it was where that is not clear already. */
export interface TimelineEntry extends RecentSession {
  readonly pupil: string | null;
}

/** The entries of some counted sessions, in their order. `pupilOf` gives the name to show with a session. */
export const timelineOf = (
  directory: Directory,
  counted: readonly CountedSession[],
  factsOf: (pupil: string) => readonly PupilFact[],
  now: Moment,
  pupilOf: (pupil: string) => string | null,
): readonly TimelineEntry[] => {
  const pupils = [...new Set(counted.map(({ pupil }) => pupil.id))];
  const answers = pupils.flatMap((pupil) => answersIn(factsOf(pupil))).filter(({ at }) => at <= now);
  const bySession = groupBy(answers, ({ session }) => session.id);
  return counted.map(({ session, pupil, attendance, answer }) => ({
    session: session.id,
    date: session.date,
    pupil: pupilOf(pupil.id),
    attendance,
    minutesLate: answer?.minutesLate ?? null,
    steps: answerSteps(bySession.get(session.id) ?? [], session.id, lateLimitsOf(directory, pupil.school)),
  }));
};
