/** Who was moved by a person while a round went on, and an import that was wrong takes them out of their group, and is put right. */
import type { Programme } from '../../bot/programme/model';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { aGroup, aPerson } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, bas, cem, cora, dia, eva, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { confirmedWith, quiet, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const mailOf = (name: string): string => `${name}@uni.example`;
const inC = ['fay', 'gus', 'hal', 'ivo', 'jet', 'kai'].map(mailOf);
const inD = ['kim', 'lou', 'max', 'ned'].map(mailOf);
const tess = 'tess@hmp.example';

/** The files have all of B there, but for whom they give a fixed time; `more` has a row in B too. */
const files = (fixed: readonly string[] = [], more: readonly string[] = []): Programme => {
  const students = [...inC, ...inD, ...more].map((email) => aPerson({ email, name: email }));
  return quiet({
    people: [...quiet().people, ...students, aPerson({ email: tess, name: 'Tess', role: 'teacher' })],
    groups: [
      aGroup({
        id: 'B',
        teacher: theo,
        students: [...five, ...more].filter((student) => !fixed.includes(student)),
      }),
      aGroup({ id: 'C', teacher: hanneke, students: inC }),
      aGroup({ id: 'D', teacher: tess, students: inD }),
      ...(fixed.length === 0 ? [] : [weekly({ id: 'W', teacher: hanneke, students: fixed })]),
    ],
  });
};

const started = async (): Promise<Walk> => {
  const walked = await walk(files());
  const groups = [
    { id: 'B', teacher: theo, students: five },
    { id: 'C', teacher: hanneke, students: inC },
    { id: 'D', teacher: tess, students: inD },
  ];
  await walked.when('2027-03-01T10:00:00+01:00', cora, ...confirmedWith(...groups));
  return walked;
};

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

/** An import gives some a fixed time, and the next one takes it back; what happens between is done by Cora. */
const wronglyFixed = async (walked: Walk, fixed: readonly string[], ...between: readonly NewRoundStep[]) => {
  await importing(walked, files(fixed), '2027-03-03T12:00:00+01:00');
  await walked.when('2027-03-03T13:00:00+01:00', cora, ...between);
  await importing(walked, files(), '2027-03-04T12:00:00+01:00');
};

const moves = (student: string, group: string): NewRoundStep => ({ kind: 'moved', student, group });
const off: NewRoundStep = { kind: 'groupCancelled', group: 'B' };
const byHand = '2027-03-02T13:00:00+01:00';

test('who was moved, and nobody else, is back where a person put them, not where the files have them', async () => {
  const walked = await started();
  await walked.when(byHand, cora, moves(eva, 'C'));
  await wronglyFixed(walked, [eva]);
  expect((await walked.group('B')).students).toEqual([ann, bas, cem, dia]);
  expect((await walked.group('C')).students).toEqual([...inC, eva]);
});

test('who was moved out of a group that is off since is back where a person put them', async () => {
  const walked = await started();
  const others = [ann, bas, cem, dia].map((student) => moves(student, 'D'));
  await walked.when(byHand, cora, moves(eva, 'C'), ...others, off);
  await wronglyFixed(walked, [eva]);
  expect((await walked.group('C')).students).toEqual([...inC, eva]);
});

test('whose group was called off while an import had them elsewhere join the smallest one', async () => {
  const walked = await started();
  await wronglyFixed(walked, [ann, bas, cem, dia], moves(eva, 'C'), off);
  expect((await walked.group('B')).students).toEqual([]);
  const placed = [...(await walked.group('C')).students, ...(await walked.group('D')).students];
  expect(placed).toEqual(expect.arrayContaining([ann, bas, cem, dia, eva]));
});

test('a newcomer whom the files give a group that is off joins the smallest one', async () => {
  const walked = await started();
  await walked.when(byHand, cora, ...five.map((student) => moves(student, 'C')), off);
  await importing(walked, files([], [mailOf('new')]), '2027-03-03T12:00:00+01:00');
  expect((await walked.group('D')).students).toEqual([...inD, mailOf('new')]);
});
