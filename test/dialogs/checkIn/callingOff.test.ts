/** Who types in words of their own that they cannot come is shown how to call their next session off. */
import { soundsLikeCallingOff } from '../../../dialogs/checkIn/callingOff';
import { aPair } from '../../builders';
import { aChat, shown, type Chat } from '../chat';
import { cora, lea, sam, theProgramme } from '../people';

describe('what is understood', () => {
  test.each([
    'Ik ben ziek',
    'ik ben morgen helaas ziek.',
    'Hoi, ik kan niet',
    'kan morgen niet!',
    'ik kan er dinsdag niet bij zijn',
    'Afmelden',
    'ik wil afzeggen',
    'mijn sessie gaat niet door',
    'Het gaat morgen helaas niet door',
    'ik haal het niet',
    'I’m sick',
    'i am ill today',
    "Sorry, I can't make it tomorrow",
    'I cannot come',
    'cancel my session',
    'morgen kan ik niet',
    'Volgende week gaat de sessie niet door',
    "tomorrow I can't",
    'cancel',
  ])('%s', (text) => {
    expect(soundsLikeCallingOff(text)).toBe(true);
  });

  test.each([
    'Yara is ziek',
    'ik ben ziek van dit programma',
    'kan ik mijn uren zien',
    'ik kan niet inloggen',
    'mijn leerling kan niet komen',
    'gaat de intervisie niet door',
    'i can help',
    `ik kan niet${' '.repeat(300)}`,
    '',
  ])('but not: %s', (text) => {
    expect(soundsLikeCallingOff(text)).toBe(false);
  });
});

const ofPupil = async (chat: Chat, pupil = 'p1', school = 'jdw') =>
  (await chat.storage.records.page('hmp', school, pupil))?.value.facts ?? [];

test('before the session its card asks who cannot, stores nothing by itself, and one press calls it off', async () => {
  const chat = await aChat(theProgramme(), '2027-03-05T12:00:00+01:00');
  const reply = await chat.as(sam).says('Ik ben ziek');
  expect(shown(reply)).toContain('Gaat je sessie met Yara niet door?');
  expect(shown(reply)).not.toContain('Dat begreep ik niet');
  expect(await ofPupil(chat)).toEqual([]);
  const press = await chat.as(sam).presses('checkIn.record', {
    session: 'p1/2027-03-09',
    outcome: 'studentAbsent',
  });
  expect(shown(press)).toContain('Jij kon niet');
  const next = await chat.as(sam).says('Ik ben ziek');
  expect(shown(next)).toContain('16 maart');
  expect(shown(next)).not.toContain('9 maart');
});

test('a coordinator who types it is shown their commands, as for any other text', async () => {
  const chat = await aChat(theProgramme(), '2027-03-05T12:00:00+01:00');
  expect(shown(await chat.as(cora).says('ik ben ziek'))).toContain('Dat begreep ik niet');
});

test('on the day itself, once it has begun, today’s session is meant', async () => {
  const chat = await aChat(theProgramme(), '2027-03-09T09:10:00+01:00');
  const card = shown(await chat.as(sam).says('Het gaat vandaag niet door'));
  expect(card).toContain('Was Yara er op tijd?');
  expect(card).toContain('dinsdag 9 maart');
  expect(card).toContain('Ging niet door');
  expect(card).not.toContain('16 maart');
});

test.each(['Ik kan morgen niet', 'I can’t make it next week'])(
  'today’s session, unanswered, is not meant by: %s',
  async (text) => {
    const chat = await aChat(theProgramme(), '2027-03-09T12:00:00+01:00');
    const card = JSON.stringify(await chat.as(sam).says(text));
    expect(card).toContain('p1/2027-03-16');
    expect(card).not.toContain('p1/2027-03-09');
  },
);

test('an older session without an answer is not meant, and of two pupils both are asked, the soonest first', async () => {
  const both = theProgramme({
    pairs: [
      aPair({ pupil: 'p2', student: sam, weekday: 4 }),
      aPair({ pupil: 'p1', student: sam }),
      aPair({ pupil: 'p3', student: lea }),
    ],
  });
  const chat = await aChat(both, '2027-03-12T12:00:00+01:00');
  const { messages } = await chat.as(sam).says('ik ben volgende week ziek');
  expect(messages.map((card) => /(?:dinsdag|donderdag) \d+ maart/.exec(JSON.stringify(card))?.[0])).toEqual([
    'dinsdag 16 maart',
    'donderdag 18 maart',
  ]);
});

test('when no session is left it is a text like any other', async () => {
  const chat = await aChat(theProgramme(), '2028-03-12T12:00:00+01:00');
  expect(shown(await chat.as(sam).says('ik ben ziek'))).not.toContain('Gaat je sessie');
});
