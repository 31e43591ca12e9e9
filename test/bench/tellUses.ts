/** Loaded into the bot before everything else: tells whoever started it what the process uses. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const held = process.memoryUsage.rss();
  if (typeof collect === 'function') collect();
  const { heapUsed } = process.memoryUsage();
  process.send?.({ held, needed: heapUsed, processor: (user + system) / 1000 });
});

/** Whoever started the bot is gone. */
process.once('disconnect', () => process.kill(process.pid));
