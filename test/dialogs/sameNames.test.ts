import { aCoordinator, aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import type { Reply } from '../../dialogs/reply';
import { aChat, shown, type Chat } from './chat';
import { cora, jan, sam } from './people';

const pupils = [
  aPupil({ id: 'p1', firstName: 'Yusuf', class: '3A' }),
  aPupil({ id: 'p2', firstName: 'Yusuf', class: '3B' }),
  aPupil({ id: 'q1', firstName: 'Yusuf', class: '3A', school: 'zwc' }),
];
const names = ['Yusuf (3B)', 'Yusuf (3A, Johan de Witt)', 'Yusuf (3A, Zuiderpark College)'];

/** Sam mentors three pupils called Yusuf, and each of them stayed away twice. */
const begin = async (): Promise<Chat> => {
  const programme = aProgramme({
    pupils,
    schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
    people: [aPerson(), aCoordinator(), aCoordinator({ email: jan, name: 'Jan Smit', schools: ['jdw'] })],
    pairs: pupils.map(({ id }, index) =>
      aPair({ pupil: id, start: `${10 + index}:00`, end: `${11 + index}:00` }),
    ),
  });
  const chat = await aChat(programme, '2027-03-16T20:00:00+01:00');
  for (const { id } of pupils)
    for (const day of ['2027-03-09', '2027-03-16'])
      await chat.as(sam).presses('checkIn.record', { session: `${id}/${day}`, outcome: 'absentUnnotified' });
  return chat;
};

/** Without what keeps markdown from being read. */
const plain = (reply: Reply): string => shown(reply).replaceAll('\\', '');

test.each(['signalen', 'mijn week', 'uren'])(
  '%s tells a student’s pupils of one name apart',
  async (text) => {
    const card = plain(await (await begin()).as(sam).says(text));
    for (const name of names) expect(card).toContain(name);
  },
);

test('so does the question about a session', async () => {
  const chat = await begin();
  const asked = pupils.map(({ id }) =>
    chat.as(sam).presses('checkIn.change', { session: `${id}/2027-03-09` }),
  );
  const cards = (await Promise.all(asked)).map(plain);
  expect(cards.map((card) => names.findIndex((name) => card.includes(name)))).toEqual([1, 0, 2]);
});

test('who needs attention first is told apart: class, and school for who answers for more', async () => {
  const chat = await begin();
  const lines = async (who: string) =>
    [...shown(await chat.as(who).says('overzicht')).matchAll(/"text":"(!! Yusuf[^"]*)"/g)].map(
      ([, line = '']) => line.replaceAll('\\', ''),
    );
  expect(await lines(cora)).toEqual([
    '!! Yusuf (3A, Johan de Witt) · signaal: actie',
    '!! Yusuf (3B, Johan de Witt) · signaal: actie',
    '!! Yusuf (3A, Zuiderpark College) · signaal: actie',
  ]);
  expect(await lines(jan)).toEqual(['!! Yusuf (3A) · signaal: actie', '!! Yusuf (3B) · signaal: actie']);
});

test('stil names a student’s pupils apart, as far as the reader may see them', async () => {
  const chat = await begin();
  chat.clock.moveTo(at('2027-04-20T12:00:00+02:00'));
  expect(plain(await chat.as(cora).says('stil sam'))).toContain(names[1]);
  const own = plain(await chat.as(jan).says('stil sam'));
  expect(own).toContain('Yusuf (3A) en Yusuf (3B)');
});
