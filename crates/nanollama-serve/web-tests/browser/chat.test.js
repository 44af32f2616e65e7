// The chat as a person uses it: send, stream, stop, answer again, edit, branch, reload, several conversations, files.

import assert from 'node:assert/strict';
import { readFile, writeFile, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ask, closeBrowser, open, reads, send, settled, until } from './page.js';

after(closeBrowser);

/** A test with a page of its own; the page has to have been quiet. */
function chat(name, options, run) {
  test(name, { timeout: 300_000 }, async () => {
    const opened = await open(options);
    try {
      await run(opened);
    } finally {
      await opened.close();
    }
  });
}

const bodies = (mock, path) => mock.requests.filter((request) => request.path === path && request.body).map((request) => request.body);
const chats = (mock) => bodies(mock, '/v1/chat/completions');

chat('a message is answered, with its tokens, its speed and the context used', {}, async ({ page, mock }) => {
  const answer = await ask(page, 'Hello there');
  await reads(answer.locator('.body'), /^You said “Hello there”\. This is answer number 1\.$/);
  await reads(answer.locator('.facts'), /^\d+ tokens · \d+(\.\d)? tokens\/s$/);
  await reads(page.locator('#used'), /^\d+ of 2,048 tokens$/);
  const [body] = chats(mock);
  assert.deepEqual(body.messages, [{ role: 'user', content: 'Hello there' }]);
  assert.equal(body.model, 'town-chat');
  assert.equal(body.stream_options.include_usage, true);
  assert.equal('temperature' in body, false, 'what the user did not set is the server\'s');
  assert.equal(await page.title(), 'Hello there · nanollama');
});

chat('an answer appears while it comes', { mock: { rate: 40 } }, async ({ page }) => {
  await send(page, 'words 500');
  const body = page.locator('.message.assistant .body');
  const lengths = new Set();
  await until(async () => {
    lengths.add((await body.innerText().catch(() => '')).length);
    return lengths.size > 5;
  }, 'six different lengths');
  await page.getByRole('button', { name: 'Stop' }).click();
  await settled(page);
});

chat('stop ends the answer, at the server, too; it can go on', { mock: { rate: 40 } }, async ({ page, mock }) => {
  await send(page, 'words 300');
  await until(async () => (await page.locator('.message.assistant .body').innerText()).length > 30, 'some text');
  await page.locator('#send').click();
  await settled(page);
  const text = await page.locator('.message.assistant .body').innerText();
  await reads(page.locator('.facts').last(), /stopped$/);
  await until(() => mock.requests.some((request) => request.path === '/v1/chat/completions' && request.aborted), 'the server sees it');
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await page.locator('.message.assistant .body').innerText(), text, 'nothing comes after');
  await page.getByRole('button', { name: 'Go on' }).click();
  await settled(page);
  const longer = await page.locator('.message.assistant .body').innerText();
  assert.ok(longer.startsWith(text.trimEnd()) && longer.includes('and so it went on'), longer);
  const [{ prompt }] = bodies(mock, '/v1/completions');
  assert.ok(prompt.every(Number.isInteger), 'ids go on from ids');
});

chat('Escape stops, too', { mock: { rate: 40 } }, async ({ page }) => {
  await send(page, 'words 300');
  await until(async () => (await page.locator('.message.assistant .body').innerText()).length > 10, 'some text');
  await page.keyboard.press('Escape');
  await settled(page);
  await reads(page.locator('.facts').last(), /stopped$/);
});

chat('another answer stands beside the first, and one can go back', {}, async ({ page }) => {
  await ask(page, 'say first');
  await page.locator('.message.assistant').hover();
  await page.getByRole('button', { name: 'Answer again' }).click();
  await settled(page);
  await reads(page.locator('.message.assistant .row'), /2\/2/);
  await page.getByRole('button', { name: 'Earlier version' }).click();
  await reads(page.locator('.message.assistant .row'), /1\/2/);
});

chat('an edited message is a branch; what followed the old one is kept', {}, async ({ page, mock }) => {
  await ask(page, 'say one');
  await ask(page, 'say two');
  await page.locator('.message.user').first().hover();
  await page.locator('.message.user').first().getByRole('button', { name: 'Edit and ask again' }).click();
  await page.getByRole('textbox', { name: 'Edit the message' }).fill('say three');
  await page.keyboard.press('Control+Enter');
  await settled(page);
  await reads(page.locator('.message .body'), ['say three', 'three']);
  assert.deepEqual(chats(mock).at(-1).messages, [{ role: 'user', content: 'say three' }]);
  await page.getByRole('button', { name: 'Earlier version' }).click();
  await reads(page.locator('.message .body'), ['say one', 'one', 'say two', 'two']);
  await page.reload();
  await until(async () => await page.locator('.message').count() === 4, 'the branch that was shown');
});

chat('an answer can be edited; it is told as it was made', {}, async ({ page, mock }) => {
  await ask(page, 'say one');
  await page.getByRole('button', { name: 'Edit the answer' }).click();
  await page.getByRole('textbox', { name: 'Edit the message' }).fill('uno');
  await page.getByRole('button', { name: 'Save' }).click();
  await ask(page, 'how many');
  assert.deepEqual(chats(mock).at(-1).messages.map(({ content }) => content), ['say one', 'uno', 'how many']);
});

chat('arrow up edits the last message', {}, async ({ page }) => {
  await ask(page, 'say one');
  await page.locator('#draft').press('ArrowUp');
  assert.equal(await page.getByRole('textbox', { name: 'Edit the message' }).inputValue(), 'say one');
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('.editing').count(), 0);
});

chat('reload keeps the history, and unsent text', {}, async ({ page }) => {
  await ask(page, 'say kept');
  await page.locator('#draft').fill('not yet sent');
  await page.reload();
  await page.locator('.message.assistant').waitFor();
  await reads(page.locator('.message .body'), ['say kept', 'kept']);
  assert.equal(await page.locator('#draft').inputValue(), 'not yet sent');
});

chat('an answer that a reload broke off is kept as far as it came', { mock: { rate: 30 } }, async ({ page }) => {
  await send(page, 'words 300');
  await until(async () => (await page.locator('.message.assistant .body').innerText()).length > 60, 'some text');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await page.reload();
  await page.locator('.message.assistant').waitFor();
  assert.ok((await page.locator('.message.assistant .body').innerText()).length > 30);
  await reads(page.locator('.facts').last(), /interrupted/);
});

chat('several conversations: list, search, rename, delete and back', {}, async ({ page }) => {
  await ask(page, 'say apples are red');
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  await ask(page, 'say the sky is blue');
  await page.keyboard.press('Alt+KeyN');
  await ask(page, 'say grass is green');
  const list = page.locator('#list .open > span');
  await until(async () => await list.count() === 3, 'three');
  await reads(list, ['say grass is green', 'say the sky is blue', 'say apples are red']);
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('BLUE sky');
  await until(async () => await list.count() === 1, 'one is found');
  await reads(page.locator('#list small'), /sky is blue/);
  await list.first().click();
  await reads(page.locator('.message .body'), ['say the sky is blue', 'the sky is blue']);
  await page.locator('#search').fill('');
  await until(async () => await list.count() === 3, 'all again');
  await page.getByRole('button', { name: 'More about “say apples are red”' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Fruit');
  await page.getByRole('button', { name: 'Rename' }).click();
  await until(async () => (await list.allInnerTexts()).includes('Fruit'), 'the new title');
  await page.getByRole('button', { name: 'More about “Fruit”' }).click();
  await page.getByRole('button', { name: 'Delete' }).click();
  await until(async () => await list.count() === 2, 'deleted');
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => await list.count() === 3, 'back');
  await page.goBack();
  await until(async () => (await page.locator('#title').innerText()) !== 'say the sky is blue', 'the browser\'s back button');
});

chat('two conversations are answered at once, each in its own place', { mock: { rate: 60 } }, async ({ page }) => {
  await send(page, 'words 120');
  await page.locator('.message.writing').waitFor();
  await page.getByRole('button', { name: 'New conversation' }).first().click();
  await ask(page, 'say other');
  await reads(page.locator('.message .body'), ['say other', 'other']);
  await page.locator('#list .open', { hasText: 'words 120' }).click();
  await settled(page);
  const text = await page.locator('.message.assistant .body').innerText();
  assert.equal(text.split(/\s+/).length, 120);
});

/** Has the page import a file. */
async function importing(page, path) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await choosing).setFiles(path);
}

chat('export and import as JSON', {}, async ({ page }) => {
  await ask(page, 'say one');
  await page.getByRole('button', { name: 'Answer again' }).click();
  await settled(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /^nanollama-conversations-\d{4}-\d\d-\d\d\.json$/);
  const file = await download.path();
  const written = JSON.parse(await readFile(file, 'utf8'));
  assert.equal(written.conversations.length, 1);
  assert.equal(written.conversations[0].messages.length, 3);
  await importing(page, file);
  await page.getByText('Conversations imported: 1.').waitFor();
  await until(async () => await page.locator('#list .open').count() === 2, 'the copy');
  await page.locator('#list .open').last().click();
  await until(async () => (await page.locator('.message.assistant .row').innerText()).includes('2/2'), 'its branches');
  const bad = join(await mkdtemp(join(tmpdir(), 'page-')), 'bad.json');
  await writeFile(bad, JSON.stringify({ ...written, conversations: [{ ...written.conversations[0], messages: [{ id: 'a', parent: 'b', role: 'user', content: '', created: 1 }] }] }));
  await importing(page, bad);
  await page.getByText('conversations[0].messages[0].parent names no message that stands before it.').waitFor();
});

chat('system prompt and sampler settings go along, those that were set', {}, async ({ page, mock }) => {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('System prompt of this conversation').fill('Speak like a miller.');
  await page.getByLabel('New conversations begin with it, too').check();
  await page.locator('#set-temperature').fill('0.3');
  await page.locator('#set-top_k').fill('5000');
  await page.getByText('Top-k is a whole number from 0 to 200, and not “5000”.').waitFor();
  await page.locator('#set-seed').fill('7');
  await page.locator('#set-stop').fill('END\\n\n###');
  await page.keyboard.press('Escape');
  const answer = await ask(page, 'system?');
  await reads(answer.locator('.body'), 'I was told: Speak like a miller.');
  const body = chats(mock).at(-1);
  assert.deepEqual([body.temperature, body.seed, body.stop, 'top_k' in body], [0.3, 7, ['END\n', '###'], false]);
  await page.keyboard.press('Alt+KeyN');
  assert.equal(await (await ask(page, 'system?')).locator('.body').innerText(), 'I was told: Speak like a miller.');
  await page.reload();
  await page.locator('#model:enabled').waitFor();
  await ask(page, 'say x');
  assert.equal(chats(mock).at(-1).temperature, 0.3, 'settings outlive the page');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'All back to the server\'s' }).click();
  await page.keyboard.press('Escape');
  await ask(page, 'say y');
  assert.equal('temperature' in chats(mock).at(-1), false);
});

chat('slash commands', {}, async ({ page, mock }) => {
  await send(page, '/temperature 0.5');
  await page.getByText('Temperature is 0.5.').waitFor();
  await send(page, '/topk 999');
  await page.getByText('Top-k is a whole number from 0 to 200, and not “999”.').waitFor();
  await send(page, '/nosuch');
  await page.getByText('There is no command /nosuch').waitFor();
  await page.locator('#draft').fill('/tem');
  await page.locator('#hints li').first().waitFor();
  await page.locator('#draft').press('Tab');
  assert.equal(await page.locator('#draft').inputValue(), '/temperature ');
  assert.equal(chats(mock).length, 0, 'no command reaches the model');
  await ask(page, 'say hi');
  assert.equal(chats(mock)[0].temperature, 0.5);
  assert.equal(await page.locator('.note').count(), 0);
  await send(page, '/clear');
  assert.equal(await page.locator('.message').count(), 0);
  await send(page, '/help');
  await page.getByRole('dialog', { name: 'Keys and commands' }).waitFor();
});

chat('Enter sends, Shift+Enter does not, Ctrl+Enter does', {}, async ({ page }) => {
  await page.locator('#draft').focus();
  await page.keyboard.type('say a');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('b');
  await page.keyboard.press('Control+Enter');
  await settled(page);
  await reads(page.locator('.message.user .body'), 'say a\nb');
});

chat('Markdown, and a copy of its code', {}, async ({ page }) => {
  const body = (await ask(page, 'markdown')).locator('.body');
  for (const [selector, times] of [['h3', 1], ['strong', 1], ['ol > li', 3], ['li > ul > li', 2], ['table td', 4], ['blockquote p', 1], ['figure.code', 1], ['input[type=checkbox]', 2]]) {
    assert.equal(await body.locator(selector).count(), times, selector);
  }
  await body.getByRole('button', { name: 'Copy' }).click();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^fn main\(\) \{\n    println!\("<b>not bold<\/b> & \{\}", 1 < 2\);\n\}$/);
});

chat('tool calls are shown as folded blocks', {}, async ({ page }) => {
  const call = (await ask(page, 'call something')).locator('.call');
  await reads(call, 'Calls weather {"town":"Milltown"}');
  await call.locator('summary').click();
  await reads(call, /^Calls weather\s+\{\s+"town": "Milltown"\s+\}\s*$/);
  await page.reload();
  await reads(page.locator('.call'), 'Calls weather {"town":"Milltown"}');
});

chat('what came of calls stands with them: shown, told to the model, out and in again', {}, async ({ page, mock }) => {
  const calls = [{ id: 'c1', name: 'weather', arguments: '{"town":"Milltown"}' }, { id: 'c2', name: 'time', arguments: '{}' }];
  const messages = [
    { id: 'a', parent: null, role: 'user', content: 'How is it?', created: 1 },
    { id: 'b', parent: 'a', role: 'assistant', content: '', created: 2, finish: 'tool_calls', calls },
    { id: 'c', parent: 'b', role: 'tool', content: '{"sky":"grey"}', created: 3, callId: 'c1' },
    { id: 'd', parent: 'c', role: 'tool', content: 'of another call', created: 4, callId: 'c9' },
    { id: 'e', parent: 'd', role: 'assistant', content: 'Grey.', created: 5, finish: 'stop' },
  ];
  const file = join(await mkdtemp(join(tmpdir(), 'page-')), 'calls.json');
  await writeFile(file, JSON.stringify({ format: 'nanollama-conversations', version: 1, conversations: [{ title: 'calls', system: '', created: 1, updated: 2, leaf: 'e', messages }] }));
  await importing(page, file);
  await page.locator('#list .open').first().click();
  const [weather, time] = [0, 1].map((place) => page.locator('.call').nth(place));
  for (const call of [weather, time]) await call.locator('summary').click();
  await reads(weather, /"town": "Milltown"\s+\}\s+Result\s+\{\s+"sky": "grey"/);
  await reads(time, /^Calls time\s+\{\}\s*$/);
  await reads(page.locator('.message.tool:visible .body'), 'of another call');
  await ask(page, 'say more');
  const told = chats(mock).at(-1).messages;
  assert.deepEqual(told.map(({ role }) => role), ['user', 'assistant', 'tool', 'tool', 'assistant', 'user']);
  assert.deepEqual(told[1].tool_calls[0], { id: 'c1', type: 'function', function: { name: 'weather', arguments: '{"town":"Milltown"}' } });
  assert.deepEqual(told[2], { role: 'tool', content: '{"sky":"grey"}', tool_call_id: 'c1' });
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export all' }).click();
  const written = JSON.parse(await readFile(await (await downloading).path(), 'utf8')).conversations[0].messages;
  assert.deepEqual([written[1].calls, written[2].callId, written[2].content], [calls, 'c1', '{"sky":"grey"}']);
});

chat('errors: what the server says, and a way on', { expected: ['500'] }, async ({ page, mock }) => {
  const answer = await ask(page, 'fail now');
  await reads(answer.locator('.trouble'), /The engine failed\./);
  await answer.getByRole('button', { name: 'Try again' }).click();
  await settled(page);
  assert.equal(chats(mock).length, 2);
  assert.equal(await page.locator('.message').count(), 2, 'what never came leaves no branch');
});

chat('a connection that breaks keeps what came', { expected: ['ERR_INCOMPLETE_CHUNKED_ENCODING'] }, async ({ page }) => {
  const answer = await ask(page, 'break it');
  await reads(answer.locator('.body'), /^You said/);
  await reads(answer.locator('.trouble'), /broke in the middle/);
});

chat('a busy server is asked again', { mock: { busy: 2 }, expected: ['429'] }, async ({ page, mock }) => {
  await send(page, 'say at last');
  await page.getByText('The server is busy').waitFor();
  await settled(page);
  await reads(page.locator('.message.assistant .body'), 'at last');
  assert.equal(chats(mock).length, 3);
});

chat('a model that is being loaded is waited for', { mock: { loading: 2500 }, expected: ['503'] }, async ({ page }) => {
  await page.getByText('The model is being loaded').waitFor();
  await page.locator('#model:enabled').waitFor();
  assert.equal(await (await ask(page, 'say ready')).locator('.body').innerText(), 'ready');
});

chat('a full context says so, and the older half can be left out', { mock: { context: 120 }, expected: ['400'] }, async ({ page, mock }) => {
  for (const word of ['one', 'two', 'three']) await ask(page, `say ${word} ${'and '.repeat(12)}`);
  const answer = await ask(page, `say four ${'and '.repeat(20)}`);
  await reads(answer.locator('.trouble'), /context is 120 tokens/);
  await page.getByRole('button', { name: 'Leave out the older half and try again' }).click();
  await settled(page);
  assert.ok(chats(mock).at(-1).messages.length < 7);
  await page.getByText('The model no longer sees what is above').waitFor();
});

chat('a base model completes, and the page says so', { mock: { chat: false } }, async ({ page, mock }) => {
  await page.getByText('it was not trained on conversations').waitFor();
  await reads(page.locator('#model'), 'town-base (completes text)');
  await ask(page, 'Once upon a time');
  assert.equal(bodies(mock, '/v1/completions')[0].prompt, 'Once upon a time');
  await reads(page.locator('.message.assistant .body'), /and so it went on/);
});

chat('the key is asked for once, kept for the session, and not in the address', { mock: { key: 'secret key' }, expected: ['401'] }, async ({ page, mock }) => {
  const field = page.getByLabel('Key', { exact: true }).and(page.locator('input'));
  await field.fill('wrong');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('The server refused the key.').waitFor();
  await field.fill('secret key');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.locator('#model:enabled').waitFor();
  await ask(page, 'say in');
  await page.reload();
  await page.locator('#model:enabled').waitFor();
  assert.equal(await page.locator('dialog').count(), 0);
  assert.ok(mock.requests.every((request) => !request.search.includes('secret')));
});

chat('a link with the key in its fragment opens the page, and the key leaves the address', { mock: { key: 'a/b c' }, hash: '#key=a%2Fb%20c' }, async ({ page }) => {
  await page.locator('#model:enabled').waitFor();
  assert.ok(!page.url().includes('key'), page.url());
  assert.equal(await (await ask(page, 'say in')).locator('.body').innerText(), 'in');
});

chat('without a place to keep history the page says so, and chats', {}, async ({ context, mock }) => {
  const page = await context.newPage();
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { get: () => { throw new Error('no'); } }));
  await page.goto(mock.url);
  await page.getByText('This browser keeps nothing').waitFor();
  assert.equal(await (await ask(page, 'say hi')).locator('.body').innerText(), 'hi');
});
