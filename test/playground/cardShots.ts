import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { RenderedCard } from '../../bot/ports';
import type { Language } from '../../bot/programme/model';

/** A card to draw, in either language. */
export interface CardSample {
  readonly name: string;
  readonly render: (language: Language) => RenderedCard;
}

/** One way of looking at a card. Widths in pixels. */
export interface View {
  readonly width: number;
  readonly theme: 'light' | 'dark';
}

/** A small phone, and a chat with room: as wide a card as there is. */
export const usualViews: readonly View[] = [
  { width: 320, theme: 'light' },
  { width: 900, theme: 'dark' },
];
export const allViews: readonly View[] = [320, 600, 900].flatMap((width) => [
  { width, theme: 'light' },
  { width, theme: 'dark' },
]);
const languages = ['nl', 'en'] as const;

/**
 * Draws every card in both languages and all given views, and returns what is wrong with them: what the renderer objects
 * to, and what is wider than the card. With a folder it keeps `NAME.LANGUAGE.WIDTH.THEME.png`, which takes most of the time.
 */
export async function renderCards(
  browser: Browser,
  samples: readonly CardSample[],
  views: readonly View[],
  folder: string | null,
): Promise<readonly string[]> {
  if (folder !== null) await mkdir(folder, { recursive: true });
  const page = await cardPage(browser);
  const cards = samples.flatMap(({ name, render }) =>
    languages.map((language) => ({ name: `${name}.${language}`, content: render(language).content })),
  );
  const problems: string[] = [];
  // View by view: a page that changes its size lays out everything anew.
  for (const view of views) {
    await page.setViewportSize({ width: view.width, height: 200 });
    for (const { name, content } of cards) {
      const found = await draw(page, content, view.theme);
      problems.push(...found.map((problem) => `${name} ${view.width} ${view.theme}: ${problem}`));
      if (folder !== null) await keepPicture(page, join(folder, fileName(name)), view);
    }
  }
  await page.close();
  return problems;
}

const keepPicture = async (page: Page, file: string, { width, theme }: View): Promise<unknown> =>
  page.screenshot({ path: `${file}.${width}.${theme}.png`, fullPage: true });

async function cardPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`file://${join(__dirname, 'cardPage.html')}`);
  const library = join(
    dirname(require.resolve('adaptivecards/package.json')),
    'dist',
    'adaptivecards.min.js',
  );
  await page.addScriptTag({ path: library });
  await page.addScriptTag({ path: join(__dirname, 'cardPage.js') });
  return page;
}

/** What the renderer objects to, and the texts and buttons that stick out of the card. */
async function draw(page: Page, content: RenderedCard['content'], theme: string): Promise<readonly string[]> {
  return page.evaluate(`[
    ...drawCard(${JSON.stringify(content)}, ${JSON.stringify(theme)}),
    ...[...document.querySelectorAll('#card *')]
      .filter((part) => part.getBoundingClientRect().right > innerWidth)
      .map((part) => 'too wide: ' + part.textContent.slice(0, 60)),
  ]`);
}

const fileName = (name: string): string => name.replace(/[^\w.-]+/g, '-');
