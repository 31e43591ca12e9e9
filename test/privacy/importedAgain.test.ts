/** Whoever was erased and is imported again, under the address or code from before: they begin anew. */
import { erase } from '../../bot/privacy/erase';
import { aChatWithEverything, delivered, town } from '../dialogs/everyThing';
import { shown, type Chat } from '../dialogs/chat';
import { jan, sam, theo } from '../dialogs/people';
import { settled } from '../fakes/settled';

const pseudonym = 'erased-abcdef100000';
const notTheirs = 'hoort niet bij jouw rol';
const flag = { programme: 'hmp', flag: 'p1/2027-03-09' };
const groupIn = (round: string): Readonly<Record<string, string>> => ({
  programme: 'hmp',
  round,
  group: 'g1',
});

const importedAgain = async (who: string): Promise<Chat> => {
  const chat = await aChatWithEverything();
  const ports = { ...chat.storage, newId: () => 'abcdef100000-random', settled };
  expect(typeof (await erase(ports, 'hmp', who, chat.clock.now()))).toBe('object');
  await chat.programmes.refresh();
  await chat.import(town());
  await chat.programmes.refresh();
  return chat;
};

test('a coordinator sees what the role gives, and nothing of it is theirs', async () => {
  const chat = await importedAgain(jan);
  await chat.as(jan).installs();
  const opened = shown(await chat.as(jan).presses('flag.show', flag)).replaceAll('\\', '');
  expect(opened).toContain('walnoot');
  expect(opened).toContain(`${pseudonym} schreef een notitie`);
  expect(opened).not.toContain('Jan');
  expect(shown(await chat.as(jan).says('privacy'))).toContain('Je nam geen bestanden mee');
});

test('a teacher leads nothing of what they led before: no case, no report, no agenda', async () => {
  const chat = await importedAgain(theo);
  await chat.as(theo).installs();
  const told = [
    shown(await chat.as(theo).says('intervisie')),
    shown(await chat.as(theo).says('mijn week')),
    ...(await Promise.all(
      (['roundAgenda', 'roundReminder', 'roundReport'] as const).map((kind) => delivered(chat, kind, theo)),
    )),
  ];
  expect(told.join('\n')).not.toMatch(/zwijgplant|hazelnoot|kruidnagel|Stilte|Waren er/);
  for (const what of ['group', 'case', 'agenda'])
    expect(shown(await chat.as(theo).presses('round.show', { ...groupIn('r8'), what }))).toContain(notTheirs);
  expect(shown(await chat.as(theo).presses('round.report', groupIn('r7')))).toContain(notTheirs);
});

test('a pupil under the same code has no answer, no flag and no text, and old cards tell none either', async () => {
  const chat = await importedAgain('p1');
  expect(shown(await chat.as(jan).says('overzicht Yara'))).toContain('nog niets om te tellen');
  expect(shown(await chat.as(jan).says('signalen'))).not.toContain('Yara');
  expect(shown(await chat.as(jan).presses('flag.show', flag))).toContain(notTheirs);
  expect(shown(await chat.as(sam).says('signalen'))).not.toContain('Yara');
  const again = shown(await chat.as(sam).presses('checkIn.change', { session: 'p1/2027-03-09' }));
  expect(again).not.toMatch(/eerdere antwoord|geheim/);
  const cards = [await delivered(chat, 'flagRaised', jan), await delivered(chat, 'checkIn', sam)];
  expect(cards.join('\n')).not.toMatch(/walnoot|geheim|niet verschenen/);
});
