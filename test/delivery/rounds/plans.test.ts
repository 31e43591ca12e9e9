import { RoundPlans } from '../../../bot/delivery/rounds/plans';
import { planDue } from '../../../bot/delivery/planner';
import { keepProgrammes } from '../../../bot/delivery/programmes';
import type { Intervision } from '../../../bot/ports/intervision';
import type { NewMessage, OutboxMessage } from '../../../bot/ports/outbox';
import type { LoadedProgramme } from '../../../bot/ports';
import type { NewRoundStep, Rounds } from '../../../bot/ports/rounds';
import type { Stored } from '../../../bot/ports/stored';
import { keepRounds } from '../../../bot/rounds/keepRounds';
import { aPerson, at } from '../../builders';
import { happen } from '../../dialogs/happening';
import { directSolvers, solversAreOpen } from '../../fakes/directSolvers';
import { MemoryOutbox } from '../../fakes/memoryOutbox';
import { plannerPorts } from '../../fakes/plannerPorts';
import { SilentLog } from '../../fakes/silentLog';
import { watchedStorage } from '../../fakes/watchedStorage';
import { ann, cora, five, hanneke, setup, theo, thursday, town, weekly } from '../../programme/rounds/story';
import { aWorld, type World } from '../../world';
import { confirmed, polling, quiet, says, walk } from '../roundWalk';

beforeAll(solversAreOpen);

const monday = '2027-03-01T10:00:00+01:00';

const load = async (world: World): Promise<readonly [LoadedProgramme]> => {
  const programmes = keepProgrammes(world.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('no programme');
  return [loaded];
};

const begin = async (programme = quiet()) => {
  const world = aWorld(monday);
  await world.import(programme);
  await world.install(programme);
  const [loaded] = await load(world);
  return { world, loaded };
};

/** Keeps the keys of everything it was asked to enter. */
class CountingOutbox extends MemoryOutbox {
  readonly planned: string[] = [];

  override plan(
    programme: string,
    messages: readonly NewMessage[],
  ): Promise<readonly Stored<OutboxMessage>[]> {
    this.planned.push(...messages.map(({ key }) => key));
    return super.plan(programme, messages);
  }
}

const make = (world: World): Promise<void> =>
  happen(world.storage, 'hmp', ...confirmed().map((step) => [monday, 'r1', step, cora] as const));

describe('planning intervision', () => {
  test('a tick with nothing new costs one request, and asks no solver', async () => {
    const { world, loaded } = await begin();
    await make(world);
    const calls: string[] = [];
    const storage = watchedStorage(world.storage, (port, method) => void calls.push(`${port}.${method}`));
    const ports = plannerPorts(storage);
    await planDue(ports, loaded, at(monday));
    expect(calls).toContain('rounds.append');
    calls.length = 0;
    await planDue(ports, loaded, at(monday) + 60_000);
    expect(calls.toSorted()).toEqual(['outbox.mark', 'records.pendingNotices', 'rounds.heads']);
  });

  test('what is in the outbox is not entered again after every answer', async () => {
    const { world, slots } = await polling();
    const outbox = new CountingOutbox();
    const ports = plannerPorts({ ...world.storage, outbox });
    const [loaded] = await load(world);
    await planDue(ports, loaded, world.clock.now());
    expect(outbox.planned.splice(0)).toHaveLength(five.length);
    const moment = '2027-03-03T09:00:00+01:00';
    await happen(world.storage, 'hmp', [moment, 'r1', says(ann, [slots[0]]), ann]);
    await planDue(ports, loaded, at(moment));
    await happen(world.storage, 'hmp', [
      moment,
      'r1',
      { kind: 'handedOver', group: 'B', teacher: hanneke },
      theo,
    ]);
    expect(outbox.planned).toEqual([]);
    await planDue(ports, loaded, at(moment));
    // Who takes the group over hears of it, and nobody else of anything.
    expect(outbox.planned).toEqual([`roundOffer/${hanneke}/r1/B`]);
  });

  describe('a card that is out of date and was noted', () => {
    const changedAt = '2027-03-03T09:00:00+01:00';
    const offerToTheo = `roundOffer/${theo}/r1/B`;
    const jo = aPerson({ email: 'jo@hmp.example', role: 'teacher', university: null });
    const handedTo = (teacher: string) =>
      [changedAt, 'r1', { kind: 'handedOver', group: 'B', teacher }, cora] as const;

    /** Theo's offer, noted at the moment at which Hanneke took over; gives what is out of date and not noted yet. */
    const noted = async () => {
      const { world, slots } = await polling(quiet({ people: [...town().programme.people, jo] }));
      const [loaded] = await load(world);
      const rounds = keepRounds(world.storage.rounds);
      const plans = new RoundPlans({ rounds, intervision: directSolvers, log: new SilentLog() });
      const outdatedAt = async (moment: string): Promise<readonly string[]> => {
        const due = await plans.due(loaded, null, at(moment));
        due.noted();
        return due.outdated.map(({ key }) => key);
      };
      await happen(world.storage, 'hmp', handedTo(hanneke));
      expect(await outdatedAt(changedAt)).toContain(offerToTheo);
      return { world, slots, outdatedAt };
    };

    test('is noted again for what happens in its group at the same moment: a clock may stand still', async () => {
      const { world, outdatedAt } = await noted();
      await happen(world.storage, 'hmp', handedTo(jo.email));
      expect(await outdatedAt(changedAt)).toContain(offerToTheo);
    });

    test('is not for what happens elsewhere then', async () => {
      const { world, outdatedAt } = await noted();
      await happen(world.storage, 'hmp', [changedAt, 'r2', { kind: 'created', setup }, cora]);
      expect(await outdatedAt(changedAt)).toEqual([]);
    });

    test('nor for what happens in its group later and leaves it as it was', async () => {
      const { world, slots, outdatedAt } = await noted();
      const later = '2027-03-03T10:00:00+01:00';
      await happen(world.storage, 'hmp', [later, 'r1', says(ann, [slots[0]]), ann]);
      expect(await outdatedAt(later)).not.toContain(offerToTheo);
    });
  });

  test('a process that starts anew goes on where another was: nothing is entered again', async () => {
    const { world, loaded } = await begin();
    await make(world);
    await planDue(plannerPorts(world.storage), loaded, at(monday));
    const calls: string[] = [];
    const storage = watchedStorage(world.storage, (port, method) => void calls.push(`${port}.${method}`));
    await planDue(plannerPorts(storage), loaded, at(monday) + 60_000);
    expect(calls).not.toContain('outbox.plan');
    expect(calls).not.toContain('outbox.setMark');
    expect(calls).not.toContain('rounds.append');
  });

  test('a solver that breaks holds up nothing else, and is asked again at the next tick', async () => {
    const { world, loaded } = await begin(town().programme);
    await make(world);
    const log = new SilentLog();
    let isBroken = true;
    let asked = 0;
    const intervision: Intervision = {
      ...directSolvers,
      proposeSlots: (...given) => {
        asked += 1;
        return isBroken ? Promise.reject(new Error('out of memory')) : directSolvers.proposeSlots(...given);
      },
    };
    const roundPlans = new RoundPlans({ rounds: keepRounds(world.storage.rounds), intervision, log });
    const ports = { ...plannerPorts(world.storage), roundPlans, log };
    await planDue(ports, loaded, at(monday));
    await planDue(ports, loaded, at(monday) + 60_000);
    expect(asked).toBe(2);
    expect(log.lines.filter(({ event }) => event === 'round not decided')).toHaveLength(2);
    const kinds = async () => new Set((await world.messages()).map(({ kind }) => kind));
    expect(await kinds()).toContain('digest');
    expect(await kinds()).not.toContain('roundOffer');
    isBroken = false;
    await planDue(ports, loaded, at(monday) + 120_000);
    expect(await kinds()).toContain('roundOffer');
  });

  test('a fault in intervision keeps no other message from being planned, and heals', async () => {
    const { world, loaded } = await begin(town().programme);
    await make(world);
    const whole = keepRounds(world.storage.rounds);
    const log = new SilentLog();
    let isBroken = true;
    const rounds: Rounds = {
      ...whole,
      of: (asked) => (isBroken ? Promise.reject(new Error('a fault of ours')) : whole.of(asked)),
    };
    const roundPlans = new RoundPlans({ rounds, intervision: directSolvers, log });
    const ports = { ...plannerPorts(world.storage), roundPlans, log };
    await planDue(ports, loaded, at(monday));
    const kinds = async () => new Set((await world.messages()).map(({ kind }) => kind));
    expect(await kinds()).toContain('digest');
    isBroken = false;
    await planDue(ports, loaded, at(monday) + 60_000);
    expect(await kinds()).toContain('roundOffer');
  });

  test('several processes at once decide everything once', async () => {
    const { world, loaded } = await begin();
    await make(world);
    const processes = Array.from({ length: 4 }, () => plannerPorts(world.storage));
    const planAll = (moment: string) =>
      Promise.all(processes.map((ports) => planDue(ports, loaded, at(moment))));
    const kinds = async () => (await world.storage.rounds.facts('hmp', 'r1', 0)).map(({ kind }) => kind);
    await planAll(monday);
    expect(await kinds()).toEqual(['created', 'proposed', 'confirmed', 'slotsProposed']);
    const offered = (await world.storage.rounds.facts('hmp', 'r1', 3))[0];
    if (offered?.kind !== 'slotsProposed') throw new Error('slots');
    const { slots } = offered;
    const [slot] = slots;
    if (slot === undefined) throw new Error('a slot');
    await happen(
      world.storage,
      'hmp',
      [monday, 'r1', { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' }, theo],
      ...five.map((who) => [monday, 'r1', says(who, [slot.id]), who] as const),
    );
    await planAll(monday);
    expect((await kinds()).slice(10)).toEqual(['slotChosen', 'caseAssigned']);
  });

  test('why fewer than five times were found is kept with them', async () => {
    const closed = [{ from: '2027-03-16', to: '2027-03-25', label: null }];
    const { world, loaded } = await begin(
      quiet({ universities: ['leiden', 'hhs'].map((id) => ({ id, name: id, closed })) }),
    );
    const steps = confirmed().map((step) =>
      step.kind === 'created' ? { ...step, setup: { ...setup, minutes: 240 } } : step,
    );
    await happen(world.storage, 'hmp', ...steps.map((step) => [monday, 'r1', step, cora] as const));
    await planDue(plannerPorts(world.storage), loaded, at(monday));
    const [offered] = await world.storage.rounds.facts('hmp', 'r1', 3);
    expect(offered).toMatchObject({ kind: 'slotsProposed', fewer: 'closed' });
    const { source } = await keepRounds(world.storage.rounds).of(loaded);
    expect(source.book[0]?.groups[0]?.offer?.fewer).toBe('closed');
  });

  test('two groups of one teacher are never given the same time, of two rounds neither', async () => {
    const { world, loaded } = await begin();
    const slot = thursday;
    const later = { ...slot, id: 's3', start: slot.start + 7_200_000, end: slot.end + 7_200_000 };
    for (const [index, round] of ['r1', 'r2'].entries()) {
      const group = { id: 'B', teacher: theo, students: five };
      await happen(
        world.storage,
        'hmp',
        [monday, round, { kind: 'created', setup }, cora],
        [monday, round, { kind: 'proposed', groups: [group] }, cora],
        [monday, round, { kind: 'confirmed' }, cora],
        [
          monday,
          round,
          { kind: 'slotsAccepted', group: 'B', slots: [slot, later], answerBy: '2027-03-10' },
          theo,
        ],
        ...group.students.map(
          (who) => [monday, round, says(who, index === 0 ? [slot.id, later.id] : [slot.id]), who] as const,
        ),
      );
    }
    await planDue(plannerPorts(world.storage), loaded, at(monday));
    const rounds = await keepRounds(world.storage.rounds).of(loaded);
    const chosen = rounds.source.book.map(({ id, groups }) => [id, groups[0]?.meeting?.slot.id]);
    expect(chosen).toEqual([
      ['r1', 's3'],
      ['r2', 's2'],
    ]);
  });

  describe('two rounds of the same students under different teachers', () => {
    const later = { ...thursday, id: 's3', start: thursday.start + 7_200_000, end: thursday.end + 7_200_000 };

    /** In r1 both times suit, in r2 the first alone; `answering` of r1 have answered. */
    const asked = async (world: World, answering: readonly string[]): Promise<void> => {
      for (const [round, teacher, suits] of [
        ['r1', theo, ['s2', 's3']],
        ['r2', hanneke, ['s2']],
      ] as const) {
        const steps: readonly NewRoundStep[] = [
          { kind: 'created', setup },
          { kind: 'proposed', groups: [{ id: 'B', teacher, students: five }] },
          { kind: 'confirmed' },
          { kind: 'slotsAccepted', group: 'B', slots: [thursday, later], answerBy: '2027-03-10' },
          ...(round === 'r1' ? answering : five.slice(1)).map((who) => says(who, suits)),
        ];
        await happen(world.storage, 'hmp', ...steps.map((step) => [monday, round, step, cora] as const));
      }
    };

    const chosenBy = async (answering: readonly string[], moments: readonly string[]) => {
      const { world, loaded } = await begin();
      await asked(world, answering);
      const ports = plannerPorts(world.storage);
      for (const moment of moments) {
        world.clock.moveTo(at(moment));
        await planDue(ports, loaded, at(moment));
      }
      const { source } = await keepRounds(world.storage.rounds).of(loaded);
      return source.book.map(({ groups: [group] }) => group?.meeting?.slot.id ?? null);
    };
    const closing = '2027-03-10T16:00:00+01:00';

    test('are decided together when their polls close at one moment', async () => {
      expect(await chosenBy(five.slice(1), [monday, closing])).toEqual(['s3', 's2']);
    });

    test('and whose poll closes before keeps its time', async () => {
      expect(await chosenBy(five, [monday, closing])).toEqual(['s2', null]);
    });
  });

  test('the next moment is that of the next message, or of the next decision', async () => {
    const { world, bot, when } = await walk(
      quiet({ start: '2027-03-15', end: '2027-03-26', groups: [weekly()] }),
    );
    await when('2027-03-02T15:00:00+01:00');
    expect(await bot.work.nextDue(world.clock.now())).toBe(at('2027-03-02T16:00:00+01:00'));
    await when('2027-03-02T17:00:00+01:00');
    // Whose turn it is on 16 March is stored five weekdays before.
    expect(await bot.work.nextDue(world.clock.now())).toBe(at('2027-03-09T16:00:00+01:00'));
    const polled = await polling();
    expect(await polled.bot.work.nextDue(at('2027-03-08T16:00:00+01:00'))).toBe(
      at('2027-03-10T16:00:00+01:00'),
    );
  });

  test('turns of more groups than are stored at once are all stored', async () => {
    const students = Array.from({ length: 200 }, (_, n) => `s${n}@uni.example`);
    const groups = students.map((student, n) => weekly({ id: `g${n}`, students: [student] }));
    const people = [
      ...town().programme.people,
      ...students.map((email) => aPerson({ email, university: 'leiden' })),
    ];
    const { world, loaded } = await begin(quiet({ start: '2027-03-15', end: '2027-03-19', people, groups }));
    await planDue(plannerPorts(world.storage), loaded, at('2027-03-10T09:00:00+01:00'));
    const facts = await world.storage.rounds.facts('hmp', '2027-W11', 0);
    expect(facts.filter(({ kind }) => kind === 'caseAssigned')).toHaveLength(200);
    expect(facts.filter(({ kind }) => kind === 'announced')).toHaveLength(200);
  });

  test('an answer that is changed while a time is being chosen counts', async () => {
    const { world, loaded } = await begin();
    await make(world);
    const slots = [
      thursday,
      { ...thursday, id: 's3', start: thursday.start + 86_400_000, end: thursday.end + 86_400_000 },
    ];
    await happen(
      world.storage,
      'hmp',
      [monday, 'r1', { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' }, theo],
      ...five.map((who) => [monday, 'r1', says(who, ['s2']), who] as const),
    );
    let asked = 0;
    const intervision: Intervision = {
      ...directSolvers,
      chooseSlots: async (wanted) => {
        asked += 1;
        const chosen = await directSolvers.chooseSlots(wanted);
        if (asked === 1)
          await happen(
            world.storage,
            'hmp',
            ...five.map((who) => [monday, 'r1', says(who, ['s3']), who] as const),
          );
        return chosen;
      },
    };
    const rounds = keepRounds(world.storage.rounds);
    const roundPlans = new RoundPlans({ rounds, intervision, log: new SilentLog() });
    await planDue({ ...plannerPorts(world.storage), roundPlans }, loaded, at(monday));
    const { source } = await rounds.of(loaded);
    expect(source.book[0]?.groups[0]?.meeting?.slot.id).toBe('s3');
    expect(asked).toBe(2);
  });

  test('who found no room is looked at again only when something changes', async () => {
    const many = Array.from({ length: 9 }, (_, n) => `s${n}@uni.example`);
    const people = [
      ...town().programme.people,
      ...many.map((email) => aPerson({ email, university: 'leiden' })),
    ];
    const { world, loaded } = await begin(quiet({ people, groups: [] }));
    await happen(world.storage, 'hmp', ...confirmed(many).map((step) => [monday, 'r1', step, cora] as const));
    let asked = 0;
    const intervision: Intervision = {
      ...directSolvers,
      placeLateJoiner: (...given) => {
        asked += 1;
        return directSolvers.placeLateJoiner(...given);
      },
    };
    const rounds = keepRounds(world.storage.rounds);
    const roundPlans = new RoundPlans({ rounds, intervision, log: new SilentLog() });
    const ports = { ...plannerPorts(world.storage), roundPlans };
    await planDue(ports, loaded, at(monday));
    expect(asked).toBeGreaterThan(0);
    asked = 0;
    await planDue(ports, loaded, at(monday) + 60_000);
    expect(asked).toBe(0);
    await happen(world.storage, 'hmp', [
      monday,
      'r1',
      { kind: 'moved', student: 's0@uni.example', group: null },
      cora,
    ]);
    await planDue(ports, loaded, at(monday) + 120_000);
    const { source } = await rounds.of(loaded);
    expect(source.book[0]?.groups[0]?.students).toEqual([...many.slice(1), ann]);
  });
});
