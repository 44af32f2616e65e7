// The chat page: makes its parts and ties them together. What each does stands in its own file.

import { byId, count, make } from '../dom.js';
import { openDatabase } from '../history/database.js';
import { setAskKey } from '../net/api.js';
import { takeKey } from '../net/key.js';
import { models, ready } from '../net/model.js';
import { openSettings } from '../settings/panel.js';
import { Values } from '../settings/values.js';
import { Answering, pace } from './answering.js';
import { Book } from './book.js';
import { colours } from './colours.js';
import { carryOut } from './commands.js';
import { Composer } from './composer.js';
import { Desk } from './desk.js';
import { askLine, copyText, openDialog, openFile, saveFile, toast } from './dialog.js';
import { openHelp } from './help.js';
import { keys } from './keys.js';
import { rate } from './message.js';
import { Sidebar } from './sidebar.js';
import { Thread } from './thread.js';
import { closeBox, watchBox } from './tokens.js';

/** Characters of an answer that are read out when it is complete. */
const READ_OUT = 3000;

takeKey();
setAskKey((refused) => askLine({
  title: 'Key', type: 'password', label: 'Key', ok: 'Go on',
  text: `${refused ? 'The server refused the key. ' : ''}This server asks for its key; whoever started it has it. It is kept until you close the browser.`,
}));
colours(byId('theme'));

const database = await openDatabase();
const values = new Values();
let model = null;

const report = {
  grew: (conversation, message) => {
    if (conversation !== desk.conversation) return;
    thread.grow(message);
    showPace();
  },
  ended: (conversation, message) => {
    book.tell(conversation.id);
    showList();
    byId('notice').textContent = '';
    if (conversation !== desk.conversation) return;
    thread.ended(message);
    showState();
    byId('said').textContent = message.error ?? `The model says: ${message.content.slice(0, READ_OUT)}`;
  },
  waiting: (conversation, seconds) => {
    if (conversation === desk.conversation) byId('notice').textContent = `The server is busy; asking again in ${Math.ceil(seconds)} s.`;
  },
  lost: (error) => toast(`The browser could not keep this conversation: ${error.message}`),
};

/** What goes along with every request. */
function requestOf() {
  return { model: model.id, chat: model.chat, fields: values.fields() };
}

const answering = new Answering({ database, requestOf, report });
const book = new Book({ database, underWay: (id) => answering.conversation(id), elsewhere });
const desk = new Desk({ book, answering, values, requestOf, model: () => model, shown });

const thread = new Thread({
  element: byId('thread'), scroller: byId('scroller'), latest: byId('latest'),
  facts: () => ({ chat: model?.chat !== false }),
  actions: {
    writing: (conversation) => answering.writing(conversation),
    copy: (message, button) => desk.copy(message, button),
    again: (message) => model && desk.again(message),
    edited: (message, text) => model && desk.edited(message, text),
    select: (id) => desk.select(id),
    tokens: (message) => model && desk.tokens(message, thread.view(message)),
    goOn: (message) => model && desk.goOn(message),
    forget: (message) => desk.forget(message),
  },
});
watchBox(byId('scroller'));

const composer = new Composer({
  send: (text) => {
    if (text.startsWith('/')) {
      const said = carryOut(text, { values, clear: fresh, help: openHelp, system: setSystem, defaults: () => model?.meta.defaults ?? {} });
      if (said !== undefined) {
        if (said !== null) thread.note(said);
        return true;
      }
    }
    if (desk.busy) return false;
    thread.clearNotes();
    desk.ask(text);
    return true;
  },
  stop: () => answering.stop(desk.conversation),
  up: () => {
    const asked = desk.lastAsked();
    if (asked && model && !desk.busy) thread.view(asked)?.edit({ edited: (message, text) => desk.edited(message, text) });
  },
});

const sidebar = new Sidebar({
  find: (query, still) => book.find(query, still),
  writing: (id) => answering.conversation(id) !== null,
  actions: { open: openById, more },
});

/** Another conversation, or another path of it, is open. */
function shown({ toEnd = false } = {}) {
  thread.show(desk.conversation, emptyPage);
  if (toEnd) thread.toEnd();
  byId('title').textContent = desk.conversation.title;
  document.title = desk.conversation.record.title ? `${desk.conversation.title} · nanollama` : 'nanollama';
  const hash = desk.conversation.messages.size > 0 ? `#c=${desk.conversation.id}` : '';
  if (location.hash !== hash) history.pushState(null, '', location.pathname + location.search + hash);
  showState();
  showList();
}

/** Whether an answer is being written, and how much of the context is used. */
function showState() {
  const waits = model === null ? 'The server has no model yet' : model.chat ? 'Message' : 'The beginning of a text';
  composer.state({ busy: desk.busy, ready: model !== null, placeholder: waits });
  sidebar.mark(desk.conversation.id);
  showPace();
}

function showPace() {
  const run = answering.run(desk.conversation);
  const now = run && run.counted > 2 ? `${rate(pace(run))} tokens/s` : '';
  byId('rate').textContent = now;
  const answers = desk.conversation.path().filter((message) => message.used > 0 && message !== run?.message);
  const used = (answers.at(-1)?.used ?? 0) + (run?.counted ?? 0);
  const context = model?.context;
  byId('used').hidden = !context;
  if (!context) return;
  byId('used-text').textContent = `${count(used)} of ${count(context)} tokens`;
  byId('meter').value = used / context;
}

let listing = null;
/** Lists the conversations, once for however many reasons there are. */
function showList() {
  listing ??= Promise.resolve().then(async () => {
    listing = null;
    sidebar.show(await book.list(), desk.conversation.id);
  }).catch(report.lost);
}

function emptyPage() {
  if (model === null) return make('div', { class: 'empty' });
  if (model.chat) return make('div', { class: 'empty' }, make('h2', {}, model.id), make('p', {}, 'Ask something. /help lists keys and commands.'));
  return make('div', { class: 'empty' }, make('h2', {}, model.id),
    make('p', {}, 'A base model: it was not trained on conversations and completes text. Write the beginning of a text, and it goes on.'));
}

function fresh() {
  desk.open();
  composer.open(desk.conversation.id);
  sidebar.leave();
  composer.focus();
}

async function openById(id) {
  const conversation = await book.open(id);
  if (!conversation) return false;
  desk.open(conversation);
  composer.open(conversation.id);
  if (!composer.touch) composer.focus();
  return true;
}

/** Another tab changed a conversation, or many (null). */
async function elsewhere(id) {
  showList();
  if (id !== desk.conversation.id || desk.busy) return;
  const conversation = await book.open(id);
  if (conversation && id === desk.conversation.id && !desk.busy) desk.open(conversation);
}

/** What can be done with one of the list. */
function more(record) {
  const title = make('input', { value: record.title, 'aria-label': 'Title', autocomplete: 'off', spellcheck: 'false' });
  const act = (label, kind, action) => make('button', { type: 'button', class: kind, onclick: () => {
    dialog.close();
    action(record);
  } }, label);
  const dialog = openDialog({ title: record.title || 'New conversation', content: [
    make('form', { class: 'ask', onsubmit: (event) => {
      event.preventDefault();
      dialog.close();
      rename(record, title.value.trim());
    } }, title, make('button', { type: 'submit', class: 'main' }, 'Rename')),
    act('Export', '', () => exportFile(record.id)), act('Delete', 'danger', remove),
  ] });
}

async function rename(record, title) {
  if (title === '') return;
  const renamed = await book.rename(record.id, title);
  if (record.id === desk.conversation.id) {
    Object.assign(desk.conversation.record, { title: renamed.record.title, named: true });
    shown();
  } else showList();
}

async function remove(record) {
  answering.drop(record.id);
  const restore = await book.remove(record.id);
  if (record.id === desk.conversation.id) fresh();
  else showList();
  toast(`“${record.title || 'New conversation'}” is deleted.`, { label: 'Undo', action: async () => {
    await restore();
    showList();
  } });
}

async function exportFile(id) {
  const day = new Date().toISOString().slice(0, 10);
  saveFile(id === undefined ? `nanollama-conversations-${day}.json` : `nanollama-conversation-${day}.json`, await book.exported(id));
}

async function importFile() {
  try {
    const text = await openFile();
    if (text === null) return;
    const taken = await book.imported(text);
    toast(`${count(taken)} conversation${taken === 1 ? '' : 's'} imported.`);
    showList();
  } catch (error) {
    toast(error.message);
  }
}

function setSystem(text) {
  const { record, messages } = desk.conversation;
  if (text === undefined || text.trim() === '') return record.system === '' ? 'This conversation has no system prompt.' : `The system prompt: ${record.system}`;
  record.system = text.trim();
  if (messages.size > 0) book.keep(desk.conversation);
  return 'The system prompt of this conversation is set.';
}

function settings() {
  const { conversation } = desk;
  openSettings({ values, conversation, model, changed: () => {
    if (conversation.messages.size > 0) book.keep(conversation).catch(report.lost);
  } });
}

byId('thread').addEventListener('click', async (event) => {
  const button = event.target.closest?.('.copy-code');
  if (!button) return;
  const done = await copyText(button.closest('figure').querySelector('code').textContent);
  button.textContent = done ? 'Copied' : 'Not copied';
  setTimeout(() => { button.textContent = 'Copy'; }, 1500);
});
byId('new').addEventListener('click', fresh);
byId('settings').addEventListener('click', settings);
byId('help').addEventListener('click', openHelp);
byId('import').addEventListener('click', importFile);
byId('export').addEventListener('click', () => exportFile());
keys({
  fresh,
  settings,
  search: () => {
    sidebar.toggle(true);
    byId('search').focus();
  },
  escape: () => {
    if (closeBox()) return true;
    if (desk.busy) answering.stop(desk.conversation);
    else if (document.body.classList.contains('side') && !sidebar.wide.matches) sidebar.toggle(false);
    else return false;
    return true;
  },
  type: () => composer.focus(),
});

const named = () => /^#c=([\w-]+)$/.exec(location.hash)?.[1];
addEventListener('popstate', async () => {
  if (takeKey()) await connect();
  else if (named() && named() !== desk.conversation.id) await openById(named());
  else if (!named() && desk.conversation.messages.size > 0) fresh();
});

/** Finds out what the server has; says what is wrong where it does not answer. */
async function connect() {
  const notice = byId('notice');
  notice.textContent = '';
  try {
    await ready((seconds) => { notice.textContent = `The model is being loaded (${seconds} s)…`; });
    notice.textContent = '';
    const all = await models();
    if (all.length === 0) throw new Error('The server has no model.');
    [model] = all;
  } catch (error) {
    notice.replaceChildren(`${error.message} `, make('button', { type: 'button', class: 'small', onclick: connect }, 'Try again'));
    return;
  }
  byId('model').textContent = model.chat ? model.id : `${model.id} (completes text)`;
  byId('model').disabled = false;
  byId('runs').hidden = model.meta.runs !== true;
  shown();
}
byId('model').addEventListener('click', async () => {
  // With the dashboard's curves, which nobody needs to chat.
  const { openCard } = await import('./card.js');
  openCard(model);
});

if (!database.lasts) toast('This browser keeps nothing: conversations are gone when the page is closed.');
if (!named() || !(await openById(named()))) fresh();
await connect();
