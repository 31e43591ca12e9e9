/** The pages around a link to a file: what follows the link by itself, such as a scanner of mail, uses up nothing. */
import { createHash } from 'node:crypto';
import { words } from '../../cards/words';
import type { FilePages } from '../ports/export';
import type { Language } from '../programme/model';

const style = `
:root { color-scheme: light dark; font: 16px/1.5 "Segoe UI", system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1.25rem; }
section + section { margin-top: 2rem; padding-top: 1.5rem; border-top: 1px solid #8888; }
h1 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .5rem; }
p { margin: 0 0 1rem; }
button { font: inherit; font-weight: 600; padding: .6rem 1.1rem; border: 0; border-radius: .3rem;
  background: #4f52b2; color: #fff; cursor: pointer; }
button:focus-visible { outline: 3px solid currentColor; outline-offset: 2px; }
`;

/** Nothing is loaded and nothing runs: the page has its own style, and a form to its own address. */
const contentSecurity = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const languages: readonly Language[] = ['nl', 'en'];

/** The texts are ours and hold nothing of people. */
const pageOf = (title: string, sections: readonly string[]): string =>
  `<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
${sections.join('\n')}
</main>
</body>
</html>
`;

const section = (language: Language, heading: string, text: string, form: string): string =>
  `<section lang="${language}"><h1>${heading}</h1><p>${text}</p>${form}</section>`;

const offered = (language: Language): string => {
  const { text } = words(language);
  const form = `<form method="post"><button>${text('export.button.open')}</button></form>`;
  return section(language, text('export.page.offered'), text('export.page.offeredHow'), form);
};

const over = (language: Language): string => {
  const { text } = words(language);
  return section(language, text('export.page.over'), text('export.page.overHow'), '');
};

/** The pages in both languages at once: whose link it is, is looked at only when the file is taken. */
export const filePages = (): FilePages => ({
  offered: pageOf('mentormaat', languages.map(offered)),
  over: pageOf('mentormaat', languages.map(over)),
  contentSecurity,
});
