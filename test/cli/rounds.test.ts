import type { RoundFact } from '../../bot/programme/rounds/facts';
import {
  ann,
  announced,
  attended,
  bas,
  cem,
  dia,
  five,
  scheduled,
  story,
  theo,
  town,
  weekly,
} from '../programme/rounds/story';
import type { Told } from '../programme/rounds/story';
import { aTool, store } from './tool';

const withRounds = async (told: readonly Told[], changes: Parameters<typeof town>[0] = {}) => {
  const tool = aTool({ now: '2027-03-19T12:00:00+01:00' });
  const { programme } = town(changes);
  await store(tool.storage, programme);
  const facts: readonly RoundFact[] = story(...told);
  if (facts.length > 0) await tool.storage.rounds.append(programme.id, null, facts, null);
  return { tool, id: programme.id };
};

test('rounds tells of every group when it meets, who answered, who brings the case and who was there', async () => {
  const { tool, id } = await withRounds([
    ...scheduled,
    ['2027-03-12T10:00:00+01:00', { kind: 'caseAssigned', student: ann, members: five }],
    attended('2027-03-18T16:30:00+01:00', [ann, bas, cem]),
  ]);
  expect((await tool.run('rounds', id, '--json')).json()).toEqual([
    {
      round: 'r1',
      name: 'Maart',
      status: 'closed',
      from: '2027-03-15',
      to: '2027-03-25',
      lapsed: false,
      turnout: { present: 3, members: 5 },
      leftOut: [],
      groups: [
        {
          group: 'B',
          teacher: theo,
          students: five,
          slot: {
            id: 's2',
            start: '2027-03-18T15:00:00+01:00',
            end: '2027-03-18T16:05:00+01:00',
            room: null,
          },
          available: { [ann]: ['s1', 's2'], [bas]: ['s2'], [cem]: ['s2'], [dia]: ['s2'] },
          case: { student: ann },
          invited: [theo, ...five],
          attended: [ann, bas, cem],
          status: 'closed',
          slots: [expect.objectContaining({ id: 's1' }), expect.objectContaining({ id: 's2' })],
          turnout: { present: 3, members: 5 },
          missedTwice: [],
        },
      ],
    },
  ]);
  const { out } = await tool.run('rounds', id);
  expect(out.split('\n')[0]).toMatch(
    /^round +group +status +teacher +students +when +room +answered +invited +case/,
  );
  expect(out).toMatch(
    /^r1 Maart +B +closed +theo@hmp.example +5 +2027-03-18 15:00 +4\/5 +6 +ann@uni.example +3\/5$/m,
  );
});

test('a week of a group with a fixed time is a round, and a round without groups has a line', async () => {
  const [created] = scheduled;
  if (created === undefined) throw new Error('a round');
  const { tool, id } = await withRounds([created], { groups: [weekly()] });
  await tool.storage.rounds.append(id, null, story(...announced('2027-03-16')), null);
  const { out } = await tool.run('rounds', id);
  expect(out).toMatch(/^2027-W11 +A +held +theo@hmp.example +5 +2027-03-16 11:15 +1.20/m);
  expect(out).toMatch(/^r1 Maart +draft$/m);
});
