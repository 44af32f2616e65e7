// Personalities: offered where the server has some, sent with each message, kept as long as the browser's session.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ask, closeBrowser, open, reads, settled } from './page.js';

after(closeBrowser);

const TWO = [
  { id: 'twain', object: 'personality', scale: 1, named_scale: 1, bytes: 1024, made_from: 'twain - base' },
  { id: 'my voice', object: 'personality', scale: 0, named_scale: 1, bytes: 1024, made_from: '' },
];

/** The bodies of the questions so far. */
const asked = (mock, path = '/v1/chat/completions') => mock.requests.filter((request) => request.path === path).map(({ body }) => body);

/** Types a scale into the sheet of settings. */
async function scale(page, name, text) {
  await page.locator('#settings').click();
  await page.getByLabel(name, { exact: true }).and(page.locator('input:not([type=range])')).fill(text);
  await page.keyboard.press('Escape');
}

test('a server without personalities offers none', { timeout: 300_000 }, async () => {
  const { page, mock, close } = await open();
  await page.locator('#settings').click();
  assert.equal(await page.getByText('Personality', { exact: true }).count(), 0);
  await page.keyboard.press('Escape');
  await ask(page, 'Hello');
  assert.equal('personality' in asked(mock)[0], false);
  await close();
});

test('each message says how much of each personality answers, and the session keeps it', { timeout: 300_000 }, async () => {
  const { page, mock, context, close } = await open({ mock: { personalities: TWO } });
  await reads(page.locator('#model'), 'town-chat · twain 1');
  await ask(page, 'one');
  assert.equal('personality' in asked(mock)[0], false, 'what the user did not set is the server\'s');
  await scale(page, 'my voice', '0,5');
  await reads(page.locator('#model'), 'town-chat · twain 1 · my voice 0.5');
  await ask(page, 'two');
  assert.deepEqual(asked(mock)[1].personality, [{ name: 'twain', scale: 1 }, { name: 'my voice', scale: 0.5 }]);
  await scale(page, 'twain', '0');
  await reads(page.locator('#model'), 'town-chat · my voice 0.5');
  await page.reload();
  await reads(page.locator('#model'), 'town-chat · my voice 0.5');
  await ask(page, 'three');
  assert.deepEqual(asked(mock)[2].personality, [{ name: 'twain', scale: 0 }, { name: 'my voice', scale: 0.5 }]);
  // Beyond its range nothing is taken.
  await page.locator('#settings').click();
  const field = page.locator('#set-twain');
  await field.fill('9');
  await reads(page.locator('#problem-twain'), 'twain is a number from -2 to 2, and not “9”.');
  await page.getByRole('button', { name: 'All back to the server\'s' }).click();
  await page.keyboard.press('Escape');
  await reads(page.locator('#model'), 'town-chat · twain 1');
  await ask(page, 'four');
  assert.equal('personality' in asked(mock)[3], false);
  // Another session begins anew.
  assert.equal(await page.evaluate(() => localStorage.getItem('nanollama.personality')), null);
  const other = await context.newPage();
  await other.goto(mock.url);
  await reads(other.locator('#model'), 'town-chat · twain 1');
  await close();
});

test('the tokens of an answer are weighed by who gave it', { timeout: 300_000 }, async () => {
  const { page, mock, close } = await open({ mock: { personalities: TWO } });
  await scale(page, 'twain', '-0.5');
  const answer = await ask(page, 'say it');
  await scale(page, 'twain', '1.5');
  await answer.hover();
  await answer.getByRole('button', { name: 'Tokens and their probabilities' }).click();
  await answer.locator('.tokens').waitFor();
  assert.deepEqual(asked(mock, '/v1/completions').at(-1).personality, [{ name: 'twain', scale: -0.5 }, { name: 'my voice', scale: 0 }]);
  await settled(page);
  await close();
});
