/**
 * Two programmes in two tenants with the same people, pupils, group and rounds under the same names, and everybody in both
 * in whatever role: rounds, cases, reports, files and calendars of one are seen in its own tenant alone.
 */
import * as fc from 'fast-check';
import { calendarDesk } from '../../bot/calendar/desk';
import { exportKinds, type FileKind } from '../../bot/ports/export';
import { isVerb, verbThings } from '../../bot/programme/accessTable';
import type { Programme, Role } from '../../bot/programme/model';
import { aGroup, aPair, aPerson, aProgramme, aPupil, aSchool, at } from '../builders';
import { aSlot } from '../programme/rounds/story';
import { aChat, shown, type Chat } from './chat';
import { bytesOf } from './desk';
import { happen, type Happened } from './happening';

const home: Readonly<Record<string, string>> = { pa: 'tenant-a', qb: 'tenant-b' };
const programmes = Object.keys(home);
const addresses = ['ann@x.example', 'ben@x.example', 'cem@x.example', 'dot@x.example'];
/** Stands in every name and text of a programme. */
const markOf = (programme: string): string => `${programme.toUpperCase()}zq`;

type Roles = readonly Role[];
const withRole = (roles: Roles, role: Role): readonly string[] =>
  addresses.filter((_, index) => roles[index] === role);

const programmeOf = (id: string, roles: Roles): Programme => {
  const mark = markOf(id);
  const students = withRole(roles, 'student');
  const [teacher = ''] = withRole(roles, 'teacher');
  return aProgramme({
    id,
    name: `${mark} programma`,
    tenants: [home[id] ?? ''],
    schools: [aSchool({ name: `${mark} school` })],
    people: addresses.map((email, index) => {
      const role = roles[index] ?? 'student';
      return aPerson({
        email,
        name: `${mark} ${index}`,
        role,
        university: role === 'student' ? 'leiden' : null,
      });
    }),
    pupils: students.map((_, index) => aPupil({ id: `p${index + 1}`, firstName: `${mark}${index}` })),
    pairs: students.map((student, index) => aPair({ pupil: `p${index + 1}`, student, room: `${mark} zaal` })),
    groups: [aGroup({ id: 'g1', teacher, students })],
  });
};

const roundOf = (name: string, from: string, to: string, answerBy: string): Happened['2'] => ({
  kind: 'created',
  setup: { name, from, to, minutes: 65, groupSize: 7, answerBy },
});

/** A meeting that was held, with its report, and one that is tomorrow, with its case. */
const storyOf = (id: string, roles: Roles): readonly Happened[] => {
  const mark = markOf(id);
  const members = withRole(roles, 'student');
  const [[teacher = ''], [cora = ''], [student = '']] = [
    withRole(roles, 'teacher'),
    withRole(roles, 'coordinator'),
    members,
  ];
  const groups = [{ id: 'g1', teacher, students: members }];
  const begun = (
    round: string,
    setup: Happened['2'],
    slot: ReturnType<typeof aSlot>,
  ): readonly Happened[] => [
    ['2027-03-02T13:00:00+01:00', round, setup, cora],
    ['2027-03-02T13:00:00+01:00', round, { kind: 'proposed', groups }],
    ['2027-03-02T13:00:00+01:00', round, { kind: 'confirmed' }, cora],
    ['2027-03-02T13:05:00+01:00', round, { kind: 'shifted', group: 'g1', slot }, teacher],
  ];
  const method = 'incident' as const;
  const said = { advice: `${mark} advies`, followUp: `${mark} vervolg` };
  const text = { title: `${mark} titel`, situation: `${mark} situatie`, question: `${mark} vraag` };
  return [
    ...begun(
      'r7',
      roundOf(`${mark} eerste`, '2027-03-10', '2027-03-12', '2027-03-08'),
      aSlot('s1', '2027-03-11T15:00:00+01:00'),
    ),
    [
      '2027-03-11T16:10:00+01:00',
      'r7',
      { kind: 'attended', group: 'g1', present: members, members, method, ...said },
      teacher,
    ],
    ...begun(
      'r8',
      roundOf(`${mark} tweede`, '2027-03-15', '2027-03-26', '2027-03-10'),
      aSlot('s1', '2027-03-18T15:00:00+01:00'),
    ),
    ['2027-03-02T13:06:00+01:00', 'r8', { kind: 'caseAssigned', group: 'g1', student, members }],
    ['2027-03-02T14:00:00+01:00', 'r8', { kind: 'caseWritten', group: 'g1', student, text }, student],
  ];
};

const aTown = async (casting: Readonly<Record<string, Roles>>): Promise<Chat> => {
  const [one, ...others] = programmes.map((id) => programmeOf(id, casting[id] ?? []));
  if (one === undefined) throw new Error('there are programmes');
  const chat = await aChat(one, '2027-03-02T12:00:00+01:00', 'https://maat.example');
  for (const other of others) await chat.import(other);
  for (const who of addresses)
    for (const tenant of Object.values(home)) await chat.as(who, tenant).installs();
  for (const id of programmes) await happen(chat.storage, id, ...storyOf(id, casting[id] ?? []));
  chat.clock.moveTo(at('2027-03-17T16:30:00+01:00'));
  return chat;
};

/** The calendar of somebody, as whoever has its address reads it. */
const calendarOf = async (chat: Chat, card: string): Promise<string> => {
  const token = /calendar\/([0-9a-f]{64})\.ics/.exec(card)?.[1];
  if (token === undefined) return '';
  const { storage, rounds, programmes: known, clock } = chat;
  const desk = calendarDesk({
    ...storage,
    rounds,
    programmes: known,
    clock,
    newToken: () => '',
    address: null,
  });
  return (await desk.file(token))?.text.replaceAll(/\r\n /g, '') ?? '';
};

const kinds: readonly FileKind[] = [...exportKinds.filter((kind) => kind !== 'xlsx'), 'own'];
const verbs = Object.keys(verbThings).filter((verb) => isVerb(verb) && verb.startsWith('round.'));

/** All that somebody can get in a tenant of rounds, files and calendars, each with how it was asked for. */
async function* allOf(chat: Chat, who: string, tenant: string): AsyncGenerator<readonly [string, string]> {
  const talker = chat.as(who, tenant);
  for (const text of ['intervisie', 'mijn week', 'exporteren', 'privacy'])
    yield [text, shown(await talker.says(text))];
  for (const programme of programmes)
    for (const kind of kinds) {
      const file = await chat.desk.files.make({ programme, tenant, by: who, kind, language: 'nl' });
      yield [`${programme} ${kind}`, file === null ? '' : (await bytesOf(file)).toString()];
    }
  const address = shown(await talker.presses('calendar.show', {}));
  yield ['calendar', await calendarOf(chat, address)];
  for (const programme of [{}, ...programmes.map((id) => ({ programme: id }))])
    for (const round of ['r7', 'r8'])
      for (const what of ['group', 'case', 'agenda'])
        yield [
          `${round} ${what}`,
          shown(await talker.presses('round.show', { ...programme, round, group: 'g1', what })),
        ];
  for (const verb of verbs)
    for (const programme of programmes)
      yield [verb, shown(await talker.presses(verb, { programme, round: 'r8', group: 'g1' }))];
}

const roles: readonly Role[] = ['student', 'student', 'teacher', 'coordinator'];
const casting = fc.record(
  Object.fromEntries(
    programmes.map((id) => [id, fc.shuffledSubarray([...roles], { minLength: roles.length })]),
  ),
);

test('of rounds, cases, reports, files and calendars nothing crosses from one tenant to the other', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(casting, async (cast) => {
      const chat = await aTown(cast);
      for (const who of addresses)
        for (const [own, tenant] of Object.entries(home))
          for await (const [how, text] of allOf(chat, who, tenant)) {
            const others = programmes.filter((id) => id !== own && text.includes(markOf(id)));
            expect([who, tenant, how, others]).toEqual([who, tenant, how, []]);
            if (text.includes(markOf(own))) seen.add(how);
          }
    }),
    { numRuns: 6 },
  );
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'calendar',
      'intervisie',
      'r8 case',
      'r8 agenda',
      'pa meetings',
      'qb own',
      'round.report',
      'round.propose',
    ]),
  );
}, 120_000);

test('a programme of the same id in another tenant is that programme, moved: whoever was in the first sees nothing of it', async () => {
  const cast: Roles = ['student', 'student', 'teacher', 'coordinator'];
  const chat = await aTown({ pa: cast, qb: cast });
  await chat.import({ ...programmeOf('pa', cast), tenants: ['tenant-b'] });
  for (const who of addresses)
    for await (const [how, text] of allOf(chat, who, 'tenant-a'))
      expect([who, how, text.includes('zq')]).toEqual([who, how, false]);
});
