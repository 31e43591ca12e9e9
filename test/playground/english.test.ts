/** A student and a coordinator who chose English click through everything they can ask for. */
import type { ChatCard, ChatPage } from './page';
import { setStage, type Stage } from './stage';

/** A browser on a crowded machine takes its time. */
jest.setTimeout(120_000);

let stage: Stage;
let student: ChatPage;
let coordinator: ChatPage;

/** Words that no English sentence has; names of people, schools and holidays stay as they are. */
const dutch =
  /\b(het|een|niet|geen|je|jij|jouw|voor|sessies?|leerling|aanwezig|signa(al|len)|tot en met|uur)\b/i;

beforeAll(async () => {
  stage = await setStage();
  [student, coordinator] = await Promise.all([stage.pageOf('student'), stage.pageOf('coordinator')]);
}, 120_000);

afterAll(async () => stage.close());

const isEnglish = async (card: ChatCard, picture: string): Promise<ChatCard> => {
  await card.picture(`english-${picture}`);
  expect(await card.text()).not.toMatch(dutch);
  return card;
};

/** Asks for something and looks at the card that answers, once it is there. */
const asks = async (who: ChatPage, text: string, ...shows: readonly string[]): Promise<ChatCard> => {
  const before = (await who.cards()).length;
  await who.say(text);
  await expectMore(who, before);
  return isEnglish(await who.card(...shows), text.replaceAll(' ', '-'));
};

const expectMore = async (who: ChatPage, before: number): Promise<void> => {
  while ((await who.cards()).length === before) await who.page.waitForTimeout(50);
};

test('both choose English', async () => {
  for (const who of [student, coordinator]) {
    await who.card('Hallo');
    await who.say('language en');
    await who.card('From now on I will speak English with you.');
  }
});

test('a student reads English before, during and after a check-in', async () => {
  await stage.itIs('2027-02-08T16:00:00+01:00');
  await isEnglish(await student.card('Your session with Yara'), 'nudge');
  await stage.itIs('2027-02-09T11:00:00+01:00');
  const checkIn = await student.card('Was Yara there on time?');
  for (const button of ['Late', 'It was off', 'Not there']) {
    await checkIn.press(button);
    await isEnglish(checkIn, `check-in-${button.replaceAll(' ', '-')}`);
  }
  await checkIn.press('No message');
  const stored = await student.card('Stored', 'Yara was not there and sent no message.');
  await stored.press('Add more');
  await isEnglish(stored, 'stored');
});

test('a student reads English whatever they ask for', async () => {
  await stage.itIs('2027-02-16T11:00:00+01:00');
  const open = await asks(student, 'check in', 'Was Yara there on time?', '16 February');
  await open.press('Not there');
  await open.press('I don’t know');
  await student.card('Stored', '16 February');
  await asks(student, 'help', 'What can I do for you?');
  await asks(student, 'flags', 'Flags on your pupil');
  await asks(student, 'intervision', 'group A', 'Your teacher is Theo Visser');
  await asks(student, 'hours', 'Your hours');
  await asks(student, 'pause', 'Until when');
  await asks(student, 'pause until 1-1', 'The programme ends');
  await asks(student, 'pause until 3-5', 'Paused');
  await asks(student, 'my week', 'Your week', 'off until Monday 3 May');
  await asks(student, 'pause off', 'The pause is over');
  await asks(student, 'privacy', 'Your data');
  await asks(student, 'somethign', 'I did not understand');
  await asks(student, 'summary', 'your role');
});

test('a coordinator reads English about a flag', async () => {
  await stage.itIs('2027-03-15T12:00:00+01:00');
  await isEnglish(await coordinator.card('Flag: Yara'), 'flag-raised');
  await isEnglish(await coordinator.card('Good morning Cora'), 'digest');
  const flags = await asks(coordinator, 'flags', 'Flags', '1 flag is open');
  await flags.press('Open the flag about Yara');
  const flag = await isEnglish(await coordinator.card('Flag: Yara', 'Level 3'), 'flag');
  await flag.press('I take this up');
  await isEnglish(await coordinator.card('Flag: Yara', 'taken up'), 'flag-taken-up');
});

test('a coordinator reads English whatever they ask for', async () => {
  await asks(coordinator, 'help', 'What can I do for you?');
  await asks(coordinator, 'silent', 'Student mentors who need attention');
  const summary = await asks(coordinator, 'summary', 'The programme so far');
  await summary.press('Open Johan de Witt');
  await isEnglish(await coordinator.card('By class'), 'summary-school');
  await asks(coordinator, 'summary 3A march', '3A', '1–31 March');
  await asks(coordinator, 'summary Yara', 'All sessions');
  await asks(coordinator, 'summary nobody', 'I do not know');
  await asks(coordinator, 'export', 'Files of');
  await asks(coordinator, 'privacy', 'Your data');
});
