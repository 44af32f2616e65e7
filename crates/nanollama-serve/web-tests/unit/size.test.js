// How large the pages are, counted from their files: all that a page loads, at once or later.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../web/', import.meta.url));

/** What a file names: scripts and styles of a page, imports of a module. */
function named(file) {
  const text = readFileSync(join(WEB, file), 'utf8');
  const pattern = file.endsWith('.html') ? /(?:src|href)="([^"#:]+\.(?:js|css|svg))"/g : /(?:from |import\(|import )'(\.[^']+)'/g;
  return file.endsWith('.html') || file.endsWith('.js')
    ? [...text.matchAll(pattern)].map(([, name]) => normalize(join(dirname(file), name))) : [];
}

/** All files that a page loads. */
function reached(page) {
  const files = new Set([page]);
  for (const file of files) for (const next of named(file)) files.add(next);
  return [...files];
}

const size = (files) => files.reduce((sum, file) => sum + statSync(join(WEB, file)).size, 0);
const kilobytes = (files) => `${(size(files) / 1000).toFixed(1)} KB`;

const chat = reached('index.html');
const dashboard = reached('dashboard.html');
const curves = chat.filter((file) => file.startsWith('dashboard/'));
const chatOwn = chat.filter((file) => !file.startsWith('dashboard/'));

test('the chat page is at most 120 KB', (context) => {
  context.diagnostic(`chat ${kilobytes(chatOwn)}; the dashboard's curves, which its model card borrows, ${kilobytes(curves)}`);
  assert.ok(size(chatOwn) <= 120_000, kilobytes(chatOwn));
});

test('the dashboard is at most 60 KB', (context) => {
  context.diagnostic(`dashboard ${kilobytes(dashboard)}`);
  assert.ok(size(dashboard) <= 60_000, kilobytes(dashboard));
});

test('every file is used by a page, opens with what lives there, and is short', () => {
  const all = readdirSync(WEB, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => relative(WEB, join(entry.parentPath, entry.name)));
  for (const file of all.filter((name) => /\.(js|css|html|svg)$/.test(name))) {
    assert.ok(chat.includes(file) || dashboard.includes(file), `${file} is used by no page`);
    const text = readFileSync(join(WEB, file), 'utf8');
    assert.ok(text.split('\n').length <= 400, `${file} is too long`);
    if (/\.(js|css)$/.test(file)) assert.match(text, /^(\/\/ |\/\* )[A-Z]/, `${file} opens with what lives there`);
  }
});
