// Pictures of both pages, for people to look at: three widths, light and dark. `npm run screenshots [FOLDER] [PART OF A NAME]`.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ask, closeBrowser, open, send, until } from './browser/page.js';
import { madeRun } from './mock/runs.js';

const [folder = 'screenshots', wanted = ''] = process.argv.slice(2);
const WIDTHS = [[390, 844], [820, 1180], [1440, 900]];
const runs = [madeRun({ name: 'town' }), madeRun({ name: 'town-chat', stage: 'sft', steps: 600, seed: 2, done: 400, seconds: 1000 }), madeRun({ name: 'town-wide', seed: 3, steps: 1400 })];

/** What is shown: a name, and the way there. */
const SCENES = {
  empty: {},
  chat: { run: async (page) => {
    await ask(page, 'What can you do?');
    await ask(page, 'markdown');
  } },
  long: { run: async (page) => {
    for (const text of ['say Good morning.', 'words 40', 'emoji', 'call the weather', 'words 160']) await ask(page, text);
    await page.locator('.call summary').click();
  } },
  streaming: { mock: { rate: 30 }, run: async (page) => {
    await send(page, 'words 300');
    await until(async () => (await page.locator('.message.assistant .body').innerText()).length > 300, 'some text', 30_000);
  } },
  tokens: { run: async (page) => {
    await ask(page, 'words 60');
    await page.getByRole('button', { name: 'Tokens and their probabilities' }).click();
    await page.locator('.token').nth(9).click();
  } },
  settings: { run: async (page) => {
    await page.getByRole('button', { name: 'Settings' }).click();
  } },
  card: { run: async (page) => {
    await page.locator('#model').click();
    await page.locator('.chart svg').waitFor();
  } },
  commands: { run: async (page) => page.locator('#draft').fill('/') },
  help: { run: async (page) => page.locator('#draft').fill('/help').then(() => page.locator('#draft').press('Enter')) },
  trouble: { expected: ['500'], run: async (page) => ask(page, 'fail now') },
  key: { mock: { key: 'x' }, expected: ['401'], waits: 'dialog', run: async () => {} },
  base: { mock: { chat: false }, run: async (page) => ask(page, 'Once upon a time') },
  sidebar: { run: async (page) => {
    for (const text of ['say apples are red', 'say the sky is blue']) {
      await ask(page, text);
      await page.keyboard.press('Alt+KeyN');
    }
    if (await page.locator('#sidebar').isHidden()) await page.getByRole('button', { name: 'Conversations' }).click();
    await page.locator('#search').fill('is');
    await page.locator('#list small').first().waitFor();
  } },
  dashboard: { path: 'dashboard.html', hash: '#run=town&run=town-chat&run=town-wide', waits: '#plans article', whole: true },
  run: { path: 'dashboard.html', hash: '#run=town', waits: '#plans article', whole: true },
};

await mkdir(folder, { recursive: true });
for (const [name, { run = async () => {}, mock, whole = false, waits = '#model:enabled', ...further }] of Object.entries(SCENES)) {
  for (const [width, height] of WIDTHS) {
    for (const colorScheme of ['light', 'dark']) {
      const file = `${name}-${width}-${colorScheme}.png`;
      if (!file.includes(wanted)) continue;
      const { page, close } = await open({ mock: { runs, ...mock }, context: { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' }, ...further });
      await page.locator(waits).first().waitFor();
      await run(page);
      await page.screenshot({ path: join(folder, file), fullPage: whole });
      await close();
      console.log(file);
    }
  }
}
await closeBrowser();
