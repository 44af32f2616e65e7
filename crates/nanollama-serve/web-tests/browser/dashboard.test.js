// The dashboard of runs: live curves, comparison, samples over time, plan and cost; and the model's card in the chat.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { madeRun } from '../mock/runs.js';
import { closeBrowser, open, reads, until } from './page.js';

after(closeBrowser);

const two = () => [madeRun({ name: 'base', broken: true }), madeRun({ name: 'chat', stage: 'sft', steps: 600, seed: 2 })];

/** Points drawn of all curves. */
const points = (page) => page.evaluate(() => [...document.querySelectorAll('polyline')].map((line) => line.getAttribute('points').split(' ').length));

test('a run: its table, curves, samples and plan', { timeout: 300_000 }, async () => {
  const { page, close } = await open({ mock: { runs: two() }, path: 'dashboard.html', hash: '#run=base' });
  await page.locator('.chart svg').first().waitFor();
  assert.equal(await page.locator('.chart').count(), 5);
  assert.ok((await points(page)).every((count) => count > 1));
  assert.equal(await page.evaluate(() => document.body.innerHTML.includes('NaN')), false, 'a loss that broke is a gap');
  const row = page.locator('#runs tr.chosen');
  await reads(row, /base\s+pretrain\s+1\.1M\s+100% of 1,000\s+\d\.\d{3}\s+0\.7300\s+[\d,]+\s+done/);
  await reads(page.locator('#plans'), /1,090,432 \(1\.1M\)[\s\S]*3 layers of 128, 4 heads \(4 kv\)/);
  // The slider goes back in time.
  const text = page.locator('#samples blockquote');
  await reads(text, /after step 1000/);
  await page.getByRole('slider', { name: 'Samples of base over time' }).fill('2');
  await reads(text, /after step 200/);
  // Four rates, since they move together.
  assert.deepEqual(await page.locator('.chart').nth(2).locator('.legend > span').allInnerTexts().then((all) => all.map((one) => one.split(' ')[0])), ['embedding', 'head', 'norm', 'matrix']);
  await page.locator('.chart svg').first().hover();
  await reads(page.locator('.chart figcaption').first(), /at step \d+/);
  await close();
});

test('runs are compared, along steps, tokens and hours, and the address says which', { timeout: 300_000 }, async () => {
  const { page, close } = await open({ mock: { runs: two() }, path: 'dashboard.html', hash: '#run=base' });
  await page.getByRole('checkbox', { name: 'Show chat' }).check();
  await until(async () => await page.locator('#plans article').count() === 2, 'both plans');
  assert.match(page.url(), /#run=base&run=chat$/);
  assert.deepEqual(await page.locator('.chart').first().locator('.legend > span').allInnerTexts().then((all) => all.map((one) => one.replace(/ [\d.]+$/, ''))), ['base', 'chat', 'base, held out', 'chat, held out']);
  const before = await page.locator('.chart svg').first().innerHTML();
  for (const axis of ['tokens', 'hours']) {
    await page.getByLabel('Along').selectOption(axis);
    assert.notEqual(await page.locator('.chart svg').first().innerHTML(), before);
  }
  await page.getByLabel('loss on a logarithmic scale').check();
  await page.reload();
  await until(async () => await page.locator('#plans article').count() === 2, 'both again');
  await page.getByRole('checkbox', { name: 'Show base' }).uncheck();
  await until(async () => await page.locator('#plans article').count() === 1, 'one');
  await close();
});

test('a run that goes on is followed; only what is new is read', { timeout: 300_000 }, async () => {
  const run = madeRun({ name: 'live', steps: 1000, done: 300, seconds: 0.05 });
  const { page, mock, close } = await open({ mock: { runs: [run] }, path: 'dashboard.html' });
  const step = async () => Number((await page.locator('#runs progress').getAttribute('value').catch(() => 0)) ?? 0);
  await until(async () => await step() >= 300, 'the first look');
  const first = await step();
  await until(async () => await step() > first, 'a later step');
  await reads(page.locator('#runs tr.chosen'), /(s|min|h)$/);
  const looks = mock.requests.filter(({ path }) => path === '/runs/live').map(({ search }) => Number(new URLSearchParams(search).get('offset')));
  assert.equal(looks[0], 0);
  assert.ok(looks.slice(1).every((offset, at) => offset > 0 && offset >= looks[at]), String(looks));
  // A run that was resumed takes lines back: everything is read anew.
  run.file = 'live-2';
  run.lines = run.lines.filter((line) => JSON.parse(line).step <= 100);
  const before = mock.requests.length;
  await until(async () => (await page.locator('#samples .place').innerText()) === 'step 100', 'what is left');
  assert.ok(mock.requests.length > before);
  await close();
});

test('no runs, and a server that stops', { timeout: 300_000 }, async () => {
  const { page, mock, close } = await open({ mock: { runs: [] }, path: 'dashboard.html', expected: ['ERR_CONNECTION_REFUSED'] });
  await page.getByText('There are no runs').waitFor();
  await mock.close();
  await page.getByText('The server does not answer').waitFor();
  mock.close = async () => {};
  await close();
});

test('a model from elsewhere has no plan', { timeout: 300_000 }, async () => {
  const run = madeRun({ name: 'imported', steps: 1 });
  Object.assign(run, { lines: [], now: () => null });
  run.plan = null;
  const { page, close } = await open({ mock: { runs: [run] }, path: 'dashboard.html' });
  await page.getByText('there is no plan').waitFor();
  await page.getByText('Nothing has been measured yet.').first().waitFor();
  await close();
});

test('the card of a model that is one of the runs shows how it was trained', { timeout: 300_000 }, async () => {
  const { page, close } = await open({ mock: { runs: two() } });
  await page.locator('#model:enabled').click();
  const card = page.getByRole('dialog', { name: 'town-chat' });
  await card.locator('.chart svg').waitFor();
  await reads(card, /Parameters\s+45,819,264 \(45\.8M\)[\s\S]*Context\s+2,048 tokens[\s\S]*Vocabulary\s+4,096 tokens/);
  assert.equal(await card.locator('.sample').count(), 3);
  await card.getByRole('link', { name: 'All about this run' }).click();
  await page.locator('#plans article').waitFor();
  assert.match(page.url(), /dashboard\.html#run=base$/);
  await close();
});
