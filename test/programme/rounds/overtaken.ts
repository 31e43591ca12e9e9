/**
 * For each case, in order, those members who should have brought one in the place of who did: who did not since all of
 * them had, and of two in a row everybody else.
 */
export const overtaken = (
  members: readonly string[],
  brought: readonly string[],
): readonly (readonly string[])[] => {
  let done: readonly string[] = [];
  return brought.map((student, index) => {
    const others = members.filter((member) => member !== student);
    const isSecondInARow = index > 0 && brought[index - 1] === student;
    const isSecond = done.includes(student);
    const wronged = others.filter((member) => isSecondInARow || (isSecond && !done.includes(member)));
    const all = [...done, student];
    done = members.every((member) => all.includes(member)) ? [] : all;
    return wronged;
  });
};
