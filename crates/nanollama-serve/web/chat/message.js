// One message on the page: its text, what can be done with it, what is known of it.

import { count, icon, iconButton, make } from '../dom.js';
import { Prose } from '../markdown/prose.js';

const NAMES = { user: 'You', assistant: 'Model', tool: 'Result of a tool' };
const ENDS = { __proto__: null, length: 'longest answer reached', cancelled: 'stopped', tool_calls: 'calls a tool' };

export class MessageView {
	#body;
	#prose;
	#drawn;
	#calls = make('div');
	#results;
	#trouble = make('div', { class: 'trouble', role: 'alert' });
	#row = make('div', { class: 'row' });

	// `context`: `{ siblings, writing, chat, results, actions }`; see thread.js.
	constructor(message, context) {
		this.message = message;
		this.element = make('article', { class: `message ${message.role}`, 'data-id': message.id, 'aria-label': NAMES[message.role] }, this.#calls, this.#trouble, this.#row);
		this.refresh(context);
	}

	grow() {
		const { content, role, plain, calls = [] } = this.message;
		if (this.#drawn === undefined || !content.startsWith(this.#drawn)) {
			const prose = role === 'assistant' && !plain;
			this.#body?.remove();
			this.#body = make('div', { class: `body ${prose ? 'prose' : 'said'}`, dir: 'auto' });
			this.#prose = prose ? new Prose(this.#body) : { append: (text) => this.#body.append(text) };
			this.#drawn = '';
			this.element.prepend(this.#body);
		}
		if (content !== this.#drawn) this.#prose.append(content.slice(this.#drawn.length));
		this.#drawn = content;
		this.#calls.replaceChildren(...calls.map((call, at) => callBlock(call, this.#results.get(call.id), this.#calls.children[at]?.open)));
	}

	refresh({ siblings, writing, chat, results, actions }) {
		const { message } = this;
		this.#results = results;
		this.grow();
		// A result is shown with its call.
		this.element.hidden = message.role === 'tool' && results.has(message.callId);
		this.element.classList.toggle('writing', writing);
		this.element.setAttribute('aria-busy', writing);
		this.#trouble.replaceChildren(...(writing || !message.error ? [] : this.#whatToDo(actions)));
		this.#row.replaceChildren(...this.#switch(siblings, actions), ...(writing ? [] : this.#buttons(chat, actions)), make('span', { class: 'facts' }, ...facts(message, writing)));
	}

	#whatToDo({ forget, again }) {
		const [label, act] = this.message.tooLong ? ['Leave out the older half and try again', forget] : ['Try again', again];
		return [make('p', {}, this.message.error), make('button', { onclick: () => act(this.message) }, label)];
	}

	#switch(siblings, { select }) {
		if (siblings.length < 2) return [];
		const at = siblings.indexOf(this.message.id);
		const go = (name, label, to) => iconButton(name, label, () => select(to), { disabled: !to });
		return [go('left', 'Earlier version', siblings[at - 1]),
			make('span', { 'aria-label': `Version ${at + 1} of ${siblings.length}` }, `${at + 1}/${siblings.length}`),
			go('right', 'Later version', siblings[at + 1])];
	}

	#buttons(chat, actions) {
		const { message } = this;
		const { role, content, ids = [], finish } = message;
		const answer = role === 'assistant';
		const some = content !== '';
		return [
			some && iconButton('copy', 'Copy', (event) => actions.copy(message, event.currentTarget)),
			answer && iconButton('again', 'Answer again', () => actions.again(message)),
			(role === 'user' || (answer && chat && some)) && iconButton('edit', answer ? 'Edit the answer' : 'Edit and ask again', () => this.edit(actions)),
			answer && iconButton('tokens', 'Tokens and their probabilities', () => actions.tokens(message), { 'aria-pressed': 'false', disabled: ids.length === 0 }),
			answer && ids.length > 0 && ['length', 'cancelled'].includes(finish)
				&& make('button', { class: 'small', onclick: () => actions.goOn(message) }, icon('go'), 'Go on'),
		].filter((button) => button !== false);
	}

	// Puts a box in place of the text. What is saved becomes a branch.
	edit({ edited }) {
		if (this.element.classList.contains('editing')) return;
		const box = make('textarea', { 'aria-label': 'Edit the message' });
		box.value = this.message.content;
		const end = () => {
			form.remove();
			this.element.classList.remove('editing');
		};
		const form = make('form', { class: 'edit', onsubmit: (event) => {
			event.preventDefault();
			if (box.value.trim() === '') return;
			end();
			edited(this.message, box.value);
		}, onkeydown: (event) => {
			if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
			else if (event.key === 'Escape') {
				event.stopPropagation();
				end();
			}
		} }, box, make('button', { type: 'submit', class: 'main' }, this.message.role === 'user' ? 'Send' : 'Save'), make('button', { onclick: end }, 'Cancel'));
		this.element.classList.add('editing');
		this.#body.after(form);
		box.style.height = `${Math.min(box.scrollHeight + 2, innerHeight / 2)}px`;
		box.focus();
	}

	// Puts something else in place of the text (the token view), or the text back with null.
	instead(element) {
		this.element.querySelector('.instead')?.remove();
		this.element.classList.toggle('replaced', element !== null);
		if (element) this.#body.after(element);
		this.#row.querySelector('[aria-pressed]')?.setAttribute('aria-pressed', element !== null);
	}
}

function facts({ role, content, calls, tokens, rate: pace, edited, finish, error }, writing) {
	if (role !== 'assistant') return [];
	if (writing) return content === '' && !calls ? [make('span', { class: 'dots' }, 'reading…')] : [];
	const end = edited ? 'edited' : !finish && !error ? 'interrupted' : ENDS[finish];
	return [[tokens > 0 && `${count(tokens)} token${tokens === 1 ? '' : 's'}`, pace > 0 && `${rate(pace)} tokens/s`, end].filter(Boolean).join(' · ')];
}

export const rate = (number) => (number < 10 ? number.toFixed(1) : count(number));

// A call of a tool, folded: what it is given, and what came of it.
function callBlock({ name, arguments: given }, result, open) {
	const block = make('details', { class: 'call code', open }, make('summary', {}, 'Calls ', make('strong', {}, name), ' ', make('code', {}, given)), make('pre', { tabindex: '0' }, pretty(given)));
	if (result !== undefined) block.append(make('p', {}, 'Result'), make('pre', { tabindex: '0' }, pretty(result)));
	return block;
}

function pretty(text) {
	try {
		return JSON.stringify(JSON.parse(text), null, 2);
	} catch {
		return text;
	}
}
