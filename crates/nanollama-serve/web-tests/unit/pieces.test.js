// What needs no browser: events on every cut, conversations as trees, files in and out, settings, search.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { carryOut, hints } from '../../web/chat/commands.js';
import { Series } from '../../web/dashboard/series.js';
import { Conversation } from '../../web/history/conversation.js';
import { search } from '../../web/history/search.js';
import { read, write } from '../../web/history/transfer.js';
import { EventReader } from '../../web/net/events.js';
import { gatherCalls } from '../../web/net/answer.js';
import { SETTINGS, linesOf, numberOf, textOfLines } from '../../web/settings/table.js';
import { Values } from '../../web/settings/values.js';
import { madeRun, runAnswer } from '../mock/runs.js';

test('events are the same on every cut', () => {
  const stream = ': ping\n\ndata: {"a":1}\n\ndata:two\r\n\r\nevent: x\ndata: l1\ndata: l2\nid: 3\n\n\n\ndata: [DONE]\r\n\r\ndata: unfinished';
  const expected = ['{"a":1}', 'two', 'l1\nl2', '[DONE]'];
  for (let first = 0; first <= stream.length; first++) {
    for (const second of [first, Math.min(first + 3, stream.length)]) {
      const reader = new EventReader();
      const found = [stream.slice(0, first), stream.slice(first, second), stream.slice(second)].flatMap((part) => reader.push(part));
      assert.deepEqual(found, expected, `cut at ${first} and ${second}`);
    }
  }
});

test('tool calls come in pieces, more than one at a time', () => {
  const calls = [];
  gatherCalls(calls, [{ index: 0, id: 'a', function: { name: 'f', arguments: '' } }]);
  gatherCalls(calls, [{ index: 0, function: { arguments: '{"x"' } }, { index: 1, id: 'b', function: { name: 'g', arguments: '{' } }]);
  gatherCalls(calls, [{ index: 1, function: { arguments: '}' } }, { index: 0, function: { arguments: ':1}' } }]);
  assert.deepEqual(calls, [{ id: 'a', name: 'f', arguments: '{"x":1}' }, { id: 'b', name: 'g', arguments: '{}' }]);
});

const texts = (conversation) => conversation.path().map(({ content }) => content);

/** Two questions, the first of which has two answers. */
function branched() {
  const conversation = Conversation.empty('be kind');
  const asked = conversation.add(null, 'user', 'a question of several words that goes on and on and on until it is long');
  const one = conversation.add(asked.id, 'assistant', 'one', { ids: [1, 2] });
  const more = conversation.add(one.id, 'user', 'more');
  const last = conversation.add(more.id, 'assistant', 'last', { ids: [] });
  const two = conversation.add(asked.id, 'assistant', 'two', { ids: [] });
  return { conversation, asked, one, more, last, two };
}

test('branches stand beside each other, and nothing is lost', () => {
  const { conversation, asked, one, two, last } = branched();
  assert.deepEqual(texts(conversation), [asked.content, 'two']);
  assert.deepEqual(conversation.siblings(two), [one.id, two.id]);
  conversation.select(one.id);
  assert.deepEqual(texts(conversation), [asked.content, 'one', 'more', 'last']);
  conversation.drop(last);
  assert.deepEqual(texts(conversation), [asked.content, 'one', 'more']);
  assert.equal(conversation.title, 'a question of several words that goes on and on and on until…');
  const again = new Conversation({ ...conversation.record }, [...conversation.messages.values()].reverse());
  assert.deepEqual(texts(again), texts(conversation));
  assert.deepEqual(conversation.told(one.id).map(({ role }) => role), ['system', 'user', 'assistant']);
});

test('a message whose forerunner is missing is still there', () => {
  const { conversation, more, last } = branched();
  const kept = [more, last];
  const broken = new Conversation({ ...conversation.record, leaf: 'gone' }, kept);
  assert.deepEqual(texts(broken), ['more', 'last']);
});

test('the older half is forgotten, turn by turn, down to the last', () => {
  const conversation = Conversation.empty('');
  let behind = null;
  for (let turn = 0; turn < 8; turn++) {
    behind = conversation.add(behind, 'user', `q${turn}`).id;
    if (turn < 7) behind = conversation.add(behind, 'assistant', `a${turn}`).id;
  }
  const sizes = [conversation.told(behind).length];
  while (conversation.forget(behind)) {
    sizes.push(conversation.told(behind).length);
    assert.equal(conversation.told(behind)[0].role, 'user');
  }
  assert.deepEqual(sizes, [15, 7, 3, 1]);
  assert.equal(conversation.told(behind)[0].content, 'q7');
});

test('a file out and in is the same conversation under other ids', () => {
  const { conversation, one } = branched();
  conversation.select(one.id);
  const text = write([{ record: conversation.record, messages: [...conversation.messages.values()].reverse() }]);
  const [{ record, messages }] = read(text);
  assert.notEqual(record.id, conversation.id);
  assert.ok(messages.every((message) => message.conversation === record.id && !conversation.messages.has(message.id)));
  const again = new Conversation(record, messages);
  assert.deepEqual(texts(again), texts(conversation));
  assert.deepEqual(again.path()[1].ids, [1, 2]);
  assert.equal(again.record.system, 'be kind');
});

test('a damaged file is refused by the name of what is wrong', () => {
  const good = { format: 'nanollama-conversations', version: 1, conversations: [{ title: 't', system: '', created: 1, updated: 2, messages: [{ id: 'a', parent: null, role: 'user', content: 'x', created: 1 }] }] };
  const message = good.conversations[0].messages[0];
  const other = (change) => ({ ...good, conversations: [{ ...good.conversations[0], ...change }] });
  const cases = [
    ['{', /no JSON/], ['null', /"?format/], [{ ...good, format: 'x' }, /“format”/], [{ ...good, version: 2 }, /version 2/], [{ ...good, conversations: {} }, /“conversations”/],
    [{ ...good, conversations: [null] }, /conversations\[0\]\.title is missing/], [other({ title: 5 }), /\[0\]\.title is not/], [other({ messages: {} }), /\[0\]\.messages/], [other({ created: 'x' }), /created/],
    [other({ messages: [{ ...message, role: 'system' }] }), /messages\[0\]\.role/], [other({ messages: [{ ...message, content: null }] }), /content/], [other({ messages: [message, message] }), /messages\[1\]\.id/],
    [other({ messages: [{ ...message, parent: 'a' }] }), /parent/], [other({ messages: [{ ...message, parent: undefined }] }), /parent/], [other({ messages: [{ ...message, ids: ['x'] }] }), /ids/],
    [other({ messages: [{ ...message, calls: [{}] }] }), /calls/], [other({ messages: [{ ...message, used: -1 }] }), /used/], [other({ messages: [null] }), /messages\[0\]\.id is missing/],
  ];
  for (const [file, expected] of cases) assert.throws(() => read(typeof file === 'string' ? file : JSON.stringify(file)), expected, JSON.stringify(file));
  assert.equal(read(JSON.stringify(good)).length, 1);
  assert.equal('__proto__x' in read(JSON.stringify(other({ __proto__x: 1, evil: 2 })))[0].record, false, 'unknown fields stay out');
});

test('settings have ranges, and errors that name them', () => {
  for (const setting of SETTINGS.filter(({ kind }) => kind !== 'lines')) {
    assert.equal(numberOf(setting, ` ${setting.min} `), setting.min);
    assert.equal(numberOf(setting, String(setting.max)), setting.max);
    for (const bad of [String(setting.max + 1), String(setting.min - 1), 'x', '', 'NaN', 'Infinity', '1e999']) {
      assert.throws(() => numberOf(setting, bad), (error) => error.message.includes(`from ${setting.min} to ${setting.max}`), `${setting.name} ${bad}`);
    }
    if (setting.kind === 'whole') assert.throws(() => numberOf(setting, '1.5'), /whole/);
  }
  assert.equal(numberOf(SETTINGS[0], '0,7'), 0.7);
  const stop = SETTINGS.find(({ name }) => name === 'stop');
  assert.deepEqual(linesOf(stop, 'a\\nb\n\n\\\\n'), ['a\nb', '\\n']);
  assert.equal(textOfLines(['a\nb', '\\n']), 'a\\nb\n\\\\n');
  assert.throws(() => linesOf(stop, '1\n2\n3\n4\n5'), /at most 4/);
});

/** A browser's storage. */
function storage(kept = {}) {
  return { getItem: (name) => kept[name] ?? null, setItem: (name, value) => { kept[name] = value; } };
}

test('what is set is kept; what cannot be read is not', () => {
  const kept = storage();
  const values = new Values(() => kept);
  values.set('temperature', 0.5);
  values.set('stop', ['x']);
  values.system = 'kind';
  const again = new Values(() => kept);
  assert.deepEqual([again.fields(), again.system], [{ temperature: 0.5, stop: ['x'] }, 'kind']);
  again.set('temperature', undefined);
  again.set('stop', []);
  assert.deepEqual(new Values(() => kept).fields(), {});
  for (const bad of ['{', 'null', '[]', '5', '{"values":{"temperature":"hot","stop":"x","nosuch":1}}']) {
    assert.deepEqual(new Values(() => storage({ 'nanollama.settings': bad })).fields(), {}, bad);
  }
  assert.deepEqual(new Values(() => { throw new Error('refused'); }).fields(), {});
});

test('commands: ranges, defaults, unknown ones, and text that is none', () => {
  const values = new Values(() => storage());
  let cleared = 0;
  const page = { values, defaults: () => ({ temperature: 0.8 }), clear: () => { cleared += 1; }, help: () => {}, system: (text) => `system ${text}` };
  assert.match(carryOut('/temperature', page), /Temperature is the server's \(0\.8\)/);
  assert.match(carryOut('/Temperature 1.5', page), /is 1\.5/);
  assert.match(carryOut('/temperature 3', page), /from 0 to 2/);
  assert.equal(values.get('temperature'), 1.5);
  carryOut('/temperature default', page);
  assert.equal(values.get('temperature'), undefined);
  assert.match(carryOut('/topk 40', page), /40/);
  assert.equal(carryOut('/clear', page), null);
  assert.equal(cleared, 1);
  assert.equal(carryOut('/system a\nb', page), 'system a\nb');
  assert.match(carryOut('/nosuch x', page), /no command \/nosuch/);
  for (const text of ['/', '/ x', '/usr/bin', '/1', 'x /clear']) assert.equal(carryOut(text, page), undefined, text);
  assert.deepEqual(hints('/te').map(({ command }) => command), ['/temperature']);
  assert.equal(hints('/temperature 1').length + hints('x').length, 0);
});

test('search finds all words of a message, or a title', async () => {
  const messages = [{ conversation: 'a', content: 'x'.repeat(100) + ' The QUICK fox' }, { conversation: 'b', content: 'quick' }, { conversation: 'c', content: 'fox' }];
  const database = {
    messages: async (id) => messages.filter(({ conversation }) => conversation === id),
    conversations: async () => [{ id: 'c', title: 'quick fox' }, { id: 'b', title: '' }, { id: 'a', title: '' }],
  };
  const found = await search(database, ' fox quick ', () => true);
  assert.deepEqual(found.map(({ record }) => record.id), ['c', 'a']);
  assert.match(found[1].excerpt, /^…x+ The QUICK fox$/);
});

test('measurements are read piece by piece, and anew where a run took some back', () => {
  const run = madeRun({ name: 'r', steps: 900, broken: true });
  const series = new Series();
  let answer;
  let looks = 0;
  do {
    answer = runAnswer([run], 'r', new URLSearchParams({ offset: series.offset, file: series.file }));
    series.take(answer);
    looks += 1;
  } while (answer.more);
  assert.equal(series.steps.length, 900);
  assert.ok(Number.isNaN(series.raw('loss')[49][1]) && series.smooth('loss').filter(([, y]) => Number.isNaN(y)).length === 1);
  assert.deepEqual([series.validations.length, series.samples.length], [9, 10]);
  assert.equal(series.validation('loss', 'tokens')[0][0], 100 * 2048);
  run.file = 'r-2';
  run.lines = run.lines.filter((line) => JSON.parse(line).step <= 10);
  series.take(runAnswer([run], 'r', new URLSearchParams({ offset: series.offset, file: series.file })));
  assert.deepEqual([series.steps.length, series.samples.length], [10, 1]);
  assert.ok(looks >= 1);
});
