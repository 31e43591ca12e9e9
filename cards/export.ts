/** The cards around a file for a coordinator: which one, may it be stored, where it is. */
import type { OfferedPlace, RenderedCard } from '../bot/ports';
import type { Language } from '../bot/programme/model';
import type { ExportKind, FileKind } from '../bot/ports/export';
import { execute, say, type CardAction } from './actions';
import { list } from './dates';
import { plainText } from './escape';
import file from './export.json';
import { plainName, shownName } from './names';
import { cardTemplate, renderCard } from './render';
import { firstOf } from './rows';
import { words, type TextKey } from './words';

const template = cardTemplate(file);

/** What a button of these cards asks for; not who asks. */
export interface FileAsked {
  readonly programme: string;
  readonly kind: FileKind;
}

/** A file that somebody asks for, by its name. */
export interface FileAskedView {
  readonly asked: FileAsked;
  readonly name: string;
  /** Whether a link can be offered. */
  readonly hasLink: boolean;
}

interface Line {
  readonly text: string;
  readonly subtle: boolean;
}

const line = (text: string, subtle = false): Line => ({ text, subtle });

interface Shown {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly actions: readonly CardAction[];
}

const render = ({ title, lines, actions }: Shown, summary: string): RenderedCard =>
  renderCard(template, { title, lines, actions }, summary);

const fileButton = (language: Language, asked: FileAsked & { readonly kind: ExportKind }): CardAction =>
  execute(words(language).text(`export.kind.${asked.kind}`), 'export.file', { ...asked }, { inputs: 'none' });

const linkButton = (language: Language, asked: FileAsked): CardAction => {
  const verb = asked.kind === 'own' ? 'privacy.link' : 'export.link';
  return execute(words(language).text('export.button.link'), verb, { ...asked }, { inputs: 'none' });
};

/** There is one file only of what is one's own. */
const otherButtons = (language: Language, isOwn: boolean): readonly CardAction[] => {
  const { text } = words(language);
  return isOwn ? [] : [say(text('export.button.other'), text('typed.export'))];
};

/** What can be had of a programme, and of which schools. */
export interface ExportView {
  readonly programme: { readonly id: string; readonly name: string };
  readonly schools: readonly string[];
  readonly kinds: readonly ExportKind[];
}

/** Schools named; what is over is counted. */
const shownSchools = 8;

/** Which file is wanted: a tap each. */
export const exportCard = ({ programme, schools, kinds }: ExportView, language: Language): RenderedCard => {
  const { text } = words(language);
  const { shown, left } = firstOf(schools, shownSchools);
  const others = left === 0 ? [] : [text('digest.others', { count: left })];
  const shownView = {
    title: text('export.title', { programme: shownName(programme.name) }),
    lines: [
      line(text('export.what')),
      line(
        text('export.scope', {
          count: schools.length,
          schools: list(language, [...shown.map(shownName), ...others]),
        }),
      ),
      line(text('export.careful'), true),
    ],
    actions: kinds.map((kind) => fileButton(language, { programme: programme.id, kind })),
  };
  return render(shownView, text('export.notice'));
};

/** Takes the place of the choice once Teams is asked whether the file may be stored. */
export const exportAskedCard = (
  { asked, name, hasLink }: FileAskedView,
  language: Language,
): RenderedCard => {
  const { text } = words(language);
  const shownView = {
    title: text('export.asked'),
    lines: [
      line(text('export.asked.how', { name: shownName(name) })),
      line(text(hasLink ? 'export.asked.link' : 'export.asked.noLink'), true),
    ],
    actions: [
      ...(hasLink ? [linkButton(language, asked)] : []),
      ...otherButtons(language, asked.kind === 'own'),
    ],
  };
  return render(shownView, text('export.asked'));
};

/** The link to a file. */
export const fileLinkCard = (
  view: { readonly name: string; readonly url: string; readonly isOwn: boolean },
  language: Language,
): RenderedCard => {
  const { text } = words(language);
  const shownView = {
    title: text('export.link', { name: shownName(view.name) }),
    lines: [line(text('export.link.how'))],
    actions: [
      { type: 'Action.OpenUrl', title: text('export.button.open'), url: view.url },
      ...otherButtons(language, view.isOwn),
    ],
  };
  return render(shownView, text('export.link', { name: plainName(view.name) }));
};

/** How it ended without a file. */
export type ExportEndView =
  | { readonly end: 'declined'; readonly asked: FileAsked; readonly hasLink: boolean }
  | { readonly end: 'refused'; readonly asked: FileAsked; readonly hasLink: boolean }
  | { readonly end: 'noLink' | 'slow'; readonly isOwn: boolean }
  | { readonly end: 'noSchools' };

const isOfOwn = (view: ExportEndView): boolean => {
  if ('asked' in view) return view.asked.kind === 'own';
  return 'isOwn' in view && view.isOwn;
};

const endTextOf = (end: ExportEndView['end'], isOwn: boolean): TextKey =>
  isOwn && (end === 'refused' || end === 'slow') ? `own.${end}` : `export.${end}`;

/** Says that there is no file, and what can still be done. */
export const exportEndCard = (view: ExportEndView, language: Language): RenderedCard => {
  const { text } = words(language);
  const hasLink = 'asked' in view && view.hasLink;
  const isOwn = isOfOwn(view);
  const title = text(endTextOf(view.end, isOwn));
  const actions = [...(hasLink ? [linkButton(language, view.asked)] : []), ...otherButtons(language, isOwn)];
  return renderCard(
    template,
    {
      title: text(isOwn ? 'privacy.title' : 'export.end'),
      lines: [line(title), ...(hasLink ? [line(text('export.declined.link'))] : [])],
      actions: view.end === 'noSchools' ? [] : actions,
    },
    title,
  );
};

/** Teams' own question whether a file may be stored for its reader; what it carries comes back with the answer. */
export const fileConsentCard = (
  view: { readonly asked: FileAsked; readonly name: string; readonly bytes: number },
  language: Language,
): RenderedCard => ({
  content: {
    description: words(language).text(view.asked.kind === 'own' ? 'own.consent' : 'export.consent'),
    sizeInBytes: view.bytes,
    acceptContext: { ...view.asked },
    declineContext: { ...view.asked },
  },
  summary: words(language).text('export.asked'),
  file: {
    contentType: 'application/vnd.microsoft.teams.card.file.consent',
    name: view.name,
    contentUrl: null,
  },
});

/** Teams' own card for a file that is there. */
export const fileInfoCard = (place: OfferedPlace, language: Language): RenderedCard => ({
  content: { uniqueId: place.uniqueId, fileType: place.fileType },
  summary: words(language).text('export.uploaded', { name: plainText(place.name) }),
  file: {
    contentType: 'application/vnd.microsoft.teams.card.file.info',
    name: place.name,
    contentUrl: place.contentUrl,
  },
});
