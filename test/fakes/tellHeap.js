/**
 * Loaded into a process before its program: whenever it gets SIGUSR2 it throws away what nobody holds any more, and tells
 * in a file how much is left, in bytes, a line each time.
 */
const { appendFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

const file = process.env.TELL_HEAP;

if (file !== undefined) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  process.on('SIGUSR2', () => {
    collect();
    collect();
    appendFileSync(file, `${process.memoryUsage().heapUsed}\n`);
  });
}
