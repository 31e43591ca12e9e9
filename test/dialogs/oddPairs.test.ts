/** Pairs an import only warns of: a student with two pupils at once, and a pair that meets on no day. */
import { timetableOf } from '../../bot/programme/timetable';
import type { LoadedProgramme } from '../../bot/ports';
import type { Programme } from '../../bot/programme/model';
import { composeMessage } from '../../dialogs/outgoing';
import { aPair, at } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { cora, noor, sam, theProgramme } from './people';
import { outgoingPorts } from '../fakes/outgoingPorts';

const start = '2027-03-01';
const loadedIn = (chat: Chat): LoadedProgramme => {
  const [loaded] = chat.programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  return loaded;
};

/** What the calendar plans for a student up to a moment, and whether each is sent. */
const plannedFor = async (chat: Chat, student: string, upTo: string): Promise<string[]> => {
  const loaded = loadedIn(chat);
  const messages = timetableOf(loaded.directory)
    .between(at(`${start}T00:00:00+01:00`), at(upTo))
    .filter(({ receiver }) => receiver === student);
  const sent = messages.map(async (message) => {
    const outgoing = await composeMessage(outgoingPorts(chat.storage))(loaded, message, message.dueAt);
    return `${message.kind} ${message.subject} ${outgoing.do}`;
  });
  return (await Promise.all(sent)).toSorted();
};

describe('a student with two pupils at once', () => {
  const both: Programme = theProgramme({
    start,
    pairs: [
      aPair({ pupil: 'p1', student: sam }),
      aPair({ pupil: 'p2', student: sam, start: '09:30', end: '10:30' }),
    ],
  });
  const begin = () => aChat(both, '2027-03-02T11:00:00+01:00');

  test('gets a nudge and a check-in for each', async () => {
    expect(await plannedFor(await begin(), sam, '2027-03-02T12:00:00+01:00')).toEqual([
      'checkIn p1/2027-03-02 send',
      'checkIn p2/2027-03-02 send',
      'nudge p1/2027-03-02 send',
      'nudge p2/2027-03-02 send',
    ]);
  });

  test('sees both in their week, and answers each by itself', async () => {
    const chat = await begin();
    const week = shown(await chat.as(sam).says('mijn week'));
    expect(week).toContain('p1/2027-03-02');
    expect(week).toContain('p2/2027-03-02');
    expect((await chat.as(sam).says('inchecken')).messages).toHaveLength(2);
    await chat.as(sam).presses('checkIn.record', { session: 'p1/2027-03-02', outcome: 'onTime' });
    await chat.as(sam).presses('checkIn.record', { session: 'p2/2027-03-02', outcome: 'absentNotified' });
    const answers = await Promise.all(
      ['p1', 'p2'].map((pupil) => chat.storage.records.checkIns('hmp', pupil, start)),
    );
    expect(answers.map((records) => records.map(({ answer }) => answer.outcome))).toEqual([
      ['onTime'],
      ['absentNotified'],
    ]);
    expect(shown(await chat.as(cora).says('overzicht'))).toContain('50%');
  });
});

describe('a student whose pair meets on no day', () => {
  const none: Programme = theProgramme({
    start,
    pairs: [aPair({ pupil: 'p1', student: sam, from: '2027-09-01' }), aPair({ pupil: 'p2', student: noor })],
  });

  test('is sent nothing, and is told so kindly', async () => {
    const chat = await aChat(none, '2027-03-02T11:00:00+01:00');
    expect(await plannedFor(chat, sam, '2027-07-31T12:00:00+02:00')).toEqual([]);
    expect(shown(await chat.as(sam).says('mijn week'))).toContain('geen sessies en geen intervisie');
    expect(shown(await chat.as(sam).says('inchecken'))).toContain('geen check-in open');
    for (const text of ['signalen', 'privacy', 'pauze tot 3-5', 'hulp'])
      expect((await chat.as(sam).says(text)).messages).toHaveLength(1);
    const press = { session: 'p1/2027-03-02', outcome: 'onTime' };
    expect(shown(await chat.as(sam).presses('checkIn.record', press))).not.toContain('Opgeslagen');
  });

  test('stands in no figure, and the coordinator can ask for everything', async () => {
    const chat = await aChat(none, '2027-03-09T11:00:00+01:00');
    await chat.as(noor).presses('checkIn.record', { session: 'p2/2027-03-02', outcome: 'onTime' });
    expect(shown(await chat.as(cora).says('overzicht'))).toContain('2 sessies, 100% aanwezig');
    expect(shown(await chat.as(cora).says('overzicht Yara'))).toContain('0 sessies');
    for (const text of ['signalen', 'stil'])
      expect((await chat.as(cora).says(text)).messages).toHaveLength(1);
  });
});
