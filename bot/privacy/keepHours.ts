/** Keeps what sessions came to before they have to go: a student's credit must not go with a pupil. */
import type { Directory } from '../programme/directory';
import type { Answer } from '../programme/facts';
import { groupBy } from '../programme/groupBy';
import type { Pupil } from '../programme/model';
import { hoursOf } from '../programme/rounds/hours';
import type { RecordStore } from '../ports/storage';

type Records = Pick<RecordStore, 'answersOf' | 'keepHours'>;

/** Keeps the hours of every student with these pupils under a mark; what was kept under it before stays. */
export const keepHours = async (
  records: Records,
  directory: Directory,
  pupils: readonly Pupil[],
  mark: string,
): Promise<void> => {
  const { id } = directory.programme;
  const answers: Answer[] = [];
  for (const pupil of pupils) answers.push(...(await records.answersOf(id, pupil.id)));
  for (const [student, own] of groupBy(answers, ({ session }) => session.student)) {
    const { count, minutes } = hoursOf(directory, student, own, []).sessions;
    if (count > 0) await records.keepHours(id, { student, mark, count, minutes });
  }
};
