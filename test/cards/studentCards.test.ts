import { outcomes } from '../../bot/programme/facts';
import type { RenderedCard } from '../../bot/ports';
import { checkInCard } from '../../cards/checkIn/checkIn';
import { checkInStoredCard } from '../../cards/checkIn/stored';
import { myWeekCard } from '../../cards/myWeek';
import { noticeCard } from '../../cards/notice';
import { nudgeCard, pauseExample } from '../../cards/nudge';
import type { CheckInStoredView, CheckInView } from '../../cards/studentViews';
import { welcomeCard } from '../../cards/welcome';
import { type Node, nodesOf, ofType, stringsOf } from './cardProblems';
import { samples } from './samples';
import { changeableUntil, fullWeekOf, nothingAdded, ordinary, sessionOf, weekOf } from './samplesData';

const session = sessionOf(ordinary);
/** How buttons name it. */
const named = { programme: session.programme, session: session.session };
const asked: CheckInView = {
  session,
  occasion: 'checkIn',
  begun: true,
  canPause: true,
  previous: null,
  seen: 0,
  error: null,
};
const storedView: CheckInStoredView = {
  session,
  outcome: 'onTime',
  minutesLate: null,
  followUp: nothingAdded,
  seen: 1,
  followUpStored: false,
  asksText: true,
  corrected: false,
  changeableUntil,
  error: null,
};

const executes = (card: RenderedCard, verb: string): readonly Node[] =>
  ofType(card, 'Action.Execute').filter((node) => node['verb'] === verb);
const dataOf = (card: RenderedCard, verb = 'checkIn.record') =>
  executes(card, verb).map((node) => node['data']);
const text = (card: RenderedCard): string =>
  stringsOf(card.content)
    .map(([, value]) => value)
    .join('\n');
const rootActions = ({ content }: RenderedCard): readonly Node[] =>
  nodesOf(content['actions']).filter(
    (node) => Array.isArray(content['actions']) && content['actions'].includes(node),
  );

describe('the check-in', () => {
  const card = checkInCard(asked, 'nl');

  test('has the usual answer one tap away, every other two', () => {
    const [first, ...others] = rootActions(card);
    expect(first).toMatchObject({
      verb: 'checkIn.record',
      data: { session: session.session, outcome: 'onTime' },
    });
    expect(others.map((action) => action['type'])).toEqual(Array(3).fill('Action.ShowCard'));
  });

  test('can say every outcome', () => {
    const said = executes(card, 'checkIn.record').map((node) => JSON.stringify(node['data']));
    for (const outcome of outcomes) expect(said.some((data) => data.includes(`"${outcome}"`))).toBe(true);
  });

  test('offers minutes as buttons that no empty input can undo', () => {
    const late = executes(card, 'checkIn.record').filter((node) =>
      /"minutesLate"/.test(JSON.stringify(node['data'])),
    );
    expect(late.map((node) => nodesOf(node['data'])[0]?.['minutesLate'])).toEqual([5, 10, 15, 20]);
    expect(late.every((node) => node['associatedInputs'] === 'none')).toBe(true);
  });

  test('before the session can only say that it is off', () => {
    const before = checkInCard({ ...asked, begun: false }, 'nl');
    expect(dataOf(before)).toEqual([
      { ...named, seen: 0, outcome: 'studentAbsent' },
      { ...named, seen: 0, outcome: 'schoolCancelled' },
    ]);
  });

  test('shows bad minutes beside the input, with what was typed', () => {
    const refused = checkInCard({ ...asked, error: { field: 'minutesLate', typed: 'tien' } }, 'nl');
    expect(text(refused)).toContain('“tien” is geen aantal minuten');
    expect(ofType(refused, 'Input.Number')).toHaveLength(1);
    expect(nodesOf(refused.content['body'])).toContain(ofType(refused, 'Input.Number')[0]);
  });

  test.each([
    ['-3', -3],
    ['2,5', 2.5],
    [' 400 ', 400],
  ])('keeps the number %j in the input', (typed, value) => {
    const refused = checkInCard({ ...asked, error: { field: 'minutesLate', typed } }, 'nl');
    expect(ofType(refused, 'Input.Number')[0]?.['value']).toBe(value);
  });

  test('says what was answered before when it is changed', () => {
    const changed = checkInCard(
      { ...asked, occasion: 'change', previous: { outcome: 'late', minutesLate: 10, corrected: false } },
      'nl',
    );
    expect(text(changed)).toContain('Je eerdere antwoord: Noor was 10 minuten te laat.');
  });

  test('asks why only when an answer is changed, and sends that with every answer', () => {
    expect(ofType(card, 'Input.ChoiceSet')).toEqual([]);
    const previous = { outcome: 'late', minutesLate: 10, corrected: true } as const;
    const changed = checkInCard({ ...asked, occasion: 'change', previous }, 'nl');
    expect(ofType(changed, 'Input.ChoiceSet')).toMatchObject([
      { id: 'reason', choices: [{ value: 'mispressed' }, { value: 'heardLater' }] },
    ]);
    expect(executes(changed, 'checkIn.record').map((node) => node['associatedInputs'] ?? 'auto')).toEqual(
      executes(changed, 'checkIn.record').map(() => 'auto'),
    );
    expect(text(changed)).toContain('De coördinator vulde in: Noor was 10 minuten te laat.');
  });

  test.each(['reminder1', 'reminder2'] as const)(
    'as %s says in the notification that it is one',
    (occasion) => {
      expect(checkInCard({ ...asked, occasion }, 'nl').summary).toMatch(/^Herinnering/);
    },
  );
});

const topicInputs = (outcome: CheckInStoredView['outcome']): number =>
  ofType(checkInStoredCard({ ...storedView, outcome }, 'nl'), 'Input.ChoiceSet').length;

describe('what was stored', () => {
  test('offers to change it and to add to it, until a day', () => {
    const card = checkInStoredCard(storedView, 'nl');
    expect(dataOf(card, 'checkIn.change')).toEqual([named]);
    expect(text(card)).toContain('Wijzigen kan tot do 15 apr, 11:00.');
    expect(nodesOf(card.content).find((node) => node['id'] === 'followUp')?.['isVisible']).toBe(false);
  });

  test('says that a coordinator corrected it, also when it can no longer be changed', () => {
    const line = 'Dit antwoord is van de coördinator';
    expect(text(checkInStoredCard(storedView, 'nl'))).not.toContain(line);
    for (const until of [changeableUntil, null])
      expect(
        text(checkInStoredCard({ ...storedView, corrected: true, changeableUntil: until }, 'nl')),
      ).toContain(line);
  });

  test('saves the form with the same answer, and empties what is left empty', () => {
    const card = checkInStoredCard({ ...storedView, outcome: 'late', minutesLate: 12 }, 'nl');
    expect(dataOf(card)).toEqual([
      {
        ...named,
        seen: 1,
        outcome: 'late',
        minutesLate: 12,
        topics: '',
        nextStep: '',
        note: '',
        case: 'false',
      },
    ]);
  });

  test('asks for topics only when the two talked', () => {
    expect([
      topicInputs('onTime'),
      topicInputs('late'),
      topicInputs('absentUnknown'),
      topicInputs('schoolCancelled'),
    ]).toEqual([1, 1, 0, 0]);
  });

  test('keeps what was typed in an open form when something is wrong with it', () => {
    const typed = { topics: 'work, ruimtevaart', nextStep: 'x'.repeat(501), note: 'a\nb', case: 'true' };
    const card = checkInStoredCard({ ...storedView, error: { field: 'nextStep', typed } }, 'nl');
    const inputs = nodesOf(card.content).filter((node) => String(node['type']).startsWith('Input.'));
    expect(inputs.map((node) => node['value'])).toEqual(['work', typed.nextStep, 'a\nb', 'true']);
    expect(text(card)).toContain('Dit is te lang: 501 tekens.');
    expect(nodesOf(card.content).find((node) => node['id'] === 'followUp')?.['isVisible']).toBe(true);
  });

  test('names the topics that are not known', () => {
    const typed = { topics: 'work, ruimtevaart', nextStep: '', note: '', case: '' };
    const card = checkInStoredCard({ ...storedView, error: { field: 'topics', typed } }, 'nl');
    expect(text(card)).toContain('Deze ken ik niet: ruimtevaart.');
  });

  test('offers no change when that is no longer possible, and whom to reach always', () => {
    const card = checkInStoredCard({ ...storedView, changeableUntil: null }, 'nl');
    expect(rootActions(card)).toMatchObject([{ verb: 'care.show', data: { session: session.session } }]);
    expect(ofType(card, 'Input.Text')).toEqual([]);
  });
});

describe('the nudge', () => {
  const card = nudgeCard({ session, lastStep: 'de open dag', tipNumber: 0 }, 'nl');

  test('near the end gives a pause that can be had: until the day after the last at most', () => {
    const late = { ...session, programmeEnd: '2027-03-19' };
    expect(pauseExample('nl', late)).toBe('pauze tot 20-3');
    expect(pauseExample('nl', { ...session, programmeEnd: '2027-03-29' })).toBe('pauze tot 30-3');
    expect(pauseExample('en', { ...session, programmeEnd: '2027-03-30' })).toBe('pause until 30-3');
  });

  test('says when, where, whom, what was agreed, and how to stop it', () => {
    for (const told of [
      'dinsdag 16 maart, 09:00–\u206010:00',
      'Johan de Witt, lokaal 1.12',
      'Noor',
      'de open dag',
      'pauze tot 30-3',
    ])
      expect(text(card)).toContain(told);
  });

  test('can say that the session is off', () => {
    expect(dataOf(card)).toEqual([
      { ...named, seen: 0, outcome: 'studentAbsent' },
      { ...named, seen: 0, outcome: 'schoolCancelled' },
    ]);
  });
});

test('no notification about a session names the pupil: it shows on locked phones', () => {
  const about = samples.filter(({ name }) => /^(nudge|check-in|stored|refused|week|own flags)/.test(name));
  expect(about.length).toBeGreaterThan(20);
  for (const { render } of about) expect(render('nl').summary).not.toContain(ordinary.pupil);
});

describe('the week', () => {
  test('has a button for every open check-in, oldest first, then for flags, pause and care', () => {
    const card = myWeekCard(weekOf(ordinary), 'nl');
    const titles = rootActions(card).map((node) => node['title']);
    expect(titles).toEqual([
      'Check-in di 2 mrt Noor',
      'Check-in di 9 mrt Noor',
      'Check-in di 16 mrt Noor',
      'Signalen',
      'Pauze uit',
      'Zorgsignaal',
    ]);
    expect(dataOf(card, 'command.run')).toEqual([{ text: 'signalen' }, { text: 'pauze uit' }]);
  });

  test('has a button to call off each session that has not begun, where there is room for it', () => {
    const week = weekOf(ordinary);
    const card = myWeekCard({ ...week, open: [], flags: [], pauses: [] }, 'nl');
    const ahead = week.sessions.filter(({ begun }) => !begun);
    const off = rootActions(card).filter(({ title }) => String(title).startsWith('Gaat niet door:'));
    expect(ahead.length).toBeGreaterThan(0);
    expect(off).toHaveLength(ahead.length);
    expect(dataOf(card, 'checkIn.change')).toContainEqual(
      expect.objectContaining({ session: ahead[0]?.session, programme: ahead[0]?.programme }),
    );
  });

  test('counts what does not fit', () => {
    const card = myWeekCard(fullWeekOf(ordinary), 'nl');
    expect(rootActions(card)).toHaveLength(6);
    expect(text(card)).toContain('En nog 18 sessies.');
    expect(text(card)).toContain('En nog 12 sessies.');
  });
});

test('the language card speaks the language that was chosen', () => {
  expect(noticeCard({ notice: 'language', language: 'en' }, 'nl').summary).toMatch(/English/);
});

test('a stranger is told whom to ask, and which address was looked for', () => {
  const { summary } = noticeCard({ notice: 'unknownPerson', address: 'a_b@example.org' }, 'nl');
  expect(summary).toContain('a_b@example.org');
  expect(summary).toContain('coördinator');
});

test.each([
  [['student'], 'mijn week'],
  [['coordinator'], 'overzicht'],
  [['coordinator', 'student'], 'mijn week'],
] as const)('the welcome of %j begins with %s', (roles, first) => {
  const card = welcomeCard({ name: 'Sanne', programme: 'HMP', roles }, 'nl');
  expect(dataOf(card, 'command.run')[0]).toEqual({ text: first });
});
