/**
 * Loaded into a process before its program: tells in a file where each of its connections goes, a line each, and breaks off
 * every one that would leave this machine.
 */
const { appendFileSync } = require('node:fs');
const { Socket } = require('node:net');

const file = process.env.TELL_CALLS;
const connect = Reflect.get(Socket.prototype, 'connect');

/** What `connect` was given: options, a path, or a port and a host; Node wraps them in a list of its own. */
const placeOf = ([first, second]) => {
  const given = Array.isArray(first) ? first[0] : first;
  if (typeof given === 'object' && given !== null)
    return given.path ?? `${given.host ?? 'localhost'}:${given.port}`;
  return typeof given === 'number' ? `${typeof second === 'string' ? second : 'localhost'}:${given}` : given;
};

/** An address of this machine or a path; a name would be looked up first. */
const isHere = (place) => !place.includes(':') || /^(127\.0\.0\.1|localhost|::1|\[::1\]):\d+$/.test(place);

Socket.prototype.connect = function tellAndConnect(...given) {
  const place = placeOf(given);
  if (file !== undefined) appendFileSync(file, `${place}\n`);
  if (isHere(place)) return Reflect.apply(connect, this, given);
  // Nobody listens there.
  return Reflect.apply(connect, this, [{ host: '127.0.0.1', port: 1 }]);
};
