/** The HTTP routes, and the door they are behind. */
import { failure } from './programme/failure';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  createServer,
  plugins,
  type Request,
  type RequestHandler,
  type Response,
  type Server,
} from 'restify';
import type { HttpAnswer, Log, Readiness } from './ports';
import { offersFile, servesFeed, servesFile, type ServedFiles, type ServeFeed } from './servedFiles';

/** What the routes need. */
export interface ServerPorts {
  readonly onActivity: (authorization: string, body: unknown) => Promise<HttpAnswer>;
  readonly readiness: () => Promise<Readiness>;
  /** Files behind links. Absent where none are given. */
  readonly files?: ServedFiles;
  /** The calendar feed under a token; null when there is none (any more). Absent where none are given. */
  readonly calendar?: ServeFeed;
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
    log.error('request not handled', { route: request.path(), ...failure(error) });
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

/** What asks about the server as a whole (`OPTIONS *`) restify would answer by itself. */
const onlyPaths: RequestHandler = (request, response, next) => {
  if (request.url !== '*') return next();
  response.json(404, { error: 'not found' });
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
  server.on('BadDigest', answered(400, 'no activity'));
};

/** Every route there is; anything else is 404. */
const makeRoutes = (ports: ServerPorts): Server => {
  const server = createServer({ name: 'mentormaat' });
  const answers = answersWith(ports.log);
  shortErrors(server);
  server.pre(onlyPaths);
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
      const readiness = await ports.readiness();
      return { status: readiness.ready ? 200 : 503, body: readiness };
    }),
  );
  const { demo, files, calendar } = ports;
  if (files !== undefined) {
    server.get('/files/:token', offersFile(files));
    server.head('/files/:token', offersFile(files));
    server.post('/files/:token', servesFile(files, ports.log));
  }
  if (calendar !== undefined) server.get('/calendar/:file', servesFeed(calendar, ports.log));
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
