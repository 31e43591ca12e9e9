/** Generated weeks of a teacher whose agendas came as one card: whatever happens, it shows what it would show if it were made now. */
import * as fc from 'fast-check';
import { keepProgrammes } from '../../bot/delivery/programmes';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { redrawCard } from '../../dialogs/redraw';
import { aPair, aSession, anAction, anAnswer } from '../builders';
import { happen } from '../dialogs/happening';
import { outgoingPorts } from '../fakes/outgoingPorts';
import { solversAreOpen } from '../fakes/directSolvers';
import { five, hanneke, text, theo, weekly } from '../programme/rounds/story';
import { quiet, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const times = [
  ['A', '11:15', '12:20'],
  ['C', '14:15', '15:20'],
] as const;
const membersOf = (group: string): readonly string[] =>
  five.filter((_, index) => times[index % times.length]?.[0] === group);

const programme = quiet({
  pairs: five.map((student, n) => aPair({ student, pupil: `p${n}` })),
  groups: times.map(([id, start, end]) =>
    weekly({ id, students: membersOf(id), meeting: { weekday: 2, start, end, room: null } }),
  ),
});

const acts = ['off', 'handedOver', 'written', 'missed', 'resolved'] as const;

interface Act {
  readonly what: (typeof acts)[number];
  readonly who: number;
}

const stepOf = ({ what }: Act, group: string, student: string): NewRoundStep | null => {
  if (what === 'off') return { kind: 'groupCancelled', group };
  if (what === 'handedOver') return { kind: 'handedOver', group, teacher: hanneke };
  return what === 'written' ? { kind: 'caseWritten', group, student, text } : null;
};

/** Minutes after the evening before, at which something happens: one act after the other. */
const evening = (minute: number): string => `2027-03-15T18:${String(minute).padStart(2, '0')}:00+01:00`;

const happens = async ({ world, when }: Walk, act: Act, minute: number): Promise<void> => {
  const student = five[act.who] ?? theo;
  const [group] = times[act.who % times.length] ?? times[0];
  const step = stepOf(act, group, student);
  const pupil = `p${act.who}`;
  const now = world.clock.now();
  if (act.what === 'missed')
    for (const date of ['2027-03-02', '2027-03-09'])
      await world.happen(
        programme,
        pupil,
        anAnswer(date, {
          at: now,
          by: student,
          outcome: 'absentUnnotified',
          session: aSession(date, { id: `${pupil}/${date}`, pupil, student }),
        }),
      );
  if (act.what === 'resolved')
    await world.happen(programme, pupil, anAction({ at: now, verb: 'resolve', note: 'x' }));
  if (step !== null) await happen(world.storage, 'hmp', [evening(minute), '2027-W11', step, theo]);
  await when(evening(minute));
};

const cardsOfTheo = async ({ world }: Walk): Promise<readonly OutboxMessage[]> =>
  (await world.messages()).filter(
    ({ kind, receiver, status }) => kind === 'roundAgenda' && receiver === theo && status === 'sent',
  );

/** What is on each card of which something happened, beside what would be. */
const shownAndDue = async (walked: Walk): Promise<readonly (readonly [shown: unknown, due: unknown])[]> => {
  const { world } = walked;
  const programmes = keepProgrammes(world.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('a programme');
  const redraw = redrawCard(outgoingPorts(world.storage));
  const cards = await cardsOfTheo(walked);
  return Promise.all(
    cards.map(async (card) => {
      const shown =
        world.teams.updated.findLast(({ activityId }) => activityId === card.activityId)?.content ??
        world.teams.sent.find(({ summary }) => summary === card.key)?.content;
      const due = await redraw(loaded, card, world.clock.now());
      return [shown, due?.('nl').content] as const;
    }),
  );
};

const someActs = fc
  .record({
    first: fc.constantFrom(...acts, 'off', 'off'),
    others: fc.array(fc.constantFrom(...acts, 'missed'), { minLength: 1, maxLength: 4 }),
    who: fc.array(fc.nat({ max: 4 }), { minLength: 5, maxLength: 5 }),
  })
  .map(({ first, others, who }) =>
    [first, ...others].map((what, index): Act => ({ what, who: who[index] ?? 0 })),
  );

test('a card that took other agendas along follows what happens to any of them', async () => {
  await fc.assert(
    fc.asyncProperty(someActs, async (all) => {
      const walked = await walk(programme);
      await walked.when('2027-03-15T17:00:00+01:00');
      const [card] = await cardsOfTheo(walked);
      expect(card?.carries).toHaveLength(times.length - 1);
      for (const [index, act] of all.entries()) {
        await happens(walked, act, index);
        for (const [shown, due] of await shownAndDue(walked)) expect(shown).toEqual(due);
      }
      await walked.bot.end();
    }),
    { numRuns: 20 },
  );
});
