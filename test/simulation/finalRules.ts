/** What must hold when everything has come to rest. */
import { cards } from './finalCards';
import { facts } from './finalFacts';
import { messages } from './finalMessages';
import { rounds } from './finalRounds';
import type { Parts } from './simulation';

/** Looks at the end of a simulation, and says what is not as it must be. */
export const finalRules = async (parts: Parts): Promise<void> => {
  messages(parts);
  cards(parts);
  rounds(parts);
  await facts(parts);
  const { universe, fleet } = parts;
  for (const { log, machine } of fleet.bots) {
    const faults = log.lines.filter(
      ({ error }) => error !== undefined && !/RestError|ECONNRESET|ServerBusy/.test(String(error)),
    );
    for (const { event, error } of faults) universe.violate(`${machine.name} had a fault: ${event} ${error}`);
  }
};
