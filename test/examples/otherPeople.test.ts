import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';
import { readCast, type Cast } from '../../examples/demo/cast';
import { startOtherPeople, type OtherPeople } from '../../examples/demo/otherPeople';
import { freePort } from '../playground/freePort';

const activity = z.object({
  type: z.string(),
  id: z.string(),
  serviceUrl: z.string(),
  from: z.object({ id: z.string(), aadObjectId: z.string() }),
  conversation: z.object({ id: z.string(), tenantId: z.string() }),
  value: z.object({ action: z.unknown() }).optional(),
});
type Activity = z.infer<typeof activity>;

let cast: Cast;
let bot: Server;
let others: OtherPeople;
let arrived: Activity[] = [];
let onArrival: (arrival: Activity) => void = () => {};

beforeAll(async () => {
  cast = await readCast(join(process.cwd(), 'examples', 'programme'));
  bot = createServer((request, response) => void take(request, response));
  bot.listen(0, '127.0.0.1');
  await once(bot, 'listening');
  const address = bot.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint = `http://127.0.0.1:${address.port}/api/messages`;
  others = await startOtherPeople({
    programme: cast.programme,
    people: cast.others,
    port: await freePort(),
    endpoint,
    thinkingTime: 0,
  });
  await others.install();
});
afterAll(async () => {
  await others.stop();
  bot.closeAllConnections();
  bot.close();
});

async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const arrival = activity.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  arrived.push(arrival);
  response.end('{}');
  onArrival(arrival);
}

test('the bot is installed for all students and teachers but those the visitor plays, each in their own tenant', () => {
  expect(arrived.map(({ type }) => type)).toEqual(Array.from({ length: 60 }, () => 'installationUpdate'));
  expect(new Set(arrived.map(({ from }) => from.id)).size).toBe(60);
  expect(new Set(arrived.map(({ conversation }) => conversation.tenantId)).size).toBe(2);
});

test('their Teams says who they are, so that the bot finds them by address', async () => {
  const addresses = await Promise.all(
    arrived.map(async ({ serviceUrl, conversation, from }) => {
      const chat = encodeURIComponent(conversation.id);
      const member = await fetch(
        `${serviceUrl}/v3/conversations/${chat}/members/${encodeURIComponent(from.id)}`,
      );
      return z.object({ email: z.string() }).parse(await member.json()).email;
    }),
  );
  expect(addresses.toSorted()).toEqual(cast.others.map(({ email }) => email).toSorted());
});

const checkIn = (session: string): object => ({
  type: 'message',
  attachments: [
    {
      content: {
        actions: [
          {
            title: 'Ja',
            type: 'Action.Execute',
            verb: 'checkIn.record',
            data: { session, outcome: 'onTime' },
          },
        ],
      },
    },
  ],
});
const nudge = {
  type: 'message',
  attachments: [
    {
      content: {
        actions: [
          { verb: 'checkIn.record', data: { session: 'J3A02/2027-02-09', outcome: 'studentAbsent' } },
        ],
      },
    },
  ],
};

async function send(message: object): Promise<number> {
  const [student] = arrived;
  if (student === undefined) throw new Error('nobody is installed');
  const chat = encodeURIComponent(student.conversation.id);
  const url = `${student.serviceUrl}/v3/conversations/${chat}/activities/made-up`;
  return (await fetch(url, { method: 'POST', body: JSON.stringify(message) })).status;
}

const nextArrival = async (): Promise<Activity> => new Promise((resolve) => (onArrival = resolve));

test('a check-in is answered by the plan, once it comes; a nudge is only read', async () => {
  const answer = nextArrival();
  expect(await send(nudge)).toBe(201);
  expect(await send(checkIn('J3A02/2027-02-09'))).toBe(201);
  expect(await answer).toMatchObject({
    type: 'invoke',
    value: {
      action: {
        type: 'Action.Execute',
        verb: 'checkIn.record',
        data: { session: 'J3A02/2027-02-09', outcome: 'absentUnnotified' },
      },
    },
  });
  expect(arrived.filter(({ type }) => type === 'invoke')).toHaveLength(1);
});

test('what is no activity, or for nobody, is refused', async () => {
  const [student] = arrived;
  const url = `${student?.serviceUrl}/v3/conversations/somebody/activities`;
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404);
});
