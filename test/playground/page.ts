import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';

/** Where pictures of a test run are kept; git ignores it. */
export const screenshotFolder = join(process.cwd(), '.artefacts', 'screenshots');

/** A playground page as the person on it uses it. */
export interface ChatPage {
  readonly page: Page;
  /** Types a message and sends it. */
  say(text: string): Promise<void>;
  /** The newest card that holds all of these texts, once there is one. */
  card(...texts: readonly string[]): Promise<ChatCard>;
  /** The texts of every card in the chat, oldest first. */
  cards(): Promise<readonly string[]>;
  /** A picture of the whole page, under this name. */
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** A card found by its text; once the text changes, look it up again. */
export interface ChatCard {
  text(): Promise<string>;
  /** Presses the button, or the row to open, with this title; the first of several. */
  press(title: string): Promise<void>;
  fill(label: string, value: string): Promise<void>;
  /** Ticks the box with this title. */
  tick(title: string): Promise<void>;
  /** Picks options in the list with this label. */
  choose(label: string, ...options: readonly string[]): Promise<void>;
  /** A picture of the card alone, under this name. */
  picture(name: string): Promise<void>;
}

/** A locator that finds nothing says so before jest's own limit. */
const patience = 30_000;
/** The playground's page is large: on a crowded machine it takes its time to open. */
const patienceToOpen = 60_000;
const wide = { width: 1280, height: 900 };

/** Opens a playground and waits until it is connected with the bot. */
export async function openChat(browser: Browser, address: string): Promise<ChatPage> {
  const page = await browser.newPage({ viewport: wide, timezoneId: 'Europe/Amsterdam' });
  page.setDefaultTimeout(patience);
  await page.goto(address, { timeout: patienceToOpen });
  const box = page.locator('[data-lexical-editor]');
  await box.waitFor({ timeout: patienceToOpen });
  const cards = page.locator('.ac-preview-panel');
  return {
    page,
    say: async (text) => {
      await box.click();
      await box.pressSequentially(text);
      await page.getByRole('button', { name: 'Send Message' }).click();
    },
    card: async (...texts) => {
      const found = texts.reduce((rest, hasText) => rest.filter({ hasText }), cards).last();
      await found.waitFor();
      return chatCard(page, found);
    },
    cards: async () => cards.allInnerTexts(),
    picture: async (name) => {
      const logPanel = page.getByRole('button', { name: 'Hide log panel' });
      if (await logPanel.isVisible()) await logPanel.click();
      await page.screenshot({ path: await pictureFile(name) });
    },
    close: async () => page.close(),
  };
}

function chatCard(page: Page, card: Locator): ChatCard {
  return {
    text: async () => card.innerText(),
    press: async (title) => card.getByRole('button', { name: title, exact: true }).first().click(),
    fill: async (label, value) => card.getByLabel(label).fill(value),
    tick: async (title) => card.getByText(title, { exact: true }).click(),
    choose: async (label, ...options) => {
      await card.getByLabel(label).first().click();
      for (const name of options) {
        // A list of which several can be picked shows them as a menu.
        await page.getByRole('menuitemcheckbox', { name }).or(page.getByRole('option', { name })).click();
      }
      await page.keyboard.press('Escape');
    },
    picture: async (name) => {
      // The chat scrolls: what is outside it would be cut off.
      await page.setViewportSize({ ...wide, height: 3000 });
      await card.screenshot({ path: await pictureFile(name) });
      await page.setViewportSize(wide);
    },
  };
}

async function pictureFile(name: string): Promise<string> {
  await mkdir(screenshotFolder, { recursive: true });
  return join(screenshotFolder, `${name}.png`);
}
