/** Who is in a group changes when its meeting is set: the cards that name its members follow, and nothing is told anew. */
import type { NewRoundStep } from '../../bot/ports/rounds';
import type { Programme } from '../../bot/programme/model';
import { aGroup, aPerson } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { cora, eva, five, hanneke, setup, theo } from '../programme/rounds/story';
import { quiet, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const others = ['fay', 'gus', 'hal', 'ivo', 'jet'].map((name) => `${name}@uni.example`);

const groups = [
  { id: 'B', teacher: theo, students: five },
  { id: 'C', teacher: hanneke, students: others },
];

/** Groups B and C of five each; some take part no longer from a day on. */
const town = (gone: readonly string[] = [], from = '2027-03-03'): Programme => {
  const joining = others.map((email) => aPerson({ email, name: email.split('@')[0] ?? '' }));
  return quiet({
    people: [...quiet().people, ...joining].map((one) =>
      gone.includes(one.email) ? { ...one, endedOn: from } : one,
    ),
    groups: groups.map((group) => aGroup(group)),
  });
};

/** Both groups have a time; of the day before the earlier meeting the agenda has gone out in the evening. */
const withAgenda = async (): Promise<{ readonly walked: Walk; readonly evening: number }> => {
  const walked = await walk(town());
  const { when, group } = walked;
  await when(
    '2027-03-01T10:00:00+01:00',
    cora,
    { kind: 'created', setup },
    { kind: 'proposed', groups },
    { kind: 'confirmed' },
  );
  for (const { id, teacher, students } of groups) {
    const slots = (await group(id)).offer?.slots ?? [];
    const accepted = { kind: 'slotsAccepted', group: id, slots, answerBy: '2027-03-10' } as const;
    await when('2027-03-02T12:00:00+01:00', teacher, accepted);
    const slot = slots[1]?.id ?? '';
    const all = students.map((student): NewRoundStep => ({
      kind: 'available',
      group: id,
      student,
      slots: [slot],
    }));
    await when('2027-03-02T15:00:00+01:00', 'bot', ...all);
  }
  await when('2027-03-02T15:05:00+01:00');
  const starts = await Promise.all(groups.map(async ({ id }) => (await group(id)).meeting?.slot.start ?? 0));
  const evening = Math.min(...starts) - 15 * 3_600_000;
  await when(new Date(evening).toISOString());
  await walked.delivered();
  return { walked, evening };
};

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

const later = (moment: number, minutes: number): string => new Date(moment + minutes * 60_000).toISOString();

/** What was drawn anew since last asked: kind and receiver, and what each card says. */
const drawnOf = ({ world }: Walk) => {
  let seen = world.teams.updated.length;
  return async (): Promise<ReadonlyMap<string, string>> => {
    const messages = await world.messages();
    const fresh = world.teams.updated.slice(seen);
    seen = world.teams.updated.length;
    return new Map(
      fresh.map(({ to, activityId, content }) => {
        const kind = messages.find((message) => message.activityId === activityId)?.kind ?? '?';
        return [`${kind} ${to.split('@')[0] ?? ''}`, JSON.stringify(content)] as const;
      }),
    );
  };
};

const named = (who: string): string => who.split('@')[0] ?? '';

/** The cards that name the members of a group. */
const naming = (teacher: string, members: readonly string[]): readonly string[] => [
  ...['roundAgenda', 'roundInvite', 'roundReminder'].map((kind) => `${kind} ${named(teacher)}`),
  ...members.map((member) => `roundInvite ${named(member)}`),
];

const withoutEva = five.filter((one) => one !== eva);

/** Those of some cards that name Eva. */
const withEva = (drawn: ReadonlyMap<string, string>, cards: readonly string[]): readonly string[] =>
  cards.filter((card) => drawn.get(card)?.includes(eva));

test('whoever is moved stands on no card of the group they left, and on those of the one they came into', async () => {
  const { walked, evening } = await withAgenda();
  const drawn = drawnOf(walked);
  await walked.when(later(evening, 60), cora, { kind: 'moved', student: eva, group: 'C' });
  const now = await drawn();
  const [left, came] = [naming(theo, withoutEva), naming(hanneke, others)];
  expect([...now.keys()]).toEqual(expect.arrayContaining([...left, ...came]));
  expect(withEva(now, [...left, ...came])).toEqual(came);
  const own = [...now.keys()].filter((card) => !left.includes(card) && !came.includes(card));
  expect(own.filter((card) => !card.endsWith(' eva'))).toEqual([]);
  await walked.when(later(evening, 61));
  expect([...(await drawn()).keys()]).toEqual([]);
});

test('whom an import ends stands on no card of their group, and again on each once one puts it right', async () => {
  const { walked, evening } = await withAgenda();
  const drawn = drawnOf(walked);
  const cards = naming(theo, withoutEva);
  await importing(walked, town([eva], '2027-03-03'), later(evening, 60));
  const gone = await drawn();
  expect([...gone.keys()].toSorted()).toEqual(cards.toSorted());
  expect(withEva(gone, cards)).toEqual([]);
  await importing(walked, town(), later(evening, 120));
  const back = await drawn();
  const told = [...back.keys()].filter((card) => card.startsWith('round') && !card.endsWith(' eva'));
  expect(told.toSorted()).toEqual(cards.toSorted());
  expect(withEva(back, cards)).toEqual(cards);
});

test('an import that changes nobody in a group has no card of it drawn anew', async () => {
  const { walked, evening } = await withAgenda();
  const drawn = drawnOf(walked);
  const more = [...town().people, aPerson({ email: theo, role: 'coordinator', university: null })];
  await importing(walked, { ...town(), people: more }, later(evening, 60));
  expect([...(await drawn()).keys()]).toEqual([]);
});
