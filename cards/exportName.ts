import type { FileKind } from '../bot/ports/export';
import type { Directory } from '../bot/programme/directory';
import { fileName } from '../bot/programme/export/scope';
import type { Language, Moment } from '../bot/programme/model';
import { words, type Words } from './words';

const whatOf = (kind: FileKind, text: Words['text']): string => {
  if (kind === 'own') return text('own.file');
  return text(kind === 'xlsx' ? 'export.all' : `export.sheet.${kind}`);
};

/** `Haags Mentorprogramma export 2027-03-16.xlsx`: what the file of an order is called on a day. */
export const exportName = (
  { programme, calendar }: Directory,
  { kind, language }: { readonly kind: FileKind; readonly language: Language },
  now: Moment,
): string => {
  const { text } = words(language);
  const what = whatOf(kind, text).toLowerCase();
  const name = text('export.file', { programme: programme.name, kind: what, day: calendar.dayOf(now) });
  return fileName(name, kind === 'xlsx' ? 'xlsx' : 'csv');
};
