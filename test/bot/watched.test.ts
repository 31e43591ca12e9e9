/** The built bot as its operator watches it: what failed is shown and released, who is refused is told of, and the figures say the same. */
import { join } from 'node:path';
import { z } from 'zod';
import { parseFolder } from '../../bot/roster/parseProgramme';
import { readFolder } from '../../bot/roster/readFolder';
import { figuresReceiver, type FiguresReceiver } from '../fakes/figuresReceiver';
import { StartedBot } from '../fakes/startedBot';
import { TeamsStandIn, type Player } from '../fakes/teamsStandIn';

const folder = join(process.cwd(), 'examples', 'programme');

const row = z.object({
  key: z.string(),
  kind: z.string(),
  receiver: z.string(),
  status: z.string(),
  sentAt: z.string().nullable(),
  reason: z.string().nullable(),
});
const released = z.object({ released: z.array(z.string()), tooLate: z.array(z.string()) });

const attribute = z.object({ key: z.string(), value: z.object({ stringValue: z.string() }) });
const point = z.object({ attributes: z.array(attribute), asDouble: z.number().optional() });
const points = z.object({ dataPoints: z.array(point) });
const figure = z.object({ name: z.string(), sum: points.optional(), histogram: points.optional() });
const otlpBody = z.object({
  resourceMetrics: z.tuple([z.object({ scopeMetrics: z.tuple([z.object({ metrics: z.array(figure) })]) })]),
});

let bot: StartedBot;
let teams: TeamsStandIn;
let receiver: FiguresReceiver;
let players: readonly Player[];
/** How many nudges Teams refused. */
let refused = 0;

const rows = async (): Promise<readonly z.infer<typeof row>[]> =>
  z.array(row).parse(await bot.json('outbox', 'hmp-2027'));

/** Sums of the last export, for example `mentormaat.messages.ended nudge sent`. */
const lastFigures = (): ReadonlyMap<string, number | undefined> => {
  const [{ scopeMetrics }] = otlpBody.parse(
    JSON.parse(receiver.deliveries.at(-1)?.body ?? ''),
  ).resourceMetrics;
  return new Map(
    scopeMetrics[0].metrics.flatMap(({ name, sum, histogram }) =>
      (sum ?? histogram ?? { dataPoints: [] }).dataPoints.map(({ attributes, asDouble }) => [
        [name, ...attributes.map(({ value }) => value.stringValue)].join(' '),
        asDouble,
      ]),
    ),
  );
};

beforeAll(async () => {
  receiver = await figuresReceiver();
  bot = await StartedBot.make({
    DEMO_CLOCK: '2027-02-08T08:00:00+01:00@0',
    LOG_LEVEL: 'warn',
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.address,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
  });
  await bot.tool('import', folder);
  const parsed = parseFolder(await readFolder(folder));
  if (!parsed.ok) throw new Error('the sample programme has problems');
  const tenant = parsed.programme.tenants[0] ?? '';
  const emails = new Set(parsed.programme.people.map((person) => person.email));
  players = [...emails].map((email) => ({ name: email, email, aadObjectId: `aad-${email}`, tenant }));
  await bot.start();
  teams = new TeamsStandIn(() => bot.endpoint);
  await teams.open();
  for (const player of players) await teams.install(player);
});

afterAll(async () => {
  await teams.close();
  await bot.remove();
  await receiver.close();
});

test('messages that Teams refuses are shown, and go out once they are released', async () => {
  teams.fault = ({ what }) => (what === 'message' ? 400 : null);
  await bot.moveClock('2027-02-08T17:00:00+01:00');
  const failed = (await rows()).filter(({ status }) => status === 'failed');
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.every(({ reason }) => reason === 'http 400')).toBe(true);
  refused = failed.filter(({ kind }) => kind === 'nudge').length;
  expect((await bot.tool('doctor')).out).toContain(`hmp-2027: ${failed.length} failed, 0 of them put aside`);

  teams.fault = () => null;
  teams.arrived.length = 0;
  const answer = released.parse(await bot.json('release', 'hmp-2027'));
  expect([...answer.released, ...answer.tooLate].toSorted()).toEqual(failed.map(({ key }) => key).toSorted());
  await bot.moveClock('2027-02-08T17:00:00+01:00');
  const sent = (await rows()).filter(({ status }) => status === 'sent');
  expect(sent.map(({ key }) => key).toSorted()).toEqual(answer.released);
  expect(sent.length).toBeGreaterThan(0);
  expect(teams.arrived).toHaveLength(sent.length);
});

/** What a person was to get of one kind. */
const rowsOf = async (who: string, kind: string) =>
  (await rows()).filter((one) => one.receiver === who && one.kind === kind);

const cora = 'cora.bakker@example.org';

test.each([
  [403, 'noor.dejong@example.org', 'Noor de Jong', '2027-02-09'],
  [404, 'lotte.vandermeer@example.org', 'Lotte van der Meer', '2027-02-10'],
])(
  'Teams answers %i: nothing more goes there, the coordinator hears it the same day, and who writes gets it after all',
  async (status, email, name, day) => {
    const [student, coordinator] = [email, cora].map((who) => players.find((one) => one.email === who));
    if (student === undefined || coordinator === undefined) throw new Error('not in the sample programme');
    const chat = encodeURIComponent(`chat-${student.aadObjectId}`);
    const toThem = () =>
      teams.asked.filter(({ conversation }) => conversation === `chat-aad-${email}`).length;
    teams.fault = ({ path }) => (path.includes(chat) ? status : null);
    const before = [toThem(), teams.to(coordinator).length];
    await bot.moveClock(`${day}T12:00:00+01:00`);
    expect(await rowsOf(email, 'checkIn')).toMatchObject([
      { status: 'unreachable', reason: `http ${status}` },
    ]);
    const told = (await rowsOf(cora, 'studentUnreachable')).filter(({ key }) => key.includes(email));
    expect(told).toMatchObject([{ status: 'sent', sentAt: expect.stringContaining(day) }]);
    const [card] = teams.to(coordinator).slice(before[1]);
    expect(JSON.stringify(card?.activity)).toContain(`Ik kan ${name} niet bereiken`);

    await bot.moveClock(`${day}T18:00:00+01:00`);
    expect(toThem()).toBe((before[0] ?? 0) + 1);

    teams.fault = () => null;
    expect((await teams.say(student, 'hulp')).status).toBe(200);
    await bot.moveClock(`${day}T18:00:00+01:00`);
    expect(await rowsOf(email, 'checkIn')).toMatchObject([
      { status: 'sent', sentAt: expect.stringContaining(`${day}T18:00`) },
    ]);
    expect(teams.to(student).some(({ activity }) => JSON.stringify(activity).includes('checkIn.'))).toBe(
      true,
    );
  },
  60_000,
);

test('the figures left at the end say the same, and name nobody', async () => {
  const all = await rows();
  const nudges = all.filter(({ kind }) => kind === 'nudge');
  const code = await bot.stop();
  const figures = lastFigures();
  expect(code).toBe(0);
  expect(figures.get('mentormaat.messages.planned')).toBe(all.length);
  expect(figures.get('mentormaat.messages.ended nudge failed refused')).toBe(refused);
  const sent = nudges.filter(({ status }) => status === 'sent');
  expect(figures.get('mentormaat.messages.ended nudge sent')).toBe(sent.length);
  for (const name of [
    'mentormaat.messages.lateness',
    'mentormaat.messages.ended checkIn unreachable refused',
    'mentormaat.send.duration unreachable',
    'mentormaat.send.duration refused',
    'mentormaat.send.duration sent',
    'mentormaat.queue.wait_time',
    'mentormaat.sender.changes taken',
    'mentormaat.sender.changes givenBack',
    'mentormaat.inbound.duration installed answered',
    'mentormaat.tick.duration well',
  ]) {
    expect([...figures.keys()]).toContain(name);
  }
  const body = receiver.deliveries.map((delivery) => delivery.body).join('');
  for (const { email, aadObjectId, tenant } of players) {
    for (const secret of [email, aadObjectId, tenant]) expect(body).not.toContain(secret);
  }
  expect(body).not.toContain('@');
});
