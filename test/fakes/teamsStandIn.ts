/** A stand-in for Teams: takes what the bot sends, tells who its members are, and presses buttons like a person. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Somebody with the bot installed in their one-to-one chat. */
export interface Player {
  readonly name: string;
  readonly email: string;
  readonly aadObjectId: string;
  readonly tenant: string;
}

/** A message of the bot as it arrived. */
export interface Arrived {
  readonly to: Player | null;
  readonly conversation: string;
  readonly activity: Activity;
  /** Id given to it. */
  readonly id: string;
}

export interface Activity {
  readonly type: string;
  readonly id?: string;
  readonly summary?: string;
  readonly attachments?: readonly { readonly content: unknown }[];
}

/** Decides how a request is answered: null takes it, a number refuses it with that status, `reset` breaks the line. */
export type Fault = (request: {
  readonly method: string;
  readonly path: string;
  readonly count: number;
}) => number | 'reset' | null;

const bodyOf = async (request: IncomingMessage): Promise<Activity> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? { type: 'none' } : JSON.parse(text);
};

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

export class TeamsStandIn {
  readonly arrived: Arrived[] = [];
  readonly updated: Arrived[] = [];
  fault: Fault = () => null;
  private readonly players = new Map<string, Player>();
  private readonly server: Server;
  private count = 0;
  private activities = 0;

  constructor(private readonly endpoint: () => string) {
    this.server = createServer((request, response) => void this.serve(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  get serviceUrl(): string {
    const address = this.server.address();
    return `http://127.0.0.1:${isAddress(address) ? address.port : 0}`;
  }

  /** Messages that arrived for somebody, oldest first. */
  to(player: Player): Arrived[] {
    return this.arrived.filter((arrived) => arrived.to?.email === player.email);
  }

  async install(player: Player): Promise<Response> {
    return this.post(player, { type: 'installationUpdate', action: 'add' });
  }

  async say(player: Player, text: string, more: object = {}): Promise<Response> {
    return this.post(player, { type: 'message', text, ...more });
  }

  /** Presses a button; the answer is the body of the invoke. */
  async press(player: Player, verb: string, data: object, more: object = {}): Promise<InvokeAnswer> {
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' };
    const response = await this.post(player, { type: 'invoke', name: 'adaptiveCard/action', value, ...more });
    const text = await response.text();
    return { status: response.status, body: text === '' ? null : JSON.parse(text), text };
  }

  async post(player: Player, activity: object): Promise<Response> {
    this.activities += 1;
    const conversation = `chat-${player.aadObjectId}`;
    this.players.set(conversation, player);
    return fetch(this.endpoint(), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        id: `activity-${this.activities}`,
        channelId: 'msteams',
        serviceUrl: this.serviceUrl,
        from: { id: `29:${player.aadObjectId}`, name: player.name, aadObjectId: player.aadObjectId },
        recipient: { id: '28:bot', name: 'mentormaat' },
        conversation: { id: conversation, conversationType: 'personal', tenantId: player.tenant },
        channelData: { tenant: { id: player.tenant } },
        ...activity,
      }),
    });
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.count += 1;
    const { method = '', url: path = '' } = request;
    const activity = await bodyOf(request);
    const fault = this.fault({ method, path, count: this.count });
    if (fault === 'reset') return void request.socket.destroy();
    if (fault !== null)
      return answer(response, fault, { error: { code: 'StandIn', message: 'a fault was asked for' } });
    const [, chat = '', part = '', id = ''] =
      /^\/v3\/conversations\/([^/]+)\/(\w+)(?:\/([^/?]+))?/.exec(path) ?? [];
    const conversation = decodeURIComponent(chat);
    const to = this.players.get(conversation) ?? null;
    if (part === 'members') return this.member(response, to);
    const arrived = { to, conversation, activity, id: `sent-${this.count}` };
    (method === 'PUT' ? this.updated : this.arrived).push({
      ...arrived,
      id: method === 'PUT' ? id : arrived.id,
    });
    answer(response, 201, { id: arrived.id });
  }

  private member(response: ServerResponse, player: Player | null): void {
    if (player === null) return answer(response, 404, { error: { code: 'MemberNotFoundInConversation' } });
    const { name, email, aadObjectId } = player;
    answer(response, 200, { id: `29:${aadObjectId}`, name, email, userPrincipalName: email, aadObjectId });
  }
}

export interface InvokeAnswer {
  readonly status: number;
  readonly body: { readonly statusCode?: number; readonly type?: string; readonly value?: unknown } | null;
  readonly text: string;
}

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

/** All text of a card, in order, for reading what a person would read. */
export const textsOf = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'string' && ['text', 'title', 'value', 'label'].includes(key) ? [inner] : textsOf(inner),
  );
};
