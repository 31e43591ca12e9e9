/** The card of a flag as a message: sent once, and drawn anew as things change. */
import type { PupilFact } from '../../bot/programme/facts';
import { fingerprintOf } from '../../bot/programme/fingerprint';
import type { FlagDetails } from '../../bot/programme/flags/details';
import { flagCard } from '../../cards/flags/flag';
import type { CardIn } from '../sending';

/**
 * The card that tells of a flag, or as it is drawn anew, with a name for what it shows: the same as long as drawing it anew
 * would change nothing. The facts are counted too, for whoever acted has another card in that place since.
 */
export const deliveredFlag =
  (details: FlagDetails, occasion: 'raised' | 'asked', facts: readonly PupilFact[]): CardIn =>
  (language) => {
    const drawn = (as: typeof occasion) =>
      flagCard(
        { ...details, occasion: as, error: null, unsaved: '', isWriting: false, asOf: null },
        language,
      );
    const shows = fingerprintOf(JSON.stringify([facts.length, drawn('asked').content]));
    return { ...drawn(occasion), shows };
  };
