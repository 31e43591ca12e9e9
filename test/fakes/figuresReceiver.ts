/** A receiver of figures on loopback: an OpenTelemetry collector or Azure Monitor, as far as a sender sees. */
import { createServer } from 'node:http';
import { EventEmitter, once } from 'node:events';

/** A request as it came in. */
export interface Delivery {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface FiguresReceiver {
  readonly address: string;
  readonly deliveries: readonly Delivery[];
  /** Resolves when there have been so many deliveries. */
  received(count: number): Promise<void>;
  /** Answers with this status from now on; null: never. */
  answerWith(status: number | null): void;
  close(): Promise<void>;
}

/** Listens on a free port and answers 200 to everything. */
export const figuresReceiver = async (): Promise<FiguresReceiver> => {
  const deliveries: Delivery[] = [];
  const came = new EventEmitter();
  let status: number | null = 200;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString('latin1');
      deliveries.push({ path: request.url ?? '', headers: request.headers, body });
      came.emit('delivery');
      if (status === null) return;
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    deliveries,
    received: async (count) => {
      while (deliveries.length < count) await once(came, 'delivery');
    },
    answerWith: (next) => (status = next),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
};
