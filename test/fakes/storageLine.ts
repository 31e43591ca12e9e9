/** The line between the bot and its storage account, which can be cut, can fall silent, and heals. */
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

type State = 'whole' | 'cut' | 'silent';

/** A line in front of every service of a storage account. */
export interface StorageLine {
  /** The account, reached through the line. */
  readonly connectionString: string;
  /** Every connection breaks, and so does every new one. */
  cut(): void;
  /** Connections stay, and nothing goes through any more. */
  hang(): void;
  /** New connections go through; what hung until now breaks. */
  heal(): void;
  close(): Promise<void>;
}

class Line {
  readonly servers: Server[] = [];
  private readonly sockets = new Set<Socket>();
  private state: State = 'whole';

  async before(target: URL): Promise<string> {
    const server = createServer((socket) => this.join(socket, target));
    this.servers.push(server);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('expected a port');
    return `http://127.0.0.1:${address.port}`;
  }

  become(state: State): void {
    this.state = state;
    if (state !== 'silent') for (const socket of this.sockets) socket.destroy();
    // What is sent into a silent line is lost, also when it heals.
    else for (const socket of this.sockets) socket.unpipe().resume();
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
  }

  private join(socket: Socket, target: URL): void {
    if (this.state === 'cut') return void socket.destroy();
    this.keep(socket);
    if (this.state === 'silent') return void socket.resume();
    const other = connect(Number(target.port), target.hostname);
    this.keep(other);
    socket.pipe(other).pipe(socket);
    socket.on('close', () => other.destroy());
    other.on('close', () => socket.destroy());
  }
}

/** A whole line before the services of this connection string. */
export const storageLine = async (connectionString: string): Promise<StorageLine> => {
  const line = new Line();
  let through = connectionString;
  for (const [, origin = ''] of connectionString.matchAll(/Endpoint=(https?:\/\/[^/;]+)/g)) {
    through = through.replace(origin, await line.before(new URL(origin)));
  }
  return {
    connectionString: through,
    cut: () => line.become('cut'),
    hang: () => line.become('silent'),
    heal: () => line.become('whole'),
    close: async () => {
      line.become('cut');
      await Promise.all(line.servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
};
