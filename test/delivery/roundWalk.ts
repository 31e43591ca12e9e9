/** Walks through rounds of intervision in a whole installation: time passes, people act, messages arrive. */
import type { Programme } from '../../bot/programme/model';
import type { GroupState, RoundState } from '../../bot/programme/rounds/state';
import { roundSource } from '../../bot/programme/rounds/timetable';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { directoryOf } from '../../bot/programme/directory';
import { aPair, at } from '../builders';
import { happen } from '../dialogs/happening';
import { cora, five, setup, theo, town } from '../programme/rounds/story';
import { aWorld, type BotProcess, type World } from '../world';

/** The town of the stories, without sessions: only intervision is delivered. */
export const quiet = (changes: Partial<Programme> = {}): Programme =>
  town({
    start: '2027-03-01',
    pairs: five.map((student, n) => aPair({ student, pupil: `p${n}`, until: '2027-02-01' })),
    ...changes,
  }).programme;

export interface Walk {
  readonly world: World;
  readonly bot: BotProcess;
  /** Moves to a moment, where steps of round r1 happen, and looks at once what follows. */
  readonly when: (moment: string, by?: string, ...steps: readonly NewRoundStep[]) => Promise<void>;
  readonly group: (id?: string) => Promise<GroupState>;
  /** What of intervision was delivered since last asked: `day time kind receiver subject`. */
  readonly delivered: () => Promise<readonly string[]>;
}

/** Begins on Monday 1 March 2027 at nine. */
export const walk = async (programme: Programme): Promise<Walk> => {
  const world = aWorld('2027-03-01T09:00:00+01:00');
  await world.import(programme);
  await world.install(programme);
  const bot = await world.start();
  const seen = new Set<string>();
  const round = async (id = 'r1'): Promise<RoundState> => {
    const facts = await world.storage.rounds.facts(programme.id, id, 0);
    const found = roundSource(directoryOf(programme), facts).book.find((one) => one.id === id);
    if (found === undefined) throw new Error(`no round ${id}`);
    return found;
  };
  return {
    world,
    bot,
    when: async (moment, by = 'bot', ...steps) => {
      const target = at(moment);
      expect(await bot.loop.moveTo(target, () => world.clock.moveTo(target))).toBeNull();
      for (const step of steps) await happen(world.storage, programme.id, [moment, 'r1', step, by]);
      await bot.tick();
    },
    group: async (id = 'B') => {
      const found = (await round()).groups.find((group) => group.id === id);
      if (found === undefined) throw new Error(`no group ${id}`);
      return found;
    },
    delivered: async () => {
      const lines = (await world.deliveries()).filter((line) => line.includes(' round'));
      const fresh = lines.filter((line) => !seen.has(line));
      for (const line of fresh) seen.add(line);
      return fresh.map((line) =>
        line
          .slice(5)
          .replace(/@[^/]+/, '')
          .replaceAll('/', ' '),
      );
    },
  };
};

/** A line for each of some people, as `delivered` gives them. */
export const toEach = (what: string, who: readonly string[], subject = 'r1 B'): readonly string[] =>
  who.map((email) => `${what} ${email.split('@')[0] ?? ''} ${subject}`);

type Proposed = Extract<NewRoundStep, { kind: 'proposed' }>;

/** Made and confirmed by Cora, with these groups. */
export const confirmedWith = (...groups: Proposed['groups']): readonly NewRoundStep[] => [
  { kind: 'created', setup },
  { kind: 'proposed', groups },
  { kind: 'confirmed' },
];

/** The same with one group. */
export const confirmed = (students: readonly string[] = five): readonly NewRoundStep[] =>
  confirmedWith({ id: 'B', teacher: theo, students });

export const says = (student: string, slots: readonly string[]): NewRoundStep => ({
  kind: 'available',
  group: 'B',
  student,
  slots,
});

/** A walk to Tuesday 2 March at noon, when Theo has accepted the five slots that were proposed; their ids. */
export const polling = async (
  programme = quiet(),
): Promise<Walk & { readonly slots: readonly [string, string, ...string[]] }> => {
  const walked = await walk(programme);
  await walked.when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
  const slots = (await walked.group()).offer?.slots ?? [];
  const [first, second, ...others] = slots.map(({ id }) => id);
  if (first === undefined || second === undefined) throw new Error('slots');
  const accepted = { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' } as const;
  await walked.when('2027-03-02T12:00:00+01:00', theo, accepted);
  return { ...walked, slots: [first, second, ...others] };
};

/** A walk to Monday 1 March at ten, when Cora has confirmed the round. */
export const offering = async (): Promise<Walk> => {
  const walked = await walk(quiet());
  await walked.when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
  return walked;
};

/** Everybody can at the second time, which is chosen on Wednesday 3 March; Ann brings the case. */
export const scheduled = async (): Promise<Walk> => {
  const walked = await polling();
  await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
  await walked.when('2027-03-03T09:05:00+01:00');
  return walked;
};
