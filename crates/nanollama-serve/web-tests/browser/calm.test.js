// The page stays calm: nothing jumps while text streams, long conversations stay responsive, and a phone's window fits.

import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { MARKDOWN, words } from '../mock/answers.js';
import { ask, closeBrowser, open, send, settled, until } from './page.js';

after(closeBrowser);

/** From now on the page counts shifts of its layout. */
const countShifts = (page) => page.evaluate(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shifts.push({ value: entry.value, sources: entry.sources.map(({ node }) => node?.className ?? node?.nodeName) });
  }).observe({ type: 'layout-shift' });
});

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

test('nothing shifts while 100 tokens a second stream, at the end and scrolled up', { timeout: 300_000 }, async (context) => {
  const { page, close } = await open({ mock: { rate: 100, context: 100_000 } });
  await ask(page, 'words 400');
  await countShifts(page);
  await send(page, 'stream 250');
  await until(async () => (await page.locator('.message.assistant').last().innerText()).length > 200, 'some text');
  const atEnd = () => page.evaluate(() => {
    const { scrollTop, scrollHeight, clientHeight } = document.getElementById('scroller');
    return scrollHeight - scrollTop - clientHeight;
  });
  assert.ok(await atEnd() < 60, 'the end stays in sight');
  // Someone goes up to read.
  await page.locator('#scroller').hover();
  await page.mouse.wheel(0, -500);
  await until(async () => await atEnd() > 300, 'scrolled up');
  await page.locator('#latest').waitFor();
  const place = () => page.evaluate(() => document.querySelectorAll('.message')[1].getBoundingClientRect().top);
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = await place();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  assert.ok(Math.abs(await place() - before) < 1, 'what is read stays where it is');
  await page.locator('#latest').click();
  await until(async () => await atEnd() < 60, 'back at the end');
  await settled(page);
  // Shifts right after a user's input are not counted by browsers' own measure, and the scrolling above was one.
  const shifts = await page.evaluate(() => window.shifts);
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  context.diagnostic(`layout shift ${sum.toFixed(4)} in ${shifts.length} entries`);
  assert.ok(sum < 0.005, JSON.stringify(shifts));
  await close();
});

test('a conversation of 2,000 messages opens, scrolls and types quickly', { timeout: 300_000 }, async (context) => {
  const { page, close } = await open({ mock: { context: 1_000_000, rate: 100 } });
  await page.locator('#model:enabled').waitFor();
  const messages = [];
  for (let at = 0; at < 2000; at++) {
    const answer = at % 2 === 1;
    messages.push({ id: `m${at}`, parent: at === 0 ? null : `m${at - 1}`, role: answer ? 'assistant' : 'user', created: at + 1,
      content: answer ? (at % 10 === 1 ? MARKDOWN : words(80, at)) : `question ${at}`, ...(answer ? { finish: 'stop', tokens: 80, rate: 90, used: 90 } : {}) });
  }
  const file = join(await mkdtemp(join(tmpdir(), 'page-')), 'long.json');
  await writeFile(file, JSON.stringify({ format: 'nanollama-conversations', version: 1, conversations: [{ title: 'Long', system: '', created: 1, updated: Date.now(), messages }] }));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await choosing).setFiles(file);
  await page.getByText('Conversations imported').waitFor({ timeout: 60_000 });

  const latency = async () => {
    await page.evaluate(() => {
      window.waits = [];
      document.getElementById('draft').onkeydown = () => {
        const began = performance.now();
        requestAnimationFrame(() => setTimeout(() => window.waits.push(performance.now() - began)));
      };
    });
    await page.locator('#draft').focus();
    for (const letter of 'typing into a long conversation') await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await until(() => page.evaluate(() => window.waits.length >= 30), 'all keys', 30_000);
    await page.locator('#draft').fill('');
    return median(await page.evaluate(() => window.waits));
  };
  const empty = await latency();

  const opening = Date.now();
  await page.locator('#list .open', { hasText: 'Long' }).click();
  await page.locator('.message[data-id]').nth(39).waitFor();
  const opened = Date.now() - opening;
  assert.ok(await page.locator('.message').count() <= 120, 'not all are drawn');

  // All of them, as after a long way up.
  await page.evaluate(async () => {
    const scroller = document.getElementById('scroller');
    for (let turns = 0; document.querySelectorAll('.message').length < 2000 && turns < 4000; turns++) {
      scroller.scrollTop = 0;
      document.querySelector('.earlier')?.click();
      if (turns % 10 === 9) await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
  assert.equal(await page.locator('.message').count(), 2000);
  let typed = await latency();
  // Against this machine as it is now. What else it does makes one measurement slow, not five.
  const most = 2 * empty + 50;
  for (let again = 0; again < 4 && typed >= most; again++) typed = Math.min(typed, await latency());
  context.diagnostic(`opened in ${opened} ms; from key to frame in an empty conversation ${empty.toFixed(1)} ms, with all 2,000 drawn ${typed.toFixed(1)} ms (medians of 30)`);
  assert.ok(typed < most, `${typed} ms`);
  await ask(page, 'say still here');
  await close();
});

for (const width of [320, 390, 820]) {
  test(`a window of ${width} pixels fits and can do everything`, { timeout: 300_000 }, async () => {
    const { page, close } = await open({ context: { viewport: { width, height: 740 }, hasTouch: true, isMobile: true } });
    await page.locator('#model:enabled').waitFor();
    assert.ok(await page.locator('#sidebar').isHidden());
    const answerOf = async (text) => {
      await page.locator('#draft').fill(text);
      await page.locator('#send').tap();
      await page.locator('.message.assistant').last().waitFor();
      await settled(page);
    };
    await answerOf('markdown');
    await answerOf(`say ${'x'.repeat(400)} ${'long '.repeat(60)}`);
    const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.getElementById('scroller').scrollWidth, innerWidth]);
    assert.ok(wide[0] <= wide[2] && wide[1] <= wide[2], String(wide));
    // A phone's Enter is a new line.
    await page.locator('#draft').fill('a');
    await page.locator('#draft').press('Enter');
    assert.equal(await page.locator('#draft').inputValue(), 'a\n');
    await page.locator('#draft').fill('');
    await page.getByRole('button', { name: 'Conversations' }).tap();
    await page.locator('#sidebar').waitFor();
    await page.locator('#new').tap();
    assert.ok(await page.locator('#sidebar').isHidden());
    await page.getByRole('button', { name: 'Settings' }).tap();
    const sheet = await page.locator('dialog').boundingBox();
    assert.ok(sheet.x >= 0 && sheet.x + sheet.width <= width + 1, JSON.stringify(sheet));
    await page.getByRole('button', { name: 'Close' }).tap();
    await close();
  });
}

test('everything that can be pressed has a name', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  await ask(page, 'markdown');
  await page.getByRole('button', { name: 'Tokens and their probabilities' }).click();
  await page.locator('.token').first().waitFor();
  const nameless = () => page.evaluate(() => [...document.querySelectorAll('button, input, textarea, select, a, [role=button], [tabindex]:not([tabindex="-1"])')]
    .filter((one) => one.checkVisibility() && !(one.getAttribute('aria-label') || one.textContent.trim() || one.labels?.length || one.title))
    .map((one) => one.outerHTML.slice(0, 120)));
  assert.deepEqual(await nameless(), []);
  await page.getByRole('button', { name: 'Settings' }).click();
  assert.deepEqual(await nameless(), []);
  assert.equal(await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size === document.querySelectorAll('[id]').length), true, 'ids are unique');
  await close();
});
