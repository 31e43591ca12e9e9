import type { ExportDesk } from '../../bot/ports/export';

/** Makes no files. */
export const noFiles: ExportDesk = {
  linkAddress: null,
  make: () => Promise.resolve(null),
  upload: () => Promise.resolve('refused'),
  newToken: () => 'token',
};
