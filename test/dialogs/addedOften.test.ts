/** Who adds to the same without end, by a script, is told to stop; and room is left for what others do. */
import { mostContacts, mostCorrections, mostNotes, mostPauses } from '../../bot/programme/bounds';
import { known } from '../storage/contract/examples';
import { aChat, shown, type Chat } from './chat';
import { cora, jan, sam, theProgramme } from './people';

const now = '2027-02-17T12:00:00+01:00';
const flag = 'p1/2027-02-16';

const flagged = async (): Promise<Chat> => {
  const chat = await aChat(theProgramme(), now);
  for (const date of ['2027-02-09', '2027-02-16'])
    await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
  return chat;
};

const factsOf = async ({ storage }: Chat) =>
  known(await storage.records.page('hmp', 'jdw', 'p1')).value.facts;

test('notes on a flag: so many, whoever writes them; then it can still be resolved', async () => {
  const chat = await flagged();
  for (let n = 0; n < mostNotes; n += 1)
    await chat.as(n % 2 === 0 ? cora : jan).presses('flag.note', { flag, note: `notitie ${n}` });
  const before = await factsOf(chat);
  expect(before).toHaveLength(2 + mostNotes);
  const refused = shown(await chat.as(cora).presses('flag.note', { flag, note: 'nog een' }));
  expect(refused).toContain('al 30 notities');
  expect(refused).toContain('nog een');
  expect(await factsOf(chat)).toEqual(before);
  const resolved = { flag, reason: 'talkedToPupil' };
  await chat.as(cora).presses('flag.resolve', resolved);
  expect((await factsOf(chat)).at(-1)).toMatchObject({ verb: 'resolve', by: cora });
});

test('corrections of one answer; another session is corrected as before', async () => {
  const chat = await flagged();
  const correct = (n: number, session = flag) =>
    chat.as(cora).presses('checkIn.correct', {
      session,
      outcome: n % 2 === 0 ? 'onTime' : 'absentUnnotified',
      reason: `zo was het ${n}`,
    });
  for (let n = 0; n < mostCorrections; n += 1) await correct(n);
  const before = await factsOf(chat);
  expect(before).toHaveLength(2 + mostCorrections);
  expect(shown(await correct(mostCorrections))).toContain('al 30 keer gecorrigeerd');
  expect(await factsOf(chat)).toEqual(before);
  await correct(0, 'p1/2027-02-09');
  expect(await factsOf(chat)).toHaveLength(before.length + 1);
});

test('contacts with one student in a day; the day after, and by a colleague, they are noted', async () => {
  const chat = await flagged();
  const note = (who: string, n: number) =>
    chat.as(who).presses('student.contacted', { student: sam, programme: 'hmp', note: `gebeld ${n}` });
  const count = async () => (await chat.storage.records.contactsMade('hmp')).length;
  for (let n = 0; n < mostContacts; n += 1) await note(cora, n);
  expect(await count()).toBe(mostContacts);
  const refused = shown(await note(cora, mostContacts));
  expect(refused).toContain('al 10 keer contact');
  expect(refused).toContain(`gebeld ${mostContacts}`);
  expect(await count()).toBe(mostContacts);
  await note(jan, 0);
  expect(await count()).toBe(mostContacts + 1);
  chat.clock.moveTo(chat.clock.now() + 86_400_000);
  await note(cora, mostContacts);
  expect(await count()).toBe(mostContacts + 2);
});

test('pauses in a day: one can always be ended, and the day after another is taken', async () => {
  const chat = await aChat(theProgramme(), now);
  const pauses = async () => chat.storage.records.pauses('hmp');
  const pause = async (n: number): Promise<string> => {
    chat.clock.moveTo(chat.clock.now() + 1000);
    await chat.as(sam).says('pauze uit');
    chat.clock.moveTo(chat.clock.now() + 1000);
    return shown(await chat.as(sam).says(`pauze tot ${1 + (n % 28)}-3`));
  };
  for (let n = 0; n < mostPauses; n += 1) expect(await pause(n)).toContain('Pauze: tot');
  const stored = await pauses();
  expect(stored).toHaveLength(2 * mostPauses - 1);
  const refused = await pause(mostPauses);
  expect(refused).toContain('al 10 keer veranderd');
  expect((await pauses()).slice(stored.length)).toMatchObject([{ until: null }]);
  expect(await pause(mostPauses)).toContain('al 10 keer veranderd');
  expect(await pauses()).toHaveLength(stored.length + 1);
  chat.clock.moveTo(chat.clock.now() + 86_400_000);
  expect(await pause(0)).toContain('Pauze: tot');
});

test('of who takes part in two programmes nothing is stored in either when it is too often for one', async () => {
  const chat = await aChat(theProgramme(), now);
  for (let n = 0; n < mostPauses; n += 1) {
    chat.clock.moveTo(chat.clock.now() + 1000);
    await chat.as(sam).says(`pauze tot ${1 + n}-3`);
  }
  await chat.import({ ...theProgramme(), id: 'a-new-one' });
  expect(shown(await chat.as(sam).says('pauze tot 28-3'))).toContain('Er is nu niets veranderd');
  expect(await chat.storage.records.pauses('a-new-one')).toEqual([]);
  expect(await chat.storage.records.pauses('hmp')).toHaveLength(mostPauses);
});
