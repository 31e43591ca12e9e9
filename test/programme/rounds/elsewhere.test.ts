import { appointmentsAfter } from '../../../bot/programme/rounds/appointments';
import { placeOf } from '../../../bot/programme/rounds/state';
import { isElsewhere } from '../../../bot/programme/rounds/elsewhere';
import { aPerson, at } from '../../builders';
import { ann, scheduled, sourceOf, thursday, town } from './story';

/** Ann is a member of group B, which meets on Thursday, and teaches as well; she leaves as a student on a day. */
const asTeacher = (endedOn: string | null) => {
  const { people } = town().programme;
  const source = sourceOf(
    scheduled,
    town({
      people: [
        ...people.map((person) => (person.email === ann ? { ...person, endedOn } : person)),
        aPerson({ email: ann, role: 'teacher', university: null }),
      ],
    }),
  );
  const place = placeOf(source.book, 'r1', 'B');
  if (place === null) throw new Error('no group');
  const other = { ...place, group: { ...place.group, id: 'C' } };
  return {
    isBusy: isElsewhere(source, ann, thursday, other),
    isTaken: appointmentsAfter(source, at('2027-03-12T09:00:00+01:00'), new Set()).has(ann),
  };
};

test.each([
  [null, true],
  ['2027-03-19', true],
  ['2027-03-18', false],
  ['2027-03-01', false],
])('a teacher who is a student until %s: taken by their group’s meeting on the 18th is %s', (day, taken) => {
  expect(asTeacher(day)).toEqual({ isBusy: taken, isTaken: taken });
});
