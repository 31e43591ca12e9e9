import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';

/** What happens to a request: its answer is lost, is replaced by a 503, or it never arrives. */
export type Mishap = 'lostReply' | 'badReply' | 'lostRequest';

interface Seen {
  readonly method: string;
  /** Without the query, decoded. */
  readonly path: string;
  /** Rows in the answer. */
  readonly rows: number;
  /** How long the answer is. */
  readonly bytes: number;
}

/** Stands between the client and one service of Azurite, counts, and has mishaps on demand. */
export interface StorageProxy {
  readonly url: string;
  readonly seen: readonly Seen[];
  forget(): void;
  /** Lets this happen to the next so many writes. */
  mishap(what: Mishap, times: number): void;
  /** Does something before the first request of this method whose address or body has this text goes on. */
  before(method: string, text: string, act: () => Promise<void>): void;
  /** Answers the next so many queries with an empty page that has a next one, as Azure may. */
  emptyPages(times: number): void;
  close(): Promise<void>;
}

const bodyOf = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
};

function rowsIn(body: Buffer, type: string | undefined): number {
  if (type?.includes('json') !== true || body.length === 0) return 0;
  const answer: { value?: unknown } = JSON.parse(body.toString('utf8'));
  return Array.isArray(answer.value) ? answer.value.length : 1;
}

/** The mark of a next page that is the first one of Azurite. */
const startAgain = 'start-again';

function withoutMark(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const kept = query.split('&').filter((parameter) => !parameter.endsWith(`=${startAgain}`));
  return kept.length === 0 ? path : `${path}?${kept.join('&')}`;
}

interface Interruption {
  readonly method: string;
  readonly text: string;
  readonly act: () => Promise<void>;
}

class Proxy {
  readonly #target: URL;
  readonly seen: Seen[] = [];
  #mishaps: Mishap[] = [];
  emptyPages = 0;
  #before: Interruption | null = null;

  constructor(target: URL) {
    this.#target = target;
  }

  mishap(what: Mishap, times: number): void {
    this.#mishaps = Array.from({ length: times }, () => what);
  }

  async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    await this.#interrupt(incoming, body);
    if (incoming.method === 'GET' && incoming.url?.includes('filter=') && this.emptyPages > 0) {
      this.emptyPages -= 1;
      this.#answerEmptyPage(incoming, answer);
      return;
    }
    const mishap = incoming.method === 'GET' ? undefined : this.#mishaps.shift();
    if (mishap === 'lostRequest') {
      this.#note(incoming, 0, 0);
      answer.destroy();
      return;
    }
    const reply = await this.#forward(incoming, body);
    const content = await bodyOf(reply);
    const rows = reply.statusCode === 200 ? rowsIn(content, reply.headers['content-type']) : 0;
    this.#note(incoming, rows, content.length);
    if (mishap === 'lostReply') answer.destroy();
    else if (mishap === 'badReply') answer.writeHead(503).end();
    else answer.writeHead(reply.statusCode ?? 500, reply.headers).end(content);
  }

  before(interruption: Interruption): void {
    this.#before = interruption;
  }

  async #interrupt({ method, url = '' }: IncomingMessage, body: Buffer): Promise<void> {
    const planned = this.#before;
    if (planned === null || planned.method !== method) return;
    if (!url.includes(planned.text) && !body.includes(planned.text)) return;
    this.#before = null;
    await planned.act();
  }

  #answerEmptyPage(incoming: IncomingMessage, answer: ServerResponse): void {
    this.#note(incoming, 0, 0);
    const headers = {
      'content-type': 'application/json;odata=minimalmetadata',
      'x-ms-continuation-nextpartitionkey': startAgain,
      'x-ms-continuation-nextrowkey': startAgain,
    };
    answer.writeHead(200, headers).end('{"value":[]}');
  }

  #note({ method = '', url = '' }: IncomingMessage, rows: number, bytes: number): void {
    this.seen.push({ method, path: decodeURIComponent(url.split('?')[0] ?? ''), rows, bytes });
  }

  async #forward(incoming: IncomingMessage, body: Buffer): Promise<IncomingMessage> {
    const { method, url = '', headers } = incoming;
    const { hostname, port } = this.#target;
    const outgoing = request({ hostname, port, method, path: withoutMark(url), headers });
    outgoing.end(body);
    const [reply] = await once(outgoing, 'response');
    return reply;
  }
}

/** A proxy in front of the service at this address. */
export async function storageProxy(target: string): Promise<StorageProxy> {
  const proxy = new Proxy(new URL(target));
  const server = createServer((incoming, answer) => {
    proxy.handle(incoming, answer).catch(() => answer.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('expected a port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    seen: proxy.seen,
    forget: () => proxy.seen.splice(0),
    mishap: (what, times) => proxy.mishap(what, times),
    before: (method, text, act) => proxy.before({ method, text, act }),
    emptyPages: (times) => {
      proxy.emptyPages = times;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
