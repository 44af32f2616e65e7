// Markdown that streams looks like Markdown that was there at once, however it is cut.

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { HOSTILE, MARKDOWN, words } from '../mock/answers.js';
import { closeBrowser, open } from './page.js';

after(closeBrowser);

const TEXTS = [MARKDOWN, HOSTILE, words(300), '1. a\n\n2. b\n\n   c\n\n3. d\n- x\n- y\n\n\nz\n# h\n> q\n> r\ns\n\n| a | b |\n|---|---|\n| 1 | 2 |\nend',
  '- a\n\n  b\n- c\n\n```\nx\n\ny\n```\n```js\nopen\n', 'a\r\nb\r\n\r\n- c\r\n- d\r\n\r\ne'];

test('a text in pieces looks like the whole', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  const differing = await page.evaluate(async (texts) => {
    const { Prose } = await import('./markdown/prose.js');
    let seed = 1;
    const random = (below) => {
      seed = (seed * 48271) % 2147483647;
      return seed % below;
    };
    const signs = ['a', 'b c', ' ', '  ', '\n', '\n', '\n\n', '- ', '> ', '```', '# ', '|', '|-', '1. ', '2. ', '*', '**', '_', '`', '[', '](https://a.b)', '    ', '---', '<b>', '\\', 'https://x.y', '\t'];
    for (let count = 0; count < 1500; count++) texts.push(Array.from({ length: 5 + random(40) }, () => signs[random(signs.length)]).join(''));
    const differing = [];
    for (const text of texts) {
      const whole = document.createElement('div');
      new Prose(whole).append(text);
      for (const longest of [1, 4, 15]) {
        const grown = document.createElement('div');
        const prose = new Prose(grown);
        for (let at = 0; at < text.length;) {
          const next = at + 1 + random(longest);
          prose.append(text.slice(at, next));
          at = next;
        }
        if (grown.innerHTML !== whole.innerHTML) differing.push({ text, whole: whole.innerHTML, grown: grown.innerHTML });
      }
    }
    return differing;
  }, TEXTS);
  assert.deepEqual(differing.slice(0, 3), []);
  await close();
});

test('the blocks that are complete stay the same elements', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  const same = await page.evaluate(async () => {
    const { Prose } = await import('./markdown/prose.js');
    const element = document.createElement('div');
    const prose = new Prose(element);
    prose.append('one\n\ntwo\n\n```\ncode');
    const [first, second, code] = element.children;
    const text = code.querySelector('code').firstChild;
    prose.append(' goes on\nand on\n```\n\nthree');
    return [element.children[0] === first, element.children[1] === second, element.children[2] === code, code.querySelector('code').firstChild === text, text.data];
  });
  assert.deepEqual(same, [true, true, true, true, 'code goes on\nand on']);
  await close();
});
