/** The proposal of a round: shown, students moved between its groups, started or thrown away. */
import { personName } from '../../bot/programme/labels';
import { isActiveOn, type Directory } from '../../bot/programme/directory';
import type { Day } from '../../bot/programme/model';
import {
  isBehind,
  rosterChanges,
  standingGroups,
  studentsWithoutGroup,
} from '../../bot/programme/rounds/standing';
import { fewestMembers, mostMembers } from '../../bot/programme/rounds/model';
import { studentsToPlace, teachersAvailable } from '../../bot/programme/rounds/roster';
import type { RoundBook, RoundState } from '../../bot/programme/rounds/state';
import { daysOver } from '../../bot/programme/rounds/status';
import { activeStudents, fixedGroups } from '../../bot/programme/rounds/weeks';
import type { ActionFields, RenderedCard } from '../../bot/ports';
import { roundNoticeCard } from '../../cards/rounds/notice';
import { roundProposalCard, type ProposalView } from '../../cards/rounds/proposal';
import { shownName } from '../../cards/names';
import { notForYou } from '../flags/open';
import type { CardDialog, Turn } from '../turn';
import { changeRound, only, type Decision } from './change';
import { moveMember } from './moveMember';
import { typedGroup } from './moveTargets';
import { openRound, openShown, roundIn, type OpenRound } from './scope';
import { formedGroups } from './forming';
import { isOpenRound, showStatus } from './status';
import { named } from './views';

type Said = NonNullable<ProposalView['said']>;

const said = (what: Said['said'], who = '', to = ''): Said => ({ said: what, who, to });

type Reason = ProposalView['unplaced'][number]['reason'];

/** Why those without a group have none; who was not taken out gets a place after the start, where there is one. */
const reasonIn = (directory: Directory, round: RoundState, without: number, today: Day): Reason => {
  if (teachersAvailable(directory, today, []).length === 0) return 'noTeacher';
  if (round.groups.some(({ students }) => students.length < mostMembers)) return 'later';
  return without < fewestMembers ? 'tooFewStudents' : 'sizesDoNotFit';
};

const firstOf = (data: ActionFields): number => {
  const typed = data['first'] ?? '';
  return /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
};

const changesOf = (directory: Directory, book: RoundBook, today: Day): ProposalView['changes'] => {
  const { students, teachers } = rosterChanges(directory, book, today);
  return {
    students: students.map(({ student, from, to }) => ({ ...named(directory, student), from, to })),
    teachers: teachers.map(({ group, from, to }) => ({
      group,
      from: named(directory, from),
      to: named(directory, to),
    })),
  };
};

const viewOf = (
  turn: Turn,
  { loaded, rounds, round }: OpenRound,
  data: ActionFields,
): Omit<ProposalView, 'said'> => {
  const { head, directory } = loaded;
  const today = directory.calendar.dayOf(turn.now);
  const standing = new Set(standingGroups(directory, rounds.source.book, today).map(({ id }) => id));
  const without = studentsWithoutGroup(directory, round.groups, today);
  const placed = round.groups.flatMap(({ students }) => students);
  const formed = round.groups.filter(({ id }) => !standing.has(id)).flatMap(({ students }) => students);
  const first = firstOf(data);
  const names = new Map(
    [...directory.programme.schools, ...directory.programme.universities].map(({ id, name }) => [id, name]),
  );
  return {
    programme: head.id,
    round: round.id,
    edition: round.edition,
    setup: round.setup,
    groups: round.groups.map((group) => ({
      id: group.id,
      teacher: named(directory, group.teacher),
      members: activeStudents(directory, group.students, today).map((email) => named(directory, email)),
      isStanding: standing.has(group.id),
    })),
    unplaced: without.map((email) => ({
      ...named(directory, email),
      reason: round.out.has(email) ? 'movedOut' : reasonIn(directory, round, without.length, today),
    })),
    quality: turn.ports.intervision.qualityOf(
      {
        students: studentsToPlace(directory, placed, today),
        teachers: teachersAvailable(directory, today, fixedGroups(directory)),
      },
      round.groups,
    ),
    hasSeveralPupils: studentsToPlace(directory, formed, today).some(({ pupils }) => pupils.length > 1),
    changes: changesOf(directory, rounds.source.book, today),
    nameOf: (id) => names.get(id) ?? id,
    first: first < round.groups.length ? first : 0,
  };
};

/** The proposal, or the round as it stands once it was confirmed. */
export const showProposal = (
  turn: Turn,
  opened: OpenRound,
  data: ActionFields,
  what: Said | null,
): RenderedCard => {
  const { round } = opened;
  if (round.confirmedAt !== null || round.cancelled !== null) return showStatus(turn, opened, data, null);
  return roundProposalCard({ ...viewOf(turn, opened, data), said: what }, turn.language);
};

/** `round.propose`: the proposal, or the round, as it stands now; from a group on. */
export const proposeRound: CardDialog = async (turn, data) => {
  const opened = await openShown(turn, data);
  return opened === null ? notForYou(turn) : showProposal(turn, opened, data, null);
};

/** Decides about a round as it stands when it is decided, and draws it as it stands after. */
const changeOpened = (
  turn: Turn,
  { loaded, round: { id } }: OpenRound,
  decide: (current: OpenRound) => Decision | Promise<Decision>,
): Promise<RenderedCard> =>
  changeRound(turn, loaded, async (rounds) => {
    const round = roundIn(rounds, id);
    const decision = round === null ? only(() => notForYou(turn)) : await decide({ loaded, rounds, round });
    return { round: id, ...decision };
  });

/** A round after something was stored of it. */
const after =
  (opened: OpenRound, draw: (changed: OpenRound) => RenderedCard): Decision['draw'] =>
  (rounds) =>
    draw({ ...opened, rounds, round: roundIn(rounds, opened.round.id) ?? opened.round });

const isDraft = ({ round }: OpenRound): boolean => round.confirmedAt === null && round.cancelled === null;

const moveIn = (turn: Turn, opened: OpenRound, data: ActionFields): Decision => {
  if (!isDraft(opened))
    return moveMember(turn, opened, data) ?? only(() => showStatus(turn, opened, data, null));
  const { directory } = opened.loaded;
  const { groups } = opened.round;
  const email = (data['student'] ?? '').trim().toLowerCase();
  const wanted = (data['group'] ?? '').trim();
  const today = directory.calendar.dayOf(turn.now);
  const person = directory.person(email, 'student');
  const show = (what: Said): Decision => only(() => showProposal(turn, opened, data, what));
  if (person === null || !isActiveOn(person, today)) return show(said('noStudent'));
  const group = typedGroup(groups, wanted) ?? undefined;
  const name = personName(directory, email);
  if (group === undefined && wanted !== '-') return show(said('noGroup'));
  const isThere =
    group === undefined
      ? !groups.some(({ students }) => students.includes(email))
      : group.students.includes(email);
  const done = group === undefined ? said('movedOut', name) : said('moved', name, group.id);
  if (isThere) return show(done);
  if (group?.teacher === email) return show(said('leads', name, group.id));
  if (group !== undefined && group.students.length >= mostMembers) return show(said('full', name, group.id));
  return {
    steps: [{ kind: 'moved', student: email, group: group?.id ?? null }],
    draw: after(opened, (changed) => showProposal(turn, changed, data, done)),
  };
};

/** `round.move`: a student to another group of the proposal, or of the round; `-` is out of all groups, in a proposal alone. */
export const moveStudent: CardDialog = async (turn, data) => {
  const opened = await openRound(turn, data);
  if (opened === null) return notForYou(turn);
  return changeOpened(turn, opened, (current) => moveIn(turn, current, data));
};

const notice = (
  turn: Turn,
  { round }: OpenRound,
  which: 'cancelled' | 'lapsed' | 'over' | 'dropped',
): RenderedCard =>
  roundNoticeCard(
    { notice: which, which: shownName(round.setup.name), who: '', when: '', buttons: [] },
    turn.language,
  );

/** Whether a card shows the proposal as it is; one that does not say which it shows is taken to. */
const isShown = ({ round }: OpenRound, { edition = '' }: ActionFields): boolean =>
  edition === '' || edition === String(round.edition);

/** The proposal made anew from the groups that exist, to be looked at before it starts. */
const renew = async (turn: Turn, opened: OpenRound, data: ActionFields, today: Day): Promise<Decision> => {
  const { rounds, round } = opened;
  const groups = await formedGroups(turn.ports.intervision, rounds, round.id, round.setup, today);
  return {
    steps: [{ kind: 'proposed', groups }],
    draw: after(opened, (changed) => showProposal(turn, changed, data, said('renewed'))),
  };
};

const confirmIn = (turn: Turn, opened: OpenRound, data: ActionFields): Decision | Promise<Decision> => {
  const { loaded, round } = opened;
  if (round.cancelled !== null) return only(() => notice(turn, opened, 'cancelled'));
  if (round.confirmedAt !== null) return only(() => showStatus(turn, opened, data, 'same'));
  if (turn.now >= daysOver(loaded.directory, round)) return only(() => notice(turn, opened, 'lapsed'));
  const today = loaded.directory.calendar.dayOf(turn.now);
  if (isBehind(loaded.directory, opened.rounds.source.book, round, today))
    return renew(turn, opened, data, today);
  if (!isShown(opened, data)) return only(() => showProposal(turn, opened, data, said('changed')));
  const filled = round.groups.filter(({ students }) => students.length > 0);
  if (filled.length === 0) return only(() => showProposal(turn, opened, data, said('noGroups')));
  const groups = filled.map(({ id, teacher, students }) => ({ id, teacher, students }));
  const isAll = filled.length === round.groups.length;
  return {
    steps: [...(isAll ? [] : [{ kind: 'proposed', groups } as const]), { kind: 'confirmed' }],
    draw: after(opened, (changed) => showStatus(turn, changed, data, 'confirmed')),
  };
};

/**
 * `round.confirm`: the proposal takes effect as it was shown, and teachers are asked for times. Groups without anybody are
 * left out. A proposal that was made with other groups than exist by now is made anew first, and what has changed since
 * it was shown is shown first.
 */
export const confirmRound: CardDialog = async (turn, data) => {
  const opened = await openRound(turn, data);
  if (opened === null) return notForYou(turn);
  return changeOpened(turn, opened, (current) => confirmIn(turn, current, data));
};

const cancelIn = (turn: Turn, opened: OpenRound, data: ActionFields): Decision => {
  const { round } = opened;
  const wasDraft = round.confirmedAt === null;
  const draw = (changed: OpenRound, what: 'cancelled' | 'same'): RenderedCard =>
    wasDraft ? notice(turn, changed, 'dropped') : showStatus(turn, changed, data, what);
  if (round.cancelled !== null) return only(() => draw(opened, 'same'));
  if (!wasDraft && !isOpenRound(turn, opened)) return only(() => notice(turn, opened, 'over'));
  return { steps: [{ kind: 'cancelled' }], draw: after(opened, (changed) => draw(changed, 'cancelled')) };
};

/** `round.cancel`: called off with a message to all, or a proposal thrown away of which nobody knew. */
export const cancelRound: CardDialog = async (turn, data) => {
  const opened = await openRound(turn, data);
  if (opened === null) return notForYou(turn);
  return changeOpened(turn, opened, (current) => cancelIn(turn, current, data));
};
