/** A group that is handed over at night and handed back before anybody can hear of it: its teacher had it all along. */
import type { NewRoundStep } from '../../bot/ports/rounds';
import { aPerson } from '../builders';
import { happen } from '../dialogs/happening';
import { solversAreOpen } from '../fakes/directSolvers';
import { cora, hanneke, theo, weekly } from '../programme/rounds/story';
import { confirmed, polling, quiet, walk, type Walk, offering, scheduled } from './roundWalk';

beforeAll(solversAreOpen);

const handedOver = (teacher: string, from: string, group = 'B'): NewRoundStep => ({
  kind: 'handedOver',
  group,
  teacher,
  from,
});

/** What the last card of a person says as it is by now, drawn anew or not, and how many they got. */
const cardOf = ({ world }: Walk, who: string): { readonly count: number; readonly says: string } => {
  const sent = world.teams.sent.filter(({ to }) => to === who);
  const drawn = world.teams.updated.findLast(({ to }) => to === who);
  return { count: sent.length, says: JSON.stringify((drawn ?? sent.at(-1))?.content) };
};

const [lostAt, backAt, morning] = [
  '2027-03-03T20:00:00+01:00',
  '2027-03-03T20:10:00+01:00',
  '2027-03-04T10:00:00+01:00',
];

test.each<readonly [stage: string, begin: () => Promise<Walk>, says: string]>([
  ['asked for times', offering, 'round.offer'],
  ['asks its members', polling, 'De groep kan kiezen'],
  ['has a time', scheduled, 'round.show'],
])('the teacher of a group that %s is told nothing anew, and their card is of use again', async (...row) => {
  const [, begin, said] = row;
  const walked = await begin();
  const { count } = cardOf(walked, theo);
  await walked.when(lostAt, cora, handedOver(hanneke, theo));
  await walked.when('2027-03-03T20:05:00+01:00');
  expect(cardOf(walked, theo).says).toContain('Dit bericht is niet meer voor jou');
  await walked.when(backAt, cora, handedOver(theo, hanneke));
  await walked.when(morning);
  expect(cardOf(walked, theo)).toEqual({ count, says: expect.stringContaining(said) });
  expect(cardOf(walked, hanneke).count).toBe(0);
});

test('neither is the teacher of a week of a group with a fixed time', async () => {
  const walked = await walk(quiet({ groups: [weekly()] }));
  await walked.when('2027-03-03T19:30:00+01:00');
  await walked.delivered();
  const week = '2027-W10';
  await happen(walked.world.storage, 'hmp', [lostAt, week, handedOver(hanneke, theo, 'A'), cora]);
  await walked.when(lostAt);
  await happen(walked.world.storage, 'hmp', [backAt, week, handedOver(theo, hanneke, 'A'), cora]);
  await walked.when(morning);
  expect((await walked.delivered()).filter((line) => line.includes('roundInvite'))).toEqual([]);
});

test('who had it for a night without hearing of it, and gets it in earnest later, is told once', async () => {
  const walked = await offering();
  await walked.delivered();
  await walked.when(lostAt, cora, handedOver(hanneke, theo));
  await walked.when(backAt, cora, handedOver(theo, hanneke));
  await walked.when('2027-03-03T20:20:00+01:00', cora, handedOver(hanneke, theo));
  await walked.when(morning);
  expect(await walked.delivered()).toEqual([
    '03-04 08:30 roundCancelled theo r1 B 1 4',
    '03-04 08:30 roundOffer hanneke r1 B',
  ]);
});

test('who had it a second time sees nothing of it on any card once somebody else has it', async () => {
  const tess = 'tess@hmp.example';
  const people = [...quiet().people, aPerson({ email: tess, role: 'teacher', university: null })];
  const { world, when } = await walk(quiet({ people }));
  await when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
  const hands = [hanneke, theo, hanneke, tess];
  for (const [index, to] of hands.entries())
    await when(`2027-03-02T1${index}:00:00+01:00`, cora, handedOver(to, hands[index - 1] ?? theo));
  await when('2027-03-02T15:00:00+01:00');
  const offers = (await world.messages()).filter(
    ({ kind, receiver }) => kind === 'roundOffer' && receiver === hanneke,
  );
  const now = offers.map(({ subject, activityId }) => {
    const drawn = world.teams.updated.findLast((one) => one.activityId === activityId);
    return [subject, JSON.stringify(drawn?.content)] as const;
  });
  const closed = expect.stringContaining('Dit bericht is niet meer voor jou');
  expect(Object.fromEntries(now)).toEqual({ 'r1/B': closed, 'r1/B/1/2': closed });
});
