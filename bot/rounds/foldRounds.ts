/** What follows from the stored facts of one programme, worked out as far as they changed. */
import type { Directory } from '../programme/directory';
import { booksOf } from '../programme/rounds/book';
import { bringersOf } from '../programme/rounds/bringers';
import { meetingHistory } from '../programme/rounds/history';
import type { RoundSource } from '../programme/rounds/planning';
import { timetablesOf } from '../programme/rounds/timetable';
import type { LoadedRounds } from '../ports/rounds';
import type { StoredRounds } from './storedRounds';

const once = <T>(make: () => T): (() => T) => {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
};

/** Makes the rounds of a programme from what is stored. The same facts give the very same rounds. */
export const foldRounds = (directory: Directory): ((stored: StoredRounds) => LoadedRounds) => {
  const bookOf = booksOf(directory);
  const timetableOf = timetablesOf(directory);
  let last: { readonly stored: StoredRounds; readonly rounds: LoadedRounds } | null = null;
  const fold = (stored: StoredRounds): LoadedRounds => {
    const book = bookOf(stored.facts);
    const bringers = once(() => bringersOf(directory, book));
    const source: RoundSource = {
      directory,
      book,
      bringers: { of: (round, group) => bringers().of(round, group) },
    };
    return {
      version: stored.version,
      source,
      timetable: once(() => timetableOf(source)),
      history: once(() => meetingHistory(source)),
    };
  };
  return (stored) => {
    if (last?.stored !== stored) last = { stored, rounds: fold(stored) };
    return last.rounds;
  };
};
