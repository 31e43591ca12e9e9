/** An import leaves fewer than four in a group of a round that goes on: its coordinators are told, and can move who is left. */
import type { NewRoundStep } from '../../bot/ports/rounds';
import { directoryOf } from '../../bot/programme/directory';
import { standingGroups } from '../../bot/programme/rounds/standing';
import { roundSource } from '../../bot/programme/rounds/timetable';
import type { Programme } from '../../bot/programme/model';
import { aGroup, aPerson } from '../builders';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, bas, cem, cora, dia, eva, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { confirmedWith, quiet, says, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const others = ['fay', 'gus', 'hal', 'ivo', 'jet'].map((name) => `${name}@uni.example`);

/** Groups B and C of five each; some of B take part no longer from a day on, some have a fixed time. */
const town = (
  gone: readonly string[] = [],
  from = '2027-03-03',
  fixed: readonly string[] = [],
): Programme => {
  const people = [...quiet().people, ...others.map((email) => aPerson({ email, name: email }))];
  return quiet({
    people: people.map((one) => (gone.includes(one.email) ? { ...one, endedOn: from } : one)),
    groups: [
      aGroup({ id: 'B', teacher: theo, students: five.filter((one) => !fixed.includes(one)) }),
      aGroup({ id: 'C', teacher: hanneke, students: others }),
      ...(fixed.length === 0 ? [] : [weekly({ students: fixed, teacher: hanneke })]),
    ],
  });
};

const offering = async (programme = town(), inC: readonly string[] = others): Promise<Walk> => {
  const walked = await walk(programme);
  await walked.when(
    '2027-03-01T10:00:00+01:00',
    cora,
    ...confirmedWith(
      { id: 'B', teacher: theo, students: five },
      { id: 'C', teacher: hanneke, students: inC },
    ),
  );
  return walked;
};

const accepts = async ({ group }: Walk, id: string): Promise<NewRoundStep> => {
  const slots = (await group(id)).offer?.slots ?? [];
  return { kind: 'slotsAccepted', group: id, slots, answerBy: '2027-03-10' };
};

const polling = async (...where: Parameters<typeof offering>): Promise<Walk> => {
  const walked = await offering(...where);
  await walked.when('2027-03-02T12:00:00+01:00', theo, await accepts(walked, 'B'));
  await walked.when('2027-03-02T12:00:00+01:00', hanneke, await accepts(walked, 'C'));
  return walked;
};

const secondOf = async ({ group }: Walk): Promise<string> => (await group()).poll?.slots[1]?.id ?? '';

const scheduled = async (...where: Parameters<typeof offering>): Promise<Walk> => {
  const walked = await polling(...where);
  const slot = await secondOf(walked);
  await walked.when('2027-03-02T15:00:00+01:00', 'bot', ...five.map((who) => says(who, [slot])));
  await walked.when('2027-03-02T15:05:00+01:00');
  return walked;
};

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

const toCora = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => line.includes(' cora '));

/** The newest card of somebody as it is by now. */
const lastCard = ({ world }: Walk, who: string): string => {
  const sent = world.teams.sent.findLast(({ to }) => to === who);
  const drawn = world.teams.updated.findLast(({ to }) => to === who);
  return JSON.stringify((drawn ?? sent)?.content);
};

/** The card of a message as it is by now, drawn anew or not. */
const cardNow = async ({ world }: Walk, key: string): Promise<string> => {
  const sent = (await world.messages()).find((one) => one.key === key);
  const drawn = world.teams.updated.findLast(({ activityId }) => activityId === sent?.activityId);
  const first = world.teams.sent[Number(sent?.activityId?.split('-')[1]) - 1];
  return JSON.stringify((drawn ?? first)?.content);
};

const closed = 'Dit bericht is niet meer voor jou';

const noon = '2027-03-03T12:00:00+01:00';

describe('a coordinator is told once of a group', () => {
  test.each([
    ['that is asked for times', offering],
    ['that asks its members', polling],
    ['that has a time', scheduled],
  ])('%s, when an import leaves three of it', async (_, begin) => {
    const walked = await begin();
    await walked.delivered();
    await importing(walked, town([ann, bas]), noon);
    await walked.when('2027-03-05T12:00:00+01:00');
    expect(toCora(await walked.delivered())).toEqual(['03-03 12:00 roundOffer cora r1 B 0 4']);
    const card = lastCard(walked, cora);
    expect(card).toContain('In deze groep zitten maar 3 studenten. Je kunt hen verplaatsen');
    expect(card).toContain('round.move');
    expect(card).toContain('round.cancelGroup');
  });

  test('whose members have a fixed time by now', async () => {
    const walked = await offering();
    await walked.delivered();
    await importing(walked, town([], '', five.slice(0, 4)), noon);
    expect(toCora(await walked.delivered())).toEqual(['03-03 12:00 roundOffer cora r1 B 0 4']);
    expect(lastCard(walked, cora)).toContain('In deze groep zit maar 1 student.');
  });

  test('of which nobody is left', async () => {
    const walked = await polling();
    await walked.delivered();
    await importing(walked, town(five), noon);
    expect(toCora(await walked.delivered())).toEqual(['03-03 12:00 roundOffer cora r1 B 0 4']);
    expect(lastCard(walked, cora)).toContain('In deze groep zit niemand meer. Je kunt de groep afzeggen.');
  });

  test('anew when a later import leaves even fewer', async () => {
    const walked = await offering();
    await walked.delivered();
    await importing(walked, town([ann, bas]), noon);
    await importing(walked, town([ann, bas, cem], '2027-03-05'), '2027-03-05T12:00:00+01:00');
    expect(toCora(await walked.delivered())).toEqual([
      '03-03 12:00 roundOffer cora r1 B 0 4',
      '03-05 12:00 roundOffer cora r1 B 0 6',
    ]);
  });
});

test('what a coordinator was told follows an import that puts it right, and one that leaves fewer', async () => {
  const walked = await polling();
  await importing(walked, town([ann, bas]), noon);
  const card = (): Promise<string> => cardNow(walked, `roundOffer/${cora}/r1/B/0/4`);
  expect(await card()).toContain('maar 3 studenten');
  await walked.delivered();
  await importing(walked, town(), '2027-03-03T13:00:00+01:00');
  expect(await card()).not.toContain('maar 3 studenten');
  expect(await card()).toContain('round.move');
  await importing(walked, town([ann, bas, cem]), '2027-03-03T14:00:00+01:00');
  expect(await card()).toContain('maar 2 studenten');
  expect(await card()).not.toContain(cem);
  expect(toCora(await walked.delivered())).toEqual([]);
});

test('nobody is told of a group of four, nor of what was put right at night', async () => {
  const walked = await polling();
  await walked.delivered();
  await importing(walked, town([ann]), noon);
  await importing(walked, town([ann, bas, cem]), '2027-03-03T20:00:00+01:00');
  await importing(walked, town([ann]), '2027-03-03T20:10:00+01:00');
  await walked.when('2027-03-04T12:00:00+01:00');
  expect(toCora(await walked.delivered())).toEqual([]);
});

test('where all who are left have answered the question what to do says it all', async () => {
  const walked = await polling();
  const slot = await secondOf(walked);
  await walked.when('2027-03-02T15:00:00+01:00', 'bot', ...[dia, eva].map((who) => says(who, [slot])));
  await walked.delivered();
  await importing(walked, town([ann, bas, cem]), noon);
  await walked.when('2027-03-04T12:00:00+01:00');
  expect(toCora(await walked.delivered())).toEqual(['03-03 12:00 roundOffer cora r1 B 2']);
});

const moves = (student: string, group: string | null): NewRoundStep => ({ kind: 'moved', student, group });

describe('who is moved to another group', () => {
  test('while both ask for times hears so, and is asked there; the card from before is closed', async () => {
    const walked = await polling();
    await importing(walked, town([ann, bas]), noon);
    await walked.delivered();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    expect(await walked.delivered()).toEqual([
      '03-03 13:00 roundCancelled cem r1 B 1 2',
      '03-03 13:00 roundPoll cem r1 C',
    ]);
    const cards = walked.world.teams.sent.filter(({ to }) => to === cem).map(({ content }) => content);
    expect(JSON.stringify(cards.at(-2)) + JSON.stringify(cards.at(-1))).toContain(
      'heeft je in groep C gezet.',
    );
    expect(await cardNow(walked, `roundPoll/${cem}/r1/B`)).toContain(closed);
    expect(await cardNow(walked, `roundOffer/${cora}/r1/B/0/4`)).toContain('maar 2 studenten');
  });

  test('from a meeting that is set to one that is set is told of both', async () => {
    const walked = await scheduled();
    const { group, when, delivered } = walked;
    const slot = (await group('C')).poll?.slots[1]?.id ?? '';
    const all = others.map((student) => ({ ...says(student, [slot]), group: 'C' }));
    await when('2027-03-02T15:10:00+01:00', 'bot', ...all);
    await when('2027-03-02T15:15:00+01:00');
    await delivered();
    await when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    expect(await delivered()).toEqual([
      '03-03 13:00 roundCancelled cem r1 B 1 2',
      '03-03 13:00 roundInvite cem r1 C',
    ]);
    expect(await cardNow(walked, `roundInvite/${cem}/r1/B`)).toContain(closed);
  });

  test('from a meeting that is set, and back, is invited anew; the invitation from before is of use again', async () => {
    const walked = await scheduled();
    await walked.delivered();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    await walked.when('2027-03-03T13:05:00+01:00');
    expect(await cardNow(walked, `roundInvite/${cem}/r1/B`)).toContain(closed);
    await walked.delivered();
    await walked.when('2027-03-03T13:30:00+01:00', cora, moves(cem, 'B'));
    await walked.when('2027-03-03T13:35:00+01:00');
    expect(await walked.delivered()).toEqual([
      '03-03 13:30 roundCancelled cem r1 C 1 2',
      '03-03 13:30 roundInvite cem r1 B 1 2',
    ]);
    for (const key of ['r1/B', 'r1/B/1/2'])
      expect(await cardNow(walked, `roundInvite/${cem}/${key}`)).toContain('De bijeenkomst staat vast.');
  });

  test('hears so before the meeting that was theirs, however many days are closed for them until then', async () => {
    const walked = await scheduled();
    const away = [{ from: '2027-03-03', to: '2027-03-09', label: null }];
    const universities = quiet().universities.map((one) => ({ ...one, closed: away }));
    await importing(walked, { ...town(), universities }, '2027-03-03T12:00:00+01:00');
    await walked.delivered();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    await walked.when('2027-03-10T12:00:00+01:00');
    expect((await walked.delivered()).filter((line) => line.includes(' cem r1 B'))).toEqual([
      '03-10 08:30 roundCancelled cem r1 B 1 2',
    ]);
  });

  test('and back is invited anew also where they had heard before that another leads it', async () => {
    const walked = await scheduled();
    const step = { kind: 'handedOver', group: 'B', teacher: hanneke, from: theo } as const;
    await walked.when('2027-03-03T10:00:00+01:00', theo, step);
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    await walked.delivered();
    await walked.when('2027-03-03T13:30:00+01:00', cora, moves(cem, 'B'));
    expect((await walked.delivered()).filter((line) => line.includes(' cem r1 B'))).toEqual([
      '03-03 13:30 roundInvite cem r1 B 1 3',
    ]);
  });

  test('to one that they led before is invited as its member, though they had heard that it is another’s', async () => {
    const inC = [...others.slice(1), theo];
    const { people, ...rest } = town();
    const walked = await scheduled({ ...rest, people: [...people, aPerson({ email: theo })] }, inC);
    const step = { kind: 'handedOver', group: 'B', teacher: hanneke, from: theo } as const;
    await walked.when('2027-03-03T10:00:00+01:00', cora, step);
    await walked.delivered();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(theo, 'B'));
    expect((await walked.delivered()).filter((line) => line.includes(' theo r1 B'))).toEqual([
      '03-03 13:00 roundInvite theo r1 B 1 2',
    ]);
  });

  test('from a time that was set without asking is told too, once they could have heard of it', async () => {
    const { group, when, delivered } = await offering();
    const slot = (await group()).offer?.slots[1];
    if (slot === undefined) throw new Error('a time');
    await when('2027-03-02T10:00:00+01:00', theo, { kind: 'shifted', group: 'B', slot });
    await delivered();
    await when('2027-03-02T11:00:00+01:00', cora, moves(cem, 'C'));
    expect(await delivered()).toEqual(['03-02 11:00 roundCancelled cem r1 B 1 2']);
  });

  test('and back is asked anew, and is not told of what nobody could hear', async () => {
    const walked = await polling();
    await walked.delivered();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    await walked.when('2027-03-03T13:30:00+01:00', cora, moves(cem, 'B'));
    await walked.when('2027-03-03T20:00:00+01:00', cora, moves(dia, 'C'));
    await walked.when('2027-03-03T20:30:00+01:00', cora, moves(dia, 'B'));
    await walked.when('2027-03-04T12:00:00+01:00');
    expect(await walked.delivered()).toEqual([
      '03-03 13:00 roundCancelled cem r1 B 1 2',
      '03-03 13:00 roundPoll cem r1 C',
      '03-03 13:30 roundCancelled cem r1 C 1 2',
      '03-03 13:30 roundPoll cem r1 B 1 2',
    ]);
  });

  test('is not told to who moved them, nor due at an import of days before that left four', async () => {
    const walked = await polling();
    await importing(walked, town([ann]), noon);
    await walked.delivered();
    await walked.when('2027-03-05T12:00:00+01:00', cora, moves(cem, 'C'));
    await walked.when('2027-03-05T12:05:00+01:00');
    expect(toCora(await walked.delivered())).toEqual([]);
    await importing(walked, town([ann, bas], '2027-03-08'), '2027-03-08T12:00:00+01:00');
    expect(toCora(await walked.delivered())).toEqual(['03-08 12:00 roundOffer cora r1 B 0 9']);
  });

  test('stays there in the next round, whatever the roster says', async () => {
    const walked = await polling();
    await walked.when('2027-03-03T13:00:00+01:00', cora, moves(cem, 'C'));
    const facts = await walked.world.storage.rounds.facts('hmp', 'r1', 0);
    const { directory, book } = roundSource(directoryOf(town()), facts);
    const standing = standingGroups(directory, book, '2027-03-20');
    const withCem = standing.filter(({ students }) => students.includes(cem)).map(({ id }) => id);
    expect(withCem).toEqual(['C']);
  });
});
