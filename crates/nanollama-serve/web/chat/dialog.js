// Dialogs and short notices. The browser's own <dialog> keeps the focus inside and gives it back.

import { byId, iconButton, make } from '../dom.js';

// How long a notice stays, in milliseconds.
const STAYS = 4000;
const STAYS_WITH_ACTION = 9000;

// Opens a dialog; `side` makes it a sheet along the right. Gives the element.
export function openDialog({ title, side = false, content, onclose = () => {} }) {
	const dialog = make('dialog', { class: side && 'side', 'aria-label': title, onclose: () => {
		dialog.remove();
		onclose();
	}, onmousedown: (event) => {
		if (event.target === dialog) dialog.close();
	} },
	make('div', { class: 'dialog-head' }, make('h2', {}, title), iconButton('close', 'Close', () => dialog.close())),
	make('div', { class: 'dialog-body' }, ...content));
	document.body.append(dialog);
	dialog.showModal();
	return dialog;
}

export function lineForm({ label, value = '', type = 'text', ok, take }) {
	const input = make('input', { type, 'aria-label': label, autocomplete: 'off', spellcheck: 'false', autofocus: true, value });
	return make('form', { class: 'ask', onsubmit: (event) => {
		event.preventDefault();
		if (input.value.trim() !== '') take(input.value.trim());
	} }, input, make('button', { type: 'submit', class: 'main' }, ok));
}

// Says something at the edge of the page, with a button where something can be done.
export function toast(text, label, action) {
	const notice = make('div', { class: 'toast' }, make('span', {}, text), action && make('button', { onclick: () => {
		notice.remove();
		action();
	} }, label));
	byId('toasts').append(notice);
	setTimeout(() => notice.remove(), action ? STAYS_WITH_ACTION : STAYS);
}

// Text to the clipboard, on plain http from another machine in the browser's old way; the button says how it went.
export async function copyText(text, button) {
	let done = await navigator.clipboard?.writeText(text).then(() => true, () => {});
	if (!done) {
		const area = make('textarea', { class: 'unseen' });
		area.value = text;
		document.body.append(area);
		area.select();
		done = document.execCommand('copy');
		area.remove();
		button.focus();
	}
	button.dataset.said = done ? 'Copied' : 'Not copied';
	setTimeout(() => { delete button.dataset.said; }, 1500);
}

export function saveFile(name, text) {
	const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
	make('a', { href: address, download: name }).click();
	setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

export function openFile(take) {
	const input = make('input', { type: 'file', accept: 'application/json,.json', onchange: async () => take(await input.files[0].text()) });
	input.click();
}
