/** Imports while a round is going on: closed days, fixed times. */
import type { Programme } from '../../bot/programme/model';
import { aPerson } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, bas, cem, cora, dia, eva, five, theo, weekly } from '../programme/rounds/story';
import { polling, quiet, says, toEach, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

/** The town with universities closed on the day of the first time that is asked about. */
const closedOn = async (walked: Walk, universities: readonly string[]): Promise<Programme> => {
  const start = (await walked.group()).poll?.slots[0]?.start ?? 0;
  const day = new Date(start).toISOString().slice(0, 10);
  return quiet({
    universities: quiet().universities.map((one) =>
      universities.includes(one.id) ? { ...one, closed: [{ from: day, to: day, label: 'Dies' }] } : one,
    ),
  });
};

describe('a day that is closed while its group is polled', () => {
  test('is not chosen: nobody is counted on who is at home there', async () => {
    const walked = await polling();
    await importing(walked, await closedOn(walked, ['leiden', 'hhs']), '2027-03-02T13:00:00+01:00');
    const { slots } = walked;
    await walked.when(
      '2027-03-03T09:00:00+01:00',
      'bot',
      ...five.map((who) => says(who, [slots[0], slots[1]])),
    );
    await walked.when('2027-03-03T09:05:00+01:00');
    expect((await walked.group()).meeting?.slot.id).toBe(slots[1]);
  });

  test('and suits too few without those is asked about', async () => {
    const walked = await polling();
    await importing(walked, await closedOn(walked, ['leiden']), '2027-03-02T13:00:00+01:00');
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[0]])));
    await walked.when('2027-03-03T09:05:00+01:00');
    const { meeting, offer } = await walked.group();
    expect([meeting, offer?.isUndecided, offer?.best]).toEqual([null, true, walked.slots[0]]);
  });
});

test('a day of a meeting that is closed later stands on the reminder of its teacher', async () => {
  const walked = await polling();
  await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
  await walked.when('2027-03-03T09:05:00+01:00');
  const day = new Date((await walked.group()).meeting?.slot.start ?? 0).toISOString().slice(0, 10);
  const closed = [{ from: day, to: day, label: 'Dies' }];
  const universities = quiet().universities.map((one) => (one.id === 'leiden' ? { ...one, closed } : one));
  await importing(walked, quiet({ universities }), '2027-03-04T10:00:00+01:00');
  await walked.when('2027-03-16T10:00:00+01:00');
  const reminder = walked.world.teams.sent
    .filter(({ to }) => to === theo)
    .map((sent) => JSON.stringify(sent))
    .find((card) => card.includes('Binnenkort intervisie'));
  expect(reminder).toContain('is Universiteit Leiden dicht (Dies): 3 studenten kunnen niet.');
});

describe('a fixed time while the group is polled', () => {
  test('ends the poll: everybody hears that the group chooses no time any more', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, quiet({ groups: [weekly({ id: 'B' })] }), '2027-03-03T10:00:00+01:00');
    expect((await walked.group()).cancelled).toMatchObject({ by: 'bot' });
    expect((await walked.delivered()).filter((line) => line.includes('roundCancelled'))).toEqual(
      [...toEach('03-03 10:00 roundCancelled', [...five, cora, theo])].toSorted(),
    );
    const last = walked.world.teams.sent.findLast(({ to }) => to === ann);
    expect(JSON.stringify(last)).toContain('Deze groep heeft nu een vaste tijd.');
    await walked.when('2027-03-12T10:00:00+01:00');
    expect((await walked.delivered()).filter((line) => / round(Poll|Offer)/.test(line))).toEqual([]);
  });

  test('of some takes them out of the poll, and the others choose', async () => {
    const walked = await polling();
    await walked.delivered();
    const fay = 'fay@uni.example';
    const fixed = quiet({
      people: [...quiet().people, aPerson({ email: fay, name: fay })],
      groups: [weekly({ id: 'W', students: [eva, fay] })],
    });
    await importing(walked, fixed, '2027-03-03T10:00:00+01:00');
    const { students, cancelled } = await walked.group();
    expect([students, cancelled]).toEqual([[ann, bas, cem, dia], null]);
    await walked.when(
      '2027-03-04T09:00:00+01:00',
      'bot',
      ...[ann, bas, cem, dia].map((who) => says(who, [walked.slots[1]])),
    );
    await walked.when('2027-03-04T09:05:00+01:00');
    expect((await walked.group()).meeting?.slot.id).toBe(walked.slots[1]);
  });
});
