/** A round as it stands, for coordinators: never a case, nor what a report says. */
import { groupTurnout, missedTwice, roundTurnout } from '../../bot/programme/rounds/history';
import { leftOutOf } from '../../bot/programme/rounds/joiners';
import type { RoundState } from '../../bot/programme/rounds/state';
import { groupStatus, hasLapsed, roundStatus } from '../../bot/programme/rounds/status';
import { membersNow } from '../../bot/programme/rounds/weeks';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import {
  roundStatusCard,
  type GroupLine,
  type RoundLine,
  type RoundStatusView,
} from '../../cards/rounds/status';
import { words } from '../../cards/words';
import type { Turn } from '../turn';
import { historyFor, type OpenRound } from './scope';
import { named } from './views';

/** `Week 9`: nobody gave it a name. */
const weekName = ({ language }: Turn, { id }: RoundState): string =>
  words(language).text('lists.week', { week: Number(id.slice(-2)) });

/** A round in a line. */
export const lineOf = (turn: Turn, { loaded, rounds, round }: OpenRound): RoundLine => ({
  programme: loaded.head.id,
  round: round.id,
  name: round.isWeekly ? weekName(turn, round) : round.setup.name,
  status: roundStatus(loaded.directory, round, turn.now),
  isLapsed: hasLapsed(loaded.directory, round, turn.now),
  from: round.setup.from,
  to: round.setup.to,
  groups: round.groups.length,
  turnout: roundTurnout(historyFor(turn, loaded, rounds), round),
});

const groupLine = (
  turn: Turn,
  { loaded, rounds, round }: OpenRound,
  group: RoundState['groups'][number],
): GroupLine => {
  const place = { round, group };
  return {
    group: group.id,
    teacher: named(loaded.directory, group.teacher).name,
    members: membersNow(loaded.directory, group, turn.now).length,
    status: groupStatus(loaded.directory, place, turn.now),
    slot: group.meeting?.slot ?? null,
    turnout: groupTurnout(historyFor(turn, loaded, rounds), place),
  };
};

/** Whether a round can still be called off: it runs, and not all of it has been held. A week is not: its groups are. */
export const isOpenRound = (turn: Turn, { loaded, round }: OpenRound): boolean =>
  !round.isWeekly &&
  ['offering', 'polling', 'scheduled'].includes(roundStatus(loaded.directory, round, turn.now));

/** A round with its groups, from one of them on. */
export const showStatus = (
  turn: Turn,
  opened: OpenRound,
  data: ActionFields,
  said: RoundStatusView['said'],
): RenderedCard => {
  const { loaded, rounds, round } = opened;
  const history = historyFor(turn, loaded, rounds);
  const missed = round.groups.flatMap((group) => missedTwice(history, { round, group }));
  const first = /^\d{1,4}$/.test(data['first'] ?? '') ? Number(data['first']) : 0;
  const view: RoundStatusView = {
    ...lineOf(turn, opened),
    timeZone: loaded.directory.programme.timeZone,
    lines: round.groups.map((group) => groupLine(turn, opened, group)),
    missedTwice: [...new Set(missed)].map((email) => named(loaded.directory, email)),
    leftOut: leftOutOf(rounds.source, round, turn.now).map((email) => named(loaded.directory, email)),
    first: first < round.groups.length ? first : 0,
    said,
    isOpen: isOpenRound(turn, opened),
  };
  return roundStatusCard(view, turn.language);
};
