/** Imports while a round is going on: closed days, fixed times, who leaves and who joins. */
import type { Programme } from '../../bot/programme/model';
import { aPair, aPerson, aPupil } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, aSlot, bas, cem, cora, dia, eva, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { confirmedWith, confirmed, polling, quiet, says, toEach, walk, type Walk } from './roundWalk';

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

/** What Eva's card of the question shows by now. */
const questionOf = async ({ world }: Walk, nth = ''): Promise<string> => {
  const poll = (await world.messages()).find((one) => one.key === `roundPoll/${eva}/r1/B${nth}`);
  const drawn = world.teams.updated.findLast((one) => one.activityId === poll?.activityId);
  return JSON.stringify(drawn?.content);
};

/** A round of group B and of C, which is smaller; `town` gives some students of B a group with a fixed time. */
const besideSmaller = async (students: readonly string[]) => {
  const others = ['fay', 'gus', 'hal', 'ivo'].map((name) => `${name}@uni.example`);
  const more = [...others, ...students.filter((student) => !five.includes(student))];
  const people = [...quiet().people, ...more.map((email) => aPerson({ email, name: email }))];
  const town = (fixed: readonly string[], ...joining: readonly string[]): Programme =>
    quiet({
      people: [...people, ...joining.map((email) => aPerson({ email, name: email }))],
      groups: fixed.length === 0 ? [] : [weekly({ id: 'W', students: fixed })],
    });
  const walked = await walk(town([]));
  const groups = [
    { id: 'B', teacher: theo, students },
    { id: 'C', teacher: hanneke, students: others },
  ];
  await walked.when('2027-03-01T10:00:00+01:00', cora, ...confirmedWith(...groups));
  return { walked, town, others };
};

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

  test('of everybody who still takes part ends it too: nobody is left to be asked', async () => {
    const walked = await polling();
    const people = quiet().people.map((one) => (one.email === dia ? { ...one, endedOn: '2027-03-03' } : one));
    await importing(walked, quiet({ people }), '2027-03-03T10:00:00+01:00');
    await walked.delivered();
    const rest = [ann, bas, cem, eva];
    const groups = [weekly({ id: 'W', students: rest })];
    await importing(walked, quiet({ people, groups }), '2027-03-03T11:00:00+01:00');
    expect((await walked.group()).cancelled).toMatchObject({ by: 'bot' });
    expect((await walked.delivered()).filter((line) => line.includes('roundCancelled'))).toEqual(
      toEach('03-03 11:00 roundCancelled', [ann, bas, cem, cora, eva, theo]),
    );
    await importing(walked, quiet({ people }), '2027-03-03T12:00:00+01:00');
    expect((await walked.group()).cancelled).toBeNull();
  });

  test('of everybody, which the next import takes back, has the group look for a time again', async () => {
    const walked = await polling();
    await importing(walked, quiet({ groups: [weekly({ id: 'B' })] }), '2027-03-03T10:00:00+01:00');
    await walked.delivered();
    await importing(walked, quiet(), '2027-03-03T11:00:00+01:00');
    const { students, cancelled, offer } = await walked.group();
    expect([students, cancelled, offer?.number]).toEqual([five, null, 2]);
    expect((await walked.delivered()).filter((line) => line.includes(' r1 '))).toEqual([
      '03-03 11:00 roundOffer theo r1 B 2',
    ]);
    const slots = offer?.slots ?? [];
    const accepted = { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' } as const;
    await walked.when('2027-03-03T12:00:00+01:00', theo, accepted);
    expect(await walked.delivered()).toEqual(toEach('03-03 12:00 roundPoll', five, 'r1 B 2'));
    await walked.when('2027-03-03T13:00:00+01:00', cora, { kind: 'groupCancelled', group: 'B' });
    expect(await walked.delivered()).toEqual(toEach('03-03 13:00 roundCancelled', [...five, theo], 'r1 B 2'));
  });

  test('of everybody that is taken back, and finds no time until the days are over, is told to be closed', async () => {
    const walked = await polling();
    await importing(walked, quiet({ groups: [weekly({ id: 'B' })] }), '2027-03-03T10:00:00+01:00');
    await importing(walked, quiet(), '2027-03-03T11:00:00+01:00');
    await walked.delivered();
    await walked.when('2027-04-10T00:00:00+02:00');
    expect(await walked.delivered()).toEqual(
      toEach('03-26 08:30 roundCancelled', [ann, bas, cem, cora, dia, eva, theo], 'r1 B 2'),
    );
  });

  test('of everybody that is taken back of one alone tells the others nothing a second time', async () => {
    const walked = await polling();
    await importing(
      walked,
      quiet({ groups: [weekly({ id: 'W', students: five })] }),
      '2027-03-03T10:00:00+01:00',
    );
    const off = async (): Promise<readonly string[]> =>
      (await walked.delivered()).filter((line) => line.includes('roundCancelled'));
    expect(await off()).toEqual(
      expect.arrayContaining([...toEach('03-03 10:00 roundCancelled', [...five, theo])]),
    );
    const others = weekly({ id: 'W', students: [ann, bas, cem, dia] });
    await importing(walked, quiet({ groups: [others] }), '2027-03-03T11:00:00+01:00');
    expect((await walked.group()).students).toEqual([eva]);
    expect((await off()).filter((line) => line.includes(' r1 '))).toEqual([]);
  });

  test('of everybody that is taken back of one alone at night tells the others in the morning that they are out', async () => {
    const walked = await polling();
    await walked.delivered();
    const [all, others] = [five, [ann, bas, cem, dia]].map((students) =>
      quiet({ groups: [weekly({ id: 'W', students })] }),
    );
    await importing(walked, all ?? quiet(), '2027-03-03T20:00:00+01:00');
    await importing(walked, others ?? quiet(), '2027-03-03T21:00:00+01:00');
    await walked.when('2027-03-04T10:00:00+01:00');
    const told = (await walked.delivered()).filter((line) => line.includes('roundCancelled'));
    expect(told.map((line) => line.split(' ')[3])).toEqual(['ann', 'bas', 'cem', 'dia']);
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

  const ofEva = quiet({ groups: [weekly({ id: 'W', students: [eva] })] });

  test('of one is told that one, and closes their question; nobody else hears of it', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, ofEva, '2027-03-03T10:00:00+01:00');
    expect((await walked.delivered()).filter((line) => line.includes('roundCancelled'))).toEqual([
      '03-03 10:00 roundCancelled eva r1 B 1 2',
    ]);
    const told = walked.world.teams.sent.find(
      ({ to, content }) => to === eva && JSON.stringify(content).includes('in een groep met een vaste tijd'),
    );
    expect(JSON.stringify(told)).toContain('Je zit niet meer in deze intervisiegroep');
    const poll = (await walked.world.messages()).find((one) => one.key === `roundPoll/${eva}/r1/B`);
    const drawn = walked.world.teams.updated.findLast((one) => one.activityId === poll?.activityId);
    expect(JSON.stringify(drawn?.content)).toContain('Dit bericht is niet meer voor jou');
  });

  test('of one that the next import takes back asks that one anew, and opens their question again', async () => {
    const walked = await polling();
    await importing(walked, ofEva, '2027-03-03T10:00:00+01:00');
    expect(await questionOf(walked)).toContain('Dit bericht is niet meer voor jou');
    await walked.delivered();
    await importing(walked, quiet(), '2027-03-03T11:00:00+01:00');
    expect((await walked.group()).students).toEqual([ann, bas, cem, dia, eva]);
    expect((await walked.delivered()).filter((line) => line.includes('r1'))).toEqual([
      '03-03 11:00 roundPoll eva r1 B 1 2',
    ]);
    expect(await questionOf(walked)).toContain('Wanneer kun je?');
    await importing(walked, ofEva, '2027-03-03T12:00:00+01:00');
    expect(await questionOf(walked)).toContain('Dit bericht is niet meer voor jou');
    await importing(walked, quiet(), '2027-03-03T13:00:00+01:00');
    expect((await walked.delivered()).filter((line) => line.includes('r1'))).toEqual([
      '03-03 12:00 roundCancelled eva r1 B 1 3',
      '03-03 13:00 roundPoll eva r1 B 1 3',
    ]);
    await walked.when('2027-03-08T16:00:00+01:00');
    const reminded = (await walked.delivered()).filter((line) => line.includes('Reminder eva'));
    expect(reminded).toEqual(['03-08 16:00 roundPollReminder eva r1 B 1 3']);
    await walked.when('2027-03-09T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    expect((await walked.group()).meeting?.slot.id).toBe(walked.slots[1]);
    expect(await questionOf(walked)).toContain('De tijd staat vast');
  });

  test('of one that is taken back at the same moment, as under a clock that stands still, asks that one anew too', async () => {
    const walked = await polling();
    const moment = '2027-03-03T10:00:00+01:00';
    const toEva = async (): Promise<readonly string[]> =>
      (await walked.delivered()).filter((line) => line.includes(' eva r1'));
    await walked.delivered();
    await importing(walked, ofEva, moment);
    expect(await questionOf(walked)).toContain('Dit bericht is niet meer voor jou');
    expect(await toEva()).toEqual(['03-03 10:00 roundCancelled eva r1 B 1 2']);
    await importing(walked, quiet(), moment);
    expect(await questionOf(walked)).toContain('Wanneer kun je?');
    expect(await toEva()).toEqual(['03-03 10:00 roundPoll eva r1 B 1 2']);
    await importing(walked, ofEva, moment);
    expect(await questionOf(walked)).toContain('Dit bericht is niet meer voor jou');
    expect(await toEva()).toEqual(['03-03 10:00 roundCancelled eva r1 B 1 3']);
  });

  test('of one that is taken back before they could hear of it asks nothing anew', async () => {
    const walked = await polling();
    await importing(walked, ofEva, '2027-03-03T20:00:00+01:00');
    expect(await questionOf(walked)).toContain('Dit bericht is niet meer voor jou');
    await walked.delivered();
    await importing(walked, quiet(), '2027-03-03T21:00:00+01:00');
    expect(await questionOf(walked)).toContain('Wanneer kun je?');
    await walked.when('2027-03-05T12:00:00+01:00');
    expect((await walked.delivered()).filter((line) => line.includes('r1'))).toEqual([]);
  });

  test('of one who was asked anew before, and is out for an hour at night, opens that newest question again', async () => {
    const walked = await polling();
    await importing(walked, ofEva, '2027-03-03T10:00:00+01:00');
    await importing(walked, quiet(), '2027-03-03T11:00:00+01:00');
    await importing(walked, ofEva, '2027-03-03T20:00:00+01:00');
    expect(await questionOf(walked, '/1/2')).toContain('Dit bericht is niet meer voor jou');
    await importing(walked, quiet(), '2027-03-03T21:00:00+01:00');
    expect(await questionOf(walked, '/1/2')).toContain('Wanneer kun je?');
    expect(await questionOf(walked)).toContain('Wanneer kun je?');
  });

  test('of one who had answered asks that one anew, with what they answered, and reminds them of nothing', async () => {
    const walked = await polling();
    await walked.when('2027-03-03T09:00:00+01:00', eva, says(eva, [walked.slots[0]]));
    await importing(walked, ofEva, '2027-03-03T10:00:00+01:00');
    await walked.delivered();
    await importing(walked, quiet(), '2027-03-03T11:00:00+01:00');
    const toEva = async (): Promise<readonly string[]> =>
      (await walked.delivered()).filter((line) => line.includes(' eva r1'));
    expect(await toEva()).toEqual(['03-03 11:00 roundPoll eva r1 B 1 2']);
    const card = JSON.stringify(walked.world.teams.sent.findLast(({ to }) => to === eva)?.content);
    expect(card).toContain(`"value":"${walked.slots[0]}"`);
    expect((await walked.group()).poll?.answers.get(eva)).toEqual([walked.slots[0]]);
    await walked.when('2027-03-09T09:00:00+01:00');
    expect(await toEva()).toEqual([]);
  });

  test('of one that is taken back and given again before they could hear of it tells them once', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, ofEva, '2027-03-03T20:00:00+01:00');
    await importing(walked, quiet(), '2027-03-03T21:00:00+01:00');
    await importing(walked, ofEva, '2027-03-03T22:00:00+01:00');
    await walked.when('2027-03-05T10:00:00+01:00');
    const told = (await walked.delivered()).filter((line) => line.includes(' eva r1'));
    expect(told).toEqual(['03-04 08:30 roundCancelled eva r1 B 1 3']);
  });

  test('of one whose question was to come while they were out asks it once they are back', async () => {
    const walked = await polling();
    const again = { kind: 'slotsAccepted', group: 'B', answerBy: '2027-03-10' } as const;
    const slots = [aSlot('t', '2027-03-18T15:00:00+01:00'), aSlot('u', '2027-03-19T15:00:00+01:00')];
    await walked.when('2027-03-03T20:00:00+01:00', theo, { ...again, slots });
    await importing(walked, ofEva, '2027-03-03T21:00:00+01:00');
    await walked.delivered();
    await walked.when('2027-03-04T10:00:00+01:00');
    const said = (await walked.delivered()).filter((line) => / eva r1/.test(line));
    expect(said).toEqual(['03-04 08:30 roundCancelled eva r1 B 1 2']);
    await importing(walked, quiet(), '2027-03-04T11:00:00+01:00');
    expect((await walked.delivered()).filter((line) => / eva r1/.test(line))).toEqual([
      '03-04 11:00 roundPoll eva r1 B 2 2',
    ]);
  });

  test('of one goes back to the group they came from, though another is smaller', async () => {
    const { walked, town } = await besideSmaller([...five, 'jan@uni.example']);
    await importing(walked, town([eva]), '2027-03-03T10:00:00+01:00');
    expect((await walked.group('B')).students).not.toContain(eva);
    await importing(walked, town([]), '2027-03-03T11:00:00+01:00');
    expect((await walked.group('B')).students).toContain(eva);
  });

  test('of all others by the next import leads that one back alone: who joins then goes to another group', async () => {
    const { walked, town, others } = await besideSmaller(five);
    const joining = 'new@uni.example';
    await importing(walked, town([eva]), '2027-03-03T10:00:00+01:00');
    await importing(walked, town([ann, bas, cem, dia], joining), '2027-03-03T11:00:00+01:00');
    expect((await walked.group('B')).students).toEqual([eva]);
    expect((await walked.group('C')).students).toEqual([...others, joining]);
  });

  test('of one, and then of the others, leads all of them back to their group, though another is smaller', async () => {
    const { walked, town, others } = await besideSmaller(five);
    await importing(walked, town([eva]), '2027-03-03T10:00:00+01:00');
    await importing(walked, town(five), '2027-03-03T11:00:00+01:00');
    expect((await walked.group('B')).cancelled).not.toBeNull();
    await importing(walked, town([]), '2027-03-03T12:00:00+01:00');
    const { students, cancelled } = await walked.group('B');
    expect([students, cancelled]).toEqual([[ann, bas, cem, dia, eva], null]);
    expect((await walked.group('C')).students).toEqual(others);
  });

  test('of one who was not asked yet is told by nothing but the invitation to that group', async () => {
    const walked = await walk(quiet());
    await walked.when('2027-03-01T10:00:00+01:00', cora, ...confirmed());
    await importing(walked, ofEva, '2027-03-01T11:00:00+01:00');
    expect((await walked.group()).students).not.toContain(eva);
    const toEva = (await walked.delivered()).filter((line) => line.includes(' eva '));
    expect(toEva).toContainEqual(expect.stringContaining('roundInvite eva weekly'));
    expect(toEva.filter((line) => line.includes('r1'))).toEqual([]);
  });
});

/** The town whose teacher takes part no longer from a day on, and whose groups the roster gives nobody else. */
const left = (on: string): Programme =>
  quiet({
    people: quiet().people.map((person) => (person.email === theo ? { ...person, endedOn: on } : person)),
    groups: [],
  });
const toCora = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes(' cora '));

describe('a teacher who leaves', () => {
  test('while the group is asked for times: the coordinator hears at once that nobody leads it, once', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, left('2027-03-02'), '2027-03-02T12:05:00+01:00');
    expect(toCora(await walked.delivered())).toEqual(['03-02 12:05 roundOffer cora r1 B 1 2']);
    const card = JSON.stringify(walked.world.teams.sent.findLast(({ to }) => to === cora));
    expect(card).toContain('doet niet meer mee. Draag de groep over: anders leidt niemand de bijeenkomst.');
    expect(card).toContain('round.handOver');
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    await walked.when('2027-03-03T09:05:00+01:00');
    expect(toCora(await walked.delivered())).toEqual([]);
    const invite = JSON.stringify(walked.world.teams.sent.findLast(({ to }) => to === ann));
    expect(invite).toContain('(doet niet meer mee)');
  });

  test('and too few can come: who takes the time all the same does not hear it again', async () => {
    const walked = await polling();
    await importing(walked, left('2027-03-02'), '2027-03-02T12:05:00+01:00');
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', says(ann, [walked.slots[1]]));
    await walked.when('2027-03-10T16:00:00+01:00');
    expect(toCora(await walked.delivered())).toContain('03-10 16:00 roundOffer cora r1 B 2');
    const taken = { kind: 'slotChosen', group: 'B', slot: walked.slots[1] } as const;
    await walked.when('2027-03-10T17:00:00+01:00', cora, taken);
    expect(toCora(await walked.delivered())).toEqual([]);
  });

  test('between the choice and the meeting: so does the coordinator, until another leads it', async () => {
    const walked = await polling();
    await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    await walked.when('2027-03-03T09:05:00+01:00');
    await walked.delivered();
    await importing(walked, left('2027-03-15'), '2027-03-15T10:00:00+01:00');
    expect(toCora(await walked.delivered())).toEqual(['03-15 10:00 roundOffer cora r1 B 1 2']);
    await walked.when('2027-03-15T11:00:00+01:00', cora, {
      kind: 'handedOver',
      group: 'B',
      teacher: hanneke,
    });
    await walked.when('2027-03-15T11:00:00+01:00');
    const card = JSON.stringify(walked.world.teams.updated.findLast(({ to }) => to === cora));
    expect(card).toContain('Gepland');
    expect(card).not.toContain('doet niet meer mee');
    const lines = await walked.delivered();
    expect(lines).toContain('03-15 11:00 roundInvite hanneke r1 B');
    expect(toCora(lines)).toEqual([]);
  });
});

test('who joins goes to a group of their school that is still to meet, however small the other is', async () => {
  const others = ['fay', 'gus', 'hal', 'ivo', 'jan', 'kim'].map((name) => `${name}@uni.example`);
  const town = (more: readonly string[]): Programme => {
    const all = [...others, ...more];
    return quiet({
      people: [...quiet().people, ...all.map((email) => aPerson({ email, name: email }))],
      groups: [],
      pupils: [...quiet().pupils, ...all.map((_, index) => aPupil({ id: `o${index}` }))],
      pairs: [
        ...quiet().pairs.map((pair) => ({ ...pair, until: null })),
        ...all.map((student, index) => aPair({ student, pupil: `o${index}` })),
      ],
    });
  };
  const walked = await walk(town([]));
  await walked.when(
    '2027-03-01T10:00:00+01:00',
    cora,
    ...confirmedWith(
      { id: 'B', teacher: theo, students: five.slice(0, 4) },
      { id: 'C', teacher: hanneke, students: [...others, eva] },
    ),
    { kind: 'shifted', group: 'B', slot: aSlot('b', '2027-03-16T15:00:00+01:00') },
    { kind: 'shifted', group: 'C', slot: aSlot('c', '2027-03-23T15:00:00+01:00') },
  );
  await importing(walked, town(['new@uni.example']), '2027-03-17T10:00:00+01:00');
  expect((await walked.group('C')).students).toContain('new@uni.example');
});
