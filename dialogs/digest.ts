/** Reads what the digest of a Monday tells one coordinator, beyond what their student lists are made from. */
import { digestDetails, digestFrom } from '../bot/programme/digestDetails';
import type { Day, Person } from '../bot/programme/model';
import { roundsDigest } from '../bot/programme/rounds/roundsDigest';
import type { SignalSource } from '../bot/programme/signalDetails';
import { grantsOf } from '../bot/programme/access';
import type { LoadedProgramme } from '../bot/ports';
import type { DigestView } from '../cards/digest';
import type { DialogPorts } from './turn';

/** The digest of a Monday as things stand at the moment of the source. */
export const readDigest = async (
  { records, rounds }: Pick<DialogPorts, 'records' | 'rounds'>,
  loaded: LoadedProgramme,
  source: SignalSource,
  coordinator: Person,
  monday: Day,
): Promise<Omit<DigestView, 'stored' | 'asOf' | 'isOver'>> => {
  const { directory, schools, now } = source;
  const [careUses, known] = await Promise.all([
    records.careUses(directory.programme.id, digestFrom(directory, monday)),
    rounds.of(loaded),
  ]);
  const seesTurnout = grantsOf(directory, [coordinator], 'turnout').length > 0;
  const intervision = { source: known.source, history: seesTurnout ? known.history() : [] };
  return {
    ...digestDetails(source, coordinator, monday, careUses),
    rounds: roundsDigest(intervision, schools, monday, now),
  };
};
