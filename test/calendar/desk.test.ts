import { calendarDesk } from '../../bot/calendar/desk';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { CalendarFeeds, CalendarFile } from '../../bot/ports/calendar';
import type { Programme } from '../../bot/programme/model';
import { aCoordinator, aGroup, aPair, aPerson, aProgramme, aPupil, aSchool, anAnswer, at } from '../builders';
import { happen } from '../dialogs/happening';
import { ManualClock } from '../fakes/manualClock';
import { memoryStorage } from '../fakes/memoryStorage';
import { watchedStorage } from '../fakes/watchedStorage';
import { readFeed, type ReadEvent } from './reading';
import { keepRounds } from '../../bot/rounds/keepRounds';

const sam = 'sam@leiden.example';
const owner = { tenant: 'tenant-1', aadObjectId: 'aad-sam' };
const town = (changes: Partial<Programme> = {}): Programme =>
  aProgramme({
    tenants: ['tenant-1'],
    schools: [aSchool()],
    people: [aPerson({ email: sam }), aCoordinator({ email: 'cora@hmp.example' })],
    pupils: [aPupil({ id: 'p1' }), aPupil({ id: 'p2' })],
    pairs: [aPair({ pupil: 'p1', student: sam }), aPair({ pupil: 'p2', student: sam, weekday: 4 })],
    ...changes,
  });

const begin = async (programme = town(), email = sam) => {
  const storage = memoryStorage();
  const calls: string[] = [];
  const seen = watchedStorage(storage, (port, method) => void calls.push(`${port}.${method}`));
  const clock = new ManualClock(at('2027-03-08T08:00:00+01:00'));
  const programmes = keepProgrammes(storage.programmes);
  const rounds = keepRounds(seen.rounds);
  let tokens = 0;
  let before: (() => Promise<void>) | null = null;
  const feeds: CalendarFeeds = {
    find: (token) => seen.feeds.find(token),
    tokenOf: (...whose) => seen.feeds.tokenOf(...whose),
    move: (...from) => seen.feeds.move(...from),
    keep: async (...kept) => {
      const first = before;
      before = null;
      await first?.();
      return seen.feeds.keep(...kept);
    },
  };
  const desk = calendarDesk({
    ...seen,
    feeds,
    rounds,
    programmes,
    clock,
    newToken: () => `t${(tokens += 1)}`,
    address: 'https://maat.example',
  });
  await storage.contacts.save(
    {
      ...owner,
      email,
      conversationId: 'c',
      serviceUrl: 'https://smba.trafficmanager.net/emea/',
      botId: 'b',
      userId: 'u',
      language: null,
      unreachableSince: null,
      welcomedAt: null,
    },
    null,
  );
  const replace = async (next: Programme): Promise<void> => {
    const [head] = await storage.programmes.list();
    await storage.programmes.replace(next, head?.version ?? null, () => undefined);
    await programmes.refresh();
  };
  await replace(programme);
  /** Does something else first, once, when a feed is to be kept. */
  const beforeKept = (first: () => Promise<void>): void => void (before = first);
  return { desk, storage, calls, clock, replace, beforeKept };
};

const eventsOf = (file: CalendarFile | null): readonly ReadEvent[] => {
  if (file === null) throw new Error('there is a feed');
  return readFeed(file.text);
};

test('holds every session of the programme with all pupils, and the same text until something changes', async () => {
  const { desk } = await begin();
  expect(await desk.addressOf(owner)).toBe('https://maat.example/calendar/t1.ics');
  const first = await desk.file('t1');
  const events = eventsOf(first);
  expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
  expect(new Set(events.map(({ start }) => new Date(start).getUTCDay()))).toEqual(new Set([2, 4]));
  expect(await desk.file('t1')).toEqual(first);
});

test('a session that is called off and a slot that moves are told under the same id', async () => {
  const { desk, storage, replace } = await begin();
  await desk.addressOf(owner);
  const before = await desk.file('t1');
  const answer = anAnswer('2027-03-09', { outcome: 'schoolCancelled' });
  const page = { school: 'jdw', pupil: 'p1', facts: [answer], notices: [], activities: [] };
  await storage.records.append(
    'hmp',
    page,
    null,
    { fact: answer, followUp: null, activity: 'a', change: null },
    [],
  );
  const called = await desk.file('t1');
  expect(called?.tag).not.toBe(before?.tag);
  expect(eventsOf(called).filter(({ isCancelled }) => isCancelled)).toMatchObject([
    { start: answer.session.start, sequence: 1, summary: 'Vervalt: Mentorsessie' },
  ]);
  const [first, ...others] = town().pairs;
  await replace(
    town({
      pairs: [...(first === undefined ? [] : [{ ...first, start: '11:00', end: '12:00' }]), ...others],
    }),
  );
  const moved = eventsOf(await desk.file('t1')).find(
    ({ start }) => start === at('2027-03-16T11:00:00+01:00'),
  );
  const was = eventsOf(before).find(({ start }) => start === at('2027-03-16T09:00:00+01:00'));
  expect(moved).toMatchObject({ uid: was?.uid, sequence: 1 });
});

test('costs a request for the feed, one for the person, one for intervision and one a pupil; one more when it changed', async () => {
  const { desk, calls } = await begin();
  await desk.addressOf(owner);
  calls.length = 0;
  await desk.file('t1');
  expect(calls.toSorted()).toEqual([
    'contacts.byId',
    'feeds.find',
    'feeds.keep',
    'records.page',
    'records.page',
    'rounds.heads',
  ]);
  calls.length = 0;
  await desk.file('t1');
  expect(calls).not.toContain('feeds.keep');
  calls.length = 0;
  expect(await desk.file('guess')).toBeNull();
  expect(calls).toEqual(['feeds.find']);
});

test('is gone with a renewed token, when an import ends the person, and in another tenant', async () => {
  const { desk, replace } = await begin();
  await desk.addressOf(owner);
  expect(await desk.renew(owner)).toBe('https://maat.example/calendar/t2.ics');
  expect(await desk.file('t1')).toBeNull();
  expect(eventsOf(await desk.file('t2')).length).toBeGreaterThan(10);
  await replace(town({ tenants: ['tenant-2'] }));
  expect(await desk.file('t2')).toBeNull();
  await replace(town({ people: [aPerson({ email: sam, endedOn: '2027-03-08' })] }));
  expect(await desk.file('t2')).toBeNull();
});

test('is gone once it is switched off, and comes under another address when it is asked for again', async () => {
  const { desk, storage } = await begin();
  expect(await desk.isOn(owner)).toBe(false);
  await desk.switchOff(owner);
  expect(await storage.feeds.tokenOf(owner.tenant, owner.aadObjectId)).toBeNull();
  await desk.addressOf(owner);
  expect(await desk.isOn(owner)).toBe(true);
  const uids = eventsOf(await desk.file('t1')).map(({ uid }) => uid);
  await desk.switchOff(owner);
  await desk.switchOff(owner);
  expect([await desk.isOn(owner), await desk.file('t1')]).toEqual([false, null]);
  expect(await desk.addressOf(owner)).toBe('https://maat.example/calendar/t2.ics');
  expect(await desk.file('t1')).toBeNull();
  expect(eventsOf(await desk.file('t2')).map(({ uid }) => uid)).toEqual(uids);
});

test('is gone once it is switched off while somebody reads it', async () => {
  const { desk, beforeKept } = await begin();
  await desk.addressOf(owner);
  beforeKept(async () => void (await desk.file('t1')));
  await desk.switchOff(owner);
  expect([await desk.isOn(owner), await desk.file('t1')]).toEqual([false, null]);
});

test('is gone as soon as Teams gives the address of its owner to somebody else', async () => {
  const { desk, storage } = await begin();
  await desk.addressOf(owner);
  expect(await desk.file('t1')).not.toBeNull();
  const stored = await storage.contacts.byId(owner.tenant, owner.aadObjectId);
  if (stored === null) throw new Error('there is a contact');
  await storage.contacts.save({ ...stored.value, addressTaken: true }, stored.tag);
  expect(await desk.file('t1')).toBeNull();
});

const asBoth = (endedOn: string | null) => [aPerson({ email: sam, endedOn }), aCoordinator({ email: sam })];

test('who is no student any more, but still coordinates, has no sessions in it', async () => {
  const { desk, replace, calls } = await begin(town({ people: asBoth('2027-03-08') }));
  await desk.addressOf(owner);
  expect(eventsOf(await desk.file('t1'))).toEqual([]);
  expect(calls.filter((call) => call.startsWith('records.'))).toEqual([]);
  await replace(town({ people: asBoth(null) }));
  expect(eventsOf(await desk.file('t1')).length).toBeGreaterThan(10);
});

test('somebody without sessions has an empty one', async () => {
  const { desk } = await begin(town(), 'cora@hmp.example');
  await desk.addressOf(owner);
  expect(eventsOf(await desk.file('t1'))).toEqual([]);
});

const meetingsOf = (file: CalendarFile | null): readonly ReadEvent[] =>
  eventsOf(file).filter(({ summary }) => summary.endsWith('Intervisie'));
const about = (events: readonly ReadEvent[], day: string): ReadEvent | undefined =>
  events.find(({ start }) => new Date(start).toISOString().startsWith(day));

describe('meetings of intervision', () => {
  const theo = 'theo@hmp.example';
  const withGroups = (changes: Partial<Programme> = {}): Programme =>
    town({
      start: '2027-02-08',
      end: '2027-11-26',
      people: [
        aPerson({ email: sam }),
        aPerson({ email: theo, name: 'Theo Bos', role: 'teacher', university: null }),
        aCoordinator(),
      ],
      groups: [
        aGroup({
          id: 'A',
          teacher: theo,
          students: [sam],
          meeting: { weekday: 1, start: '09:30', end: '10:35', room: 'zaal B' },
        }),
      ],
      ...changes,
    });
  test('stand in the calendar of a student beside the sessions, and alone in that of a teacher', async () => {
    const student = await begin(withGroups());
    await student.desk.addressOf(owner);
    const teacher = await begin(withGroups(), theo);
    await teacher.desk.addressOf(owner);
    const [own, led] = [await student.desk.file('t1'), await teacher.desk.file('t1')];
    expect(meetingsOf(own).length).toBeGreaterThan(40);
    expect(meetingsOf(own).length).toBeLessThan(eventsOf(own).length);
    expect(eventsOf(led)).toEqual(meetingsOf(own));
    expect(eventsOf(led)[0]).toMatchObject({ location: 'zaal B', sequence: 0, isCancelled: false });
  });

  test('are gone for who leads no more, but still coordinates, with those that have been', async () => {
    const led = (endedOn: string | null) => [
      aPerson({ email: sam }),
      aPerson({ email: theo, name: 'Theo Bos', role: 'teacher', university: null, endedOn }),
      aCoordinator({ email: theo, name: 'Theo Bos' }),
    ];
    const { desk, replace, calls } = await begin(withGroups({ people: led('2027-03-08') }), theo);
    await desk.addressOf(owner);
    expect(eventsOf(await desk.file('t1'))).toEqual([]);
    expect(calls.filter((call) => call.startsWith('rounds.'))).toEqual([]);
    await replace(withGroups({ people: led(null) }));
    expect(eventsOf(await desk.file('t1')).length).toBeGreaterThan(40);
  });

  test('keep their hour on the wall across both clock changes', async () => {
    const { desk } = await begin(withGroups(), theo);
    await desk.addressOf(owner);
    const hours = eventsOf(await desk.file('t1')).map(({ start }) => new Date(start).toISOString());
    expect(hours.filter((iso) => /^2027-(03-2[29]|1(0-25|1-01))/.test(iso))).toEqual([
      '2027-03-22T08:30:00.000Z',
      '2027-03-29T07:30:00.000Z',
      '2027-10-25T07:30:00.000Z',
      '2027-11-01T08:30:00.000Z',
    ]);
    expect(new Set(hours.map((iso) => iso.slice(11, 16)))).toEqual(new Set(['08:30', '07:30']));
  });

  test('that are shifted, called off or handed over are told under the same id, with a higher number', async () => {
    const { desk, storage } = await begin(withGroups(), theo);
    await desk.addressOf(owner);
    const before = eventsOf(await desk.file('t1'));
    const slot = {
      id: 'later',
      start: at('2027-03-16T15:00:00+01:00'),
      end: at('2027-03-16T16:05:00+01:00'),
      room: null,
    };
    const now = '2027-03-08T08:00:00+01:00';
    await happen(
      storage,
      'hmp',
      [now, '2027-W11', { kind: 'shifted', group: 'A', slot }, theo],
      [now, '2027-W12', { kind: 'groupCancelled', group: 'A' }, theo],
      [now, '2027-W13', { kind: 'handedOver', group: 'A', teacher: 'cora@hmp.example' }, theo],
    );
    const after = eventsOf(await desk.file('t1'));
    const wasAt = (day: string) => after.find(({ uid }) => uid === about(before, day)?.uid);
    expect(wasAt('2027-03-15')).toMatchObject({ start: slot.start, location: null, sequence: 1 });
    expect(wasAt('2027-03-22')).toMatchObject({
      isCancelled: true,
      sequence: 1,
      summary: 'Vervalt: Intervisie',
    });
    expect(wasAt('2027-03-29')).toMatchObject({ isCancelled: true, sequence: 1 });
    expect(wasAt('2027-04-05')).toMatchObject({ isCancelled: false, sequence: 0 });
    expect(after).toHaveLength(before.length);
  });

  test('name no pupil and tell nothing of a case', async () => {
    const { desk, storage } = await begin(withGroups());
    await desk.addressOf(owner);
    const text = { title: 'Stilte', situation: 'Mijn leerling zwijgt.', question: 'Wat kan ik doen?' };
    const written = { kind: 'caseWritten', group: 'A', student: sam, text } as const;
    await happen(storage, 'hmp', ['2027-03-08T08:00:00+01:00', '2027-W11', written, sam]);
    expect((await desk.file('t1'))?.text).not.toMatch(/Yara|p1|Stilte|zwijgt|Wat kan/);
  });
});
