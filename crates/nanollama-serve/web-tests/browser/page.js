// A browser for the tests: Debian's Chromium, driven by playwright-core. Every page is watched: an error in its console, a
// refused script or style, or a request to anywhere else fails the test that opened it.

import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import { chromium } from 'playwright-core';
import { startMock } from '../mock/server.js';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

let browser = null;
const mocks = new Set();

/** The browser; one for all tests of a file. Closing it closes what failed tests left open. */
export async function launch() {
  browser ??= await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  return browser;
}

export async function closeBrowser() {
  await browser?.close();
  browser = null;
  // Those of tests that failed.
  for (const mock of mocks) await mock.close();
}

/**
 * A mock and a page that shows it. `mock`: options of the mock; `context`: of playwright; `hash`; `expected`: texts of
 * console errors that belong to the test (a 401 is one to the browser). Gives `{ page, mock, context, close }`.
 */
export async function open({ mock: options = {}, context: kind = {}, path = '', hash = '', expected = [] } = {}) {
  const mock = await startMock(options);
  mocks.add(mock);
  const context = await (await launch()).newContext({ viewport: { width: 1200, height: 800 }, ...kind });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: mock.url }).catch(() => {});
  const troubles = [];
  const watch = (page) => {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()) && !expected.some((text) => message.text().includes(text))) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith(mock.url) && !url.startsWith('blob:')) troubles.push(`a request to ${url}`);
    });
  };
  context.on('page', watch);
  // Long, because a machine may be busy with other things.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  await page.goto(mock.url + path + hash);
  const close = async () => {
    await context.close();
    mocks.delete(mock);
    await mock.close();
    assert.deepEqual(troubles, [], 'the page is quiet');
  };
  return { page, mock, context, close, troubles };
}

/** Types a message and sends it, when the page knows its server: what is sent before stays in the box. */
export async function send(page, text) {
  await page.locator('#draft').fill(text);
  await page.locator('#send:enabled').waitFor();
  await page.locator('#draft').press('Enter');
}

/** Waits until no answer is being written, and none begins: what was just clicked may take a moment to begin one. */
export async function settled(page) {
  for (let calm = 0; calm < 4; calm++) {
    await page.locator('#send[aria-label="Send"]').waitFor();
    if (await page.locator('.message.writing').count() > 0) {
      await page.locator('.message.writing').waitFor({ state: 'detached' });
      calm = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Sends, and waits for the whole answer; its element. */
export async function ask(page, text) {
  const before = await page.locator('.message.assistant').count();
  await send(page, text);
  await page.locator('.message.assistant').nth(before).waitFor();
  await settled(page);
  return page.locator('.message.assistant').nth(before);
}

/** Polls until it holds. */
export async function until(check, what, patience = 30_000) {
  const end = Date.now() + patience;
  while (!(await check())) {
    assert.ok(Date.now() < end, `waited for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/**
 * Waits until an element reads as expected: a text, a pattern, or, for all elements that the locator finds, a list of texts.
 * A page is drawn a moment after what it shows has changed.
 */
export async function reads(locator, expected) {
  const end = Date.now() + 30_000;
  for (;;) {
    const text = await (Array.isArray(expected) ? locator.allInnerTexts() : locator.innerText());
    const same = expected instanceof RegExp ? expected.test(text) : isDeepStrictEqual(text, expected);
    if (same) return;
    if (Date.now() > end) {
      (expected instanceof RegExp ? assert.match : assert.deepEqual)(text, expected);
    }
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
