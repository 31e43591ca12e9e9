/**
 * `npm run pictures`: lays the cards that the playground test photographed side by side, for the README.
 * Run the test first: `npx jest test/playground/weeklyCycle`.
 */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './browser';
import { screenshotFolder } from './page';

/** Columns of the picture, cards from top to bottom. */
const columns = [['2-nudge', '3-check-in'], ['7-flag'], ['8-summary']];
/** Pixels of the highest column that are shown; a long card fades out. */
const height = 660;

const styles = `body{margin:0;padding:24px;background:#f0f0f4;display:flex;gap:20px;width:max-content;
  height:${height}px;overflow:hidden;align-items:flex-start} div{display:flex;flex-direction:column;gap:20px}
  img{width:400px;border-radius:8px;box-shadow:0 1px 4px #0003}`;

const inline = async (name: string): Promise<string> => {
  const data = await readFile(join(screenshotFolder, `${name}.png`));
  return `<img src="data:image/png;base64,${data.toString('base64')}">`;
};

const columnOf = async (names: readonly string[]): Promise<string> =>
  `<div>${(await Promise.all(names.map((name) => inline(name)))).join('')}</div>`;

const draw = async (): Promise<void> => {
  const folder = join(process.cwd(), 'docs', 'images');
  await mkdir(folder, { recursive: true });
  const html = (await Promise.all(columns.map((names) => columnOf(names)))).join('');
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1300, height: height + 48 } });
  await page.setContent(`<style>${styles}</style>${html}`);
  await page.screenshot({ path: join(folder, 'cards.png') });
  await browser.close();
};

draw().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exitCode = 1;
});
