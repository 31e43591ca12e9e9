import { isoWeek } from '../../bot/programme/calendar';
import type { Programme } from '../../bot/programme/model';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { aCoordinator, aGroup, aPair, aPupil, at } from '../builders';
import { aChat, shown, type Chat } from './chat';
import { happen, type Happened } from './happening';
import { cora, lea, noor, sam, theo, theProgramme } from './people';

/** Wednesday. */
const now = '2027-03-10T12:00:00+01:00';
const weekly = aGroup({
  id: 'A',
  teacher: theo,
  students: [sam, noor, lea],
  meeting: { weekday: 4, start: '11:15', end: '12:20', room: 'zaal B' },
});

/** A bot ran all the time, and noted the weeks as they came near. */
const announced = ['2027-02-25', '2027-03-04', '2027-03-11'].map((day): Happened => {
  const slot = {
    id: day,
    start: at(`${day}T11:15:00+01:00`),
    end: at(`${day}T12:20:00+01:00`),
    room: 'zaal B',
  };
  const step = { kind: 'announced', group: 'A', slot, teacher: theo, members: [sam, noor, lea] } as const;
  return ['2027-02-11T16:00:00+01:00', isoWeek(day), step];
});

const begin = async (changes: Partial<Programme> = {}): Promise<Chat> => {
  const chat = await aChat(theProgramme({ groups: [weekly], ...changes }), now, 'https://maat.example');
  if (changes.groups === undefined) await happen(chat.storage, 'hmp', ...announced);
  return chat;
};

/** What a coordinator fills in for a round. */
const asked = {
  name: 'April',
  from: '2027-03-29',
  to: '2027-04-09',
  minutes: '65',
  groupSize: '7',
  answerBy: '2027-03-24',
};

const report = (present: readonly string[]): NewRoundStep => ({
  kind: 'attended',
  group: 'A',
  present,
  method: 'incident',
  advice: 'Geheim advies.',
  followUp: null,
});
const firstWeeks: readonly Happened[] = [
  ['2027-02-11T12:30:00+01:00', '2027-W06', report([sam, noor]), theo],
  ['2027-02-18T12:30:00+01:00', '2027-W07', report([noor]), theo],
];

const checkIn = (chat: Chat, session: string, outcome: string, minutesLate = '') =>
  chat.as(sam).presses('checkIn.record', { session, outcome, minutesLate });

describe('uren', () => {
  test('adds up sessions that took place and meetings where the student was', async () => {
    const chat = await begin();
    await happen(chat.storage, 'hmp', ...firstWeeks);
    await checkIn(chat, 'p1/2027-02-16', 'onTime');
    await checkIn(chat, 'p1/2027-02-23', 'late', '10');
    await checkIn(chat, 'p1/2027-03-02', 'absentNotified');
    const card = shown(await chat.as(sam).says('uren'));
    expect(card).toContain('3 uur en 5 minuten · 0,11 EC');
    expect(card).toContain('2× · 2 uur');
    expect(card).toContain('1× · 1 uur en 5 minuten');
    // 9 February and 9 March; the meetings of 25 February and 4 March have no report.
    expect(card).toContain('2 sessies wachten nog op je check-in');
    expect(card).toContain('Van 2 keer intervisie');
    expect(card).not.toMatch(/Geheim|Noor/);
  });

  test('follows a changed check-in and a changed report', async () => {
    const chat = await begin();
    await happen(chat.storage, 'hmp', ...firstWeeks);
    await checkIn(chat, 'p1/2027-02-16', 'onTime');
    await checkIn(chat, 'p1/2027-02-16', 'schoolCancelled');
    await happen(chat.storage, 'hmp', [now, '2027-W06', report([noor]), theo]);
    expect(shown(await chat.as(sam).says('uren'))).toContain('0 uur · 0,00 EC');
  });

  test('names pupils where there are two', async () => {
    const chat = await begin({
      pupils: [...theProgramme().pupils, aPupil({ id: 'p9', firstName: 'Milan' })],
      pairs: [...theProgramme().pairs, aPair({ pupil: 'p9', student: sam, weekday: 1, end: '09:45' })],
    });
    await checkIn(chat, 'p1/2027-02-16', 'onTime');
    await checkIn(chat, 'p9/2027-02-15', 'onTime');
    const card = shown(await chat.as(sam).says('hours'));
    expect(card).toContain('"title":"met Yara","value":"1× · 1 uur"');
    expect(card).toContain('"title":"met Milan","value":"1× · 0 uur en 45 minuten"');
    expect(card).toContain('1 uur en 45 minuten');
  });

  test('keeps two programmes apart', async () => {
    const chat = await begin();
    await chat.import(theProgramme({ id: 'rmp', name: 'Rotterdams Mentorprogramma', groups: [] }));
    await happen(chat.storage, 'hmp', ...firstWeeks);
    const card = shown(await chat.as(sam).says('uren'));
    expect(card).toMatch(/Haags Mentorprogramma[\s\S]*1 uur en 5 minuten[\s\S]*Rotterdams[\s\S]*0 uur/);
  });
});

const groupOf = (id: string) => ({ id, teacher: theo, students: [sam, noor, lea] });
const madeWith = (...ids: readonly string[]): readonly NewRoundStep[] => [
  {
    kind: 'created',
    setup: { ...asked, from: '2027-03-11', to: '2027-04-02', minutes: 65, groupSize: 7 },
  },
  { kind: 'proposed', groups: ids.map(groupOf) },
  { kind: 'confirmed' },
];
const slotOn = (day: string) => {
  const start = at(`${day}T15:00:00+01:00`);
  return { id: 's1', start, end: start + 3_900_000, room: null };
};
const polls = (group: string, day: string, answerBy: string): NewRoundStep => ({
  kind: 'slotsAccepted',
  group,
  slots: [slotOn(day)],
  answerBy,
});
const meets = (group: string, day: string): readonly NewRoundStep[] => [
  polls(group, day, '2027-03-11'),
  { kind: 'slotChosen', group, slot: 's1' },
];
const told = (steps: readonly NewRoundStep[]): readonly Happened[] =>
  steps.map((step) => [now, 'r1', step, cora]);
/** What stands on the week of somebody, told what happened in the first programme and in the second. */
const weekAfter = async (
  who: string,
  [first, second]: readonly [readonly NewRoundStep[], readonly NewRoundStep[]],
): Promise<string> => {
  const chat = await begin({ groups: [] });
  await chat.import(theProgramme({ id: 'rmp', name: 'Rotterdams Mentorprogramma', groups: [] }));
  await happen(chat.storage, 'hmp', ...told(first));
  await happen(chat.storage, 'rmp', ...told(second));
  return shown(await chat.as(who).says('mijn week'));
};
const found = (card: string, what: RegExp) => [...card.matchAll(what)].map(([, group]) => group);

describe('mijn week', () => {
  test('of a teacher: the meetings with who is in them and who brings the case, and open reports', async () => {
    const chat = await begin();
    const card = shown(await chat.as(theo).says('mijn week'));
    expect(card).toContain('Intervisie groep A');
    expect(card).toContain('donderdag 11 maart, 11:15–\u206012:20 · zaal B');
    expect(card).toContain('Verwacht (3): Sam de Boer, Noor Aydin en Lea Vos');
    expect(card).toMatch(/Inbreng: \S+ \S+( \S+)?, nog niet geschreven/);
    expect(card).toContain('Groep A, do 4 mrt: vul in wie er was.');
    expect(card).not.toMatch(/Yara|Amir|Bo\b/);
  });

  const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
  const seven = (meeting: typeof weekly.meeting) =>
    ids.map((id) => aGroup({ id, teacher: theo, students: [sam, noor, lea], meeting }));

  test.each<readonly [string, () => Promise<Chat>]>([
    ['meet this week', () => begin({ groups: seven(weekly.meeting) })],
    [
      'look for a time',
      async () => {
        const chat = await begin({ groups: seven(null) });
        await chat.as(cora).presses('round.create', asked);
        await chat.as(cora).presses('round.confirm', { round: 'r1' });
        return chat;
      },
    ],
  ])('of a teacher whose seven groups %s: one message that names each', async (_, story) => {
    const { replacement, messages } = await (await story()).as(theo).says('mijn week');
    expect(replacement).toBeNull();
    expect(messages).toHaveLength(1);
    for (const id of ids) expect(JSON.stringify(messages)).toMatch(new RegExp(`groep ${id}\\b`, 'i'));
  });

  test('of a student whose group has met: when it meets next', async () => {
    const chat = await begin();
    expect(shown(await chat.as(sam).says('mijn week'))).not.toContain('Daarna');
    chat.clock.moveTo(at('2027-03-11T13:00:00+01:00'));
    const card = shown(await chat.as(sam).says('mijn week'));
    expect(card).toMatch(/donderdag 11 maart, 11:15[\s\S]*Daarna[\s\S]*donderdag 18 maart, 11:15/);
  });

  test('and intervisie of a teacher name a group that no round has had yet, beside those that meet', async () => {
    const chat = await begin({ groups: [weekly, aGroup({ id: 'Z', teacher: theo, students: [sam] })] });
    for (const command of ['mijn week', 'intervisie']) {
      const card = shown(await chat.as(theo).says(command));
      expect(card).toMatch(/groep A\b/i);
      expect(card).toContain('Nog in geen ronde: groep Z.');
    }
    expect(shown(await chat.as(sam).says('mijn week'))).toContain('Nog in geen ronde: groep Z.');
    expect(shown(await chat.as(noor).says('mijn week'))).not.toContain('Nog in geen ronde');
  });

  describe('of two programmes', () => {
    test.each([theo, sam])('%s reads which group meets first, and one without a time last', async (who) => {
      const card = await weekAfter(who, [
        [...madeWith('B', 'Z'), ...meets('B', '2027-03-25')],
        [...madeWith('C'), ...meets('C', '2027-03-18')],
      ]);
      expect(found(card, /Intervisie groep (\w)/g)).toEqual(['C', 'B', 'Z']);
    });

    test('the meetings of this week stand in order', async () => {
      const card = await weekAfter(sam, [
        [...madeWith('B'), ...meets('B', '2027-03-12')],
        [...madeWith('C'), ...meets('C', '2027-03-11')],
      ]);
      expect(found(card, /Intervisie groep (\w)/g)).toEqual(['C', 'B']);
    });

    test('what has to be answered first is asked first', async () => {
      const card = await weekAfter(sam, [
        [...madeWith('B'), polls('B', '2027-03-30', '2027-03-19')],
        [...madeWith('C'), polls('C', '2027-03-30', '2027-03-16')],
      ]);
      expect(found(card, /Groep (\w): laat weten wanneer je kunt/g)).toEqual(['C', 'B']);
    });
  });

  test('of a meeting that has been: who came, by the report', async () => {
    const chat = await begin();
    chat.clock.moveTo(at('2027-03-11T13:00:00+01:00'));
    expect(shown(await chat.as(theo).says('mijn week'))).toContain('Geweest.');
    await happen(chat.storage, 'hmp', ['2027-03-11T13:00:00+01:00', '2027-W10', report([sam]), theo]);
    expect(shown(await chat.as(theo).says('mijn week'))).toContain('Geweest: 1 van de 3 was er.');
    const [there, away] = [await chat.as(sam).says('mijn week'), await chat.as(noor).says('mijn week')];
    expect(shown(there)).toContain('Geweest: jij was erbij.');
    expect(shown(away)).toContain('volgens de docent was jij er niet');
    expect(shown(there) + shown(away)).not.toContain('van de 3');
  });

  test('of a student who coordinates as well: who came, as a coordinator knows, and that they were there', async () => {
    const people = [...theProgramme().people, aCoordinator({ email: sam, name: 'Sam de Boer' })];
    const chat = await begin({ people });
    chat.clock.moveTo(at('2027-03-11T13:00:00+01:00'));
    await happen(chat.storage, 'hmp', ['2027-03-11T13:00:00+01:00', '2027-W10', report([sam]), theo]);
    const card = shown(await chat.as(sam).says('mijn week'));
    expect(card).toContain('Geweest: 1 van de 3 was er.');
    expect(card).toContain('Geweest: jij was erbij.');
  });

  test('of a student: sessions and the meeting, with the teacher', async () => {
    const chat = await begin();
    const card = shown(await chat.as(sam).says('mijn week'));
    expect(card).toContain('dinsdag 9 maart, 09:00–\u206010:00');
    expect(card).toContain('Docent: Theo Bos');
    expect(card).not.toMatch(/vul in wie er was|Leden/);
    expect(shown(await chat.as(lea).says('my week'))).toContain('Intervision group A');
  });

  test('of a student: a poll that is open, until it is answered', async () => {
    const chat = await begin({ groups: [] });
    const groups = [{ id: 'B', teacher: theo, students: [sam, noor, lea] }];
    const setup = {
      name: 'Maart',
      from: '2027-03-22',
      to: '2027-04-02',
      minutes: 65,
      groupSize: 7,
      answerBy: '2027-03-16',
    };
    const slot = { id: 's1', start: at('2027-03-25T15:00:00+01:00'), end: at('2027-03-25T16:05:00+01:00') };
    const slots = [{ ...slot, room: null }];
    await happen(
      chat.storage,
      'hmp',
      ['2027-03-08T10:00:00+01:00', 'r1', { kind: 'created', setup }, cora],
      ['2027-03-08T10:00:00+01:00', 'r1', { kind: 'proposed', groups }, cora],
      ['2027-03-08T10:05:00+01:00', 'r1', { kind: 'confirmed' }, cora],
      ['2027-03-08T10:06:00+01:00', 'r1', { kind: 'slotsProposed', group: 'B', slots }],
    );
    expect(shown(await chat.as(theo).says('mijn week'))).toContain('kies welke tijden je aanbiedt');
    expect(shown(await chat.as(sam).says('mijn week'))).not.toContain('wanneer je kunt');
    await happen(chat.storage, 'hmp', [
      '2027-03-09T10:00:00+01:00',
      'r1',
      { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-16' },
      theo,
    ]);
    expect(shown(await chat.as(theo).says('mijn week'))).not.toContain('kies welke tijden');
    expect(shown(await chat.as(sam).says('mijn week'))).toContain('vóór di 16 mrt, 16:00');
    await happen(chat.storage, 'hmp', [
      now,
      'r1',
      { kind: 'available', group: 'B', student: sam, slots: ['s1'] },
      sam,
    ]);
    expect(shown(await chat.as(sam).says('mijn week'))).not.toContain('wanneer je kunt');
    expect(shown(await chat.as(noor).says('mijn week'))).toContain('wanneer je kunt');
  });
});

test('a teacher has a calendar feed with the meetings', async () => {
  const chat = await begin();
  expect(shown(await chat.as(theo).presses('calendar.show', {}))).toContain('https://maat.example/calendar/');
});

describe('intervisie while no round is under way', () => {
  const groups = [aGroup({ id: 'A', teacher: theo, students: [sam] }), aGroup({ id: 'B', teacher: theo })];

  test('names the group and its teacher to a member, and the groups to who leads them', async () => {
    const chat = await begin({ groups });
    const member = shown(await chat.as(sam).says('intervisie'));
    expect(member).toContain('groep A');
    expect(member).toContain('Je docent is Theo Bos. Er loopt nu geen ronde');
    const teacher = shown(await chat.as(theo).says('intervisie'));
    expect(teacher).toContain('groep A en groep B');
    expect(teacher).toContain('stel ik je tijden voor');
  });

  test('says to others that they have none', async () => {
    const chat = await begin({ groups: [] });
    expect(shown(await chat.as(noor).says('intervisie'))).toContain('nog niet in een intervisiegroep');
    expect(shown(await chat.as(theo).says('intervisie'))).toContain('Je leidt nu geen intervisiegroep');
  });
});
