/** Cards of intervision that were delivered follow what is stored: the bot from end to end in memory. */
import type { NewRoundStep } from '../../bot/ports/rounds';
import { planDue } from '../../bot/delivery/planner';
import { keepProgrammes } from '../../bot/delivery/programmes';
import { aPair, aSession, anAction, anAnswer, at } from '../builders';
import { happen } from '../dialogs/happening';
import { plannerPorts } from '../fakes/plannerPorts';
import { solversAreOpen } from '../fakes/directSolvers';
import { ann, bas, cora, eva, five, hanneke, text, theo } from '../programme/rounds/story';
import type { World } from '../world';
import { polling, quiet, says, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

/** Who has the cards of a meeting, in the order in which they are listed here. */
const everybody = ['ann', 'bas', 'cem', 'dia', 'eva', 'theo'];

/** What was drawn anew since last asked: kind, receiver, and what the card says. */
const updates = (world: World) => {
  let seen = 0;
  return async (): Promise<readonly (readonly [kind: string, receiver: string, text: string])[]> => {
    const messages = await world.messages();
    const fresh = world.teams.updated.slice(seen);
    seen = world.teams.updated.length;
    return fresh
      .map(({ to, activityId, content }) => {
        const key = messages.find((message) => message.activityId === activityId)?.key ?? '?';
        const [kind = ''] = key.split('/');
        const [who = ''] = to.split('@');
        return [kind, who, JSON.stringify(content)] as const;
      })
      .toSorted(([a, b], [c, d]) => (`${a} ${b}` < `${c} ${d}` ? -1 : 1));
  };
};

const named = (drawn: Awaited<ReturnType<ReturnType<typeof updates>>>): readonly string[] =>
  drawn.map(([kind, who]) => `${kind} ${who}`);

/** Everybody can at the second time, which is chosen on Wednesday 3 March; Ann brings the case. */
const scheduled = async (
  programme = quiet(),
): Promise<Walk & { readonly drawn: ReturnType<typeof updates> }> => {
  const walked = await polling(programme);
  const drawn = updates(walked.world);
  await walked.when('2027-03-03T09:00:00+01:00', 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
  await walked.when('2027-03-03T09:05:00+01:00');
  return { ...walked, drawn };
};

const slotOf = async ({ group }: Walk) => {
  const slot = (await group()).meeting?.slot;
  if (slot === undefined) throw new Error('a meeting');
  return slot;
};

test('the question for times says which time it became, once it has', async () => {
  const { drawn, world, when } = await scheduled();
  const now = await drawn();
  expect(named(now).filter((name) => name !== 'roundOffer theo')).toEqual(
    five.map((who) => `roundPoll ${who.split('@')[0] ?? ''}`),
  );
  for (const [kind, , card] of now)
    if (kind === 'roundPoll') expect(card).toMatch(/De tijd staat vast: .*Antwoorden hoeft niet meer\./);
  const before = world.teams.updated.length;
  await when('2027-03-03T09:10:00+01:00');
  expect(world.teams.updated).toHaveLength(before);
});

test('accepted times are shown as accepted', async () => {
  const walked = await polling();
  const drawn = await updates(walked.world)();
  expect(named(drawn)).toEqual(['roundOffer theo']);
  expect(drawn[0]?.[2]).toContain('✓ De groep kan kiezen');
});

test('the question for times loses those that its teacher strikes off', async () => {
  const { world, group, when, slots } = await polling();
  const drawn = updates(world);
  await drawn();
  const kept = (await group()).poll?.slots.filter(({ id }) => id !== slots[1]) ?? [];
  const strike = { kind: 'slotsAccepted', group: 'B', slots: kept, answerBy: '2027-03-10' } as const;
  await when('2027-03-02T14:00:00+01:00', theo, strike);
  const now = (await drawn()).filter(([kind]) => kind === 'roundPoll');
  expect(named(now)).toEqual(['ann', 'bas', 'cem', 'dia', 'eva'].map((who) => `roundPoll ${who}`));
  for (const [, , card] of now)
    expect([card.includes(slots[0]), card.includes(slots[1])]).toEqual([true, false]);
});

test('an invitation follows a meeting that is moved, and one that is called off', async () => {
  const walked = await scheduled();
  const { drawn, when } = walked;
  await drawn();
  const slot = await slotOf(walked);
  const later = { ...slot, id: 'later', start: slot.start + 3_600_000, end: slot.end + 3_600_000 };
  await when('2027-03-04T10:00:00+01:00', theo, { kind: 'shifted', group: 'B', slot: later });
  const moved = await drawn();
  expect(named(moved).filter((name) => name.startsWith('roundInvite'))).toHaveLength(6);
  for (const [kind, , card] of moved)
    if (kind === 'roundInvite') expect(card).toContain('Deze bijeenkomst is verzet. Nu is het');
  await when('2027-03-05T10:00:00+01:00', theo, { kind: 'groupCancelled', group: 'B' });
  const off = await drawn();
  expect(named(off).filter((name) => name.startsWith('roundInvite'))).toHaveLength(12);
  for (const [kind, , card] of off)
    if (kind === 'roundInvite') expect(card).toContain('Deze bijeenkomst of ronde gaat niet door.');
});

test('under a clock that stands still a card follows each of two changes', async () => {
  const walked = await scheduled();
  const { drawn, when } = walked;
  await drawn();
  const slot = await slotOf(walked);
  const moment = '2027-03-04T10:00:00+01:00';
  const later = { ...slot, id: 'later', start: slot.start + 3_600_000, end: slot.end + 3_600_000 };
  await when(moment, theo, { kind: 'shifted', group: 'B', slot: later });
  const first = await drawn();
  await when(moment, theo, { kind: 'groupCancelled', group: 'B' });
  const second = (await drawn()).filter(
    ([kind, , card]) => kind === 'roundInvite' && card.includes('gaat niet door'),
  );
  expect(named(first).filter((name) => name.startsWith('roundInvite'))).toHaveLength(6);
  expect(second).toHaveLength(12);
});

test('what names the place is drawn anew with another one, and nobody is asked for the case again', async () => {
  const walked = await scheduled();
  const { drawn, when, world } = walked;
  const slot = await slotOf(walked);
  const shortly = new Date(slot.start - 30 * 60_000);
  await when(shortly.toISOString());
  const cases = async (): Promise<number> =>
    (await world.messages()).filter(({ kind }) => kind.startsWith('roundCase')).length;
  const before = await cases();
  expect(before).toBeGreaterThan(0);
  await drawn();
  const elsewhere = { ...slot, room: 'Zaal 3.07' };
  await when(new Date(shortly.getTime() + 60_000).toISOString(), theo, {
    kind: 'shifted',
    group: 'B',
    slot: elsewhere,
  });
  expect(await cases()).toBe(before);
  const now = await drawn();
  expect(named(now).filter((name) => name.startsWith('roundAgenda'))).toHaveLength(6);
  expect(named(now).filter((name) => name.startsWith('roundInvite'))).toHaveLength(6);
  for (const [kind, , card] of now) {
    expect(card).toContain('Zaal 3.07');
    if (kind === 'roundAgenda') expect(card).toMatch(/Werkwijze|Situatie|inbreng/i);
  }
});

/** Until the case is asked for; then something about it happens. */
const askedForCase = async (...steps: readonly NewRoundStep[]) => {
  const walked = await scheduled();
  const { drawn, when, world } = walked;
  await drawn();
  const dueAt = (await world.messages()).find(({ kind }) => kind === 'roundCase')?.dueAt;
  const slot = await slotOf(walked);
  const moment = new Date(dueAt ?? slot.start - 5 * 24 * 3_600_000);
  await when(new Date(slot.start - 3.5 * 24 * 3_600_000).toISOString());
  expect(moment.getTime()).toBeLessThan(slot.start);
  await drawn();
  await when(new Date(slot.start - 3.4 * 24 * 3_600_000).toISOString(), ann, ...steps);
  return drawn();
};

test('who passed the case on reads who brings it, and when they hear of it', async () => {
  const drawn = await askedForCase({ kind: 'casePassed', group: 'B', student: ann, to: bas });
  const cases = drawn.filter(([kind]) => kind === 'roundCase');
  expect(named(cases)).toEqual(['roundCase ann']);
  expect(cases[0]?.[2]).toMatch(
    /bas.* is nu aan de beurt .*, en krijgt daar bericht van: ma 15 mrt, 08:30\./,
  );
});

test('who was to bring the case reads who does, once another has taken it over', async () => {
  const drawn = await askedForCase({ kind: 'caseVolunteered', group: 'B', student: bas });
  const cases = drawn.filter(([kind]) => kind === 'roundCase');
  expect(named(cases)).toEqual(['roundCase ann']);
  expect(cases[0]?.[2]).toMatch(/Deze keer brengt bas.* een situatie in\. Jij hoeft niets te doen\./);
});

test('a case that was written stands on the card that asked for it', async () => {
  const drawn = await askedForCase({ kind: 'caseWritten', group: 'B', student: ann, text });
  expect(named(drawn.filter(([kind]) => kind === 'roundCase'))).toEqual(['roundCase ann']);
  expect(JSON.stringify(drawn)).toContain('Mijn leerling zegt niets.');
});

/** The evening before the meeting, when the agenda has been delivered. */
const eveningBefore = async (by: string, ...steps: readonly NewRoundStep[]) => {
  const walked = await scheduled();
  const { drawn, when } = walked;
  const { start } = await slotOf(walked);
  await when(new Date(start - 15 * 3_600_000).toISOString());
  await drawn();
  await when(new Date(start - 14 * 3_600_000).toISOString(), by, ...steps);
  return drawn();
};

test('a case that is written when the agenda has gone out stands on it, for its writer too', async () => {
  const drawn = await eveningBefore(ann, { kind: 'caseWritten', group: 'B', student: ann, text });
  const agendas = drawn.filter(([kind]) => kind === 'roundAgenda');
  expect(named(agendas)).toEqual(everybody.map((who) => `roundAgenda ${who}`));
  for (const [, , card] of agendas) expect(card).toContain('Mijn leerling zegt niets.');
  expect(named(drawn)).toContain('roundReminder theo');
});

test('who brings the case now stands on every card of the meeting', async () => {
  const drawn = await eveningBefore(ann, { kind: 'casePassed', group: 'B', student: ann, to: bas });
  expect(named(drawn.filter(([kind]) => kind !== 'roundCase' && kind !== 'roundCaseReminder'))).toEqual([
    ...everybody.map((who) => `roundAgenda ${who}`),
    ...everybody.map((who) => `roundInvite ${who}`),
    'roundReminder theo',
  ]);
  for (const [kind, who, card] of drawn)
    if (kind === 'roundInvite') {
      expect(card).toMatch(/"title":"Inbreng","value":"bas/);
      expect([who, card.includes('Jij bent aan de beurt')]).toEqual([who, who === 'bas']);
    }
});

test.each<readonly [string, string, readonly NewRoundStep[]]>([
  ['by the rotation', ann, []],
  ['that was passed to them', bas, [{ kind: 'casePassed', group: 'B', student: ann, to: bas }]],
])('the turn %s of who leaves the programme is another’s on every card', async (_, leaver, steps) => {
  const walked = await scheduled();
  const { drawn, when, world } = walked;
  const { start } = await slotOf(walked);
  await when(new Date(start - 16 * 3_600_000).toISOString(), ann, ...steps);
  await when(new Date(start - 15 * 3_600_000).toISOString());
  await drawn();
  const people = quiet().people.map((person) =>
    person.email === leaver ? { ...person, endedOn: '2027-03-10' } : person,
  );
  await world.import(quiet({ people }));
  await when(new Date(start - 14 * 3_600_000).toISOString());
  const staying = everybody.filter((who) => !leaver.startsWith(who));
  const ofMeeting = (await drawn()).filter(
    ([kind, who]) => /Invite|Agenda|Reminder$/.test(kind) && !kind.includes('Case') && staying.includes(who),
  );
  expect(named(ofMeeting)).toEqual([
    ...staying.map((who) => `roundAgenda ${who}`),
    ...staying.map((who) => `roundInvite ${who}`),
    'roundReminder theo',
  ]);
  for (const [, , card] of ofMeeting)
    expect(card).not.toMatch(new RegExp(`"title":"Inbreng","value":"${leaver}`));
});

test('who leads the group now stands on the cards of its members', async () => {
  const drawn = await eveningBefore(cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
  const cards = drawn.filter(([kind, who]) => kind === 'roundAgenda' && who !== 'theo');
  expect(named(cards)).toEqual(['ann', 'bas', 'cem', 'dia', 'eva'].map((who) => `roundAgenda ${who}`));
  for (const [, , card] of cards) expect(card).toMatch(/"title":"Docent","value":"(?!Theo)/);
});

test('a card that told who leads the meeting by then says of another place since that it is elsewhere', async () => {
  const walked = await scheduled();
  const { drawn, when, world } = walked;
  await when('2027-03-04T10:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
  await when('2027-03-04T10:05:00+01:00');
  await drawn();
  const ledBy = (await world.messages()).find(({ key }) => key === `roundInvite/${ann}/r1/B/1/2`);
  const slot = { ...(await slotOf(walked)), room: 'Zaal 3.07' };
  await when('2027-03-04T11:00:00+01:00', hanneke, { kind: 'shifted', group: 'B', slot });
  const card = world.teams.updated.findLast(({ activityId }) => activityId === ledBy?.activityId);
  expect(JSON.stringify(card?.content)).toContain('Zaal 3.07');
  expect(JSON.stringify(card?.content)).not.toContain('De tijd en de plaats blijven');
});

test('a meeting that has been was led by whom it was led by', async () => {
  const walked = await scheduled();
  const { drawn, when } = walked;
  const { end } = await slotOf(walked);
  await when(new Date(end + 60_000).toISOString());
  await drawn();
  await when(new Date(end + 120_000).toISOString(), cora, {
    kind: 'handedOver',
    group: 'B',
    teacher: hanneke,
  });
  expect((await drawn()).filter(([, who]) => who !== 'theo')).toEqual([]);
});

test('a report that was given elsewhere stands on the card that asked for it', async () => {
  const walked = await scheduled();
  const { drawn, when } = walked;
  const { end } = await slotOf(walked);
  await when(new Date(end + 60_000).toISOString());
  await drawn();
  await when(new Date(end + 120_000).toISOString(), theo, {
    kind: 'attended',
    group: 'B',
    present: five.slice(0, 4),
    method: 'incident',
    advice: null,
    followUp: 'Vraag door.',
  });
  const now = await drawn();
  expect(named(now)).toEqual(['roundReport theo']);
  expect(now[0]?.[2]).toContain('Vraag door.');
  expect(now[0]?.[2]).toContain(eva.split('@')[0]);
});

test('who hands a group over sees nothing of it any more, on no card', async () => {
  const walked = await scheduled();
  await walked.drawn();
  await walked.when('2027-03-04T10:00:00+01:00', cora, { kind: 'handedOver', group: 'B', teacher: hanneke });
  const now = (await walked.drawn()).filter(([, who]) => who === 'theo');
  expect(named(now)).toEqual(['roundInvite theo', 'roundOffer theo']);
  for (const [, , card] of now) expect(card).not.toContain('roep B');
});

test('a card that is being sent just now is looked at again', async () => {
  const { world } = await polling();
  const { outbox } = world.storage;
  const key = `roundPoll/${ann}/r1/B`;
  const became = async (status: 'sending' | 'sent') => {
    const found = await outbox.find('hmp', key);
    if (found === null) throw new Error(`no ${key}`);
    await outbox.update('hmp', { ...found.value, status }, found.tag);
  };
  await became('sending');
  await happen(world.storage, 'hmp', [
    '2027-03-02T13:00:00+01:00',
    'r1',
    { kind: 'groupCancelled', group: 'B' },
    theo,
  ]);
  const programmes = keepProgrammes(world.storage.programmes);
  await programmes.refresh();
  const [loaded] = programmes.all();
  if (loaded === undefined) throw new Error('a programme');
  const ports = plannerPorts(world.storage);
  const now = at('2027-03-02T13:00:00+01:00');
  expect(await planDue(ports, loaded, now)).toBe(false);
  await became('sent');
  expect(await planDue(ports, loaded, now)).toBe(true);
  expect((await outbox.find('hmp', key))?.value.stale).not.toBeNull();
});

test('what happened while no process ran is drawn by the next one', async () => {
  const walked = await scheduled();
  const { world, bot, drawn } = walked;
  await drawn();
  const slot = await slotOf(walked);
  await bot.end();
  const later = { ...slot, id: 'later', start: slot.start + 3_600_000, end: slot.end + 3_600_000 };
  await happen(world.storage, 'hmp', [
    '2027-03-03T11:00:00+01:00',
    'r1',
    { kind: 'shifted', group: 'B', slot: later },
    theo,
  ]);
  world.clock.moveTo(at('2027-03-03T12:00:00+01:00'));
  const other = await world.start();
  await other.tick();
  expect(named(await drawn()).filter((name) => name.startsWith('roundInvite'))).toHaveLength(6);
});

test('the agenda of its teacher counts the flags of the group as they are until the meeting begins', async () => {
  const programme = quiet({ pairs: [aPair({ pupil: 'p0', student: ann })] });
  const walked = await scheduled(programme);
  const { drawn, when, world } = walked;
  const { start } = await slotOf(walked);
  const moment = (before: number) => new Date(start - before * 60_000).toISOString();
  await when(moment(60));
  await drawn();
  const away = (date: string) =>
    anAnswer(date, {
      at: world.clock.now(),
      by: ann,
      outcome: 'absentUnnotified',
      session: aSession(date, { id: `p0/${date}`, pupil: 'p0', student: ann }),
    });
  const agendas = async () => (await drawn()).filter(([kind]) => kind === 'roundAgenda');
  await world.happen(programme, 'p0', away('2027-03-02'));
  await when(moment(45));
  expect(await agendas()).toEqual([]);
  await world.happen(programme, 'p0', away('2027-03-09'));
  await when(moment(40));
  const [told, ...others] = await agendas();
  expect([told?.[1], others.length]).toEqual(['theo', 0]);
  expect(told?.[2]).toMatch(/1 (?:open )?signaal/);
  const resolved = anAction({ at: world.clock.now(), verb: 'resolve', note: 'x' });
  await world.happen(programme, 'p0', resolved);
  await when(moment(30));
  expect((await agendas())[0]?.[2]).not.toMatch(/1 (?:open )?signaal/);
});
