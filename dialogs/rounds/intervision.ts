/** `intervisie`: a student's group, a teacher's groups, the rounds of a coordinator. */
import { groupWithin } from '../../bot/programme/access';
import { personName } from '../../bot/programme/labels';
import type { Group, Role } from '../../bot/programme/model';
import { currentPlaces, isOngoing, waitingGroups } from '../../bot/programme/rounds/current';
import { writtenCase } from '../../bot/programme/rounds/agenda';
import { missedTwice } from '../../bot/programme/rounds/history';
import { activeStudents } from '../../bot/programme/rounds/weeks';
import { groupStatus } from '../../bot/programme/rounds/status';
import { caseSeenBy } from '../../bot/programme/rounds/reach';
import type { LoadedProgramme, RenderedCard } from '../../bot/ports';
import { startIn } from '../../cards/listPages';
import {
  roundGroupsCard,
  roundListCard,
  type LedGroupView,
  type RoundListView,
} from '../../cards/rounds/lists';
import { roundNoticeCard } from '../../cards/rounds/notice';
import { groupNames } from '../../cards/rounds/words';
import { granted, rolesIn, type CardDialog, type TextDialog, type Turn } from '../turn';
import { usualForm } from './create';
import { showMine } from './mine';
import { grantsFor, historyFor, isWithin, readerIn, type OpenGroup } from './scope';
import { lineOf } from './status';
import { named, standingOf } from './views';
import { weeklyOf } from './weekly';

/** A group of the roster; its teacher by name. */
interface WaitingGroup {
  readonly id: string;
  readonly teacher: string;
}

/** The groups a person is in or leads, as they stand now. */
const ownGroups = async (
  turn: Turn,
  role: Role,
  thing: 'meetings' | 'ledGroups',
): Promise<readonly OpenGroup[]> => {
  const found: OpenGroup[] = [];
  for (const grant of grantsFor(turn, thing, {})) {
    if (grant.person.role !== role) continue;
    const { loaded } = grant;
    const rounds = await turn.ports.rounds.of(loaded);
    for (const place of currentPlaces(rounds.source, (one) => isWithin(rounds.source, one, grant), turn.now))
      found.push({ loaded, rounds, place, grant });
  }
  return found;
};

/** The groups without a fixed time that the roster has for somebody, while no round has taken them up. */
const rosterGroups = (turn: Turn, role: Role): readonly WaitingGroup[] =>
  granted(turn, 'meetings')
    .filter(({ person }) => person.role === role)
    .flatMap((grant) => {
      const { directory } = grant;
      return directory.programme.groups
        .filter((group) => groupWithin(grant, { ...group, bringer: null, isConfirmed: true }))
        .map(({ id, teacher }) => ({ id, teacher: personName(directory, teacher) }));
    });

/** Those of them that no round has had yet. */
const waitingOf = async (turn: Turn, role: Role): Promise<readonly Group[]> => {
  const grants = granted(turn, 'meetings').filter(({ person }) => person.role === role);
  const found = grants.map(async (grant) => {
    const { source } = await turn.ports.rounds.of(grant.loaded);
    const groups = waitingGroups(source, grant.person.email, grant.directory.calendar.dayOf(turn.now));
    return groups.filter((group) => groupWithin(grant, { ...group, bringer: null, isConfirmed: true }));
  });
  return (await Promise.all(found)).flat();
};

/** The first of some groups that somebody else leads in a round going on, with who does. */
const ledByOther = async (turn: Turn, groups: readonly WaitingGroup[]): Promise<WaitingGroup | null> => {
  const ids = new Set(groups.map(({ id }) => id));
  for (const { loaded } of grantsFor(turn, 'ledGroups', {})) {
    const { source } = await turn.ports.rounds.of(loaded);
    const place = currentPlaces(source, ({ group }) => ids.has(group.id), turn.now).find((one) =>
      isOngoing(groupStatus(loaded.directory, one, turn.now)),
    );
    if (place !== undefined)
      return { id: place.group.id, teacher: personName(loaded.directory, place.group.teacher) };
  }
  return null;
};

/** Somebody whose groups have no round yet hears which they are; else that there is none. */
const withoutRound = async (turn: Turn, role: 'student' | 'teacher'): Promise<RenderedCard> => {
  const groups = rosterGroups(turn, role);
  const led = role === 'teacher' ? await ledByOther(turn, groups) : null;
  const [first] = groups;
  const [waiting, none] =
    role === 'student' ? (['inGroup', 'noGroup'] as const) : (['leadsGroups', 'noTeacher'] as const);
  return roundNoticeCard(
    {
      notice: led !== null ? 'ledByOther' : first === undefined ? none : waiting,
      which: groupNames(led === null ? groups.map(({ id }) => id) : [led.id], turn.language),
      who: led?.teacher ?? first?.teacher ?? '',
      when: '',
      buttons: [],
    },
    turn.language,
  );
};

const forStudent = async (turn: Turn): Promise<readonly RenderedCard[]> => {
  const groups = await ownGroups(turn, 'student', 'meetings');
  return groups.length === 0
    ? [await withoutRound(turn, 'student')]
    : groups.map((opened) => showMine(turn, opened));
};

const momentOf = ({ meeting }: LedGroupView): number => meeting?.slot.start ?? Number.MAX_SAFE_INTEGER;

const ledGroup =
  (turn: Turn) =>
  ({ loaded, rounds, place }: OpenGroup): LedGroupView => {
    const reader = readerIn(turn);
    const title = caseSeenBy(rounds.source, place, reader)?.title ?? null;
    return {
      ...standingOf(loaded, rounds, place, reader),
      case: { isWritten: writtenCase(rounds.source, place) !== null, title },
    };
  };

const ledGroups = async (turn: Turn, start: number): Promise<RenderedCard> => {
  const groups = (await ownGroups(turn, 'teacher', 'ledGroups')).map(ledGroup(turn));
  if (groups.length === 0) return withoutRound(turn, 'teacher');
  const waiting = (await waitingOf(turn, 'teacher')).map(({ id }) => id);
  return roundGroupsCard(
    { groups: groups.toSorted((a, b) => momentOf(a) - momentOf(b)), waiting, start },
    turn.language,
  );
};

/** `round.list`: another page of the groups that somebody leads. */
export const listGroups: CardDialog = (turn, data) => ledGroups(turn, startIn(data['start']));

/** The rounds of a programme the person coordinates. */
const listOf = async (turn: Turn, loaded: LoadedProgramme, isOne: boolean): Promise<RenderedCard> => {
  const { directory } = loaded;
  const rounds = await turn.ports.rounds.of(loaded);
  // A proposal that was thrown away is gone, as its card said.
  const made = rounds.source.book.filter(
    ({ isWeekly, confirmedAt, cancelled }) => !isWeekly && (confirmedAt !== null || cancelled === null),
  );
  const history = historyFor(turn, loaded, rounds);
  const today = directory.calendar.dayOf(turn.now);
  // The last meeting with a report of each group says who missed it and the one before.
  const last = new Map(history.map((met) => [met.group.id, met]));
  const missed = [...last.values()].flatMap((met) => missedTwice(history, met));
  const view: RoundListView = {
    rounds: made.toReversed().map((round) => lineOf(turn, { loaded, rounds, round })),
    missedTwice: activeStudents(directory, [...new Set(missed)], today).map((email) =>
      named(directory, email),
    ),
    form: usualForm(loaded, rounds, today, turn.language),
    weekly: weeklyOf(turn, loaded, rounds),
    timeZone: directory.programme.timeZone,
    programme: isOne ? null : directory.programme.name,
  };
  return roundListCard(view, turn.language);
};

const forCoordinator = (turn: Turn): Promise<readonly RenderedCard[]> => {
  const grants = grantsFor(turn, 'rounds', {});
  return Promise.all(grants.map(({ loaded }) => listOf(turn, loaded, grants.length === 1)));
};

const cardsFor: Readonly<Record<Role, (turn: Turn) => Promise<readonly RenderedCard[]>>> = {
  student: forStudent,
  teacher: async (turn) => [await ledGroups(turn, 0)],
  coordinator: forCoordinator,
};

/** What the person's roles ask for: a card a group, one with all groups that they lead, one a programme. */
export const intervision: TextDialog = async (turn) =>
  (await Promise.all(rolesIn(turn).map((role) => cardsFor[role](turn)))).flat();
