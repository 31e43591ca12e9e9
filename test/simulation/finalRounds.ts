/** At the end intervision is decided as far as it can be, each thing once, and everybody was told. */
import { choicesDue, meetingsBegun, offersDue, turnsDue } from '../../bot/programme/rounds/decisions';
import { calledOff } from '../../bot/programme/rounds/state';
import { roundTimetable } from '../../bot/programme/rounds/timetable';
import { headFrom, headKeys } from '../../bot/storage/roundRows';
import { messagesIn, rowsIn } from './facts';
import { roundFactsIn } from './intervision';
import type { Parts } from './simulation';

const day = 24 * 3_600_000;

/** Every place is filled once, and heads count them. */
const checkPlaces = ({ universe, shared }: Parts): void => {
  const facts = roundFactsIn(shared);
  for (const { round, facts: count } of rowsIn(shared.rounds, headKeys).map(headFrom)) {
    const orders = facts.filter((fact) => fact.round === round).map(({ order }) => order);
    if (orders.length !== count || orders.some((order, index) => order !== index))
      universe.violate(`${round} has the places ${orders.join(' ')} and counts ${count}`);
  }
};

const checkDecided = ({ universe, shared, intervising }: Parts): void => {
  const { source } = intervising;
  const now = universe.scheduler.now();
  for (const { round, group } of [...offersDue(source, now), ...choicesDue(source, now)])
    universe.violate(`${round.id}/${group.id} was not decided`);
  for (const { round, group } of meetingsBegun(source, now, now))
    universe.violate(`${round.id}/${group.id} is not known to have begun`);
  for (const { round, group } of turnsDue(source, now)) universe.violate(`${round}/${group} has no turn`);
  const named = roundFactsIn(shared).flatMap((fact) => {
    if (fact.by !== 'bot' || !('group' in fact)) return [];
    if (fact.kind === 'slotsProposed') return [`slotsProposed ${fact.round}/${fact.group}`];
    if (fact.kind === 'slotChosen') return [`slotChosen ${fact.round}/${fact.group} ${fact.slot}`];
    return fact.kind === 'caseAssigned' ? [`caseAssigned ${fact.round}/${fact.group} ${fact.student}`] : [];
  });
  const twice = named.filter((name, index) => named.indexOf(name) !== index);
  for (const name of twice) universe.violate(`${name} twice`);
};

const checkMeetings = ({ universe, intervising }: Parts): void => {
  const meetings = intervising.source.book
    .flatMap((round) => round.groups.map((group) => ({ round, group })))
    .filter((place) => calledOff(place) === null)
    .flatMap(({ group: { id, teacher, meeting } }) =>
      meeting === null ? [] : [{ ...meeting.slot, id, teacher }],
    );
  for (const [index, one] of meetings.entries())
    for (const other of meetings.slice(index + 1))
      if (
        one.teacher === other.teacher &&
        one.id !== other.id &&
        one.start < other.end &&
        other.start < one.end
      )
        universe.violate(`${one.teacher} is in two places on ${new Date(one.start).toISOString()}`);
};

/** What was due long after the last change, and worth sending for days, was planned. */
const checkTold = ({ universe, shared, intervising, roster }: Parts): void => {
  const stored = new Set(messagesIn(shared).map(({ key }) => key));
  const since = Math.max(intervising.changedAt, roster.present.from);
  const now = universe.scheduler.now();
  const due = roundTimetable(intervising.source)
    .between(0, now - day)
    .filter(({ dueAt, worthUntil }) => worthUntil - Math.max(dueAt, since) > 4 * day);
  for (const { key } of due) if (!stored.has(key)) universe.violate(`${key} was due and never planned`);
};

export const rounds = (parts: Parts): void => {
  checkPlaces(parts);
  checkDecided(parts);
  checkMeetings(parts);
  checkTold(parts);
};
