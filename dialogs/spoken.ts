/** In which language somebody was answered last, by this process: known also when nothing can be read for them. */
import type { Language } from '../bot/programme/model';
import type { Inbound } from '../bot/ports';

type Who = Pick<Inbound, 'tenant' | 'aadObjectId'>;

/** Remembers languages, of those who were here last. */
export interface Spoken {
  note(who: Who, language: Language): void;
  /** Dutch for whom nothing is known of. */
  of(who: Who): Language;
}

/** More people than one process serves in a day; beyond that those who were here first are forgotten. */
const mostKnown = 20_000;

const keyOf = ({ tenant, aadObjectId }: Who): string => `${tenant} ${aadObjectId}`;

/** Nothing known yet. */
export const spokenLanguages = (): Spoken => {
  const known = new Map<string, Language>();
  return {
    note: (who, language) => {
      const key = keyOf(who);
      known.delete(key);
      known.set(key, language);
      const [first] = known.keys();
      if (known.size > mostKnown && first !== undefined) known.delete(first);
    },
    of: (who) => known.get(keyOf(who)) ?? 'nl',
  };
};
