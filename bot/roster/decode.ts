/**
 * Bytes → text, for files that should be UTF-8 but come out of spreadsheets.
 */

/** The text of a file without its byte-order mark, or where and why it is none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly line: number; readonly problem: string };

/** Decodes UTF-8; anything else is refused with the line of the first bad byte. */
export function decode(bytes: Uint8Array): Decoded {
  const other = otherFormats.find(({ start }) => start.every((byte, index) => bytes[index] === byte));
  if (other !== undefined) return { ok: false, line: 1, problem: `${other.is}, ${expected}` };
  const text = utf8(bytes);
  if (text !== null) return { ok: true, text };
  return { ok: false, line: firstBadLine(bytes), problem: `holds bytes that are not UTF-8, ${expected}` };
}

const lineFeed = 10;
const expected = 'expected UTF-8 text (in Excel: save as "CSV UTF-8")';

const otherFormats = [
  { start: [0x50, 0x4b, 0x03, 0x04], is: 'is a spreadsheet or zip file, not text' },
  { start: [0xd0, 0xcf, 0x11, 0xe0], is: 'is an old spreadsheet file, not text' },
  { start: [0xff, 0xfe], is: 'is UTF-16' },
  { start: [0xfe, 0xff], is: 'is UTF-16' },
];

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Halves towards the first bad byte; a line feed never is part of a longer sequence, so cuts are made there. */
function firstBadLine(bytes: Uint8Array): number {
  let start = 0;
  let end = bytes.length;
  for (;;) {
    const cut = bytes.lastIndexOf(lineFeed, Math.floor((start + end) / 2)) + 1;
    const middle = cut > start ? cut : bytes.indexOf(lineFeed, start) + 1;
    if (middle <= start || middle >= end) break;
    if (utf8(bytes.subarray(start, middle)) === null) end = middle;
    else start = middle;
  }
  return 1 + bytes.subarray(0, start).reduce((lines, byte) => (byte === lineFeed ? lines + 1 : lines), 0);
}
