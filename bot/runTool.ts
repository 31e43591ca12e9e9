/** The operator's tool, wired by hand. */
import { runCli } from './cli/cli';
import type { CliPorts } from './cli/cliPorts';
import { Misconfigured } from './cli/faults';
import { placeOf, type Config, type ConfigResult } from './config';
import { toolNow } from './demoClock';
import { jsonLog, withoutSecrets } from './log';
import { allowsService, httpAddress } from './settings/serviceAddress';
import type { World } from './world';

/** Where a bot may run beside the tool; one with an app id shows nobody its clock. */
const addressBeside = ({ host, port, appId }: Config): string | null =>
  appId === '' ? httpAddress(host, port) : null;

type Configured = Pick<CliPorts, 'openStorage' | 'now' | 'err' | 'doctor'>;

const configured = (config: Config, world: World): Configured => ({
  openStorage: async () => {
    const { openForTool } = await import('./openStorage.js');
    return openForTool(config, world.random, jsonLog(config.logLevel ?? 'warn', config.secrets));
  },
  now: () => toolNow(addressBeside(config), config.demo, world.machine),
  err: (text) => world.err(withoutSecrets(text, config.secrets)),
  doctor: {
    configuration: config.botProblems,
    isConfigured: true,
    storage: placeOf(config.storage),
    hasAppId: config.appId !== '',
    advice: config.advice,
    isAllowedService: allowsService(config),
    clock: config.demo === null ? 'system' : 'demo',
    machineNow: () => world.wall.now(),
  },
});

/** Tells how it is used, and what is wrong, and no more. */
const misconfigured = (problems: readonly string[], world: World): Configured => ({
  openStorage: () => Promise.reject(new Misconfigured(problems)),
  now: async () => world.machine.now(),
  err: (text) => world.err(text),
  doctor: {
    configuration: problems,
    isConfigured: false,
    storage: '',
    hasAppId: false,
    advice: [],
    isAllowedService: () => false,
    clock: 'system',
    machineNow: () => world.wall.now(),
  },
});

/** Runs one command line of the tool and gives its exit code; see `runCli`. */
export const runTool = (read: ConfigResult, world: World, args: readonly string[]): Promise<number> =>
  runCli(args, {
    ...(read.ok
      ? configured(read.config, world)
      : misconfigured([...read.problems, ...read.botProblems], world)),
    newId: () => world.random.uuid(),
    rosterSettled: async () => {
      const { rosterSettles } = await import('./delivery/rosterWatch.js');
      await world.timer.sleep(rosterSettles, new AbortController().signal);
    },
    importFolder: async (...folder) => {
      const { importFolder } = await import('./roster/importFolder.js');
      return importFolder(...folder);
    },
    out: world.out,
  });
