/** Mail drafts: the reader's own mail program opens them, the bot never sends one. */

/** A `mailto:` link. Texts are plain; a line of the body is one of the list. */
export const mailDraft = (to: string, subject: string, body: readonly string[]): string => {
  const address = encodeURIComponent(to).replace('%40', '@');
  // Mail wants both characters at the end of a line (RFC 6068).
  const text = encodeURIComponent(body.join('\r\n'));
  return `mailto:${address}?subject=${encodeURIComponent(subject)}${body.length === 0 ? '' : `&body=${text}`}`;
};
