/** A stand-in for Teams: takes what the bot sends, tells who its members are, and presses buttons like a person. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

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
  readonly replyToId?: string;
  readonly summary?: string;
  readonly attachments?: readonly { readonly content: unknown }[];
}

/** What the bot wants: to tell who a member is, to start a message, to answer somebody, or to change a card. */
export type What = 'member' | 'message' | 'reply' | 'update';

/** How a request is answered: `reset` breaks the line, `hang` never answers. */
export type Answer = number | 'reset' | 'hang';

/** What befalls a request. */
export interface Trouble {
  readonly answer: Answer;
  /** Whether what was sent arrives all the same. */
  readonly delivered: boolean;
  /** Seconds, for the header. */
  readonly retryAfter?: number;
}

/** A request of the bot; moments are milliseconds of `performance.now()`. */
export interface Asked {
  readonly at: number;
  readonly what: What;
  readonly conversation: string;
  readonly delivered: boolean;
  readonly answer: Answer;
  readonly retryAfter: number | null;
  /** Null while it waits for its answer. */
  answeredAt: number | null;
}

/** Decides how a request is answered: null takes it, a number refuses it with that status, `reset` breaks the line. */
export type Fault = (request: {
  readonly method: string;
  readonly path: string;
  readonly count: number;
  readonly what: What;
  readonly at: number;
}) => number | 'reset' | Trouble | null;

const troubleOf = (fault: ReturnType<Fault>): Trouble | null =>
  fault === null || typeof fault === 'object' ? fault : { answer: fault, delivered: false };

const refused = { error: { code: 'StandIn', message: 'a fault was asked for' } };

/** Answers to what people did name the activity that they answer. */
const whatOf = (method: string, part: string, { replyToId }: Activity): What => {
  if (part === 'members') return 'member';
  if (method === 'PUT') return 'update';
  return replyToId?.startsWith('activity-') === true ? 'reply' : 'message';
};

const bodyOf = async (request: IncomingMessage): Promise<Activity> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? { type: 'none' } : JSON.parse(text);
};

const answer = (response: ServerResponse, status: number, body: object, headers = {}): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
};

export class TeamsStandIn {
  readonly arrived: Arrived[] = [];
  readonly updated: Arrived[] = [];
  /** Every request of the bot, in order of arrival. */
  readonly asked: Asked[] = [];
  fault: Fault = () => null;
  /** Milliseconds until an answer goes out. */
  latency = 0;
  /** Hears of every message as it arrives. */
  onArrival: (arrived: Arrived) => void = () => undefined;
  private readonly players = new Map<string, Player>();
  private readonly server: Server;
  private count = 0;
  private activities = 0;

  constructor(private readonly endpoint: () => string) {
    this.server = createServer((request, response) => {
      // Whoever asked may die while asking.
      this.serve(request, response).catch(() => response.destroy());
    });
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
    const at = performance.now();
    this.count += 1;
    const { count } = this;
    const { method = '', url: path = '' } = request;
    const activity = await bodyOf(request);
    const [, chat = '', part = '', id = ''] =
      /^\/v3\/conversations\/([^/]+)\/(\w+)(?:\/([^/?]+))?/.exec(path) ?? [];
    const conversation = decodeURIComponent(chat);
    const to = this.players.get(conversation) ?? null;
    const what = whatOf(method, part, activity);
    const trouble = troubleOf(this.fault({ method, path, count, what, at }));
    const asked = this.note(at, what, conversation, trouble);
    const sent = what === 'update' ? id : `sent-${count}`;
    if (asked.delivered) this.take(what, { to, conversation, activity, id: sent });
    if (this.latency > 0) await pause(this.latency);
    if (trouble === null && what === 'member') this.member(response, to);
    else if (trouble === null) answer(response, 201, { id: `sent-${count}` });
    else this.trouble(response, trouble);
    if (trouble?.answer !== 'hang') asked.answeredAt = performance.now();
  }

  private note(at: number, what: What, conversation: string, trouble: Trouble | null): Asked {
    const { answer: given = 201, delivered = true, retryAfter = null } = trouble ?? {};
    const asked = { at, what, conversation, delivered, answer: given, retryAfter, answeredAt: null };
    this.asked.push(asked);
    return asked;
  }

  private take(what: What, arrived: Arrived): void {
    if (what === 'member') return;
    (what === 'update' ? this.updated : this.arrived).push(arrived);
    this.onArrival(arrived);
  }

  private trouble(response: ServerResponse, { answer: given, retryAfter }: Trouble): void {
    if (given === 'reset') response.destroy();
    else if (given !== 'hang') {
      answer(response, given, refused, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
    }
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
