import { myWeekCard } from '../../cards/myWeek';
import type { MyWeekView } from '../../cards/studentViews';
import type { MeetingView, WeekMeetingsView } from '../../cards/weekMeetings';
import { nodesOf, stringsOf } from './cardProblems';
import { ordinary, weekOf } from './samplesData';

const meeting: MeetingView = {
  group: 'B',
  start: Date.parse('2027-03-18T14:00:00Z'),
  end: Date.parse('2027-03-18T15:05:00Z'),
  timeZone: 'Europe/Amsterdam',
  room: 'zaal B',
  as: 'teacher',
  teacher: 'Theo Visser',
  isOff: false,
  coming: ['Ann', 'Bas', 'Cem', 'Dia'],
  notComing: ['Eva'],
  unknown: [],
  bringer: 'Ann',
  isReaderBringer: false,
  isWritten: false,
  caseTitle: null,
  hasEnded: false,
  report: null,
};
const empty: MyWeekView = {
  ...weekOf(ordinary),
  sessions: [],
  open: [],
  flags: [],
  pauses: [],
  hasPairs: false,
};
const card = (intervision: Partial<WeekMeetingsView>, language: 'nl' | 'en' = 'nl') =>
  myWeekCard(
    { ...empty, intervision: { meetings: [], ahead: [], waiting: [], asked: [], ...intervision } },
    language,
  );
const textOf = (...of: Parameters<typeof card>): string =>
  stringsOf(card(...of).content)
    .map(([, value]) => value)
    .join('\n');

test('a teacher reads when and where, who comes, and who brings the case', () => {
  const text = textOf({ meetings: [meeting] });
  for (const said of [
    'Intervisie groep B',
    'donderdag 18 maart, 15:00–\u206016:05 · zaal B',
    'Komen (4): Ann, Bas, Cem en Dia',
    'Kunnen niet (1): Eva',
    'Inbreng: Ann, nog niet geschreven',
  ])
    expect(text).toContain(said);
  expect(text).not.toMatch(/Nog geen antwoord|Leden|Docent/);
});

test('a student reads who leads, and that they bring the case themselves', () => {
  const own = { ...meeting, as: 'student', isReaderBringer: true, isWritten: true } as const;
  const text = textOf({ meetings: [own] });
  expect(text).toContain('Docent: Theo Visser');
  expect(text).toContain('Inbreng: jij, staat klaar ✓');
  expect(text).not.toContain('Komen');
});

test('where nobody said anything, all members are expected', () => {
  const text = textOf({ meetings: [{ ...meeting, coming: [], notComing: [], unknown: ['Ann', 'Bas'] }] });
  expect(text).toContain('Verwacht (2): Ann en Bas');
});

test('a meeting that is off says so and nothing else', () => {
  const text = textOf({ meetings: [{ ...meeting, isOff: true }] });
  expect(text).toContain('Gaat niet door.');
  expect(text).not.toMatch(/Inbreng|Komen/);
});

test.each<[string, Partial<MeetingView>, string]>([
  ['that has been', {}, 'Geweest.'],
  [
    'of a teacher',
    { report: { turnout: { present: 5, members: 7 }, wasThere: false } },
    'Geweest: 5 van de 7 waren er.',
  ],
  [
    'of a student who was there',
    { as: 'student', report: { turnout: null, wasThere: true } },
    'Geweest: jij was erbij.',
  ],
  [
    'of a student who was not',
    { as: 'student', report: { turnout: null, wasThere: false } },
    'Geweest: volgens de docent was jij er niet.',
  ],
])('a meeting %s says so, and nothing of preparing', (_, changes, said) => {
  const text = textOf({ meetings: [{ ...meeting, hasEnded: true, ...changes }] });
  expect(text).toContain(said);
  expect(text).not.toMatch(/Inbreng|Komen|Docent:/);
});

test('what is asked stands below, with until when, and a button for the first of each kind', () => {
  const until = Date.parse('2027-03-10T15:00:00Z');
  const ref = { programme: 'hmp', round: 'r1', group: 'B' };
  const asked = { ...ref, start: meeting.start, until, timeZone: 'Europe/Amsterdam' };
  const both = (['poll', 'report'] as const).map((what) => ({ ...asked, what }));
  expect(textOf({ asked: both })).toContain('laat weten wanneer je kunt, vóór wo 10 mrt, 16:00');
  expect(textOf({ asked: both })).toContain('Groep B, do 18 mrt: vul in wie er was.');
  expect(textOf({ asked: both }, 'en')).toContain('fill in who was there');
  const later = { ...asked, round: 'r2', until: until + 1, what: 'report' } as const;
  const buttons = nodesOf(card({ asked: [...both, later] }).content).filter(
    ({ type }) => type === 'Action.Execute',
  );
  expect(buttons).toMatchObject([
    { title: 'Wanneer kun je?', verb: 'round.show', data: { ...ref, what: 'poll' } },
    { title: 'Verslag', verb: 'round.report', data: ref },
    { title: 'Intervisie', data: { text: 'intervisie' } },
    { verb: 'calendar.show' },
  ]);
});

test('nothing at all is one line', () => {
  expect(textOf({})).toContain('Er staat deze week niets voor je klaar: geen sessies en geen intervisie.');
  const buttons = nodesOf(card({}).content).filter(
    ({ type, verb }) => type === 'Action.Execute' && verb === 'command.run',
  );
  expect(buttons).toEqual([]);
});
