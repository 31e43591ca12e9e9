/** Which rounds and groups somebody may see or act on. Nothing of intervision is read for a role that reaches none. */
import { groupWithin, type Grant } from '../../bot/programme/access';
import type { Thing } from '../../bot/programme/accessTable';
import type { Role } from '../../bot/programme/model';
import type { MeetingHistory } from '../../bot/programme/rounds/history';
import type { RoundSource } from '../../bot/programme/rounds/planning';
import { peopleOf, type Reader } from '../../bot/programme/rounds/reach';
import { placeOf, type Place, type RoundState } from '../../bot/programme/rounds/state';
import type { ActionFields, LoadedProgramme } from '../../bot/ports';
import type { LoadedRounds } from '../../bot/ports/rounds';
import { granted, type Turn, type TurnGrant } from '../turn';

/** A round, opened for a coordinator of its programme. */
export interface OpenRound {
  readonly loaded: LoadedProgramme;
  readonly rounds: LoadedRounds;
  readonly round: RoundState;
}

/** A group in its round, with what lets the person reach it. */
export interface OpenGroup {
  readonly loaded: LoadedProgramme;
  readonly rounds: LoadedRounds;
  readonly place: Place;
  readonly grant: Grant;
}

/** Who acts, as somebody who looks at a group. */
export const readerIn = ({ contact: { email }, now }: Turn): Reader => ({ email, now });

/** The order in which somebody with several roles is taken: a teacher sees more of their own group. */
const roles: readonly Role[] = ['teacher', 'student', 'coordinator'];

/** What lets the person reach a thing; only in the programme that a card names, when it names one. */
export const grantsFor = (turn: Turn, thing: Thing, data: ActionFields): readonly TurnGrant[] => {
  const wanted = data['programme'] ?? '';
  return granted(turn, thing)
    .filter(({ loaded }) => wanted === '' || loaded.head.id === wanted)
    .toSorted((a, b) => roles.indexOf(a.person.role) - roles.indexOf(b.person.role));
};

/** The meetings with a report, of which a coordinator reads who came; none for whoever may not know that. */
export const historyFor = (
  turn: Pick<Turn, 'memberships'>,
  loaded: LoadedProgramme,
  rounds: LoadedRounds,
): MeetingHistory =>
  granted(turn, 'turnout').some(
    (grant) => grant.loaded.head.id === loaded.head.id && grant.reach === 'programme',
  )
    ? rounds.history()
    : [];

/** A round by its id, but for the weeks of groups with a fixed time, which nobody makes. */
export const roundIn = ({ source }: LoadedRounds, id: string): RoundState | null =>
  source.book.find((round) => round.id === id && !round.isWeekly) ?? null;

const opening = async (
  turn: Turn,
  data: ActionFields,
  find: (rounds: LoadedRounds, id: string) => RoundState | null,
): Promise<OpenRound | null> => {
  for (const { loaded } of grantsFor(turn, 'rounds', data)) {
    const rounds = await turn.ports.rounds.of(loaded);
    const round = find(rounds, data['round'] ?? '');
    if (round !== null) return { loaded, rounds, round };
  }
  return null;
};

/** A round of one of the programmes the person coordinates; null as well when there is none. */
export const openRound = (turn: Turn, data: ActionFields): Promise<OpenRound | null> =>
  opening(turn, data, roundIn);

/** The same, and a week of groups with a fixed time too: to look at. */
export const openShown = (turn: Turn, data: ActionFields): Promise<OpenRound | null> =>
  opening(turn, data, ({ source }, id) => source.book.find((round) => round.id === id) ?? null);

/** Whether a group is within a grant. */
export const isWithin = (source: RoundSource, place: Place, grant: Grant): boolean =>
  groupWithin(grant, peopleOf(source, place));

/**
 * Of several groups of a student in a round the one to which they bring the case, else the first; a teacher of several
 * must say which is meant.
 */
const theirs = ({ source }: LoadedRounds, round: RoundState, grant: Grant): Place | null => {
  const all = round.groups.map((group) => ({ round, group }));
  const places = all.filter((place) => isWithin(source, place, grant));
  const { email } = grant.person;
  const bringing = places.find(({ group }) => source.bringers.of(round.id, group.id)?.student === email);
  const isClear = grant.person.role === 'student' || places.length === 1;
  return bringing ?? (isClear ? (places[0] ?? null) : null);
};

/** A group as it stands in some rounds, when it is within a grant; without a group named, theirs in that round. */
export const placeWithin = (rounds: LoadedRounds, grant: Grant, data: ActionFields): Place | null => {
  const { book } = rounds.source;
  const [roundId, groupId] = [data['round'] ?? '', data['group'] ?? ''];
  if (groupId === '' && grant.reach === 'ownGroups') {
    const round = book.find(({ id }) => id === roundId);
    return round === undefined ? null : theirs(rounds, round, grant);
  }
  const place = placeOf(book, roundId, groupId);
  return place !== null && isWithin(rounds.source, place, grant) ? place : null;
};

/** A group of which the person reaches something; null for everybody else, and when there is none. */
export const openGroup = async (turn: Turn, thing: Thing, data: ActionFields): Promise<OpenGroup | null> => {
  for (const grant of grantsFor(turn, thing, data)) {
    const { loaded } = grant;
    const rounds = await turn.ports.rounds.of(loaded);
    const place = placeWithin(rounds, grant, data);
    if (place !== null) return { loaded, rounds, place, grant };
  }
  return null;
};
