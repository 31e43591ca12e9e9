/** A whole number that a test is asked for by a variable; null without it. Throws for anything else: it would play nothing. */
export const wholeNumber = (
  variables: Readonly<Record<string, string | undefined>>,
  name: string,
  least: number,
): number | null => {
  const text = variables[name];
  if (text === undefined || text === '') return null;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least) return number;
  throw new Error(
    `${name} is "${text}", expected a whole number of ${least} or more, for example ${least + 7}`,
  );
};
