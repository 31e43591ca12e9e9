/** Reads what the digest of a Monday tells one coordinator, beyond what their student lists are made from. */
import { digestDetails, digestFrom, type DigestDetails } from '../bot/programme/digestDetails';
import type { Day, Person } from '../bot/programme/model';
import type { SignalSource } from '../bot/programme/signalDetails';
import type { DialogPorts } from './turn';

/** The digest of a Monday as things stand at the moment of the source. */
export const readDigest = async (
  { records }: Pick<DialogPorts, 'records'>,
  source: SignalSource,
  coordinator: Person,
  monday: Day,
): Promise<DigestDetails> => {
  const { directory } = source;
  const careUses = await records.careUses(directory.programme.id, digestFrom(directory, monday));
  return digestDetails(source, coordinator, monday, careUses);
};
