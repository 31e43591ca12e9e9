/** A short name for a text, to see that it is still the same one; not a secret, and not safe against forgers. */

const prime = 0x01_00_01_93;

/** FNV-1a over UTF-16 units, 32 bits from a beginning of one's own. */
const hash = (text: string, begin: number): number => {
  let value = begin;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), prime);
  }
  return value >>> 0;
};

/** Sixteen hex digits that differ for different texts, but for one chance in 2⁶⁴ or so. */
export const fingerprintOf = (text: string): string =>
  [0x81_1c_9d_c5, 0x2f_0b_44_87].map((begin) => hash(text, begin).toString(16).padStart(8, '0')).join('');
