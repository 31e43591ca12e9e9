/** The HTTP routes, and the door they are behind. */
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  createServer,
  plugins,
  type Request,
  type RequestHandler,
  type Response,
  type Server,
} from 'restify';
import type { MadeFile } from './exportPorts';
import type { HttpAnswer, Log } from './ports';

/** What the routes need. */
export interface ServerPorts {
  readonly onActivity: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  /** Null when ready, else the reason why not. */
  readonly notReady: () => Promise<string | null>;
  /** The file behind a token, which is used up by that; null when there is none (any more). Absent where none are given. */
  readonly file?: (token: string) => Promise<MadeFile | null>;
  /** The demo clock's routes; null where there is none. */
  readonly demo: DemoRoutes | null;
  readonly log: Log;
}

/** Reading and moving the demo clock. */
export interface DemoRoutes {
  readonly read: () => HttpAnswer;
  readonly move: (body: unknown) => Promise<HttpAnswer>;
}

const largestBody = 256 * 1024;

type Handle = (request: Request) => HttpAnswer | Promise<HttpAnswer>;

const answerOf = async (handle: Handle, request: Request, log: Log): Promise<HttpAnswer> => {
  try {
    return await handle(request);
  } catch (error) {
    log.error('request not handled', { route: request.path(), error: String(error) });
    return { status: 500, body: { error: 'not handled' } };
  }
};

/** A handler that answers whatever the function gives; 500, and a line in the log, when it throws. */
const answersWith =
  (log: Log) =>
  (handle: Handle): RequestHandler =>
  async (request, response) => {
    const { status, body } = await answerOf(handle, request, log);
    if (body === null || body === undefined) response.send(status);
    else response.json(status, body);
  };

/** A packed body could unpack to any size. */
const onlyPlain: RequestHandler = (request, response, next) => {
  if (request.header('content-encoding') === undefined) return next();
  response.json(400, { error: 'no activity' });
  return next(false);
};

const answered =
  (status: number, error: string) =>
  (_request: Request, response: Response, _error: unknown, done: () => void): void => {
    response.json(status, { error });
    done();
  };

/** Errors of restify itself as short JSON: 413 for a body that is too large, 400 for one that is no JSON. */
const shortErrors = (server: Server): void => {
  server.on('NotFound', answered(404, 'not found'));
  server.on('MethodNotAllowed', answered(404, 'not found'));
  server.on('VersionNotAllowed', answered(404, 'not found'));
  server.on('PayloadTooLarge', answered(413, 'body over 256 KB'));
  server.on('RequestEntityTooLarge', answered(413, 'body over 256 KB'));
  server.on('InvalidContent', answered(400, 'no activity'));
  server.on('UnsupportedMediaType', answered(400, 'no activity'));
};

/** ASCII for the eldest, and the whole name as RFC 6266 has it. */
const dispositionOf = (name: string): string => {
  const plain = name.normalize('NFKD').replaceAll(/[^A-Za-z0-9 ._-]/g, '');
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
};

/** Nobody between here and the reader keeps the file or looks into it. */
const fileHeaders = ({ name, contentType }: MadeFile): Readonly<Record<string, string>> => ({
  'content-type': contentType,
  'content-disposition': dispositionOf(name),
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
});

/** Sends the file as it is made; one that breaks off ends the connection, so that nobody takes half of it for all. */
const servesFile =
  (file: NonNullable<ServerPorts['file']>, log: Log): RequestHandler =>
  async (request, response) => {
    try {
      const made = await file(String(request.params.token));
      if (made === null) response.json(404, { error: 'not found' }, { 'cache-control': 'no-store' });
      else {
        response.writeHead(200, fileHeaders(made));
        await pipeline(Readable.from(made.chunks, { objectMode: false }), response);
      }
    } catch (error) {
      log.error('file not handed over', { error: String(error) });
      if (response.headersSent) response.destroy();
      else response.json(500, { error: 'not handled' });
    }
  };

/** Every route there is; anything else is 404. */
const makeRoutes = (ports: ServerPorts): Server => {
  const server = createServer({ name: 'mentormaat' });
  const answers = answersWith(ports.log);
  shortErrors(server);
  const body = [
    onlyPlain,
    plugins.bodyReader({ maxBodySize: largestBody }),
    ...plugins.jsonBodyParser({ bodyReader: true, mapParams: false }),
  ];
  server.post(
    '/api/messages',
    ...body,
    answers((request) => ports.onActivity(request.header('authorization', ''), request.body)),
  );
  server.get(
    '/healthz',
    answers(() => ({ status: 200, body: { alive: true } })),
  );
  server.get(
    '/readyz',
    answers(async () => {
      const reason = await ports.notReady();
      return reason === null
        ? { status: 200, body: { ready: true } }
        : { status: 503, body: { ready: false, reason } };
    }),
  );
  const { demo, file } = ports;
  if (file !== undefined) server.get('/files/:token', servesFile(file, ports.log));
  if (demo !== null) {
    server.get(
      '/demo/clock',
      answers(() => demo.read()),
    );
    server.post(
      '/demo/clock',
      ...body,
      answers((request) => demo.move(request.body)),
    );
  }
  return server;
};

/** The server as seen by who runs it. */
export interface Entrance {
  /** Listens and gives the port. Throws what Node throws when it cannot. */
  listen(host: string, port: number): Promise<number>;
  /** Takes no new connections. */
  close(): void;
  /** Resolves as soon as no request is in hand. */
  quiet(): Promise<void>;
  /** Ends every connection, whatever is on it. */
  cutOff(): void;
}

/** Whoever sends slowly keeps a place from others: so much time for the head of a request, and for all of it. Milliseconds. */
const patienceWithSenders = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1000,
};

/** Makes the server; it does not listen yet. */
export const makeServer = (ports: ServerPorts): Entrance => {
  const routes = makeRoutes(ports).server;
  const inHand = new Set<ServerResponse>();
  let waiting: (() => void)[] = [];
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    inHand.add(response);
    response.once('close', () => {
      inHand.delete(response);
      if (inHand.size > 0) return;
      for (const go of waiting) go();
      waiting = [];
    });
    routes.emit('request', request, response);
  };
  // Not the server of restify: that one takes no settings.
  const server = createHttpServer(patienceWithSenders, handle);
  return {
    listen: (host, port) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          const address = server.address();
          resolve(typeof address === 'object' && address !== null ? address.port : port);
        });
      }),
    close: () => void server.close(),
    quiet: () => (inHand.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    cutOff: () => server.closeAllConnections(),
  };
};
