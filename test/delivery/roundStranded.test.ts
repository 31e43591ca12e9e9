/** Imports that give students of a group in a round a fixed time and take it back: nobody is left without, and the last word is how it is. */
import * as fc from 'fast-check';
import type { Programme } from '../../bot/programme/model';
import { aGroup } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, bas, cem, dia, eva, five, weekly } from '../programme/rounds/story';
import { polling, quiet, says, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

const wednesday = (hour: number): string => `2027-03-03T${hour}:00:00+01:00`;

/** Some have the fixed time of W. */
const fixedFor = (students: readonly string[]): Programme =>
  quiet({ groups: students.length === 0 ? [] : [weekly({ id: 'W', students })] });
/** The files have B too, with the others. */
const swapped = (students: readonly string[]): Programme =>
  quiet({
    groups: [
      weekly({ id: 'W', students }),
      aGroup({ id: 'B', students: five.filter((one) => !students.includes(one)) }),
    ],
  });

const ofRound = async ({ delivered }: Walk): Promise<readonly string[]> =>
  (await delivered()).filter((line) => / r1 /.test(line)).toSorted();

describe('a fixed time that one import gives some, and the next one all others of the group', () => {
  test.each([
    ['by the fixed time alone', fixedFor, [10, 11]],
    ['by both groups, whose rows were swapped', swapped, [10, 11]],
    ['at one moment', fixedFor, [10, 10]],
  ] as const)('leaves the first in their group, asked anew: %s', async (_, programme, [first, second]) => {
    const walked = await polling();
    await importing(walked, programme([dia, eva]), wednesday(first));
    await walked.delivered();
    await importing(walked, programme([ann, bas, cem]), wednesday(second));
    const { students, cancelled } = await walked.group();
    expect([students, cancelled]).toEqual([[dia, eva], null]);
    const at = `03-03 ${second}:00`;
    expect((await ofRound(walked)).filter((line) => !line.includes(' cora '))).toEqual([
      `${at} roundCancelled ann r1 B 1 4`,
      `${at} roundCancelled bas r1 B 1 5`,
      `${at} roundCancelled cem r1 B 1 6`,
      `${at} roundPoll dia r1 B 1 2`,
      `${at} roundPoll eva r1 B 1 2`,
    ]);
  });

  test('at night tells the first nothing: they were of it all along', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, fixedFor([eva]), wednesday(20));
    await importing(walked, fixedFor([ann, bas, cem, dia]), wednesday(21));
    await walked.when('2027-03-04T10:00:00+01:00');
    expect((await walked.group()).students).toEqual([eva]);
    const told = (await ofRound(walked)).map((line) => line.split(' ').slice(2, 4).join(' '));
    expect(told.filter((line) => !line.includes('cora'))).toEqual(
      ['ann', 'bas', 'cem', 'dia'].map((who) => `roundCancelled ${who}`),
    );
  });

  test('brings back a group that was called off meanwhile, for whom it was taken from', async () => {
    const walked = await polling();
    for (const [index, students] of [[dia, eva], five, [ann, bas, cem]].entries())
      await importing(walked, fixedFor(students), wednesday(10 + index));
    const { students, cancelled, isOfferOpen } = await walked.group();
    expect([students, cancelled, isOfferOpen]).toEqual([[dia, eva], null, true]);
  });
});

/** What somebody got of the round: the kinds at the last moment at which they got anything, and how often they were asked and told. */
const toldTo = (lines: readonly string[], who: string) => {
  const own = lines.filter((line) => line.includes(` ${who.split('@')[0] ?? ''} r1`));
  const at = own.at(-1)?.slice(0, 11) ?? '';
  const count = (kind: string): number => own.filter((line) => line.includes(` ${kind} `)).length;
  return {
    who,
    last: own.filter((line) => line.startsWith(at)).map((line) => line.split(' ')[2] ?? ''),
    asked: count('roundPoll'),
    out: count('roundCancelled'),
  };
};

test.each([
  ['by day', [10, 11, 12]],
  ['by night', [20, 21, 22]],
  ['at one moment', [10, 10, 10]],
])(
  'whoever is given a fixed time %s and has it no longer is in their group, and was told so last, once',
  async (_, hours) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.subarray([...five]), fc.constant(five)), { minLength: 2, maxLength: 3 }),
        fc.option(fc.constantFrom(...five), { freq: 1 }),
        async (given, early) => {
          const walked = await polling();
          const slots = walked.slots.slice(0, 1);
          if (early !== null) await walked.when('2027-03-03T09:00:00+01:00', early, says(early, slots));
          for (const [index, students] of given.entries())
            await importing(walked, fixedFor(students), wednesday(hours[index] ?? 0));
          await walked.when('2027-03-04T12:00:00+01:00');
          const group = await walked.group();
          const isAsking = group.poll !== null && !group.isOfferOpen && group.cancelled === null;
          const fixed = given.at(-1) ?? [];
          const others = five.filter((one) => !fixed.includes(one));
          expect(group.cancelled === null).toBe(others.length > 0);
          if (others.length > 0) expect(group.students.toSorted()).toEqual(others);
          const lines = await walked.delivered();
          // Where one who answered is left alone the poll is over: who is back then is asked nothing, and told again once they are out.
          const isOnce = early === null;
          for (const told of fixed.map((who) => toldTo(lines, who))) {
            expect(told).toMatchObject({ last: expect.arrayContaining(['roundCancelled']) });
            if (isOnce) expect(told).toMatchObject({ out: told.asked });
          }
          for (const told of isAsking ? others.map((who) => toldTo(lines, who)) : []) {
            expect(told).toMatchObject({ last: expect.arrayContaining(['roundPoll']) });
            if (isOnce) expect(told).toMatchObject({ out: told.asked - 1 });
          }
          await walked.bot.end();
        },
      ),
      { numRuns: 30 },
    );
  },
);
