/** Loaded into a process before its program: tells in a file where each of its connections goes, a line each. */
const { appendFileSync } = require('node:fs');
const { Socket } = require('node:net');

const file = process.env.TELL_CALLS;
const { connect } = Socket.prototype;

/** What `connect` was given: options, a path, or a port and a host; Node wraps them in a list of its own. */
const placeOf = ([first, second]) => {
  const given = Array.isArray(first) ? first[0] : first;
  if (typeof given === 'object' && given !== null)
    return given.path ?? `${given.host ?? 'localhost'}:${given.port}`;
  return typeof given === 'number' ? `${typeof second === 'string' ? second : 'localhost'}:${given}` : given;
};

Socket.prototype.connect = function tellAndConnect(...given) {
  if (file !== undefined) appendFileSync(file, `${placeOf(given)}\n`);
  return Reflect.apply(connect, this, given);
};
