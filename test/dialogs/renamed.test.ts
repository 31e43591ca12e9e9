/** Cards of students that were sent and are still open, once an import calls the pupil otherwise. */
import type { MessageKind } from '../../bot/programme/plannedMessage';
import type { Programme } from '../../bot/programme/model';
import { redrawCard } from '../../dialogs/redraw';
import { aPair } from '../builders';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { known } from '../storage/contract/examples';
import { aChat, type Chat } from './chat';
import { cora, jan, noor, sam, theProgramme } from './people';

const renamed = (changes: Partial<Programme> = {}): Programme =>
  theProgramme({
    pupils: theProgramme().pupils.map((one) => (one.id === 'p1' ? { ...one, firstName: 'Yasmina' } : one)),
    ...changes,
  });

const drawn = async (chat: Chat, kind: MessageKind, receiver: string, subject: string): Promise<string> => {
  const [loaded] = chat.programmes.all();
  const message = { key: 'k', kind, receiver, subject, dueAt: 1, worthUntil: 2, carries: [] };
  const cardIn = await redrawCard(outgoingPorts(chat.storage))(
    known(loaded ?? null),
    message,
    chat.clock.now(),
  );
  return JSON.stringify(known(cardIn)('nl'));
};

const begin = (programme: Programme): Promise<Chat> => aChat(programme, '2027-02-17T12:00:00+01:00');

describe('a card of a student that is still open', () => {
  const session = 'p1/2027-02-16';

  test.each([
    ['checkIn', session, 'checkIn.record'],
    ['reminder1', session, 'checkIn.record'],
    ['reminder2', session, 'checkIn.record'],
    ['nudge', 'p1/2027-02-23', 'checkIn.record'],
  ] as const)('names the pupil as they are called now: %s, and still asks', async (kind, subject, verb) => {
    const card = await drawn(await begin(renamed()), kind, sam, subject);
    expect(card).toContain('Yasmina');
    expect(card).not.toContain('Yara');
    expect(card).toContain(verb);
  });

  test('says what was answered, where it was', async () => {
    const chat = await begin(renamed());
    await chat.as(sam).presses('checkIn.record', { session, outcome: 'onTime' });
    expect(await drawn(chat, 'checkIn', sam, session)).toMatch(/Yasmina.*Op tijd|Op tijd.*Yasmina/i);
  });

  test.each([
    ['is another student’s by now', [aPair({ student: noor })]],
    ['has vanished', [aPair({ weekday: 4 })]],
  ])('is closed, without a name, when the session %s', async (_, pairs) => {
    const chat = await begin(renamed({ pairs }));
    expect(await drawn(chat, 'checkIn', sam, session)).not.toMatch(/Yara|Yasmina|checkIn\.record/);
  });
});

describe('a card of a coordinator', () => {
  const subject = 'p1/2027-02-16/1';
  const people = theProgramme().people.map((one) => (one.email === jan ? { ...one, schools: ['zwc'] } : one));

  test.each([
    ['flagRaised', subject],
    ['digest', '2027-02-08'],
  ] as const)('who lost the school names nobody of it: %s', async (kind, of) => {
    const chat = await aChat(theProgramme(), '2027-02-17T12:00:00+01:00');
    for (const date of ['2027-02-09', '2027-02-16'])
      await chat.as(sam).presses('checkIn.record', { session: `p1/${date}`, outcome: 'absentUnnotified' });
    const before = await drawn(chat, kind, cora, of);
    expect(before).toMatch(kind === 'digest' ? /2 sessies|sessie/ : /Yara/);
    await chat.import(theProgramme({ people }));
    expect(await drawn(chat, kind, jan, of)).not.toMatch(/Yara|Johan de Witt/);
  });
});
