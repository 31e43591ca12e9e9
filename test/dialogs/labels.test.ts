/** Where a programme shows pupils by initials or code, no card says what they are called. */
import { messageKey } from '../../bot/programme/messages';
import type { Programme } from '../../bot/programme/model';
import { composeMessage } from '../../dialogs/outgoing';
import { nodesOf, ofType } from '../cards/cardProblems';
import { aPupil, at } from '../builders';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { aChat, shown, type Chat } from './chat';
import { cora, jan, sam, theProgramme } from './people';

const flag = 'p1/2027-02-16';
const programmeWith = (pupilLabel: Programme['pupilLabel']): Programme =>
  theProgramme({
    pupilLabel,
    pupils: [
      aPupil({ id: 'p1', firstName: 'Wilhelmina' }),
      aPupil({ id: 'p2', firstName: 'Amir', class: '3B' }),
      aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' }),
    ],
  });

const begin = async (pupilLabel: Programme['pupilLabel']): Promise<Chat> => {
  const chat = await aChat(programmeWith(pupilLabel), '2027-02-17T12:00:00+01:00');
  for (const session of ['p1/2027-02-09', flag])
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'absentUnnotified' });
  return chat;
};

/** What the bot sends by itself, as its receiver sees it. */
const sent = async (chat: Chat, kind: 'flagRaised' | 'digest', subject: string, moment: string) => {
  const [loaded] = chat.programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  const key = messageKey(kind, jan, subject);
  const message = { key, kind, receiver: jan, subject, dueAt: at(moment), worthUntil: at(moment) + 1e9 };
  const composed = await composeMessage(outgoingPorts(chat.storage))(loaded, message, at(moment));
  return composed.do === 'send' ? JSON.stringify(composed.cardIn('nl')) : '';
};

const everything = async (chat: Chat): Promise<readonly string[]> => {
  const said = (who: string, text: string) => chat.as(who).says(text).then(shown);
  const pressed = (verb: string, data: Readonly<Record<string, string>>) =>
    chat.as(jan).presses(verb, data).then(shown);
  return [
    await sent(chat, 'flagRaised', `${flag}/1`, '2027-02-17T12:00:00+01:00'),
    await sent(chat, 'digest', '2027-02-22', '2027-02-22T08:30:00+01:00'),
    await pressed('flag.show', { flag }),
    await pressed('flag.passOn', { flag }),
    await pressed('checkIn.corrections', { pupil: 'p1' }),
    await pressed('checkIn.correct', { session: flag }),
    await pressed('summary.show', { pupil: 'p1' }),
    await said(jan, 'signalen'),
    await said(jan, 'wie miste in februari?'),
    await said(cora, `stil ${sam}`),
    await said(jan, 'overzicht Sam'),
    await said(sam, 'signalen'),
    await said(sam, 'mijn week'),
  ];
};

describe.each([
  ['initials', 'W.'],
  ['code', 'p1'],
] as const)('%s', (pupilLabel, label) => {
  test('stand on every card about a pupil, and the name on none: not in a button, a mail draft or a notification', async () => {
    const cards = await everything(await begin(pupilLabel));
    for (const card of cards) {
      expect(card).toContain(label);
      expect(decodeURIComponent(card.replace(/%(?![\dA-F]{2})/gi, ''))).not.toMatch(/Wilhelmina/i);
    }
  });

  test('the card of a flag says class, school and student beside it', async () => {
    const [card] = (await (await begin(pupilLabel)).as(jan).presses('flag.show', { flag, answer: 'below' }))
      .messages;
    if (card === undefined) throw new Error('no card');
    const [heading] = ofType(card, 'TextBlock').map(({ text }) => text);
    expect(heading).toBe(`Signaal: ${label}`);
    expect(ofType(card, 'FactSet').flatMap(({ facts }) => nodesOf(facts))).toMatchObject([
      { title: 'Klas', value: '3A' },
      { title: 'School', value: 'Johan de Witt' },
      { title: 'Studentmentor', value: 'Sam de Boer' },
      { title: 'Status' },
    ]);
  });
});
