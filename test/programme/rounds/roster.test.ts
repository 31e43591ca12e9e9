import { studentsToPlace, teachersAvailable } from '../../../bot/programme/rounds/roster';
import { studentsWithoutGroup } from '../../../bot/programme/rounds/standing';
import { aDirectory, aPair, aPerson, aPupil, aSchool } from '../../builders';

const today = '2027-03-01';

const directory = aDirectory({
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  people: [
    aPerson({ email: 'two@x' }),
    aPerson({ email: 'past@x', university: null }),
    aPerson({ email: 'later@x' }),
    aPerson({ email: 'left@x', endedOn: today }),
    aPerson({ email: 'leaving@x', endedOn: '2027-03-02' }),
    aPerson({ email: 'theo@x', role: 'teacher', university: null }),
    aPerson({ email: 'gone@x', role: 'teacher', university: null, endedOn: today }),
  ],
  pupils: [aPupil({ id: 'p1' }), aPupil({ id: 'p2', school: 'zwc', class: '3B' })],
  pairs: [
    aPair({ pupil: 'p1', student: 'two@x' }),
    aPair({ pupil: 'p2', student: 'two@x', until: today }),
    aPair({ pupil: 'p1', student: 'past@x', until: '2027-02-28' }),
    aPair({ pupil: 'p2', student: 'later@x', from: '2027-04-01' }),
  ],
});

const here = { school: 'jdw', class: '3A' };
const there = { school: 'zwc', class: '3B' };

test('students have the pupils of the day and of later; who has none is a student too', () => {
  const students = studentsWithoutGroup(directory, [], today);
  expect(studentsToPlace(directory, students, today)).toEqual([
    { email: 'two@x', university: 'leiden', pupils: [here, there] },
    { email: 'past@x', university: null, pupils: [] },
    { email: 'later@x', university: 'leiden', pupils: [there] },
    { email: 'leaving@x', university: 'leiden', pupils: [] },
  ]);
});

test('every teacher of the day, with the groups they lead', () => {
  const groups = [{ teacher: 'theo@x' }, { teacher: 'theo@x' }, { teacher: 'gone@x' }];
  expect(teachersAvailable(directory, today, groups)).toEqual([{ email: 'theo@x', groups: 2 }]);
});
