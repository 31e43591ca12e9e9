/**
 * A process that counts something of every kind, sends it where its argument says, and ends its export when its
 * input ends. Tells on its output what it logged, a line each, and whether the library was loaded.
 */
import { openMetrics } from '../../bot/metrics/metrics';
import type { MetricsSettings } from '../../bot/settings/metrics';
import { SilentLog } from './silentLog';
import { somethingHappens } from './somethingHappens';

const ended = (input: NodeJS.ReadStream): Promise<void> =>
  new Promise((resolve) => {
    input.once('end', resolve).resume();
  });

const count = async (settings: MetricsSettings): Promise<void> => {
  const log = new SilentLog();
  const { metrics, close } = await openMetrics(settings, { instance: 'one', version: '0.1.0' }, log);
  somethingHappens(metrics);
  await ended(process.stdin);
  await close();
  const loaded = Object.keys(require.cache).some((file) => file.includes('sdk-metrics'));
  const lines = [...log.lines, { event: loaded ? 'loaded' : 'not loaded' }];
  process.stdout.write(lines.map((line) => JSON.stringify(line)).join('\n'), () => process.exit(0));
};

void count(JSON.parse(process.argv[2] ?? ''));
