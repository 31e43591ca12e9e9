/** Reads back the icons of a package: just enough of PNG for 8-bit RGBA without interlacing. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and alpha of every pixel, row by row. */
  readonly pixels: readonly (readonly [number, number, number, number])[];
}

const signature = '89504e470d0a1a0a';

/** The chunks of a file as [type, content]. */
const chunks = (file: Buffer, at = signature.length / 2): readonly (readonly [string, Buffer])[] => {
  if (at >= file.length) return [];
  const length = file.readUInt32BE(at);
  const type = file.toString('latin1', at + 4, at + 8);
  return [[type, file.subarray(at + 8, at + 8 + length)], ...chunks(file, at + 12 + length)];
};

/** The predictor of the PNG specification, section 9.4. */
const paeth = (left: number, up: number, upLeft: number): number => {
  const guess = left + up - upLeft;
  const [byLeft, byUp, byBoth] = [left, up, upLeft].map((value) => Math.abs(guess - value));
  if (byLeft === undefined || byUp === undefined || byBoth === undefined) return 0;
  if (byLeft <= byUp && byLeft <= byBoth) return left;
  return byUp <= byBoth ? up : upLeft;
};

const predicted = (filter: number, left: number, up: number, upLeft: number): number =>
  [0, left, up, Math.floor((left + up) / 2), paeth(left, up, upLeft)][filter] ?? 0;

const unfiltered = (data: Buffer, height: number): Buffer => {
  const stride = data.length / height - 1;
  const rows = Buffer.alloc(stride * height);
  for (let at = 0; at < rows.length; at += 1) {
    const row = Math.floor(at / stride);
    const left = at % stride >= 4 ? (rows[at - 4] ?? 0) : 0;
    const up = rows[at - stride] ?? 0;
    const upLeft = at % stride >= 4 ? (rows[at - stride - 4] ?? 0) : 0;
    const filter = data[row * (stride + 1)] ?? 0;
    rows[at] = ((data[at + row + 1] ?? 0) + predicted(filter, left, up, upLeft)) & 255;
  }
  return rows;
};

/** Throws when the bytes are not such a PNG. */
export const readPng = (bytes: Uint8Array): Picture => {
  const file = Buffer.from(bytes);
  const parts = chunks(file);
  const header = parts[0]?.[1];
  if (file.toString('hex', 0, 8) !== signature || header === undefined) throw new Error('not a PNG');
  if (header.toString('hex', 8) !== '0806000000') throw new Error('not 8-bit RGBA without interlacing');
  const height = header.readUInt32BE(4);
  const packed = parts.filter(([type]) => type === 'IDAT').map(([, content]) => content);
  const rows = unfiltered(inflateSync(Buffer.concat(packed)), height);
  const pixels = Array.from({ length: rows.length / 4 }, (_, at) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rows.subarray(at * 4, at * 4 + 4);
    return [red, green, blue, alpha] as const;
  });
  return { width: header.readUInt32BE(0), height, pixels };
};
