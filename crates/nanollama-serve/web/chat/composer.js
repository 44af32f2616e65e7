// The message box: it grows with its text, sends, stops, and lists the commands that begin as what is typed.

import { byId, icon, make } from '../dom.js';
import { keep, recall } from '../net/session.js';
import { hints } from './commands.js';

export class Composer {
	// On a phone the key for a new line is the one that people look for.
	touch = matchMedia('(pointer: coarse)').matches;
	#draft = byId('draft');
	#send = byId('send');
	#hints = byId('hints');
	#state = {};
	#conversation = null;

	// `send(text)` says whether it took the text; `stop()`; `up()`: arrow up in an empty box.
	constructor({ send, stop, up }) {
		Object.assign(this, { send, stop, up });
		this.#draft.enterKeyHint = this.touch ? 'enter' : 'send';
		this.#draft.addEventListener('input', () => this.#typed());
		this.#draft.addEventListener('keydown', (event) => {
			if (!event.isComposing && this.#pressed(event)) event.preventDefault();
		});
		byId('composer').addEventListener('submit', (event) => {
			event.preventDefault();
			if (this.#state.busy) this.stop();
			else this.#submit();
		});
		this.#hints.addEventListener('pointerdown', (event) => event.preventDefault());
	}

	#submit() {
		const text = this.#draft.value;
		if (text.trim() !== '' && this.#state.ready && this.send(text)) this.#put('');
	}

	#put(text) {
		this.#draft.value = text;
		this.#typed();
	}

	focus() {
		this.#draft.focus({ preventScroll: true });
	}

	open(id) {
		this.#conversation = `nanollama.draft.${id}`;
		this.#put(recall(this.#conversation) ?? '');
	}

	// `busy`: an answer is being written; `ready`: the server can answer at all.
	state(state, placeholder) {
		const { busy } = this.#state = state;
		const label = busy ? 'Stop' : 'Send';
		this.#draft.placeholder = placeholder;
		this.#send.replaceChildren(icon(busy ? 'stop' : 'send'));
		this.#send.ariaLabel = label;
		this.#send.title = `${label}${busy ? ' (Esc)' : this.touch ? '' : ' (Enter)'}`;
		this.#enable();
	}

	#enable() {
		this.#send.disabled = !this.#state.busy && (!this.#state.ready || this.#draft.value.trim() === '');
	}

	#typed() {
		const text = this.#draft.value;
		this.#enable();
		if (!CSS.supports('field-sizing: content')) {
			this.#draft.style.height = 'auto';
			this.#draft.style.height = `${this.#draft.scrollHeight}px`;
		}
		const found = hints(text);
		this.#hints.hidden = found.length === 0;
		this.#hints.replaceChildren(...found.map(({ command, argument, help }) => make('li', { onclick: () => {
			this.#put(argument ? `${command} ` : command);
			this.focus();
			if (!argument) this.#submit();
		} }, make('strong', {}, command), ` ${argument ?? ''}`, make('span', {}, help))));
		keep(this.#conversation, text);
	}

	#pressed({ key, shiftKey, altKey, ctrlKey, metaKey, target }) {
		if (key === 'Enter' && !shiftKey && !altKey && (!this.touch || ctrlKey || metaKey)) {
			if (!this.#state.busy) this.#submit();
		} else if (key === 'Tab' && !shiftKey && !this.#hints.hidden) this.#hints.firstChild.click();
		else if (key === 'ArrowUp' && target.value === '') this.up();
		else return false;
		return true;
	}
}
