/** The meeting time of groups whose members were asked. */
import type { Intervision, SlotChoice } from '../../ports/intervision';
import { activeGroup, appointmentsAfter, type Appointments } from '../../programme/rounds/appointments';
import { choicesDue } from '../../programme/rounds/decisions';
import type { Moment } from '../../programme/model';
import type { GroupId } from '../../programme/rounds/model';
import type { RoundSource } from '../../programme/rounds/planning';
import type { Place } from '../../programme/rounds/state';
import { overlaps } from '../../programme/rounds/overlaps';
import { stillAvailable } from '../../programme/rounds/whoCan';
import type { NewRoundStep } from '../../ports/rounds';
import { byRound, placeId, type Decide } from './wish';

/** Equal for groups that were asked the same and answered the same. */
const pollText = ({ group: { poll, students, teacher } }: Place): string =>
  JSON.stringify([poll?.number, poll?.slots, [...(poll?.answers ?? [])], students, teacher]);

const choiceStep = (group: GroupId, choice: SlotChoice): NewRoundStep => {
  if (choice.outcome === 'none') return { kind: 'undecided', group, best: null };
  const { id } = choice.slot;
  return choice.outcome === 'chosen'
    ? { kind: 'slotChosen', group, slot: id }
    : { kind: 'undecided', group, best: id };
};

const solveChoices = async (
  intervision: Intervision,
  source: RoundSource,
  due: readonly Place[],
  now: Moment,
): Promise<ReadonlyMap<string, SlotChoice>> => {
  const today = source.directory.calendar.dayOf(now);
  const taken = appointmentsAfter(source, now, new Set(due.map(({ group }) => group)));
  // A group may be polled in two rounds at once: what is solved together is known by both.
  const groups = due.map((place) => ({
    ...activeGroup(source, place.group, today),
    id: placeId(place),
    slots: (place.group.poll?.slots ?? []).filter(({ start }) => start > now),
    // Not a time at which they are elsewhere, or closed, by now.
    available: stillAvailable(source.directory, place.group, taken),
  }));
  const teachers = new Set(groups.map(({ teacher }) => teacher));
  const appointments = new Map([...taken].filter(([who]) => teachers.has(who)));
  const choices = await intervision.chooseSlots({ groups, appointments });
  return new Map(choices.map((choice) => [choice.group, choice]));
};

/**
 * Whether everybody who was counted on is still free: somebody else may have booked the teacher, or a member, since the
 * choice was made. Then it is made anew.
 */
const isStillFree = (place: Place, choice: SlotChoice, taken: Appointments): boolean => {
  if (choice.outcome === 'none') return true;
  const { slot, members } = choice;
  return [place.group.teacher, ...members].every((who) =>
    (taken.get(who) ?? []).every((interval) => !overlaps(interval, slot)),
  );
};

/** A time for every group whose poll is over, all of them together; too few are asked about. */
export const choices: Decide = async (intervision, source, now) => {
  const due = choicesDue(source, now);
  if (due.length === 0) return [];
  const solved = await solveChoices(intervision, source, due, now);
  const polls = new Map(due.map((place) => [placeId(place), pollText(place)]));
  return byRound(due).map(([{ round }]) => ({
    round: round.id,
    stepsIn: (fresh) => {
      const open = choicesDue(fresh, now);
      const taken = appointmentsAfter(fresh, now, new Set(open.map(({ group }) => group)));
      return open
        .filter((place) => place.round.id === round.id && polls.get(placeId(place)) === pollText(place))
        .flatMap((place) => {
          const choice = solved.get(placeId(place));
          const stands = choice !== undefined && isStillFree(place, choice, taken);
          return stands ? [choiceStep(place.group.id, choice)] : [];
        });
    },
  }));
};
