/** Loaded into the bot before everything else: tells whoever started it how many bytes the process holds, and needs. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

process.on('message', () => {
  const held = process.memoryUsage.rss();
  if (typeof collect === 'function') collect();
  const { heapUsed } = process.memoryUsage();
  process.send?.({ held, needed: heapUsed });
});

/** Whoever started the bot is gone. */
process.once('disconnect', () => process.kill(process.pid));
