/** What a card of a flag shows, as one text: how things stand with it, but for what the calendar alone does. */
import { splitSessionId } from '../../bot/programme/checkIn';
import type { Directory } from '../../bot/programme/directory';
import type { PupilFact } from '../../bot/programme/facts';
import { flagsOfPupil } from '../../bot/programme/flags/details';
import { flagNow } from '../../bot/programme/flags/takeOver';
import type { Moment } from '../../bot/programme/model';

/** The state that follows from the facts of the flag's pupil; empty when there is no such flag. */
export const flagState = (
  directory: Directory,
  flagId: string,
  facts: readonly PupilFact[],
  now: Moment,
): string => {
  const pupil = directory.pupil(splitSessionId(flagId).pupil);
  const at = Math.max(now, facts.at(-1)?.at ?? now);
  const flags = pupil === null ? [] : flagsOfPupil(directory, pupil, facts, at);
  const flag = flagNow(flags, flagId);
  if (flag === undefined) return '';
  const history = flag.history
    .filter(({ what, on }) => what !== 'raised' || on !== null)
    .map(({ what, by, note, on }) => [what, by, note, on].join(' '));
  return [flag.status, JSON.stringify(flag.reasons), ...history].join('; ');
};
