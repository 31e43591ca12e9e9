import type { ContactMade, PupilFact } from '../../bot/programme/facts';
import type { Programme } from '../../bot/programme/model';
import { signalDetails, studentMatters, type SignalSource } from '../../bot/programme/signalDetails';
import { aDirectory, aPair, aPerson, aPupil, aSchool, aSession, anAnswer, at } from '../builders';

const sam = 'sam@leiden.example';
const moment = '2027-02-22T08:30:00+01:00';

/** Sam meets Yara at one school on Tuesdays and Bo at another on Thursdays. */
const twoSchools: Partial<Programme> = {
  schools: [aSchool(), aSchool({ id: 'zwc', name: 'Zuiderpark College' })],
  pupils: [aPupil(), aPupil({ id: 'p3', firstName: 'Bo', school: 'zwc' })],
  pairs: [aPair(), aPair({ pupil: 'p3', weekday: 4 })],
};

const answer = (pupil: string, date: string): PupilFact =>
  anAnswer(date, { session: aSession(date, { id: `${pupil}/${date}`, pupil }) });

const source = (programme: Partial<Programme>, changes: Partial<SignalSource> = {}): SignalSource => ({
  directory: aDirectory(programme),
  schools: ['jdw'],
  factsOf: () => [],
  pauses: [],
  contactsMade: [],
  unreachableSince: () => null,
  now: at(moment),
  ...changes,
});

const contact = (iso: string, changes: Partial<ContactMade> = {}): ContactMade => ({
  student: sam,
  at: at(iso),
  by: 'cora@hmp.example',
  note: null,
  ...changes,
});

const due = (now: string, contactsMade: readonly ContactMade[] = []) =>
  signalDetails(source({}, { now: at(now), contactsMade })).due.map(({ since }) => since);

const lastWith = (...facts: readonly PupilFact[]) =>
  studentMatters(source({}, { factsOf: () => facts }), sam)?.lastAnswered;

/** Who is silent for the first school when only sessions of one pupil were answered. */
const silentWith = (pupil: string, ...dates: readonly string[]) => {
  const facts = dates.map((date) => answer(pupil, date));
  const factsOf = (of: string): readonly PupilFact[] => (of === pupil ? facts : []);
  return signalDetails(source(twoSchools, { factsOf, now: at('2027-02-23T08:30:00+01:00') })).silent;
};

describe('the lists', () => {
  test('say since when: the first session without an answer, the first that was cancelled', () => {
    const cancelled = ['2027-02-09', '2027-02-16', '2027-02-23'].map((date) =>
      anAnswer(date, { outcome: 'studentAbsent' }),
    );
    const silent = signalDetails(source({}));
    expect(silent.silent).toMatchObject([{ student: sam, name: 'Sam de Boer', since: '2027-02-09' }]);
    const cancelling = signalDetails(
      source({}, { factsOf: () => cancelled, now: at('2027-02-24T12:00:00+01:00') }),
    );
    expect([cancelling.silent.length, cancelling.cancelling]).toMatchObject([0, [{ since: '2027-02-09' }]]);
  });

  test('silence is about the reader’s schools: neither an answer nor a silence elsewhere changes it', () => {
    expect(silentWith('p1', '2027-02-09', '2027-02-16')).toEqual([]);
    expect(silentWith('p3', '2027-02-11', '2027-02-18')).toMatchObject([
      { pupils: ['Yara'], since: '2027-02-09', lastAnswered: null },
    ]);
  });

  test('silence is the student’s: one session at each of two schools without an answer is two in a row', () => {
    // The first four weeks are over: one session alone is not enough.
    const before = ['2027-02-09', '2027-02-16', '2027-02-23', '2027-03-02', '2027-03-09'];
    const early = ['2027-02-11', '2027-02-18', '2027-02-25', '2027-03-04', '2027-03-11'];
    const listed = (schools: readonly string[], ...more: readonly PupilFact[]) => {
      const facts = [
        ...before.map((day) => answer('p1', day)),
        ...early.map((day) => answer('p3', day)),
        ...more,
      ];
      const factsOf = (of: string) =>
        facts.filter((fact) => fact.kind === 'answer' && fact.session.pupil === of);
      const given = source(twoSchools, { schools, factsOf, now: at('2027-03-23T17:00:00+01:00') });
      return signalDetails(given).silent.map(({ since, pupils }) => [since, pupils]);
    };
    expect(listed(['jdw'])).toEqual([['2027-03-16', ['Yara']]]);
    expect(listed(['zwc'])).toEqual([['2027-03-18', ['Bo']]]);
    expect(listed(['jdw', 'zwc'])).toEqual([['2027-03-16', ['Yara', 'Bo']]]);
    expect(listed(['jdw'], answer('p3', '2027-03-18'))).toEqual([]);
    expect(listed(['zwc'], answer('p1', '2027-03-16'))).toEqual([]);
  });

  test('a contact of who stands in no file is told where all pupils of the student are the reader’s', () => {
    const contactsMade = [contact('2027-02-12T12:00:00+01:00', { by: 'gone@hmp.example' })];
    const told = (schools: readonly string[]) =>
      signalDetails(source(twoSchools, { schools, contactsMade })).silent.map(
        ({ contacts }) => contacts.length,
      );
    expect([told(['jdw']), told(['zwc']), told(['jdw', 'zwc'])]).toEqual([[0], [0], [1]]);
  });

  test('a session called off ahead is not the last one answered', () => {
    const ahead = anAnswer('2027-05-18', { outcome: 'studentAbsent', at: at('2027-02-08T12:00:00+01:00') });
    expect([lastWith(ahead), lastWith(ahead, answer('p1', '2027-02-09'))]).toEqual([null, '2027-02-09']);
  });

  test('name the pupils a student has now, not those of before', () => {
    const pupils = [aPupil(), aPupil({ id: 'p2', firstName: 'Tim' }), aPupil({ id: 'p4', firstName: 'Eva' })];
    const pairs = [
      aPair({ until: '2027-02-16' }),
      aPair({ pupil: 'p2', from: '2027-02-17', until: '2027-02-22' }),
      aPair({ pupil: 'p4', from: '2027-03-01' }),
    ];
    const named = (now: string) =>
      signalDetails(source({ pupils, pairs }, { now: at(now) })).silent.map((one) => one.pupils);
    expect(named('2027-02-22T23:00:00+01:00')).toEqual([['Tim', 'Eva']]);
    expect(named('2027-02-23T08:30:00+01:00')).toEqual([['Eva']]);
  });

  test('name the pupils of the reader’s schools only', () => {
    for (const [schools, pupils] of [
      [['jdw'], ['Yara']],
      [['zwc'], ['Bo']],
      [
        ['jdw', 'zwc'],
        ['Yara', 'Bo'],
      ],
    ] as const)
      expect(signalDetails(source(twoSchools, { schools })).silent).toMatchObject([{ pupils }]);
    expect(signalDetails(source(twoSchools, { schools: [] })).silent).toEqual([]);
  });

  test('tell the contacts of coordinators of the schools, by name, and by address when they left', () => {
    const contactsMade = [
      contact('2027-02-12T12:00:00+01:00', { note: 'called' }),
      contact('2027-02-15T12:00:00+01:00', { by: 'gone@hmp.example' }),
      contact('2027-03-01T12:00:00+01:00'),
      contact('2027-02-15T12:00:00+01:00', { student: 'noor@leiden.example' }),
    ];
    const [silent] = signalDetails(source({}, { contactsMade })).silent;
    expect(silent?.contacts).toEqual([
      { at: at('2027-02-12T12:00:00+01:00'), by: 'Cora Bakker', note: 'called' },
      { at: at('2027-02-15T12:00:00+01:00'), by: 'gone@hmp.example', note: null },
    ]);
  });

  test('a contact is due in its week, until there was one', () => {
    expect(due('2027-02-21T23:59:00+01:00')).toEqual([]);
    expect(due('2027-02-22T00:00:00+01:00')).toEqual(['2027-02-23']);
    expect(due('2027-05-03T08:30:00+02:00')).toEqual(['2027-02-23']);
    expect(due('2027-02-22T08:30:00+01:00', [contact('2027-02-22T08:29:00+01:00')])).toEqual([]);
  });

  test('a pair whose slot changed goes on, and one that is over needs no contact', () => {
    const moved = { pairs: [aPair({ until: '2027-02-28' }), aPair({ weekday: 3, from: '2027-03-01' })] };
    const contactsMade = [contact('2027-02-12T12:00:00+01:00'), contact('2027-02-26T12:00:00+01:00')];
    const now = at('2027-03-22T08:30:00+01:00');
    expect(signalDetails(source(moved, { now, contactsMade })).due).toMatchObject([{ since: '2027-03-28' }]);
    const over = { pairs: [aPair({ until: '2027-03-22' })] };
    expect(signalDetails(source(over, { now, contactsMade })).due).toEqual([]);
    const ended = at('2027-07-05T08:30:00+02:00');
    expect(signalDetails(source({}, { now: ended })).due).toEqual([]);
  });

  test('a pause says since when and until when, the newest one', () => {
    const pauses = [
      { student: sam, at: at('2027-02-10T12:00:00+01:00'), until: '2027-02-20' },
      { student: sam, at: at('2027-02-19T12:00:00+01:00'), until: '2027-03-01' },
    ];
    expect(signalDetails(source({}, { pauses })).paused).toMatchObject([
      { since: at('2027-02-19T12:00:00+01:00'), until: '2027-03-01' },
    ]);
    const off = [...pauses, { student: sam, at: at('2027-02-20T12:00:00+01:00'), until: null }];
    expect(signalDetails(source({}, { pauses: off })).paused).toEqual([]);
  });

  test('who can be reached in one tenant is; who never had the bot is not, since never', () => {
    const since = at('2027-02-19T12:00:00+01:00');
    const found = [since, 'never' as const, null].map((known) =>
      signalDetails(source({}, { unreachableSince: () => known })).unreachable.map((one) => one.since),
    );
    expect(found).toEqual([[since], [null], []]);
  });
});

describe('one student', () => {
  test('is known at the reader’s schools only, while they take part', () => {
    expect(studentMatters(source(twoSchools), sam)).toMatchObject({
      pupils: ['Yara'],
      matters: { silent: [{ since: '2027-02-09' }] },
      contactDue: '2027-02-23',
    });
    expect(studentMatters(source(twoSchools, { schools: [] }), sam)).toBeNull();
    expect(studentMatters(source({}), 'noor@leiden.example')).toBeNull();
    const ended = { people: [aPerson({ endedOn: '2027-02-22' })] };
    expect(studentMatters(source(ended), sam)).toBeNull();
  });
});
