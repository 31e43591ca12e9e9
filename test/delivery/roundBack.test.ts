/** Whom an import that was wrong takes out, and the next one brings back while a round is under way: they lose no card and no message. */
import { aGroup } from '../builders';
import { happen } from '../dialogs/happening';
import { solversAreOpen } from '../fakes/directSolvers';
import {
  ann,
  aSlot,
  bas,
  cem,
  cora,
  dia,
  eva,
  five,
  hanneke,
  setup,
  text,
  theo,
  weekly,
} from '../programme/rounds/story';
import type { Programme } from '../../bot/programme/model';
import type { NewRoundStep } from '../../bot/ports/rounds';
import { polling, quiet, says, walk, type Walk, offering, scheduled } from './roundWalk';

beforeAll(solversAreOpen);

const [minute, hour, day] = [60_000, 3_600_000, 24 * 3_600_000];
const iso = (moment: number): string => new Date(moment).toISOString();
const nothing = 'Dit bericht is niet meer voor jou';

/** An import at a moment, of which bots hear at once; half a minute later everything that follows is drawn. */
const importing = async ({ world, when }: Walk, programme: Programme, moment: number): Promise<void> => {
  await when(iso(moment));
  await world.import(programme);
  await when(iso(moment));
  await when(iso(moment + minute / 2));
};

/** Somebody takes part no longer, as with files that are not whole and `--end-missing`. */
const endedOn = (who: string, moment: number): Programme =>
  quiet({
    people: quiet().people.map((one) =>
      one.email === who ? { ...one, endedOn: iso(moment).slice(0, 10) } : one,
    ),
  });
/** Another teacher leads the group. */
const replaced = (): Programme => quiet({ groups: [aGroup({ id: 'B', teacher: hanneke, students: five })] });

/** Each card of a kind that somebody got, by the subject of its message, as it is by now. */
const cardsOf = async ({ world }: Walk, kind: string, who: string): Promise<ReadonlyMap<string, string>> => {
  const sent = (await world.messages()).filter(
    (one) => one.kind === kind && one.receiver === who && one.status === 'sent',
  );
  return new Map(
    sent.map(({ subject, activityId }) => {
      const drawn = world.teams.updated.findLast((one) => one.activityId === activityId);
      const first = world.teams.sent[Number(activityId?.split('-')[1]) - 1];
      return [subject, JSON.stringify((drawn ?? first)?.content)];
    }),
  );
};

/** The start of the meeting, where there is one; else Tuesday 2 March at one. */
const startOf = async ({ group }: Walk): Promise<number> =>
  (await group()).meeting?.slot.start ?? Date.parse('2027-03-02T13:00:00+01:00');

/** Something else happens, so that what is out of date by then has been looked for. */
const elsewhere = async ({ world, when }: Walk, moment: number): Promise<void> => {
  await when(iso(moment));
  await happen(world.storage, 'hmp', [iso(moment), 'r9', { kind: 'created', setup }, cora]);
  await when(iso(moment));
};

const moved: NewRoundStep = { kind: 'shifted', group: 'B', slot: aSlot('x', '2027-03-23T15:00:00+01:00') };
const written: NewRoundStep = { kind: 'caseWritten', group: 'B', student: ann, text };
const fewer = async ({ group }: Walk): Promise<NewRoundStep> => {
  const slots = ((await group()).poll?.slots ?? []).slice(1);
  return { kind: 'slotsAccepted', group: 'B', slots, answerBy: '2027-03-10' };
};

const ends = (who: string) => (moment: number) => endedOn(who, moment);

describe('a card that somebody has while they are away is of use again once they are back', () => {
  test.each<
    readonly [
      kind: string,
      who: string,
      begin: () => Promise<Walk>,
      before: number,
      leave: (moment: number) => Programme,
      meanwhile: readonly (NewRoundStep | typeof fewer)[],
      says: string,
    ]
  >([
    ['roundOffer', theo, offering, 0, replaced, [], 'round.offer'],
    ['roundOffer', theo, polling, 0, replaced, [], 'De groep kan kiezen'],
    ['roundPoll', eva, polling, 0, ends(eva), [fewer], 'round.available'],
    ['roundInvite', ann, scheduled, 12 * day, ends(ann), [moved], 'Deze bijeenkomst is verzet'],
    ['roundInvite', theo, scheduled, 12 * day, replaced, [], 'Vergadering in Teams'],
    ['roundCase', ann, scheduled, 6 * day, ends(ann), [], `Deze keer brengt ${bas}`],
    ['roundReminder', theo, scheduled, 2 * day, replaced, [written], 'Mijn leerling zegt niets.'],
    ['roundAgenda', cem, scheduled, 16 * hour, ends(cem), [written], 'Mijn leerling zegt niets.'],
    ['roundAgenda', theo, scheduled, 16 * hour, replaced, [written], 'Mijn leerling zegt niets.'],
  ])('%s of %s', async (kind, who, begin, before, leave, meanwhile, said) => {
    const walked = await begin();
    const away = (await startOf(walked)) - before;
    await walked.when(iso(away - minute));
    const [subject = '', had = ''] = [...(await cardsOf(walked, kind, who))].at(-1) ?? [];
    expect(had).not.toBe('');
    await importing(walked, leave(away), away);
    for (const one of meanwhile)
      await walked.when(iso(away + minute), theo, typeof one === 'function' ? await one(walked) : one);
    await elsewhere(walked, away + 20 * minute);
    await importing(walked, quiet(), away + 40 * minute);
    const now = (await cardsOf(walked, kind, who)).get(subject) ?? '';
    expect(now).not.toContain(nothing);
    expect(now).toContain(said);
  });
});

describe('what was left out while somebody was away comes once they are back', () => {
  test.each<readonly [kind: string, who: string, from: number, back: number]>([
    ['roundReminder', theo, 5 * day, 2 * day],
    ['roundAgenda', cem, 20 * hour, 16 * hour],
    ['roundReport', theo, -hour, -day],
  ])('%s to %s', async (kind, who, from, back) => {
    const walked = await scheduled();
    const start = await startOf(walked);
    await importing(walked, endedOn(who, start - from), start - from);
    await walked.when(iso(start - back - hour));
    expect((await cardsOf(walked, kind, who)).size).toBe(0);
    await importing(walked, quiet(), start - back);
    expect((await cardsOf(walked, kind, who)).size).toBe(1);
    await walked.when(iso(start - back + hour));
    expect((await cardsOf(walked, kind, who)).size).toBe(1);
  });

  test('the invitation that was to come in the morning', async () => {
    const walked = await polling();
    const night = Date.parse('2027-03-03T20:00:00+01:00');
    await walked.when(iso(night), 'bot', ...five.map((who) => says(who, [walked.slots[1]])));
    await importing(walked, endedOn(eva, night), night + hour);
    await walked.when('2027-03-04T10:00:00+01:00');
    expect((await cardsOf(walked, 'roundInvite', eva)).size).toBe(0);
    await importing(walked, quiet(), Date.parse('2027-03-04T11:00:00+01:00'));
    expect([...(await cardsOf(walked, 'roundInvite', eva)).keys()]).toEqual(['r1/B']);
  });
});

const agendaOf = async (walked: Walk, who: string): Promise<string | undefined> =>
  (await cardsOf(walked, 'roundAgenda', who)).get('2027-W11/A');
const writes = async ({ world, when }: Walk, moment: number): Promise<void> => {
  const step = { kind: 'caseWritten', group: 'A', student: cem, text } as const;
  await when(iso(moment));
  await happen(world.storage, 'hmp', [iso(moment), '2027-W11', step, cem]);
  await when(iso(moment));
};

const fixed = (students = five, teacher = theo): Programme =>
  quiet({ groups: [weekly({ students, teacher })] });

describe('of a group with a fixed time', () => {
  const start = Date.parse('2027-03-16T11:15:00+01:00');

  test.each([
    ['a member', dia, fixed(five.filter((one) => one !== dia))],
    ['the teacher', theo, fixed(five, hanneke)],
  ])('%s who is taken out and put back reads the case of meanwhile on the agenda', async (_, who, wrong) => {
    const walked = await walk(fixed());
    await walked.when(iso(start - 18 * hour));
    expect(await agendaOf(walked, who)).toContain('Agenda van de intervisie');
    await importing(walked, wrong, start - 17 * hour);
    await writes(walked, start - 16.8 * hour);
    await elsewhere(walked, start - 16.4 * hour);
    await importing(walked, fixed(), start - 16 * hour);
    expect(await agendaOf(walked, who)).toContain('Mijn leerling zegt niets.');
  });

  test('a member who is out when the agenda goes gets it once they are back', async () => {
    const walked = await walk(fixed());
    await importing(walked, fixed(five.filter((one) => one !== dia)), start - 20 * hour);
    await walked.when(iso(start - 18 * hour));
    expect(await agendaOf(walked, dia)).toBeUndefined();
    await importing(walked, fixed(), start - 17 * hour);
    expect(await agendaOf(walked, dia)).toContain('Agenda van de intervisie');
  });
});
