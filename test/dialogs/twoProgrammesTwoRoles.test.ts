/** Who is a student in one programme and a teacher in another: what is a student's holds in the first alone. */
import { aPerson } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { sam, theProgramme } from './people';

const inBoth = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), '2027-03-10T12:00:00+01:00');
  const { people, pairs } = theProgramme();
  await chat.import(
    theProgramme({
      id: 'rmp',
      name: 'Rotterdams Mentorprogramma',
      people: [
        ...people.filter(({ email }) => email !== sam),
        aPerson({ email: sam, name: 'Sam de Boer', role: 'teacher', university: null }),
      ],
      pairs: pairs.filter(({ student }) => student !== sam),
    }),
  );
  return chat;
};

test('they have hours of the first', async () => {
  const card = shown(await (await inBoth()).as(sam).says('uren'));
  expect(card).toContain('0 uur');
  expect(card).not.toContain('Rotterdams');
});

test('they pause in the first', async () => {
  const chat = await inBoth();
  expect(shown(await chat.as(sam).says('pauze tot 20-3'))).toContain('20 maart');
  expect(await chat.storage.records.pauses('hmp')).toMatchObject([{ student: sam, until: '2027-03-20' }]);
  expect(await chat.storage.records.pauses('rmp')).toEqual([]);
});
