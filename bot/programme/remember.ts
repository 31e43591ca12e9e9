/** What is asked over and over and costs much to work out. */

/** Days and times of several programmes; beyond that everything is forgotten, so that it never grows large. */
const mostKnown = 20_000;

type Key = string | number;

/** The same function, which works out only once what it is asked again. Its results must never change. */
export const remember = <K extends Key, V>(make: (key: K) => V, most = mostKnown): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    if (known.size >= most) known.clear();
    known.set(key, made);
    return made;
  };
};

/** The same of a function of two. */
export const rememberPair = <A extends Key, B extends Key, V>(
  make: (first: A, second: B) => V,
): ((first: A, second: B) => V) => {
  const after = remember((first: A) => remember((second: B) => make(first, second)));
  return (first, second) => after(first)(second);
};
