/** The checkout that these programs look at. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const above = (from: string): string =>
  existsSync(join(from, 'package.json')) || dirname(from) === from ? from : above(dirname(from));

/** Its folder, whether this runs as source or built into `dist/`. */
export const root = above(__dirname);

/** A file of it as JSON. */
export const readJson = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
