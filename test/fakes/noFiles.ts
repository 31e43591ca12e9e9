import type { ExportDesk } from '../../bot/exportPorts';

/** Makes no files. */
export const noFiles: ExportDesk = {
  linkAddress: null,
  make: () => Promise.resolve(null),
  upload: () => Promise.resolve('refused'),
  newToken: () => 'token',
};
