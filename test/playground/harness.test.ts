import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { z } from 'zod';
import { startPlayground, type Playground } from '../../examples/demo/playground';
import type { DemoPerson } from '../../examples/demo/people';
import { freePort } from './freePort';
import { launchBrowser } from './browser';
import { openChat } from './page';

const folder = mkdtempSync(join(tmpdir(), 'mentormaat-playground-'));
let browser: Browser;
let bot: Server;
let playground: Playground;
let stopPlayground: () => Promise<unknown> = async () => null;

const person = (n: number): DemoPerson => ({
  name: `Person ${n}`,
  email: `person${n}@example.org`,
  role: 'student',
  tenant: 'tenant',
  aadObjectId: `person-${n}`,
});

beforeAll(async () => {
  bot = createServer((request, response) => void echo(request, response));
  await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
  const [me, ...colleagues] = [0, 1, 2, 3, 4, 5].map(person);
  if (me === undefined) throw new Error('nobody');
  const endpoint = `http://127.0.0.1:${portOf(bot)}/api/messages`;
  [playground, browser] = await Promise.all([
    startPlayground({
      person: me,
      colleagues,
      port: await freePort(),
      endpoint,
      folder,
      onStart: (part) => {
        stopPlayground = async () => part.stop();
      },
    }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser.close();
  await stopPlayground();
  bot.closeAllConnections();
  bot.close();
  rmSync(folder, { recursive: true, force: true });
});

test('a card in the playground can be read, filled in and pressed, and replaces itself', async () => {
  const chat = await openChat(browser, playground.address);
  await chat.say('hoi');
  const card = await chat.card('Hoe ging het?');
  await card.press('Te laat');
  await card.fill('Hoeveel minuten?', '12');
  await card.choose('Waarover?', 'Motieven', 'Werk');
  await card.picture('harness-card');
  await card.press('Vastleggen');
  const answered = await chat.card('checkIn.record', '"minutesLate":"12"', '"topics":"motives,work"');
  await chat.picture('harness-page');
  expect(await answered.text()).not.toContain('Hoe ging het?');
  expect(await chat.cards()).toHaveLength(1);
});

const activity = z.object({
  type: z.string(),
  serviceUrl: z.string(),
  conversation: z.object({ id: z.string() }),
  value: z.object({ action: z.unknown() }).optional(),
});

/** The smallest bot: a card to every message, and what was pressed as the card that replaces it. */
async function echo(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const body = Buffer.concat(chunks).toString('utf8');
  response.setHeader('content-type', 'application/json');
  const said = activity.safeParse(body === '' ? null : JSON.parse(body)).data;
  if (said?.type === 'invoke') {
    const value = textCard(JSON.stringify(said.value?.action));
    response.end(JSON.stringify({ statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value }));
    return;
  }
  response.end('{}');
  if (said?.type !== 'message') return;
  const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: questionCard };
  await fetch(`${said.serviceUrl}/v3/conversations/${encodeURIComponent(said.conversation.id)}/activities`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', attachments: [attachment] }),
  });
}

const textCard = (text: string): object => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text, wrap: true }],
});

const choice = (title: string, value: string): object => ({ title, value });
const questionCard = {
  ...textCard('Hoe ging het?'),
  actions: [
    {
      type: 'Action.ShowCard',
      title: 'Te laat',
      card: {
        type: 'AdaptiveCard',
        body: [
          { type: 'Input.Number', id: 'minutesLate', label: 'Hoeveel minuten?' },
          {
            type: 'Input.ChoiceSet',
            id: 'topics',
            label: 'Waarover?',
            isMultiSelect: true,
            choices: [choice('Motieven', 'motives'), choice('Werk', 'work')],
          },
        ],
        actions: [
          { type: 'Action.Execute', title: 'Vastleggen', verb: 'checkIn.record', data: { session: 's' } },
        ],
      },
    },
  ],
};

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
