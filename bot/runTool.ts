/** The operator's tool, wired by hand. */
import { runCli } from './cli/cli';
import { placeOf, type Config } from './config';
import { toolNow } from './demoClock';
import { jsonLog, withoutSecrets } from './log';
import { allowsService, httpAddress } from './serviceAddress';
import type { World } from './world';

/** Where a bot may run beside the tool; one with an app id shows nobody its clock. */
const addressBeside = ({ host, port, appId }: Config): string | null =>
  appId === '' ? httpAddress(host, port) : null;

/** Runs one command line of the tool and gives its exit code; see `runCli`. */
export const runTool = (config: Config, world: World, args: readonly string[]): Promise<number> => {
  const log = jsonLog(config.logLevel ?? 'warn', config.secrets);
  return runCli(args, {
    openStorage: async () => {
      const { openForTool } = await import('./openStorage.js');
      return openForTool(config, world.random, log);
    },
    now: () => toolNow(addressBeside(config), config.demo, world.machine),
    newId: () => world.random.uuid(),
    rosterSettled: async () => {
      const { rosterSettles } = await import('./delivery/rosterWatch.js');
      await world.timer.sleep(rosterSettles, new AbortController().signal);
    },
    importFolder: async (...folder) => {
      const { importFolder } = await import('./roster/importFolder.js');
      return importFolder(...folder);
    },
    doctor: {
      configuration: config.botProblems,
      storage: placeOf(config.storage),
      hasAppId: config.appId !== '',
      advice: config.advice,
      isAllowedService: allowsService(config),
      clock: config.demo === null ? 'system' : 'demo',
      machineNow: () => world.wall.now(),
    },
    out: world.out,
    err: (text) => world.err(withoutSecrets(text, config.secrets)),
  });
};
