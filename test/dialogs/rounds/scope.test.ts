/** Who reads how many came to meetings, whichever card asks for it. */
import { rolesAt } from '../../../bot/programme/access';
import { historyFor } from '../../../dialogs/rounds/scope';
import { aPerson, at } from '../../builders';
import { weekly } from '../../programme/rounds/story';
import { happen } from '../happening';
import { ann, aRoundChat, cora, five, monday, otherCora, roundTown, theo } from '../roundChat';

/** Teaches here, and coordinates the other programme. */
const teacherHere = aPerson({ email: otherCora, role: 'teacher', university: null });
const people = [...roundTown().people, teacherHere];

const withReport = async () => {
  const chat = await aRoundChat({ groups: [weekly()], people });
  const start = at('2027-02-23T11:15:00+01:00');
  const slot = { id: 'w8', start, end: start + 3_900_000, room: null };
  const said = { method: null, advice: null, followUp: null };
  await happen(
    chat.storage,
    'hmp',
    [
      '2027-02-23T12:20:00+01:00',
      '2027-W08',
      { kind: 'begun', group: 'A', slot, teacher: theo, members: five },
    ],
    [
      '2027-02-23T13:00:00+01:00',
      '2027-W08',
      { kind: 'attended', group: 'A', present: [ann], ...said },
      theo,
    ],
  );
  const programmes = chat.programmes.all();
  const loaded = programmes.find(({ head }) => head.id === 'hmp');
  if (loaded === undefined) throw new Error('no programme');
  const rounds = await chat.rounds.of(loaded);
  return (email: string) => {
    const memberships = programmes.map((one) => ({
      loaded: one,
      roles: rolesAt(one.directory, { tenant: 'tenant-1', email }, at(monday)),
    }));
    return historyFor({ memberships }, loaded, rounds).map(({ round }) => round.id);
  };
};

test.each([
  ['who coordinates the programme, of every group', cora, ['2027-W08']],
  ['not a teacher, who knows it of their own groups alone', theo, []],
  ['not a student', ann, []],
  ['not who coordinates another programme and teaches in this one', otherCora, []],
])('the meetings with a report are read by %s', async (_, who, read) => {
  expect((await withReport())(who)).toEqual(read);
});
