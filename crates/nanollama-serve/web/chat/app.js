// The chat page: makes its parts and ties them together.

import { byId, count, icon, make } from '../dom.js';
import { openDatabase } from '../history/database.js';
import { search } from '../history/search.js';
import { setAskKey } from '../net/api.js';
import { takeKey } from '../net/key.js';
import { models, ready } from '../net/model.js';
import { openSettings } from '../settings/panel.js';
import { Values } from '../settings/values.js';
import { Voices } from '../settings/voices.js';
import { Answering } from './answering.js';
import { askForKey } from './askkey.js';
import { Book } from './book.js';
import { colours } from './colours.js';
import { carryOut } from './commands.js';
import { Composer } from './composer.js';
import { Desk } from './desk.js';
import { copyText, lineForm, openDialog, openFile, saveFile, toast } from './dialog.js';
import { openHelp } from './help.js';
import { keys } from './keys.js';
import { rate } from './message.js';
import { Sidebar } from './sidebar.js';
import { Thread } from './thread.js';
import { closeBox, watchBox } from './tokens.js';

const READ_OUT = 3000;

for (const button of document.querySelectorAll('[data-icon]')) button.prepend(icon(button.dataset.icon));
takeKey();
setAskKey(askForKey);
colours(byId('theme'));

const database = await openDatabase();
const values = new Values();
const voices = new Voices();
let model = null;

const isOpen = (conversation) => conversation === desk.conversation;
const report = {
	grew: (conversation, message) => {
		if (!isOpen(conversation)) return;
		thread.grow(message);
		showUse();
	},
	ended: (conversation, message) => {
		showList();
		if (!isOpen(conversation)) return;
		thread.ended(message);
		showState();
		byId('notice').textContent = '';
		byId('said').textContent = message.error ?? `The model says: ${message.content.slice(0, READ_OUT)}`;
	},
	waiting: (conversation, seconds) => {
		if (isOpen(conversation)) byId('notice').textContent = `The server is busy; asking again in ${Math.ceil(seconds)} s.`;
	},
	lost: (error) => toast(`The browser could not keep this conversation: ${error.message}`),
};
const answering = new Answering({ database, report, request: () => ({ model: model.id, chat: model.chat, fields: { ...values.fields(), ...voices.fields() } }) });
const book = new Book({ database, underWay: (id) => answering.conversation(id) });
const desk = new Desk({ book, answering, values, model: () => model, shown });
const thread = new Thread({
	element: byId('thread'), scroller: byId('scroller'), latest: byId('latest'), chat: () => model?.chat !== false,
	actions: {
		writing: (conversation) => answering.writing(conversation),
		copy: ({ content }, button) => copyText(content, button),
		tokens: (message) => desk.tokens(message, thread.view(message)),
		...Object.fromEntries(['again', 'edited', 'select', 'goOn', 'forget'].map((name) => [name, (...given) => desk[name](...given)])),
	},
});
const composer = new Composer({
	send,
	stop: () => answering.stop(desk.conversation),
	up: () => {
		const asked = desk.conversation.path().findLast(({ role }) => role === 'user');
		if (asked) thread.view(asked)?.edit(desk);
	},
});
const sidebar = new Sidebar({ open: openById, more, find: (query, still) => search(database, query, still), writing: (id) => answering.conversation(id) !== null });

function send(text) {
	const said = text.startsWith('/') ? carryOut(text, { values, system: setSystem, clear: fresh, help: openHelp, defaults: () => model.meta.defaults ?? {} }) : undefined;
	if (said !== undefined) {
		if (said !== null) thread.note(said);
		return true;
	}
	if (desk.busy) return false;
	desk.ask(text);
	thread.follow.toEnd();
	return true;
}

function shown() {
	const { conversation } = desk;
	closeBox();
	thread.show(conversation, emptyPage);
	byId('title').textContent = conversation.title;
	document.title = conversation.record.title ? `${conversation.title} · nanollama` : 'nanollama';
	const hash = conversation.messages.size > 0 ? `#c=${conversation.id}` : '';
	if (location.hash !== hash) history.pushState(null, '', location.pathname + location.search + hash);
	showState();
	showList();
}

function showState() {
	composer.state({ busy: desk.busy, ready: model !== null }, model ? (model.chat ? 'Message' : 'The beginning of a text') : 'The model is not there yet');
	sidebar.mark(desk.conversation.id);
	showUse();
}

function showUse() {
	const pace = answering.pace(desk.conversation);
	const written = answering.writing(desk.conversation);
	const before = desk.conversation.path().findLast((message) => message.used > 0 && message !== written);
	const used = (before?.used ?? 0) + (pace?.counted ?? 0);
	byId('rate').textContent = pace?.rate > 0 ? `${rate(pace.rate)} tokens/s` : '';
	byId('used').hidden = !model?.context;
	if (!model?.context) return;
	byId('used-text').textContent = `${count(used)} of ${count(model.context)} tokens`;
	byId('meter').value = used / model.context;
}

async function showList() {
	sidebar.show(await database.conversations(), desk.conversation.id);
}

function emptyPage() {
	const said = model?.chat ? 'Ask something. /help lists keys and commands.'
		: 'A base model: it was not trained on conversations and completes text. Write the beginning of a text, and it goes on.';
	return make('div', { class: 'empty' }, ...(model ? [make('h2', {}, model.id), make('p', {}, said)] : []));
}

function fresh() {
	sidebar.leave();
	desk.open();
	composer.open(desk.conversation.id);
	composer.focus();
}

async function openById(id) {
	const conversation = await book.open(id);
	if (!conversation) return false;
	desk.open(conversation);
	composer.open(id);
	if (!composer.touch) composer.focus();
	return true;
}

function more(record) {
	const act = (label, kind, action) => make('button', { class: kind, onclick: () => {
		dialog.close();
		action();
	} }, label);
	const rename = lineForm({ label: 'Title', value: record.title, ok: 'Rename', take: async (title) => {
		dialog.close();
		const conversation = record.id === desk.conversation.id ? desk.conversation : await book.open(record.id);
		Object.assign(conversation.record, { title, named: true });
		await book.keep(conversation);
		shown();
	} });
	const dialog = openDialog({ title: record.title, content: [rename, act('Export', '', () => save(record.id)), act('Delete', 'danger', () => remove(record))] });
}

async function remove({ id, title }) {
	answering.drop(id);
	const restore = await book.remove(id);
	if (id === desk.conversation.id) fresh();
	showList();
	toast(`“${title}” is deleted.`, 'Undo', async () => {
		await restore();
		showList();
	});
}

async function save(id) {
	saveFile(`nanollama-conversation${id ? '' : 's'}-${new Date().toISOString().slice(0, 10)}.json`, await book.exported(id));
}

async function load(text) {
	try {
		toast(`Conversations imported: ${count(await book.imported(text))}.`);
	} catch (error) {
		toast(error.message);
	}
	showList();
}

function setSystem(text) {
	const { record } = desk.conversation;
	if (text === '') return record.system === '' ? 'This conversation has no system prompt.' : `The system prompt: ${record.system}`;
	record.system = text;
	keepSettings();
	return 'The system prompt of this conversation is set.';
}

function keepSettings() {
	showModel();
	if (desk.conversation.messages.size > 0) book.keep(desk.conversation).catch(report.lost);
}

function settings() {
	openSettings({ values, voices, model, record: desk.conversation.record, changed: keepSettings });
}

function showModel() {
	byId('model').textContent = model ? `${model.id}${model.chat ? '' : ' (completes text)'}${voices.said()}` : '…';
}

async function connect() {
	const notice = byId('notice');
	try {
		await ready((seconds) => { notice.textContent = `The model is being loaded (${seconds} s)…`; });
		[[model = null]] = await Promise.all([models(), voices.load()]);
		notice.textContent = model ? '' : 'The server has no model.';
	} catch (error) {
		notice.replaceChildren(`${error.message} `, make('button', { class: 'small', onclick: connect }, 'Try again'));
	}
	showModel();
	byId('model').disabled = !model;
	byId('runs').hidden = !model?.meta.runs;
	shown();
}

const press = (id, action) => byId(id).addEventListener('click', () => action());
press('new', fresh);
press('settings', settings);
press('help', openHelp);
press('import', () => openFile(load));
press('export', save);
press('model', async () => {
	const { openCard } = await import('../dashboard/card.js');
	openCard(model);
});
byId('thread').addEventListener('click', ({ target }) => {
	if (target.matches('.copy-code')) copyText(target.closest('figure').querySelector('code').textContent, target);
});
watchBox(byId('scroller'));
keys({
	fresh,
	settings,
	search: () => {
		sidebar.toggle(true);
		byId('search').focus();
	},
	escape: () => {
		if (closeBox() || sidebar.leave()) return true;
		const { busy } = desk;
		if (busy) answering.stop(desk.conversation);
		return busy;
	},
});

const named = () => /^#c=(\w+)$/.exec(location.hash)?.[1];
addEventListener('popstate', () => {
	if (takeKey()) connect();
	else if (!named()) fresh();
	else if (named() !== desk.conversation.id) openById(named());
});

if (!database.lasts) toast('This browser keeps nothing: conversations are gone when the page is closed.');
if (!named() || !await openById(named())) fresh();
await connect();
