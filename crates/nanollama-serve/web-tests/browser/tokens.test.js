// The token view: probabilities and alternatives of what was written, and branches from them, by ids.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SPECIAL, encode } from '../mock/tokenizer.js';
import { ask, closeBrowser, open, reads, settled, until } from './page.js';

after(closeBrowser);

function tokens(name, question, run, mock = {}) {
  test(name, { timeout: 300_000 }, async () => {
    const opened = await open({ mock });
    try {
      await ask(opened.page, question);
      await opened.page.getByRole('button', { name: 'Tokens and their probabilities' }).click();
      await opened.page.locator('.token').first().waitFor();
      await run(opened);
    } finally {
      await opened.close();
    }
  });
}

const completions = (mock) => mock.requests.filter(({ path }) => path === '/v1/completions').map(({ body }) => body);

tokens('each token has its probability; the stored ids are scored as they are', 'say one two three', async ({ page, mock }) => {
  const [body] = completions(mock);
  const answer = encode('one two three');
  assert.deepEqual(body.prompt.slice(-answer.length), answer);
  assert.equal(body.prompt.length, body.logprob_start_len + answer.length);
  assert.deepEqual([body.echo, body.max_tokens], [true, 0]);
  await reads(page.locator('.token'), ['one', ' two', ' three']);
  await page.locator('.token').nth(1).hover();
  const box = page.locator('.token-box');
  await reads(box.locator('p'), /␣two \d+(\.\d)?% id \d+/);
  assert.equal(await box.locator('button').count(), 8);
  assert.equal(await box.locator('button:disabled').count(), 1);
  await page.locator('#title').hover();
  await until(async () => await box.count() === 0, 'the box goes with the mouse');
  await page.getByRole('button', { name: 'Tokens and their probabilities' }).click();
  assert.equal(await page.locator('.token').count(), 0);
  await reads(page.locator('.message.assistant .body'), 'one two three');
});

tokens('another token begins a branch, which goes on from ids', 'say one two three', async ({ page, mock }) => {
  await page.locator('.token').nth(1).click();
  await page.locator('.token-box button', { hasText: 'moon' }).click();
  await settled(page);
  await reads(page.locator('.message.assistant .body'), /^one moon and so it went on/);
  await reads(page.locator('.message.assistant .row'), /2\/2/);
  const body = completions(mock).at(-1);
  assert.deepEqual(body.prompt.slice(-2), [...encode('one'), ...encode(' moon')]);
  await page.getByRole('button', { name: 'Earlier version' }).click();
  await reads(page.locator('.message.assistant .body'), 'one two three');
});

tokens('a branch from a part of a character is read anew from all its ids', 'say one two', async ({ page, mock }) => {
  await page.locator('.token').nth(1).click();
  await page.locator('.token-box button', { hasText: '\ufffd' }).click();
  await settled(page);
  const text = await page.locator('.message.assistant .body').innerText();
  assert.ok(text.startsWith('one🙂 and so') && !text.includes('\ufffd'), text);
  assert.ok(mock.requests.some(({ path }) => path === '/detokenize'));
});

tokens('the end as an alternative ends the answer there', 'say one two three', async ({ page, mock }) => {
  const before = completions(mock).length;
  await page.locator('.token').nth(2).click();
  await page.locator('.token-box button', { hasText: '<|end|>' }).click();
  await until(async () => await page.locator('.message.assistant .body').innerText() === 'one two', 'the shorter answer');
  assert.equal(completions(mock).length, before);
  assert.equal(SPECIAL.end, 1);
});

tokens('characters of several tokens stay whole', 'emoji', async ({ page }) => {
  const texts = await page.locator('.token').allInnerTexts();
  assert.ok(texts.some((text) => text.includes('🙂')) && texts.includes('·') && !texts.join('').includes('\ufffd'), texts.join('|'));
});

tokens('keys go from token to token and into the alternatives', 'say one two three', async ({ page }) => {
  await page.locator('.token').first().focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^two, \d/);
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement.closest('.token-box') !== null));
  await page.keyboard.press('Escape');
  assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^two, \d/);
  assert.equal(await page.locator('.token[tabindex="0"]').count(), 1);
});

tokens('a base model\'s tokens, too', 'Once upon', async ({ page, mock }) => {
  const [, score] = completions(mock);
  assert.deepEqual(score.prompt.slice(0, 3), [SPECIAL.begin, ...encode('Once upon')]);
  await page.locator('.token').nth(1).click();
  await page.locator('.token-box button', { hasText: 'barn' }).click();
  await settled(page);
  await reads(page.locator('.message.assistant .body'), /^ ?and barn and so it went on/);
}, { chat: false });
