import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { memberOf, type DemoPerson } from './people';

/** The part of Teams that the bot needs to reach people: it takes activities and tells who its members are. */
export interface PeopleChannel {
  readonly serviceUrl: string;
  close(): Promise<void>;
}

/** The conversation of a person with the bot. */
export const chatOf = (person: DemoPerson): string => `a:${person.aadObjectId}`;

/**
 * Opens the channel on a loopback port and hands on every activity the bot sends to one of them.
 * Fails with the system's error when the port is taken.
 */
export async function openPeopleChannel(
  port: number,
  people: readonly DemoPerson[],
  received: (person: DemoPerson, activity: unknown) => void,
): Promise<PeopleChannel> {
  const byChat = new Map(people.map((person) => [chatOf(person), person]));
  let count = 0;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const { status, body, person, activity } = await serve(request, byChat);
      count += 1;
      reply(response, status, body ?? { id: `demo-${count}` });
      if (person !== undefined) received(person, activity);
    } catch {
      reply(response, 400, { error: { code: 'BadSyntax' } });
    }
  };
  const server = createServer((request, response) => void handle(request, response));
  await listen(server, port);
  return {
    serviceUrl: `http://localhost:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Served {
  readonly status: number;
  readonly body?: object;
  readonly person?: DemoPerson;
  readonly activity?: unknown;
}

async function serve(request: IncomingMessage, byChat: ReadonlyMap<string, DemoPerson>): Promise<Served> {
  const [, chat = '', part] = /^\/v3\/conversations\/([^/]+)\/(\w+)/.exec(request.url ?? '') ?? [];
  const person = byChat.get(decodeURIComponent(chat));
  if (person === undefined) return { status: 404, body: { error: { code: 'ConversationNotFound' } } };
  if (part === 'members') return { status: 200, body: memberOf(person) };
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return { status: 201, person, activity: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}
