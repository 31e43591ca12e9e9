import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../bot/programme/model';
import { remember, rememberPair } from '../bot/programme/remember';
import { en } from './texts/en';
import { nl } from './texts/nl';

/** The name of a text, `occasion.what`. */
export type TextKey = keyof typeof nl;

/** Values of people are escaped by the card before they come in. */
type TextValues = Readonly<Record<string, string | number>>;

/** The texts of one language. */
export interface Words {
  readonly language: Language;
  /** Throws when a value that the text names is missing. */
  readonly text: (key: TextKey, values?: TextValues) => string;
}

const catalogues: Readonly<Record<Language, Readonly<Record<TextKey, string>>>> = { nl, en };

/** Languages as Intl knows them: British English writes dates in the Dutch order. */
export const locales: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

const wordsOf = (language: Language): Words => {
  const compiled = new Map<TextKey, IntlMessageFormat>();
  const compile = (key: TextKey): IntlMessageFormat => {
    const known = compiled.get(key);
    if (known !== undefined) return known;
    const message = new IntlMessageFormat(catalogues[language][key], locales[language], undefined, {
      ignoreTag: true,
    });
    compiled.set(key, message);
    return message;
  };
  // Texts without values, or with one count, are the same few over and over: a card asks for hundreds of them.
  const plain = remember((key: TextKey) => String(compile(key).format()));
  const counting = rememberPair((key: TextKey, count: number) => String(compile(key).format({ count })));
  return {
    language,
    text: (key, values) => {
      if (values === undefined) return plain(key);
      const { count } = values;
      return typeof count === 'number' && Object.keys(values).length === 1
        ? counting(key, count)
        : String(compile(key).format(values));
    },
  };
};

const all: Readonly<Record<Language, Words>> = { nl: wordsOf('nl'), en: wordsOf('en') };

/** The texts of a language; each message is compiled at its first use and kept. */
export const words = (language: Language): Words => all[language];
