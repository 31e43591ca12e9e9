/** Options of a call that, with all its repetitions, ends after so many milliseconds as a failed one. */
export const within = (milliseconds: number): { readonly abortSignal: AbortSignal } => ({
  abortSignal: AbortSignal.timeout(milliseconds),
});
