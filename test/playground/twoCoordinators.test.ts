/**
 * Two coordinators of one school, each on a page of their own, act on the same flag: the card of each follows what the
 * other does, whoever comes second sees what the first did, and nothing is overwritten.
 */
import { z } from 'zod';
import type { ChatCard, ChatPage } from './page';
import { setStage, type Stage } from './stage';

/** A browser on a crowded machine takes its time. */
jest.setTimeout(120_000);

let stage: Stage;
let cora: ChatPage;
let ravi: ChatPage;

const pupil = 'Z3A01';

beforeAll(async () => {
  stage = await setStage();
  const student = await stage.pageAs('joris.hendriks@example.org');
  [cora, ravi] = await Promise.all([
    stage.pageAs('cora.bakker@example.org'),
    stage.pageAs('ravi.ramdin@example.org'),
  ]);
  for (const [date, day] of [
    ['2027-02-09', 'dinsdag 9 februari'],
    ['2027-02-16', 'dinsdag 16 februari'],
  ] as const) {
    await stage.itIs(`${date}T14:30:00+01:00`);
    const checkIn = await student.card('Was Elif er op tijd?', day);
    await checkIn.press('Niet verschenen');
    await checkIn.press('Zonder bericht');
    await student.card('Opgeslagen', day);
  }
  await stage.itIs('2027-02-16T14:35:00+01:00');
}, 180_000);

afterAll(async () => stage.close());

const flagOf = async (page: ChatPage, ...shows: readonly string[]): Promise<ChatCard> =>
  page.card('Signaal: Elif', ...shows);

const historyShape = z.array(
  z.object({
    pupil: z.string(),
    history: z.array(z.object({ what: z.string(), by: z.string(), note: z.string().nullable() })),
  }),
);

/** What people did to Elif's flag, as `what by note`. */
async function done(): Promise<readonly string[]> {
  const flags = historyShape.parse(await stage.bot.json('flags', 'hmp-2027'));
  const steps = flags.find((flag) => flag.pupil === pupil)?.history ?? [];
  return steps
    .filter(({ by }) => by !== 'bot')
    .map(({ what, by, note }) => `${what} ${by.replace(/\..*/, '')} ${note ?? ''}`.trim());
}

/** The form of the flag comes on a card of its own below. */
async function writes(page: ChatPage, note: string): Promise<ChatCard> {
  await (await flagOf(page)).press('Notitie of afsluiten');
  const form = await flagOf(page, 'Notitie bewaren');
  await form.fill('Wat is er gedaan of afgesproken?', note);
  return form;
}

test('both are told of the flag', async () => {
  for (const page of [cora, ravi]) {
    const flag = await flagOf(page, 'Er is een nieuw signaal');
    expect(await flag.text()).toContain('2× niet verschenen in de laatste 2 sessies (9 en 16 februari)');
  }
});

test('both take it up at once: it is taken up once, and both see by whom', async () => {
  const cards = await Promise.all([flagOf(cora), flagOf(ravi)]);
  await Promise.all(cards.map((card) => card.press('Ik pak dit op')));
  await Promise.all([flagOf(cora, 'opgepakt door'), flagOf(ravi, 'opgepakt door')]);
  const [first, ...more] = await done();
  expect(more).toEqual([]);
  const by = first === 'acknowledged cora' ? 'Cora Bakker' : 'Ravi Ramdin';
  for (const page of [cora, ravi]) await flagOf(page, `opgepakt door ${by} op 16 februari`);
  await ravi.picture('12-two-coordinators');
});

test('a note of one stands on the card of the other by itself, who goes on typing one: both are kept', async () => {
  const typing = await writes(ravi, 'Joris gesproken');
  await (await writes(cora, 'De mentor gebeld')).press('Notitie bewaren');
  const updated = await flagOf(ravi, 'De mentor gebeld');
  expect(await updated.text()).toContain('Cora Bakker schreef een notitie');
  await typing.press('Notitie bewaren');
  for (const page of [ravi, cora])
    expect(await (await flagOf(page, 'Ravi Ramdin schreef een notitie')).text()).toMatch(
      /De mentor gebeld[^]*Ravi Ramdin schreef een notitie[^]*Joris gesproken/,
    );
  expect((await done()).slice(1)).toEqual(['note cora De mentor gebeld', 'note ravi Joris gesproken']);
});

test('one resolves it: the other sees by whom and why, and there is nothing left to overwrite', async () => {
  const resolving = await writes(cora, 'Elif komt voortaan om 14:00');
  await resolving.choose('Waarom sluit je af?', 'Ander moment afgesproken');
  await resolving.press('Signaal afsluiten');
  for (const page of [cora, ravi]) {
    const resolved = await (await flagOf(page, 'afgesloten door Cora Bakker op 16 februari')).text();
    expect(resolved).toMatch(/Ander moment afgesproken[^]*Elif komt voortaan om 14:00/);
    expect(resolved).not.toContain('Notitie of afsluiten');
  }
  await ravi.picture('13-resolved-by-the-other');
  expect((await done()).slice(3)).toEqual(['resolved cora Elif komt voortaan om 14:00']);
});
