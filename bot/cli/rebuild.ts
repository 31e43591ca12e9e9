/** `rebuild`: throws stored derivations away and makes them again from the facts. */
import type { CliPorts } from './cliPorts';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';

/** Makes every pupil's page again; the bot may go on meanwhile. */
export const rebuild = (ports: CliPorts, programme: string): Promise<Outcome> =>
  askProgramme(ports, programme, async ({ storage, directory }) => {
    const pupils = await storage.records.rebuild(
      programme,
      (pupil) => directory.pupil(pupil)?.school ?? null,
    );
    return done({ programme, pupils }, `Made the pages of ${pupils} pupils again from the facts.\n`);
  });
