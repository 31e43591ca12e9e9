/**
 * The weekly cycle on screen: the built bot, the sample programme, and two people on a playground page each,
 * driven by a real Chromium. The clock stands still and is moved from one moment to the next.
 */
import type { ChatPage } from './page';
import { setStage, type Stage } from './stage';

/** A browser on a crowded machine takes its time. */
jest.setTimeout(120_000);

let stage: Stage;
let student: ChatPage;
let coordinator: ChatPage;

beforeAll(async () => {
  stage = await setStage();
  [student, coordinator] = await Promise.all([stage.pageOf('student'), stage.pageOf('coordinator')]);
}, 120_000);

afterAll(async () => stage.close());

/** Moves the clock, in winter time. */
async function itIs(moment: string): Promise<void> {
  await stage.itIs(`${moment}+01:00`);
}

/** What is stored of Yara's session on a day. */
async function outcomeOn(day: string): Promise<unknown> {
  const sessions = await stage.bot.json('sessions', 'hmp-2027', '--from', day, '--to', day);
  if (!Array.isArray(sessions)) throw new Error('sessions printed no list');
  return sessions.find((each) => each.pupil === 'J3A01')?.outcome;
}

test('installing welcomes each once, in the words of their role', async () => {
  await student.card('Hallo Noor', 'Als studentmentor');
  await coordinator.card('Hallo Cora', 'Als coördinator');
  await student.picture('1-welcome');
  expect(await student.cards()).toHaveLength(1);
  expect(await coordinator.cards()).toHaveLength(1);
});

test('the nudge comes at four on the day before, with when, where, whom and a tip', async () => {
  await itIs('2027-02-08T16:00:00');
  const nudge = await student.card('Je sessie met Yara');
  await nudge.picture('2-nudge');
  expect(await nudge.text()).toMatch(/dinsdag 9 februari, 10:00–\u206011:00[^]*Johan de Witt, 1\.16[^]*Tip/);
});

test('the check-in comes at the end of the session, and one tap stores the usual answer', async () => {
  await itIs('2027-02-09T11:00:00');
  const checkIn = await student.card('Was Yara er op tijd?', 'dinsdag 9 februari');
  await checkIn.picture('3-check-in');
  await checkIn.press('Ja, op tijd');
  const stored = await student.card('Opgeslagen', 'Yara was op tijd.');
  await stored.picture('4-stored');
  expect(await outcomeOn('2027-02-09')).toBe('onTime');
});

test('what was talked about can be added, and the step agreed comes back in the next nudge', async () => {
  const stored = await student.card('Opgeslagen', 'dinsdag 9 februari');
  await stored.press('Aanvullen');
  await stored.fill('Wat spraken jullie af voor de volgende keer?', 'Open dag kiezen');
  await stored.press('Opslaan');
  await student.card('Je aanvulling is opgeslagen', 'Open dag kiezen');
  await itIs('2027-02-15T16:00:00');
  const nudge = await student.card('Je sessie met Yara', 'dinsdag 16 februari');
  expect(await nudge.text()).toContain('Open dag kiezen');
});

test('late takes two taps, and a stored answer can be changed', async () => {
  await itIs('2027-02-16T11:00:00');
  const checkIn = await student.card('Was Yara er op tijd?', 'dinsdag 16 februari');
  await checkIn.press('Te laat');
  await checkIn.picture('5-late');
  await checkIn.press('10 min');
  const stored = await student.card('Opgeslagen', 'Yara was 10 minuten te laat.');
  await stored.press('Wijzigen');
  const again = await student.card('Je eerdere antwoord', '10 minuten te laat');
  await again.press('Niet verschenen');
  await again.picture('6-change');
  await again.press('Zonder bericht');
  await student.card('Opgeslagen', 'Yara is niet verschenen, zonder bericht.');
  expect(await outcomeOn('2027-02-16')).toBe('absentUnnotified');
});

test('a second absence in a row brings a flag to the coordinator, who takes it up', async () => {
  await itIs('2027-03-02T11:00:00');
  const checkIn = await student.card('Was Yara er op tijd?', 'dinsdag 2 maart');
  await checkIn.press('Niet verschenen');
  await checkIn.press('Weet ik niet');
  await student.card('Opgeslagen', 'dinsdag 2 maart');
  await itIs('2027-03-02T11:05:00');
  const flag = await coordinator.card('Er is een nieuw signaal', 'Signaal: Yara');
  await flag.picture('7-flag');
  expect(await flag.text()).toContain('2× niet verschenen in de laatste 2 sessies (16 februari en 2 maart)');
  await flag.press('Ik pak dit op');
  await coordinator.card('Signaal: Yara', 'opgepakt door Cora Bakker op 2 maart');
});

test('the summary leads from the programme to school, class and pupil in one card', async () => {
  await coordinator.say('overzicht');
  const all = await coordinator.card('Overzicht', 'Haags Mentorprogramma 2027', 'Per school');
  const before = (await coordinator.cards()).length;
  await all.picture('8-summary');
  await all.press('Open Johan de Witt');
  await (await coordinator.card('Per klas')).press('Open 3A');
  await (await coordinator.card('Per leerling', 'Yara')).press('Open Yara');
  const pupil = await coordinator.card('Alle sessies', 'di 2 mrt');
  await pupil.picture('9-pupil');
  expect(await pupil.text()).toMatch(/33%[^]*di\s16\sfeb[^]*niet verschenen/);
  await coordinator.picture('10-coordinator');
  await student.picture('11-student');
  expect(await coordinator.cards()).toHaveLength(before);
});
