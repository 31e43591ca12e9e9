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
  const problems: string[] = [];
  for (const { name, render } of samples) {
    for (const language of languages) {
      const found = await drawAll(
        page,
        render(language),
        views,
        folder === null ? null : join(folder, `${fileName(name)}.${language}`),
      );
      problems.push(...found.map((problem) => `${name} ${language} ${problem}`));
    }
  }
  await page.close();
  return problems;
}

async function drawAll(
  page: Page,
  card: RenderedCard,
  views: readonly View[],
  file: string | null,
): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { width, theme } of views) {
    await page.setViewportSize({ width, height: 200 });
    const objections = await draw(page, card, theme);
    problems.push(...[...objections, ...(await tooWide(page))].map((what) => `${width} ${theme}: ${what}`));
    if (file !== null) await page.screenshot({ path: `${file}.${width}.${theme}.png`, fullPage: true });
  }
  return problems;
}

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

async function draw(page: Page, card: RenderedCard, theme: string): Promise<readonly string[]> {
  return page.evaluate(`drawCard(${JSON.stringify(card.content)}, ${JSON.stringify(theme)})`);
}

/** Texts and buttons that stick out of the card. */
async function tooWide(page: Page): Promise<readonly string[]> {
  return page.evaluate(`[...document.querySelectorAll('#card *')]
    .filter((part) => part.getBoundingClientRect().right > innerWidth)
    .map((part) => 'too wide: ' + part.textContent.slice(0, 60))`);
}

const fileName = (name: string): string => name.replace(/[^\w-]+/g, '-');
