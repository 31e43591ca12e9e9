/** A line that says how many rows were not looked into, none when all were; one row may come up more than once. */
export const unreadableNote = (rows: readonly string[]): readonly string[] => {
  const count = new Set(rows).size;
  return count === 0
    ? []
    : [`${count} rows cannot be read by this version and were not looked into; see mentormaat doctor.`];
};
