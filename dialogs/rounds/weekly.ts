/** Groups with a fixed time, for coordinators: no round of theirs stands in the list, so they stand there themselves. */
import { currentPlaces } from '../../bot/programme/rounds/current';
import { groupTurnout, roundTurnout, type MeetingHistory } from '../../bot/programme/rounds/history';
import type { RoundSource } from '../../bot/programme/rounds/planning';
import { groupStatus } from '../../bot/programme/rounds/status';
import { fixedGroups } from '../../bot/programme/rounds/weeks';
import { groupBy } from '../../bot/programme/groupBy';
import type { LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import type { WeeklyLine, WeeklyView } from '../../cards/rounds/weekly';
import type { Turn } from '../turn';
import { historyFor } from './scope';
import { named } from './views';

/** Each with the meeting that is next, or was last, how many came last time, and how many reports are missing. */
const linesOf = ({ now }: Turn, source: RoundSource, history: MeetingHistory): readonly WeeklyLine[] => {
  const { directory } = source;
  const places = currentPlaces(source, ({ round }) => round.isWeekly, now);
  return [...groupBy(places, ({ group }) => group.id).values()].flatMap((own): readonly WeeklyLine[] => {
    const place = own.at(-1);
    if (place === undefined) return [];
    const { round, group } = place;
    const last = history.findLast((met) => met.round.isWeekly && met.group.id === group.id);
    return [
      {
        round: round.id,
        group: group.id,
        teacher: named(directory, group.teacher).name,
        status: groupStatus(directory, place, now),
        slot: group.meeting?.slot ?? null,
        turnout: last === undefined ? null : groupTurnout(history, last),
        hasReport: group.report !== null,
        missing: own.filter((one) => groupStatus(directory, one, now) === 'held').length,
      },
    ];
  });
};

/** Null where no group has a fixed time. */
export const weeklyOf = (turn: Turn, loaded: LoadedProgramme, rounds: LoadedRounds): WeeklyView | null => {
  const groups = fixedGroups(loaded.directory).length;
  const history = historyFor(turn, loaded, rounds);
  const turnouts = rounds.source.book
    .filter(({ isWeekly }) => isWeekly)
    .map((week) => roundTurnout(history, week))
    .filter((turnout) => turnout !== null);
  const lines = linesOf(turn, rounds.source, history);
  return groups === 0 ? null : { groups, turnout: turnouts.at(-1) ?? null, lines };
};
