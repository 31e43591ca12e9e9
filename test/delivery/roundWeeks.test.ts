/** Groups with a fixed time when an import changes it. */
import { aPair, aPerson, aSession, anAnswer, at } from '../builders';
import { happen } from '../dialogs/happening';
import { directoryOf } from '../../bot/programme/directory';
import type { OutboxMessage } from '../../bot/ports/outbox';
import type { Programme } from '../../bot/programme/model';
import type { RoundFact } from '../../bot/programme/rounds/facts';
import type { GroupState } from '../../bot/programme/rounds/state';
import { roundSource } from '../../bot/programme/rounds/timetable';
import { solversAreOpen } from '../fakes/directSolvers';
import { aSlot, bas, eva, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { quiet, toEach, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const fixed = (weekday: 1 | 2 | 3 | 4 | 5, end = '12:20', room: string | null = null): Programme =>
  quiet({ groups: [weekly({ meeting: { weekday, start: '11:15', end, room } })] });

const closedOn = (programme: Programme, day: string): Programme => {
  const closed = [{ from: day, to: day, label: 'Studiedag' }];
  return { ...programme, universities: programme.universities.map((one) => ({ ...one, closed })) };
};

const nobodysTime = quiet({ groups: [weekly({ meeting: null })] });
const everybody = [...five, theo];
const fay = 'fay@uni.example';

const factsOf = ({ world }: Walk, week: string): Promise<readonly RoundFact[]> =>
  world.storage.rounds.facts('hmp', week, 0);

const groupIn = async (walked: Walk, programme: Programme, week: string): Promise<GroupState | undefined> =>
  roundSource(directoryOf(programme), await factsOf(walked, week)).book.find(({ id }) => id === week)
    ?.groups[0];

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

/** The day and time, kind and receiver of what was delivered about something since last asked. */
const about = async ({ delivered }: Walk, what: RegExp): Promise<readonly string[]> =>
  (await delivered()).filter((line) => what.test(line)).toSorted();

/** A walk with the group as it is first, until a moment; what was delivered until then is known. */
const walkedTo = async (programme: Programme, moment: string): Promise<Walk> => {
  const walked = await walk(programme);
  await walked.when(moment);
  await walked.delivered();
  return walked;
};

describe('an import that changes a fixed time', () => {
  test('on Wednesday from Thursday to Monday leaves this week’s Thursday, and nothing was on Monday', async () => {
    const walked = await walkedTo(fixed(4), '2027-03-17T10:00:00+01:00');
    await importing(walked, fixed(1), '2027-03-17T10:05:00+01:00');
    expect(await about(walked, /roundInvite/)).toEqual(
      toEach('03-17 10:05 roundInvite', everybody.toSorted(), 'weekly-1-1115 A'),
    );
    await walked.when('2027-03-23T18:00:00+01:00');
    expect(await about(walked, /roundReport .*W11/)).toEqual(['03-18 12:20 roundReport theo 2027-W11 A']);
    const begun = (await factsOf(walked, '2027-W11')).filter(({ kind }) => kind === 'begun');
    expect(begun).toMatchObject([{ slot: { start: at('2027-03-18T11:15:00+01:00') } }]);
    const next = await groupIn(walked, fixed(1), '2027-W12');
    expect(next?.meeting?.slot.start).toBe(at('2027-03-22T11:15:00+01:00'));
  });

  test('on Wednesday, of a group that had none, does not make it meet the day before', async () => {
    const walked = await walkedTo(quiet({ groups: [] }), '2027-03-17T10:00:00+01:00');
    await importing(walked, fixed(2), '2027-03-17T10:05:00+01:00');
    await walked.when('2027-03-23T18:00:00+01:00');
    expect(await about(walked, /roundReport/)).toEqual(['03-23 12:20 roundReport theo 2027-W12 A']);
  });

  test('after days without a bot its meetings meanwhile are known to have been', async () => {
    const programme = fixed(2);
    const { world } = await walkedTo(programme, '2027-03-01T09:00:00+01:00');
    const later = at('2027-03-17T10:00:00+01:00');
    world.clock.moveTo(later);
    const bot = await world.start();
    await bot.tick();
    const kinds = (await world.storage.rounds.facts('hmp', '2027-W11', 0)).map(({ kind }) => kind);
    expect(kinds).toContain('begun');
  });

  test('is told once for each change, also back to what it was, to another room and to another end', async () => {
    const walked = await walkedTo(fixed(2), '2027-03-15T10:00:00+01:00');
    const told: (readonly string[])[] = [];
    const changes = [
      fixed(4),
      fixed(2),
      fixed(2, '12:20', '2.10'),
      fixed(2, '12:30', '2.10'),
      fixed(2, '12:30', '2.10'),
    ];
    for (const [index, changed] of changes.entries()) {
      await importing(walked, changed, `2027-03-15T10:0${index + 1}:00+01:00`);
      told.push((await about(walked, /roundInvite ann/)).map((line) => line.slice(12)));
    }
    expect(told).toEqual([
      ['roundInvite ann weekly-4-1115 A'],
      ['roundInvite ann weekly-2-1115-2 A'],
      ['roundInvite ann weekly-2-1115-3 A'],
      ['roundInvite ann weekly-2-1115-4 A'],
      [],
    ]);
    await walked.when('2027-03-16T12:35:00+01:00');
    expect(await about(walked, /(Agenda|Report) (ann|theo) 2027-W11/)).toEqual([
      '03-15 16:00 roundAgenda ann 2027-W11 A 5',
      '03-15 16:00 roundAgenda theo 2027-W11 A 5',
      '03-16 12:30 roundReport theo 2027-W11 A 5',
    ]);
  });
});

describe('a meeting that the teacher moved to another day', () => {
  const thursday = aSlot('x', '2027-03-25T15:00:00+01:00');
  const gone: readonly (readonly [string, Programme])[] = [
    ['its own day turns out to be closed', closedOn(fixed(2), '2027-03-23')],
    ['the group moves to another day', fixed(5)],
    ['the group has no fixed time any more', nobodysTime],
    ['the group is gone', quiet({ groups: [] })],
  ];

  test.each(gone)('stays when %s', async (_, changed) => {
    const walked = await walkedTo(fixed(2), '2027-03-15T09:00:00+01:00');
    const shifted = { kind: 'shifted', group: 'A', slot: thursday } as const;
    await happen(walked.world.storage, 'hmp', ['2027-03-15T10:00:00+01:00', '2027-W12', shifted, theo]);
    await walked.when('2027-03-15T10:00:00+01:00');
    expect(await about(walked, /W12/)).toEqual(
      toEach('03-15 10:00 roundInvite', everybody.toSorted(), '2027-W12 A 2'),
    );
    await importing(walked, changed, '2027-03-16T10:00:00+01:00');
    expect((await groupIn(walked, changed, '2027-W12'))?.meeting).toMatchObject({
      number: 2,
      slot: thursday,
    });
    await walked.when('2027-03-26T12:00:00+01:00');
    const lines = await about(walked, /W12/);
    for (const kind of ['roundAgenda ann', 'roundAgenda theo', 'roundReport theo'])
      expect(lines.filter((line) => line.includes(kind))).toHaveLength(1);
  });
});

/** A walk to a Monday on which an import took the group away, and the next brought it back. */
const backAgain = async (): Promise<Walk> => {
  const walked = await walkedTo(fixed(2), '2027-03-15T09:00:00+01:00');
  await importing(walked, quiet({ groups: [] }), '2027-03-15T10:00:00+01:00');
  await importing(walked, fixed(2), '2027-03-15T10:05:00+01:00');
  await walked.delivered();
  return walked;
};

const callOff = (walked: Walk, group: string, moment: string): Promise<void> =>
  happen(walked.world.storage, 'hmp', [moment, '2027-W11', { kind: 'groupCancelled', group }, theo]);

/** What became of the agendas that its teacher was to get. */
const agendas = async ({ world }: Walk): Promise<readonly OutboxMessage[]> =>
  (await world.messages()).filter(
    ({ kind, receiver, subject }) =>
      kind === 'roundAgenda' && receiver === theo && subject.startsWith('2027-W11'),
  );

const drawnOf = ({ world }: Walk, card: OutboxMessage | undefined): string =>
  JSON.stringify(world.teams.updated.findLast(({ activityId }) => activityId === card?.activityId)) ?? '';

describe('a card that tells of two meetings', () => {
  const meeting = { weekday: 2, start: '11:15', end: '12:20', room: null } as const;
  const groups = [
    weekly({ id: 'A', students: five.slice(0, 2), meeting }),
    weekly({ id: 'C', students: five.slice(2), meeting: { ...meeting, start: '14:00', end: '15:05' } }),
  ];

  test.each([
    ['A', '11:15', '14:00'],
    ['C', '14:00', '11:15'],
  ])('loses that of %s when it is called off', async (group, off, stays) => {
    const walked = await walkedTo(quiet({ groups }), '2027-03-15T17:00:00+01:00');
    const both = (await agendas(walked)).find(({ status }) => status === 'sent');
    expect(both?.carries).toHaveLength(1);
    await callOff(walked, group, '2027-03-15T18:00:00+01:00');
    await walked.when('2027-03-15T18:00:00+01:00');
    expect(drawnOf(walked, both)).toContain(stays);
    expect(drawnOf(walked, both)).not.toContain(off);
  });

  test('loses that of the one that Teams could not take, and that waits for its next try', async () => {
    const walked = await walkedTo(quiet({ groups }), '2027-03-15T15:59:00+01:00');
    const { world, when } = walked;
    let refusals = 0;
    world.teams.script = ({ email }) => {
      if (email !== theo || refusals >= 8) return undefined;
      refusals += 1;
      return { status: 'later', retryAfter: null, throttled: false, reason: 'http 503' };
    };
    await when('2027-03-15T16:00:00+01:00');
    const [waiting] = (await agendas(walked)).filter(({ status }) => status === 'failed');
    const [both] = (await agendas(walked)).filter(({ status }) => status === 'sent');
    expect(both?.carries).toEqual([waiting?.key]);
    expect(waiting?.retryAt).toBe(at('2027-03-15T16:05:00+01:00'));
    const [group, off, stays] = waiting?.subject.endsWith('A')
      ? ['A', '11:15', '14:00']
      : ['C', '14:00', '11:15'];
    await callOff(walked, group, '2027-03-15T16:02:00+01:00');
    await when('2027-03-15T16:02:00+01:00');
    expect(drawnOf(walked, both)).toContain(stays);
    expect(drawnOf(walked, both)).not.toContain(off);
    await when('2027-03-15T16:10:00+01:00');
    expect((await agendas(walked)).map(({ status }) => status).toSorted()).toEqual(['expired', 'sent']);
  });

  test('counts the flags of the one that stays', async () => {
    const pairs = five.map((student, n) => aPair({ student, pupil: `p${n}` }));
    const programme = quiet({ groups, pairs });
    const walked = await walkedTo(programme, '2027-03-15T17:00:00+01:00');
    const { world, when } = walked;
    const both = (await agendas(walked)).find(({ status }) => status === 'sent');
    const isOfA = both?.subject.endsWith('A') === true;
    await callOff(walked, isOfA ? 'A' : 'C', '2027-03-15T18:00:00+01:00');
    await when('2027-03-15T18:00:00+01:00');
    expect(drawnOf(walked, both)).toContain('Er zijn nu geen open signalen');
    const pupil = isOfA ? 'p4' : 'p1';
    const student = isOfA ? eva : bas;
    for (const date of ['2027-03-02', '2027-03-09'])
      await world.happen(
        programme,
        pupil,
        anAnswer(date, {
          at: world.clock.now(),
          by: student,
          outcome: 'absentUnnotified',
          session: aSession(date, { id: `${pupil}/${date}`, pupil, student }),
        }),
      );
    await when('2027-03-15T18:10:00+01:00');
    expect(drawnOf(walked, both)).toContain('Er is 1 open signaal');
  });
});

describe('a meeting that people count on', () => {
  const sent = '2027-03-15T17:00:00+01:00';
  const [ann] = five;

  test.each([
    ['its day turns out to be closed', closedOn(fixed(2), '2027-03-16')],
    ['the group has no fixed time any more', nobodysTime],
    [
      'another teacher gets it, without a time',
      quiet({ groups: [weekly({ teacher: hanneke, meeting: null })] }),
    ],
    [
      'others are in it, without a time',
      quiet({ groups: [weekly({ students: five.slice(0, 1), meeting: null })] }),
    ],
    ['the group is gone', quiet({ groups: [] })],
  ])('is called off to all of them when %s', async (_, changed) => {
    const walked = await walkedTo(fixed(2), sent);
    await importing(walked, changed, '2027-03-15T17:05:00+01:00');
    expect(await about(walked, /W11/)).toEqual(
      toEach('03-15 17:05 roundCancelled', everybody.toSorted(), '2027-W11 A'),
    );
    await walked.when('2027-03-17T12:00:00+01:00');
    expect(await about(walked, /W11/)).toEqual([]);
    expect(walked.world.teams.updated.some(({ to }) => to === ann)).toBe(true);
  });

  test('is told to be on again when the next import has it after all, and off again', async () => {
    const walked = await walkedTo(fixed(2), sent);
    const closed = closedOn(fixed(2), '2027-03-16');
    await importing(walked, closed, '2027-03-15T17:05:00+01:00');
    await walked.delivered();
    await importing(walked, fixed(2), '2027-03-15T17:10:00+01:00');
    expect(await about(walked, / ann /)).toEqual([
      '03-15 17:10 roundAgenda ann 2027-W11 A 2',
      '03-15 17:10 roundInvite ann 2027-W11 A 2',
    ]);
    await importing(walked, closed, '2027-03-15T17:15:00+01:00');
    expect(await about(walked, / ann /)).toEqual(['03-15 17:15 roundCancelled ann 2027-W11 A 2']);
  });

  describe('and that an import took away and another brought back', () => {
    test('moves with the roster, and is called off when that has it no longer', async () => {
      const walked = await backAgain();
      await importing(walked, fixed(4), '2027-03-15T10:10:00+01:00');
      const moved = await groupIn(walked, fixed(4), '2027-W11');
      expect(moved?.meeting?.slot.start).toBe(at('2027-03-18T11:15:00+01:00'));
      await walked.delivered();
      await importing(walked, quiet({ groups: [] }), '2027-03-15T10:15:00+01:00');
      expect(await about(walked, /Cancelled .*W11/)).toHaveLength(everybody.length);
    });

    test('is called off to everybody when its teacher does that', async () => {
      const walked = await backAgain();
      await happen(walked.world.storage, 'hmp', [
        '2027-03-15T11:00:00+01:00',
        '2027-W11',
        { kind: 'groupCancelled', group: 'A' },
        theo,
      ]);
      await walked.when('2027-03-15T11:00:00+01:00');
      expect(await about(walked, /W11/)).toEqual(toEach('03-15 11:00 roundCancelled', five, '2027-W11 A 2'));
    });
  });

  test('stays called off when a person did that, whatever is imported', async () => {
    const walked = await walkedTo(fixed(2), '2027-03-15T09:00:00+01:00');
    await happen(walked.world.storage, 'hmp', [
      '2027-03-15T10:00:00+01:00',
      '2027-W11',
      { kind: 'groupCancelled', group: 'A' },
      theo,
    ]);
    await walked.when('2027-03-15T10:00:00+01:00');
    await walked.delivered();
    await importing(walked, fixed(4), '2027-03-15T10:05:00+01:00');
    expect(await about(walked, /W11/)).toEqual([]);
    expect((await groupIn(walked, fixed(4), '2027-W11'))?.cancelled?.by).toBe(theo);
  });

  test.each([
    ['who leads the group by then', { teacher: hanneke }, [...five, hanneke]],
    ['who is in it by then', { students: [...five.slice(1), fay] }, [...five.slice(1), fay, theo]],
  ])('is called off to %s, though the next import has the group no longer', async (_, change, whom) => {
    const walked = await walkedTo(fixed(2), '2027-03-15T09:00:00+01:00');
    const groups = [weekly({ meeting: fixed(2).groups[0]?.meeting ?? null, ...change })];
    const people = [...quiet().people, aPerson({ email: fay, name: 'Fay' })];
    await walked.world.install({ ...quiet(), people });
    await importing(walked, quiet({ groups, people }), '2027-03-15T10:00:00+01:00');
    await walked.delivered();
    await importing(walked, quiet({ groups: [], people }), '2027-03-15T10:05:00+01:00');
    expect(await about(walked, /W11/)).toEqual(
      toEach('03-15 10:05 roundCancelled', whom.toSorted(), '2027-W11 A'),
    );
  });

  test('is not made by who joins the group, nor unmade by who leaves', async () => {
    const walked = await walkedTo(fixed(2), '2027-03-15T09:00:00+01:00');
    const people = [...quiet().people, aPerson({ email: 'fay@uni.example', name: 'Fay' })];
    const joined = {
      ...fixed(2),
      people,
      groups: fixed(2).groups.map((one) => ({ ...one, students: [...five.slice(1), 'fay@uni.example'] })),
    };
    const before = await factsOf(walked, '2027-W11');
    await importing(walked, joined, '2027-03-15T09:05:00+01:00');
    const after = await factsOf(walked, '2027-W11');
    expect(after.slice(before.length).map(({ kind }) => kind)).toEqual(['announced']);
    expect(await about(walked, /W11/)).toEqual([]);
  });
});

test('a turn that goes to another as weeks were put behind one another is told them, and stands on the card of who had it', async () => {
  const three = five.slice(0, 3);
  const [ann = '', , cem = ''] = three;
  const walked = await walkedTo(
    quiet({ groups: [weekly({ students: three })] }),
    '2027-03-09T10:00:00+01:00',
  );
  const { world, when, delivered } = walked;
  // Ann and Bas have brought theirs; on Tuesday at four it is stored that Cem is next.
  await when('2027-03-09T16:00:00+01:00');
  expect(await about(walked, /roundCase/)).toEqual(['03-09 16:00 roundCase cem 2027-W11 A']);
  const { calendar } = directoryOf(quiet());
  const start = calendar.momentOf('2027-03-24', '11:15');
  const slot = { id: 'x', start, end: start + 65 * 60_000, room: null };
  // Of the week after it Ann's turn is stored already, as of a meeting that was put there before.
  await happen(
    world.storage,
    'hmp',
    [
      '2027-03-10T09:00:00+01:00',
      '2027-W12',
      { kind: 'caseAssigned', group: 'A', student: ann, members: three },
      'bot',
    ],
    ['2027-03-10T10:00:00+01:00', '2027-W11', { kind: 'shifted', group: 'A', slot }, theo],
  );
  await when('2027-03-10T10:00:00+01:00');
  await when('2027-03-17T16:00:00+01:00');
  const later = await groupIn(walked, quiet({ groups: [weekly({ students: three })] }), '2027-W12');
  expect(later?.caseSteps.map((step) => 'student' in step && step.student)).toEqual([ann, cem]);
  const asked = (await delivered()).filter((line) => line.includes('roundCase'));
  expect(asked).toEqual(['03-16 16:00 roundCase cem 2027-W12 A', '03-17 16:00 roundCase ann 2027-W11 A 2']);
  const drawn = world.teams.updated
    .filter(({ to }) => to === cem)
    .map(({ content }) => JSON.stringify(content));
  const said = 'Deze keer brengt ann@uni.example een situatie in. Jij hoeft niets te doen.';
  expect(drawn.filter((card) => card.includes(said))).not.toEqual([]);
});
