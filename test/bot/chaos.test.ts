/**
 * The built bot, mostly twice on one storage, with a Teams that limits, fails and breaks lines; killed, stopped and
 * frozen at seeded moments: nothing lost, nothing doubled that was not in doubt, rates and rests kept. More of it
 * with `CHAOS_SEED=7 CHAOS_ROUNDS=20 npx jest test/bot/chaos.test.ts`.
 */
import { wholeNumber } from '../wholeNumber';
import { seededRandom } from '../fakes/seededRandom';
import { chaosRound, drawn, freezeSender, killBoth, killSender, playAll, type Round } from './chaosRound';
import { stopRound } from './chaosStop';
import { ChaosWorld } from './chaosWorld';

/** One kills whoever sends, the other both; they are stopped by either signal. */
const byDefault = [2, 7];
const wanted = wholeNumber(process.env, 'CHAOS_ROUNDS', 1);
const first = wholeNumber(process.env, 'CHAOS_SEED', 0) ?? 1;
const seeds = wanted === null ? byDefault : Array.from({ length: wanted }, (_, index) => first + index);
const waves = wanted === null ? 1 : 2;
/** Most of a round is waiting for leases to run out: some go well beside each other. */
const atOnce = 4;

/** Longer than any lease, while another goes on. */
const frozenRound = async (): Promise<Round> => {
  const perSecond = 8;
  const world = await ChaosWorld.make({ prefix: 'frozen', pairs: 60, perSecond });
  const now = '2027-02-09T11:00:05+01:00';
  const happenings = [{ after: 10, what: freezeSender }];
  return playAll(world, [{ kind: 'checkIn', now, happenings, answers: 0.3 }], perSecond, seededRandom(5));
};

const askedNicely =
  process.platform === 'win32'
    ? []
    : ([
        [
          'stopped in a wave and while Teams hangs: ready no more, ends in time, leaves nothing half done',
          stopRound,
        ],
        [
          'frozen for longer than its lease: the other goes on, and nothing is doubled but what was in flight',
          frozenRound,
        ],
      ] as const);

const scenes: readonly (readonly [string, () => Promise<Round>])[] = [
  ...seeds.map(
    (seed) => [`seed ${seed}: ends, kills, limits and failures`, () => chaosRound(seed, waves)] as const,
  ),
  ...(wanted === null ? askedNicely : []),
];

test('the seeds played by default kill whoever sends, and both, and stop them by either signal', () => {
  const two = byDefault.map((seed) => drawn(seed, 1));
  const happenings = two.flatMap(({ plans }) => plans.flatMap((plan) => plan.happenings));
  expect(happenings.map(({ what }) => what)).toEqual(expect.arrayContaining([killSender, killBoth]));
  expect(new Set(two.map(({ signal }) => signal))).toEqual(new Set(['SIGINT', 'SIGTERM']));
});

const played: Promise<Round>[] = [];

beforeAll(() => {
  for (const [index, [, play]] of scenes.entries()) {
    const before: Promise<unknown> = played[index - atOnce] ?? Promise.resolve();
    const round = before.then(play, play);
    // The test that waits for it hears of a failure.
    round.catch(() => undefined);
    played.push(round);
  }
});

test.each(scenes.map(([name], index) => [name, index] as const))(
  '%s',
  async (name, index) => {
    const round = await played[index];
    if (process.env['CHAOS_TELL'] !== undefined)
      process.stdout.write(`${name}\n  ${round?.figures.join('\n  ')}\n`);
    expect(round?.problems).toEqual([]);
  },
  400_000 * Math.ceil(scenes.length / atOnce),
);
