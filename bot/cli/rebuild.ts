/** `rebuild`: throws stored derivations away and makes them again from the facts. */
import { rebuildAll } from '../privacy/pages';
import type { CliPorts } from './cliPorts';
import { done } from './outcome';
import type { Outcome } from './outcome';
import { askProgramme } from './storedProgramme';
import { unreadableNote } from './unreadableNote';

/** Makes every pupil's page and figures again; the bot may go on meanwhile. */
export const rebuild = (ports: CliPorts, programme: string): Promise<Outcome> =>
  askProgramme(ports, programme, async ({ storage, directory }) => {
    const unreadable: string[] = [];
    const pupils = await rebuildAll(storage.records, directory.programme, (row) => unreadable.push(row));
    return done(
      { programme, pupils, unreadable },
      [
        `Made the pages and figures of ${pupils} pupils again from the facts.`,
        ...unreadableNote(unreadable),
        '',
      ].join('\n'),
    );
  });
