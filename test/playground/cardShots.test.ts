import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { everySample } from '../cards/everySample';
import { launchBrowser } from './browser';
import { allViews, renderCards, usualViews } from './cardShots';
import { screenshotFolder } from './page';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => browser.close());

/** `CARD_SHOTS=all npx jest cardShots` keeps a picture of every card at every width in both themes, to look at. */
const isToBeLookedAt = process.env['CARD_SHOTS'] === 'all';
const views = isToBeLookedAt ? allViews : usualViews;
const folder = isToBeLookedAt ? join(screenshotFolder, 'cards') : null;

test('every card can be drawn, and nothing on it is wider than a small phone', async () => {
  expect(await renderCards(browser, everySample, views, folder)).toEqual([]);
}, 300_000);
