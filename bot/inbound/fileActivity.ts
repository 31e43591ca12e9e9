/** Teams' own cards for files, which are no Adaptive Cards. */
import type { RenderedCard } from '../ports';

/** The part of an activity that shows a card for a file. */
interface FileActivity {
  readonly type: 'message';
  readonly summary: string;
  readonly attachments: {
    readonly contentType: string;
    readonly name: string;
    readonly content: unknown;
    readonly contentUrl?: string;
  }[];
}

/** A card for a file as an activity; null for every other card. */
export const fileActivity = ({ content, summary, file }: RenderedCard): FileActivity | null => {
  if (file === undefined) return null;
  const { contentType, name, contentUrl } = file;
  const place = contentUrl === null ? {} : { contentUrl };
  return { type: 'message', summary, attachments: [{ contentType, name, content, ...place }] };
};
