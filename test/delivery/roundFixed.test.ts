/** Generated imports of a group with a fixed time: the last word that anybody got is how it is. */
import * as fc from 'fast-check';
import type { Programme } from '../../bot/programme/model';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { quiet, toEach, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

const fixed = (change: Parameters<typeof weekly>[0] = {}): Programme => quiet({ groups: [weekly(change)] });
/** Ann is out, and another leads it. */
const wrong = fixed({ students: five.slice(1), teacher: hanneke });

const linesOf = async ({ delivered }: Walk, ...who: readonly string[]): Promise<readonly string[]> =>
  (await delivered()).filter((line) => who.some((one) => line.includes(` ${one} `)));

const both = (a: readonly string[], c: readonly string[]): Programme =>
  quiet({
    groups: [
      weekly({ students: a }),
      weekly({
        id: 'C',
        teacher: hanneke,
        students: c,
        meeting: { weekday: 4, start: '13:00', end: '14:00', room: null },
      }),
    ],
  });

describe('who is back in a group with a fixed time, and had heard that they were out', () => {
  test('is invited anew, teacher and member', async () => {
    const walked = await walk(fixed());
    await walked.when('2027-03-08T16:30:00+01:00');
    await walked.delivered();
    await importing(walked, wrong, '2027-03-08T17:00:00+01:00');
    const out = '03-08 17:00 roundCancelled';
    expect(await linesOf(walked, 'ann', 'theo')).toEqual([
      `${out} ann weekly-2-1115 A`,
      `${out} theo weekly-2-1115 A`,
    ]);
    await importing(walked, fixed(), '2027-03-09T09:00:00+01:00');
    expect(await linesOf(walked, 'ann', 'theo')).toEqual([
      '03-09 09:00 roundInvite ann weekly-2-1115 A 1 2',
      '03-09 09:00 roundInvite theo weekly-2-1115 A 1 2',
    ]);
    const card = JSON.stringify(walked.world.teams.sent.findLast(({ to }) => to === ann)?.content);
    expect(card).toContain('11:15');
  });

  test('each time, and of another time under that', async () => {
    const walked = await walk(fixed());
    await walked.when('2027-03-01T10:00:00+01:00');
    await walked.delivered();
    const later = { weekday: 4, start: '13:00', end: '14:00', room: null } as const;
    const imports = [wrong, fixed(), wrong, fixed({ meeting: later })];
    for (const [index, programme] of imports.entries())
      await importing(walked, programme, `2027-03-02T1${index}:00:00+01:00`);
    expect((await linesOf(walked, 'ann')).filter((line) => /Invite|Cancelled/.test(line))).toEqual([
      '03-02 10:00 roundCancelled ann weekly-2-1115 A',
      '03-02 11:00 roundInvite ann weekly-2-1115 A 1 2',
      '03-02 12:00 roundCancelled ann weekly-2-1115 A 2',
      '03-02 13:00 roundInvite ann weekly-4-1300 A 1 3',
    ]);
  });

  test('at one moment, as under a clock that stands still', async () => {
    const walked = await walk(fixed());
    await walked.when('2027-03-03T10:00:00+01:00');
    await walked.delivered();
    for (const programme of [wrong, fixed(), wrong, fixed()])
      await importing(walked, programme, '2027-03-03T10:00:00+01:00');
    const told = (await linesOf(walked, 'ann')).map((line) => line.split(' ').slice(2).join(' ')).toSorted();
    expect(told).toEqual([
      'roundCancelled ann weekly-2-1115 A',
      'roundCancelled ann weekly-2-1115 A 2',
      'roundInvite ann weekly-2-1115 A 1 2',
      'roundInvite ann weekly-2-1115 A 1 3',
    ]);
  });

  test('weeks after they moved to another group', async () => {
    const [first, second] = [
      both(five.slice(0, 3), five.slice(3)),
      both(five.slice(1, 3), [ann, ...five.slice(3)]),
    ];
    const walked = await walk(first);
    await importing(walked, second, '2027-03-10T10:00:00+01:00');
    await walked.when('2027-04-14T09:00:00+02:00');
    await walked.delivered();
    await importing(walked, first, '2027-04-14T10:00:00+02:00');
    expect(await linesOf(walked, 'ann')).toEqual([
      '04-14 10:00 roundCancelled ann weekly-4-1300 C',
      '04-14 10:00 roundInvite ann weekly-2-1115 A 1 2',
    ]);
  });
});

const ended = quiet({
  groups: [weekly()],
  people: quiet().people.map((one) => (one.email === ann ? { ...one, endedOn: '2027-03-03' } : one)),
});

test.each([
  ['could not hear that they were out', wrong, '20', '21'],
  ['took part no longer for an hour', ended, '10', '11'],
])('who %s is told nothing once they are back', async (_, programme, from, to) => {
  const walked = await walk(fixed());
  await walked.when('2027-03-03T09:30:00+01:00');
  await walked.delivered();
  await importing(walked, programme, `2027-03-03T${from}:00:00+01:00`);
  await importing(walked, fixed(), `2027-03-03T${to}:00:00+01:00`);
  await walked.when('2027-03-04T10:00:00+01:00');
  const told = await linesOf(walked, 'ann', 'theo');
  expect(told.filter((line) => !line.includes('W09'))).toEqual([]);
});

/** What the roster says of the group; null where it has it no longer. */
type Roster = Parameters<typeof weekly>[0] | null;

const meetings = [
  { weekday: 2, start: '11:15', end: '12:20', room: '1.20' },
  { weekday: 4, start: '13:00', end: '14:00', room: '2.1' },
] as const;

const roster = (): fc.Arbitrary<Roster> =>
  fc.option(
    fc.record({
      students: fc.subarray([...five], { minLength: 1 }),
      teacher: fc.constantFrom(theo, theo, hanneke),
      meeting: fc.constantFrom(meetings[0], meetings[0], meetings[0], meetings[1]),
    }),
    { freq: 5 },
  );

/** When somebody heard last, of a kind; empty when never. */
const lastOf = (lines: readonly string[], who: string, kind: string): string =>
  lines
    .filter((line) => line.includes(` ${kind} ${who.split('@')[0] ?? ''} `))
    .at(-1)
    ?.slice(0, 11) ?? '';

/** Who was told otherwise than it is, last of all. */
const misled = (lines: readonly string[], last: Roster): readonly string[] =>
  [...five, theo, hanneke].flatMap((who) => {
    const [on, off] = [lastOf(lines, who, 'roundInvite'), lastOf(lines, who, 'roundCancelled')];
    const isIn = last !== null && [last?.teacher, ...(last?.students ?? [])].includes(who);
    if (isIn) return on === '' || on < off ? [`${who} is in, and was told ${off} that they are out`] : [];
    if (on === '') return off === '' ? [] : [`${who} is told that they are out, and never was in`];
    return off < on ? [`${who} is out, and was invited ${on}`] : [];
  });

test('who is out at night, and whose group is off before they hear, is told what the others are', async () => {
  const walked = await walk(fixed());
  await walked.when('2027-03-03T19:30:00+01:00');
  await walked.delivered();
  await importing(walked, wrong, '2027-03-03T20:00:00+01:00');
  await importing(walked, quiet(), '2027-03-03T21:00:00+01:00');
  await walked.when('2027-03-04T10:00:00+01:00');
  const told = (await walked.delivered()).map((line) => line.split(' ').slice(2).join(' '));
  const off = ['2027-W10', '2027-W11'].flatMap((week) =>
    toEach('roundCancelled', [...five, theo], `${week} A`),
  );
  expect(told.toSorted()).toEqual(off.toSorted());
});

test('who came at night into a group that is off before they hear is not told that they are out once it is on', async () => {
  const walked = await walk(fixed());
  await walked.when('2027-03-03T19:30:00+01:00');
  await walked.delivered();
  await importing(walked, wrong, '2027-03-03T20:00:00+01:00');
  await importing(walked, quiet(), '2027-03-03T21:00:00+01:00');
  await importing(walked, fixed(), '2027-03-04T09:00:00+01:00');
  const lines = await walked.delivered();
  expect(lines.filter((line) => line.includes(' hanneke '))).toEqual([]);
  expect(lines.filter((line) => line.includes(' ann '))).toEqual([
    '03-04 08:30 roundCancelled ann 2027-W10 A',
    '03-04 08:30 roundCancelled ann 2027-W11 A',
    '03-04 09:00 roundInvite ann 2027-W10 A 2',
    '03-04 09:00 roundInvite ann 2027-W11 A 2',
  ]);
});

test('who came at night, was out before they heard, and is back in the morning is invited', async () => {
  const walked = await walk(fixed());
  await walked.when('2027-03-03T19:30:00+01:00');
  await walked.delivered();
  await importing(walked, fixed({ teacher: hanneke }), '2027-03-03T20:00:00+01:00');
  await importing(walked, fixed({ teacher: theo }), '2027-03-03T21:00:00+01:00');
  await importing(walked, fixed({ teacher: hanneke }), '2027-03-04T09:00:00+01:00');
  expect(await linesOf(walked, 'hanneke', 'theo')).toEqual([
    '03-04 09:00 roundCancelled theo weekly-2-1115 A 2',
    '03-04 09:00 roundInvite hanneke weekly-2-1115 A 1 2',
  ]);
});

test.each([
  ['by day', ['03T10', '03T11', '03T12']],
  ['by night', ['03T20', '03T21', '03T22']],
  ['by night and in the morning', ['03T20', '03T21', '04T09']],
])('whatever is imported %s, the last word that anybody gets is how it is', async (_, hours) => {
  await fc.assert(
    fc.asyncProperty(fc.array(roster(), { minLength: 2, maxLength: 3 }), async (rosters) => {
      const walked = await walk(fixed());
      await walked.when('2027-03-03T09:00:00+01:00');
      for (const [index, one] of rosters.entries())
        await importing(
          walked,
          one === null ? quiet() : fixed(one),
          `2027-03-${hours[index] ?? ''}:00:00+01:00`,
        );
      await walked.when('2027-03-04T10:00:00+01:00');
      // What was on Tuesday 2 March has been.
      const lines = (await walked.delivered()).filter((line) => !/Report|2027-W09/.test(line));
      expect(misled(lines, rosters.at(-1) ?? null)).toEqual([]);
      await walked.bot.end();
    }),
    { numRuns: 25 },
  );
});

test.each([
  ['by day', ['03T10', '03T11', '03T12']],
  ['by night', ['03T20', '03T21', '03T22']],
  ['at one moment', ['03T10', '03T10', '03T10']],
])('whoever is moved in and out %s is told each once', async (_, hours) => {
  const members = fc.record({
    students: fc.subarray([...five], { minLength: 1 }),
    teacher: fc.constantFrom(theo, hanneke),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(members, { minLength: 2, maxLength: 3 }), async (rosters) => {
      const walked = await walk(fixed());
      await walked.when('2027-03-03T09:00:00+01:00');
      for (const [index, one] of rosters.entries())
        await importing(walked, fixed(one), `2027-03-${hours[index] ?? ''}:00:00+01:00`);
      await walked.when('2027-03-04T10:00:00+01:00');
      const lines = await walked.delivered();
      const last = rosters.at(-1);
      for (const who of [...five, theo, hanneke]) {
        const count = (kind: string): number =>
          lines.filter((line) => line.includes(` ${kind} ${who.split('@')[0] ?? ''} weekly`)).length;
        const isIn = last?.teacher === who || last?.students.includes(who) === true;
        expect([who, count('roundInvite') - count('roundCancelled')]).toEqual([who, Number(isIn)]);
      }
      await walked.bot.end();
    }),
    { numRuns: 25 },
  );
});
