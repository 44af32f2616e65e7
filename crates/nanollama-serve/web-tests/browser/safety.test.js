// What a model, a file or a server may say never becomes more than text; and the policy holds.

import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { HOSTILE } from '../mock/answers.js';
import { madeRun } from '../mock/runs.js';
import { ask, closeBrowser, open } from './page.js';

after(closeBrowser);

/** What must not be on the page, and where its links lead. */
async function harmless(page) {
  const found = await page.evaluate(() => ({
    hacked: window.hacked,
    elements: [...document.querySelectorAll('#thread :is(script, img, iframe, style, form, object, embed, link, meta), #thread svg:not(.icon), #thread [onerror], #thread [onload], #thread [onclick], #thread [style]')].map((one) => one.outerHTML),
    links: [...document.querySelectorAll('#thread a')].map((one) => ({ protocol: one.protocol, target: one.target, rel: one.rel })),
  }));
  assert.equal(found.hacked, undefined);
  assert.deepEqual(found.elements, []);
  for (const link of found.links) {
    assert.ok(['http:', 'https:', 'mailto:'].includes(link.protocol), JSON.stringify(link));
    assert.deepEqual([link.target, link.rel], ['_blank', 'noopener noreferrer nofollow']);
  }
  return found.links.length;
}

test('what a model writes is text', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  const answer = await ask(page, 'attack');
  assert.ok(await harmless(page) >= 3, 'the good links are links');
  const text = await answer.locator('.body').innerText();
  for (const part of ['<script>window.hacked = 1</script>', 'onerror="window.hacked = 2"', 'javascript:window.hacked=5', '<iframe src=', 'image: pixel']) assert.ok(text.includes(part), part);
  await close();
});

test('what a user writes, a title, a system prompt and a file are text, too', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  await ask(page, `say ${HOSTILE}`);
  await page.keyboard.press('Alt+KeyN');
  await ask(page, HOSTILE);
  await harmless(page);
  const hostile = { id: 'a', parent: null, role: 'user', content: HOSTILE, created: 1 };
  const answer = { id: 'b', parent: 'a', role: 'assistant', content: HOSTILE, created: 2, error: HOSTILE, model: HOSTILE, finish: 'constructor', calls: [{ id: 'x', name: HOSTILE, arguments: HOSTILE }] };
  const result = { id: 'c', parent: 'b', role: 'tool', content: HOSTILE, created: 3, callId: 'x' };
  const file = join(await mkdtemp(join(tmpdir(), 'page-')), 'hostile.json');
  await writeFile(file, JSON.stringify({ format: 'nanollama-conversations', version: 1, conversations: [{ title: HOSTILE, system: HOSTILE, created: 1, updated: Date.now() + 1000, messages: [hostile, answer, result] }] }));
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await choosing).setFiles(file);
  await page.getByText('Conversations imported').waitFor();
  await page.locator('#list .open').first().click();
  await page.locator('.call summary').click();
  await page.getByText('Result', { exact: true }).waitFor();
  await harmless(page);
  assert.equal(await page.evaluate(() => document.querySelectorAll('#sidebar script, #sidebar img:not(.brand img), #bar img').length), 0);
  await close();
});

test('the policy refuses inline script, eval, HTML sinks and other hosts', { timeout: 300_000 }, async () => {
  const { page, mock } = await open();
  await ask(page, 'say hi');
  const header = (await page.request.get(mock.url)).headers()['content-security-policy'];
  assert.match(header, /default-src 'none'/);
  const refused = await page.evaluate(async () => {
    const attempt = (act) => {
      try {
        act();
        return false;
      } catch {
        return true;
      }
    };
    const script = document.createElement('script');
    const results = {
      html: attempt(() => { document.body.innerHTML = '<p>x'; }),
      parse: attempt(() => new DOMParser().parseFromString('<p>', 'text/html')),
      policy: attempt(() => trustedTypes.createPolicy('mine', { createHTML: (x) => x })),
      code: attempt(() => { script.text = 'window.hacked = 1'; }),
      // Later, because what a debugger evaluates may do so itself.
      evaluated: await new Promise((resolve) => setTimeout(() => resolve(attempt(() => (0, eval)('window.hacked = 2'))))),
      elsewhere: await fetch('https://evil.example/').then(() => false, () => true),
    };
    const image = new Image();
    image.src = 'https://evil.example/x.png';
    const style = document.createElement('style');
    style.textContent = 'body { outline: 3px solid red }';
    document.head.append(style);
    results.style = getComputedStyle(document.body).outlineStyle === 'none';
    return { ...results, hacked: window.hacked };
  });
  assert.deepEqual(refused, { html: true, parse: true, policy: true, code: true, evaluated: true, elsewhere: true, style: true, hacked: undefined });
  await page.context().close();
  await mock.close();
});

test('what runs say is text on the dashboard', { timeout: 300_000 }, async () => {
  const run = madeRun({ name: '<img src=x onerror=hacked=1>', steps: 100 });
  run.lines.push(JSON.stringify({ step: 100, kind: 'sample', text: HOSTILE }));
  const { page, close } = await open({ mock: { runs: [run] }, path: 'dashboard.html' });
  await page.locator('#samples blockquote').waitFor();
  assert.equal(await page.locator('main :is(script, img, iframe, style)').count(), 0);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.ok((await page.locator('#samples blockquote').innerText()).includes('<script>window.hacked = 1</script>'));
  await close();
});
