/**
 * A round of intervision on screen: a coordinator makes it, a teacher offers times, two students answer on pages of
 * their own (the others of the group through the same door), then invitation, case, agenda and report.
 */
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';
import { readDemoProgramme } from '../../examples/demo/people';
import { z } from 'zod';
import type { ChatPage } from './page';
import { setStage, type Stage } from './stage';

/** A browser on a crowded machine takes its time. */
jest.setTimeout(120_000);

let stage: Stage;
let coordinator: ChatPage;
let teacher: ChatPage;
let noor: ChatPage;
let sam: ChatPage;
/** Teams of the members without a page. */
let teams: TeamsStandIn;

const slot = z.object({ id: z.string(), start: z.string(), end: z.string() });
const shape = z.array(
  z.object({
    round: z.string(),
    name: z.string(),
    status: z.string(),
    groups: z.array(
      z.object({
        group: z.string(),
        students: z.array(z.string()),
        status: z.string(),
        slot: slot.nullable(),
        slots: z.array(slot),
        case: z.object({ student: z.string() }).nullable(),
        attended: z.array(z.string()).nullable(),
      }),
    ),
  }),
);

/** Group A in the round that is made here. */
async function groupA() {
  const made = shape
    .parse(await stage.bot.json('rounds', 'hmp-2027'))
    .find(({ name }) => name === 'Februari');
  const group = made?.groups.find((one) => one.group === 'A');
  if (made === undefined || group === undefined) throw new Error('the round has no group A');
  return { round: made.round, ...group };
}

/** Some weekdays before a day, at four. */
const before = (day: string, weekdays: number): string => {
  let [date, left] = [new Date(`${day}T12:00:00Z`), weekdays];
  while (left > 0) {
    date = new Date(date.getTime() - 86_400_000);
    if (![0, 6].includes(date.getUTCDay())) left -= 1;
  }
  return `${date.toISOString().slice(0, 10)}T16:00:00+01:00`;
};

beforeAll(async () => {
  stage = await setStage();
  teams = new TeamsStandIn(() => stage.bot.endpoint);
  await teams.open();
  [coordinator, teacher] = await Promise.all([stage.pageOf('coordinator'), stage.pageOf('teacher')]);
  [noor, sam] = await Promise.all([stage.pageOf('student'), stage.pageAs('sam.vandijk@example.org')]);
  // A page that is not connected yet forgets what is typed on it.
  await Promise.all([coordinator, teacher, noor, sam].map(async (page) => page.card('welkom')));
}, 180_000);

afterAll(async () => {
  await stage.close();
  await teams.close();
});

test('a coordinator makes a round, sees the proposal, and starts it', async () => {
  await coordinator.say('intervisie');
  const form = await coordinator.card('Intervisierondes', 'nog geen ronde');
  await form.press('Nieuwe ronde');
  await form.fill('Naam', 'Februari');
  // Not on a Tuesday, on which the teacher's other group meets: reminders for both would be one card.
  await form.fill('Eerste dag', '2027-02-17');
  await form.fill('Laatste dag', '2027-02-19');
  await form.fill('Antwoorden tot en met', '2027-02-11');
  await form.picture('20-round-form');
  await form.press('Voorstel maken');
  const proposal = await coordinator.card('Voorstel: Februari', 'Groep A');
  await proposal.picture('21-round-proposal');
  expect(await proposal.text()).not.toContain('Groep E');
  await proposal.press('Ronde starten');
  await coordinator.card('De ronde is gestart');
});

test('the teacher offers the times that are proposed', async () => {
  await stage.itIs('2027-02-08T12:05:00+01:00');
  const offer = await teacher.card('Kies tijden voor de groep', 'groep A');
  await offer.picture('22-round-offer');
  await offer.press('Tijden voorstellen');
  await (await teacher.card('De groep kan kiezen')).picture('23-round-offered');
});

/** The members of the group without a page answer through the same door. */
async function othersAnswer(): Promise<void> {
  const { round, students, slots } = await groupA();
  const { people } = await readDemoProgramme('examples/programme');
  for (const email of students) {
    const person = people.find((each) => each.email === email);
    if (person === undefined || /^(noor|sam)\./.test(email)) continue;
    const player: Player = person;
    await teams.install(player);
    const chosen = slots.map(({ id }) => id).join(',');
    const { body } = await teams.press(player, 'round.available', { round, group: 'A', slots: chosen });
    expect(body).toMatchObject({ statusCode: 200 });
  }
}

test('two students say on their pages when they can; with the last answer the time is set', async () => {
  await stage.itIs('2027-02-08T12:10:00+01:00');
  await othersAnswer();
  const question = await noor.card('Wanneer kun je?');
  await question.picture('24-round-poll');
  await question.press('Alles past');
  await (await noor.card('Dan kun je:')).picture('25-round-answered');
  await (await sam.card('Wanneer kun je?')).press('Alles past');
  await sam.card('Dan kun je:');
  await stage.itIs('2027-02-08T12:15:00+01:00');
  for (const page of [noor, sam, teacher]) await page.card('Intervisie: de tijd is bekend');
  await (await teacher.card('Intervisie: de tijd is bekend')).picture('26-round-invite');
  expect(await groupA()).toMatchObject({ status: 'scheduled', case: { student: 'noor.dejong@example.org' } });
});

test('who brings the case writes it, without the name of the pupil', async () => {
  const { slot: chosen } = await groupA();
  await stage.itIs(before(chosen?.start.slice(0, 10) ?? '', 5));
  const asked = await noor.card('Jij brengt een situatie in', 'Leervraag');
  await asked.fill('Titel', 'Stilte');
  await asked.fill('Wat gebeurde er?', 'Yara zei een kwartier lang niets en ik praatte alles vol.');
  await asked.fill('Leervraag', 'Hoe kan ik een stilte laten duren?');
  await asked.picture('27-round-case');
  await asked.press('Opslaan');
  const refused = await noor.card('Hier staat de naam van een leerling van jou');
  await refused.picture('28-round-case-refused');
  await refused.fill('Wat gebeurde er?', 'Het bleef een kwartier stil en ik praatte alles vol.');
  await refused.press('Opslaan');
  await noor.card('Je inbreng is opgeslagen');
});

test('the group gets the agenda with the case a weekday before, the coordinator does not', async () => {
  const { slot: chosen } = await groupA();
  await stage.itIs(before(chosen?.start.slice(0, 10) ?? '', 1));
  for (const page of [teacher, sam]) {
    const agenda = await page.card('Agenda van de intervisie', 'Stilte');
    expect(await agenda.text()).toContain('Hoe kan ik een stilte laten duren?');
  }
  await (await teacher.card('Agenda van de intervisie', 'Stilte')).picture('29-round-agenda');
  await coordinator.say('intervisie');
  expect(await (await coordinator.card('Intervisierondes')).text()).not.toContain('Stilte');
  await teacher.say('mijn week');
  await (await teacher.card('Jouw week')).picture('30-round-week');
});

test('the teacher says who was there, and it counts', async () => {
  const { slot: chosen } = await groupA();
  await stage.itIs(chosen?.end ?? '');
  const report = await teacher.card('Hoe was de intervisie?', 'Wie was er?');
  await report.picture('31-round-report');
  await report.tick('Sam van Dijk');
  await report.fill('Voor de volgende keer', 'Noor vertelt hoe het ging.');
  await report.press('Opslaan');
  await (await teacher.card('Het verslag is opgeslagen')).picture('32-round-reported');
  const { attended, students } = await groupA();
  expect(attended?.toSorted()).toEqual(students.filter((email) => !email.startsWith('sam.')).toSorted());
  await noor.say('uren');
  const hours = await noor.card('Je uren');
  expect(await hours.text()).toContain('1× · 1 uur en 5 minuten');
  await hours.picture('33-hours');
});
