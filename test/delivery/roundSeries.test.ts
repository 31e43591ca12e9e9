/** Cards of groups with a fixed time that were delivered, when an import takes somebody out of the group or the programme. */
import type { Programme } from '../../bot/programme/model';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { happen } from '../dialogs/happening';
import { solversAreOpen } from '../fakes/directSolvers';
import { aSlot, ann, dia, five, hanneke, theo, weekly } from '../programme/rounds/story';
import { quiet, walk, type Walk } from './roundWalk';

beforeAll(solversAreOpen);

const fixed = (change: Parameters<typeof weekly>[0] = {}, people = quiet().people): Programme =>
  quiet({ people, groups: [weekly(change)] });

const without = (who: string, endedOn: string): Programme['people'] =>
  quiet().people.map((person) => (person.email === who ? { ...person, endedOn } : person));

const importing = async ({ world, when }: Walk, programme: Programme, moment: string): Promise<void> => {
  await when(moment);
  await world.import(programme);
  await when(moment);
};

/** How the card of a message looks by now, by its receiver; null where it was not drawn anew since it was sent. */
const drawnAnew = async ({ world }: Walk, subject: string): Promise<ReadonlyMap<string, string | null>> => {
  const messages = (await world.messages()).filter(
    (message) => message.kind === 'roundInvite' && message.subject === subject,
  );
  return new Map(
    messages.map(({ receiver, activityId }) => {
      const drawn = world.teams.updated.findLast((update) => update.activityId === activityId);
      return [receiver, drawn === undefined ? null : JSON.stringify(drawn.content)];
    }),
  );
};

const bringer = (card: string | null | undefined): string =>
  /"title":"Inbreng","value":"([a-z]*)/.exec(card ?? '')?.[1] ?? '';

const staying = (leaver: string): readonly string[] => [...five, theo].filter((who) => who !== leaver);

describe('the turn of who leaves the programme weeks before it is another’s on every card', () => {
  const moment = '2027-03-02T10:00:00+01:00';
  const slot = aSlot('x', '2027-03-25T15:00:00+01:00');

  test.each([
    ['that was moved', theo, { kind: 'shifted', group: 'A', slot }, '2027-W12/A/2', staying(dia)],
    [
      'that another leads',
      theo,
      { kind: 'handedOver', group: 'A', teacher: hanneke },
      '2027-W12/A',
      [hanneke],
    ],
  ] as const)('of a meeting %s', async (_, by, step, subject, readers) => {
    const walked = await walk(fixed());
    await walked.when('2027-03-01T10:00:00+01:00');
    await happen(walked.world.storage, 'hmp', [moment, '2027-W12', step, by]);
    await walked.when(moment);
    const invited = walked.world.teams.sent.findLast(({ to }) => to === readers[0]);
    expect(bringer(JSON.stringify(invited?.content))).toBe('dia');
    await importing(walked, fixed({}, without(dia, '2027-03-20')), '2027-03-03T10:00:00+01:00');
    const cards = await drawnAnew(walked, subject);
    // A teacher who moved it gets no invitation of what they did.
    for (const who of readers)
      if (cards.has(who)) expect([who, bringer(cards.get(who))]).toEqual([who, 'eva']);
    expect(readers.some((who) => cards.has(who))).toBe(true);
  });

  test('of the first meeting, on the invitation for all weeks', async () => {
    const walked = await walk(fixed());
    await walked.when('2027-03-01T10:00:00+01:00');
    await importing(walked, fixed({}, without(ann, '2027-03-01')), '2027-03-01T11:00:00+01:00');
    const cards = await drawnAnew(walked, 'weekly-2-1115/A');
    for (const who of staying(ann)) expect([who, bringer(cards.get(who))]).toEqual([who, 'bas']);
  });
});

describe('the invitation for all weeks', () => {
  test.each([
    ['a member', fixed({ students: five.slice(1) }), ann],
    ['the teacher', fixed({ teacher: hanneke }), theo],
    ['a member who left the programme', fixed({}, without(ann, '2027-03-01')), ann],
  ])('says nothing more to who left: %s', async (_, changed, leaver) => {
    const walked = await walk(fixed());
    await walked.when('2027-03-01T10:00:00+01:00');
    await importing(walked, changed, '2027-03-02T18:00:00+01:00');
    const cards = await drawnAnew(walked, 'weekly-2-1115/A');
    const own = cards.get(leaver) ?? '';
    expect(own).not.toBe('');
    expect(own).not.toMatch(/Inbreng|Theo|bas/);
    for (const who of staying(leaver)) {
      expect([who, bringer(cards.get(who))]).not.toEqual([who, '']);
      expect(cards.get(who)).not.toContain(`${leaver.split('@')[0] ?? ''}@`);
    }
  });

  test.each([
    ['the group has no fixed time any more', quiet({ groups: [weekly({ meeting: null })] })],
    ['the group is no more', quiet({ groups: [] })],
  ])('says that it does not meet every week any more when %s, and comes back with it', async (_, changed) => {
    const walked = await walk(fixed());
    await walked.when('2027-03-01T10:00:00+01:00');
    await importing(walked, changed, '2027-03-02T18:00:00+01:00');
    const off = await drawnAnew(walked, 'weekly-2-1115/A');
    for (const who of [...five, theo]) {
      expect([who, off.get(who)]).toEqual([who, expect.stringContaining('niet meer elke week')]);
      expect(off.get(who)).not.toMatch(/Inbreng|11:15/);
    }
    await importing(walked, fixed(), '2027-03-03T18:00:00+01:00');
    const on = await drawnAnew(walked, 'weekly-2-1115/A');
    for (const who of [...five, theo])
      expect([who, on.get(who)]).toEqual([who, expect.stringContaining('11:15')]);
  });
});

test.each([0, 1, 2, 3])(
  'another who leads the second week is told though the first is shifted %d times',
  async (shifts) => {
    const walked = await walk(quiet({ start: '2027-03-15', groups: [weekly({})] }));
    const steps = async (moment: string, round: string, step: NewRoundStep): Promise<void> => {
      await walked.when(moment);
      await happen(walked.world.storage, 'hmp', [moment, round, step, theo]);
      await walked.when(moment);
    };
    const given = { kind: 'handedOver', group: 'A', teacher: hanneke, from: theo } as const;
    await steps('2027-03-01T10:05:00+01:00', '2027-W12', given);
    for (const day of [3, 4, 5].slice(0, shifts)) {
      const slot = aSlot(`x${day}`, `2027-03-${22 + day}T15:00:00+01:00`);
      await steps(`2027-03-0${day}T10:00:00+01:00`, '2027-W11', { kind: 'shifted', group: 'A', slot });
    }
    await walked.when('2027-03-10T12:00:00+01:00');
    const toAnn = (await walked.delivered()).filter((line) => line.includes('roundInvite ann'));
    expect(toAnn.at(0)).toContain('weekly-2-1115 A');
    expect(toAnn.at(-1)).toBe('03-09 16:00 roundInvite ann 2027-W12 A 1 2');
  },
);
