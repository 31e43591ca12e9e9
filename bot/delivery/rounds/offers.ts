/** Meeting times for groups that look for one. */
import type { SlotProposal } from '../../ports/intervision';
import { timesWanted, type Appointments } from '../../programme/rounds/appointments';
import { offersDue } from '../../programme/rounds/decisions';
import type { RoundGroup, Slot } from '../../programme/rounds/model';
import { byRound, placeId, type Decide, type Wish } from './wish';

const slotOf = ({ id, start, end, room }: Slot): Slot => ({ id, start, end, room });

const withOthers = (one: Appointments, other: Appointments): Appointments => {
  const both = new Map(one);
  for (const [who, times] of other) both.set(who, [...(both.get(who) ?? []), ...times]);
  return both;
};

/** What the people of some groups are offered just now. */
const offeredTo = (groups: readonly RoundGroup[], proposals: readonly SlotProposal[]): Appointments => {
  const times = groups.map(({ id, teacher, students }): Appointments => {
    const slots = proposals.find(({ group }) => group === id)?.slots ?? [];
    return new Map([teacher, ...students].map((who) => [who, slots]));
  });
  return times.reduce(withOthers, new Map());
};

/** Times for the teachers to choose from; none found is told too. Rounds of the same people get different ones. */
export const offers: Decide = async (intervision, source, now) => {
  const wishes: Wish[] = [];
  let offered: Appointments = new Map();
  for (const places of byRound(offersDue(source, now))) {
    const [{ round }] = places;
    const searching = places.map(({ group }) => group);
    const wanted = timesWanted(source, round, searching, now);
    const groups = wanted.groups.filter(({ students }) => students.length > 0);
    const appointments = withOthers(wanted.appointments, offered);
    const proposals = await intervision.proposeSlots(source.directory, { ...wanted, groups, appointments });
    offered = withOthers(offered, offeredTo(groups, proposals));
    const stepsIn: Wish['stepsIn'] = (fresh) => {
      const due = new Set(offersDue(fresh, now).map(placeId));
      return proposals
        .filter(({ group }) => due.has(`${round.id}/${group}`))
        .map(({ group, slots, fewer }) => ({
          kind: 'slotsProposed',
          group,
          slots: slots.map(slotOf),
          fewer,
        }));
    };
    wishes.push({ round: round.id, stepsIn });
  }
  return wishes;
};
