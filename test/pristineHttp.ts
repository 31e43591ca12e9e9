/**
 * restify changes Node's own requests and responses, for the whole process: its `writeHead` returns nothing.
 * A worker runs many suites in one process, so each leaves them as they were.
 */
import { IncomingMessage, ServerResponse } from 'node:http';

const kept = [IncomingMessage.prototype, ServerResponse.prototype].map(
  (prototype) => [prototype, Object.getOwnPropertyDescriptors(prototype)] as const,
);

afterAll(() => {
  for (const [prototype, properties] of kept) {
    for (const name of Reflect.ownKeys(prototype)) {
      if (!Object.hasOwn(properties, name)) Reflect.deleteProperty(prototype, name);
    }
    Object.defineProperties(prototype, properties);
  }
});
